#include "app/desktop/DesktopWiring.h"
#include "app/desktop/EventWatchdog.h"
#include "core/base/Log.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;
using namespace clinidesk;

int main(int argc, char **argv)
{
    installScrubbedLog();
    EventWatchdog application(argc, argv);
    QApplication::setApplicationName(u"clinidesk"_s);
    QApplication::setApplicationDisplayName(u"CliniDesk"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(CLINIDESK_VERSION));
    QApplication::setDesktopFileName(u"clinidesk"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The front desk of a clinic."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"standalone"_s, u"Run a clinic of its own on this computer."_s},
                       {u"demo"_s, u"With --standalone: fill it with an invented clinic."_s},
                       {u"data"_s, u"With --standalone: where its data lives."_s, u"folder"_s},
                       {u"watchdog"_s, u"Log every event that takes the window over 16 ms."_s}});
    parser.process(application);
    if (parser.isSet(u"watchdog"_s))
        application.startLogging();

    DesktopWiring wiring({.isStandalone = parser.isSet(u"standalone"_s),
                          .hasDemo = parser.isSet(u"demo"_s),
                          .dataFolder = parser.value(u"data"_s),
                          .settingsFolder = {}});
    wiring.start();
    return QApplication::exec();
}
