#include "core/postgres/PostgresRefusalLog.h"

#include "core/postgres/Rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace clinidesk {

PostgresRefusalLog::PostgresRefusalLog(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<Done> PostgresRefusalLog::write(const QList<Refusals> &refusals)
{
    QJsonArray list;
    for (const Refusals &each : refusals) {
        list.append(QJsonObject{{u"kind"_s, limitWord(each.kind)},
                                {u"count"_s, each.count},
                                {u"at"_s, each.at.toString(Qt::ISODateWithMs)},
                                {u"desk"_s, QSysInfo::machineHostName()}});
    }
    const QString text = QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
    return m_pool.run(DatabasePool::Kind::Change, [text](DatabaseConnection &connection) {
        return doneFrom(
            connection.ask(u"SELECT clinidesk.report_limit_refusals(:refusals::jsonb)"_s,
                           {{u"refusals"_s, text}}));
    });
}

Async<QList<RefusalsOfADay>> PostgresRefusalLog::ofDays(int days)
{
    return m_pool.run(DatabasePool::Kind::Read, [days](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT day, kind, login, desk, refusals"
                                       " FROM clinidesk.limit_refusals(:days)"_s,
                                       {{u"days"_s, days}}),
                        [](const AnswerRows &row) {
                            return RefusalsOfADay{.day = row.value(0).toDate(),
                                                  .kind = textAt(row, 1),
                                                  .login = textAt(row, 2),
                                                  .desk = textAt(row, 3),
                                                  .count = row.value(4).toLongLong()};
                        });
    });
}

} // namespace clinidesk
