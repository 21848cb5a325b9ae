#include "core/postgres/PostgresReadLog.h"

#include "core/postgres/Rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QJsonObject objectOf(const KeptRead &read)
{
    QJsonObject object{{u"action"_s, read.action},
                       {u"entity"_s, read.entity},
                       {u"at"_s, read.at.toString(Qt::ISODateWithMs)}};
    if (read.id != 0)
        object.insert(u"id"_s, read.id);
    if (!read.clinic.isNull())
        object.insert(u"clinic"_s, read.clinic.value());
    if (read.day.isValid())
        object.insert(u"day"_s, read.day.toString(Qt::ISODate));
    return object;
}

} // namespace

PostgresReadLog::PostgresReadLog(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<Done> PostgresReadLog::write(const QList<KeptRead> &reads)
{
    QJsonArray list;
    for (const KeptRead &read : reads)
        list.append(objectOf(read));
    const QString text = QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
    // Repeated and cut short like a read: a look that is written down twice is no fault, and a
    // frozen server must not hold up somebody who leaves.
    return m_pool.run(DatabasePool::Kind::Read, [text](DatabaseConnection &connection) {
        return doneFrom(
            connection.ask(u"SELECT clinidesk.log_reads(:reads::jsonb)"_s, {{u"reads"_s, text}}));
    });
}

} // namespace clinidesk
