#pragma once

#include <QString>

#include <algorithm>
#include <array>

namespace clinidesk {

/// From here on Qt's driver may say aloud what it says when a link breaks while it connects; any
/// other warning still fails the test. Called in initTestCase().
inline void expectBreakingLinks()
{
    static QtMessageHandler before = nullptr;
    if (before)
        return;
    before = qInstallMessageHandler(
        [](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            constexpr std::array known{"This version of PostgreSQL is not supported",
                                       "no connection to the server",
                                       "server closed the connection unexpectedly",
                                       "QSqlQuery::exec: database not open",
                                       "QSqlQuery::prepare: database not open",
                                       "FATAL:  terminating connection due to",
                                       "FATAL:  the database system is"};
            const bool isKnown = std::any_of(known.begin(), known.end(), [&](const char *start) {
                return text.startsWith(QLatin1String(start));
            });
            if (type != QtWarningMsg || !isKnown)
                before(type, context, text);
        });
}

} // namespace clinidesk
