#include "core/postgres/demo/CopyStream.h"

#include "core/postgres/SqlError.h"

#include <QtEndian>

#include <libpq-fe.h>

#include <memory>

namespace clinidesk {

namespace {

constexpr qsizetype fullBuffer = qsizetype(256) * 1024;
constexpr qint64 epochSeconds = 946'684'800; // 2000-01-01, PostgreSQL's own epoch
constexpr qint64 epochJulianDay = 2'451'545;
constexpr quint8 lowerBoundIncluded = 0x02;

struct ResultEnd
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ResultEnd>;

Error refusal(PGresult *result)
{
    const auto field
        = [result](int code) { return QString::fromUtf8(PQresultErrorField(result, code)); };
    return errorFrom({field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY), {}});
}

} // namespace

CopyStream::CopyStream(pg_conn *connection)
    : m_connection(connection)
{
    m_buffer.reserve(fullBuffer + 64 * 1024);
    m_buffer.append("PGCOPY\n\377\r\n\0", 11);
    append(qint32(0));
    append(qint32(0));
}

Result<CopyStream> CopyStream::start(pg_conn *connection, const QByteArray &target, Rows rows)
{
    const QByteArray statement = "COPY " + target + " FROM STDIN WITH (FORMAT binary"
        + (rows == Rows::Freeze ? ", FREEZE)" : ")");
    const ResultHandle result(PQexec(connection, statement.constData()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN)
        return refusal(result.get());
    return CopyStream(connection);
}

template <typename Number> void CopyStream::append(Number value)
{
    const Number swapped = qToBigEndian(value);
    m_buffer.append(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

void CopyStream::beginRow(int columns)
{
    flushIfFull();
    ++m_rows;
    append(qint16(columns));
}

void CopyStream::boolean(bool value)
{
    append(qint32(1));
    append(quint8(value ? 1 : 0));
}

void CopyStream::int16(int value)
{
    append(qint32(2));
    append(qint16(value));
}

void CopyStream::int32(int value)
{
    append(qint32(4));
    append(qint32(value));
}

void CopyStream::int64(qint64 value)
{
    append(qint32(8));
    append(value);
}

void CopyStream::bytes(const QByteArray &value)
{
    append(qint32(value.size()));
    m_buffer.append(value);
}

void CopyStream::date(QDate value)
{
    if (value.isValid())
        julianDay(value.toJulianDay());
    else
        null();
}

void CopyStream::julianDay(qint64 value)
{
    int32(int(value - epochJulianDay));
}

void CopyStream::time(QTime value)
{
    int64(qint64(value.msecsSinceStartOfDay()) * 1000);
}

void CopyStream::instant(qint64 secondsUtc)
{
    if (secondsUtc)
        int64((secondsUtc - epochSeconds) * 1'000'000);
    else
        null();
}

void CopyStream::span(qint64 startUtc, qint64 endUtc)
{
    append(qint32(1 + 2 * (4 + 8)));
    append(lowerBoundIncluded);
    instant(startUtc);
    instant(endUtc);
}

void CopyStream::jsonb(const QByteArray &json)
{
    append(qint32(json.size() + 1));
    append(quint8(1)); // the format's version
    m_buffer.append(json);
}

void CopyStream::null()
{
    append(qint32(-1));
}

void CopyStream::flushIfFull()
{
    if (m_buffer.size() < fullBuffer)
        return;
    if (!m_isBroken)
        m_isBroken = PQputCopyData(m_connection, m_buffer.constData(), int(m_buffer.size())) != 1;
    m_buffer.resize(0);
}

Result<qint64> CopyStream::finish()
{
    append(qint16(-1));
    if (!m_isBroken)
        m_isBroken = PQputCopyData(m_connection, m_buffer.constData(), int(m_buffer.size())) != 1;
    PQputCopyEnd(m_connection, m_isBroken ? "the sender stopped" : nullptr);

    std::optional<Error> error;
    while (const ResultHandle result{PQgetResult(m_connection)}) {
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            error = refusal(result.get());
        if (PQstatus(m_connection) != CONNECTION_OK)
            break;
    }
    if (error)
        return *error;
    return m_rows;
}

} // namespace clinidesk
