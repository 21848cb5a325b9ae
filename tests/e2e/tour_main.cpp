#include "app/desktop/DesktopWiring.h"
#include "app/desktop/EventWatchdog.h"
#include "core/base/Log.h"
#include "tests/e2e/PaintTimes.h"
#include "tests/e2e/ProcessFigures.h"
#include "tests/e2e/Tour.h"

#include <QCommandLineParser>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace clinidesk;

int main(int argc, char **argv)
{
    installScrubbedLog();
    EventWatchdog application(argc, argv);
    QApplication::setApplicationName(u"clinidesk-tour"_s);
    application.startHeartbeat();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Does a receptionist's main job in the real window by keys and mouse."_s);
    parser.addHelpOption();
    parser.addOptions(
        {{u"pictures"_s, u"Where a picture of each step goes."_s, u"folder"_s, u"tour"_s},
         {u"data"_s, u"Of the demo clinic; kept. Else a new one."_s, u"folder"_s}});
    parser.process(application);

    const QTemporaryDir own;
    const bool hasFolder = parser.isSet(u"data"_s);
    DesktopWiring wiring(
        {.isStandalone = true,
         .hasDemo = true,
         .dataFolder = hasFolder ? parser.value(u"data"_s) : own.filePath(u"data"_s),
         .settingsFolder = own.path()});
    PaintTimes paints(PaintTimes::Clock::now() - processAge());
    paints.watch();
    wiring.window().setGeometry(0, 0, 1280, 800);
    wiring.start();

    Tour tour(application, wiring, paints, parser.value(u"pictures"_s));
    bool isDone = false;
    QThread *player = QThread::create([&tour, &isDone] { isDone = tour.run(); });
    QObject::connect(player, &QThread::finished, &application, &QCoreApplication::quit);
    player->start();
    QApplication::exec();
    player->wait();
    delete player;
    return isDone ? 0 : 1;
}
