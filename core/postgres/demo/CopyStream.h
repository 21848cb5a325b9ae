#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QTime>

#include <optional>

struct pg_conn;

namespace clinidesk {

/// COPY … FROM STDIN in PostgreSQL's binary format: one row after the other, value by value in the
/// order and the types of the columns named. One thread; calls block while the server catches up.
class CopyStream final
{
public:
    /// @p target is what stands between COPY and FROM: a table and its columns. With Freeze the
    /// table must have been emptied in the same transaction.
    enum class Rows { Plain, Freeze };
    [[nodiscard]] static Result<CopyStream> start(pg_conn *connection, const QByteArray &target,
                                                  Rows rows);

    void beginRow(int columns);
    void boolean(bool value);
    void int16(int value);
    void int32(int value);
    void int64(qint64 value);
    void text(const QString &value) { bytes(value.toUtf8()); }
    void bytes(const QByteArray &value);
    void date(QDate value); ///< Null when invalid.
    void julianDay(qint64 value);
    void time(QTime value);
    void instant(qint64 secondsUtc); ///< Null for 0.
    void span(qint64 startUtc, qint64 endUtc); ///< tstzrange, '[)'.
    void jsonb(const QByteArray &json);
    void null();
    /// The same as int32(), null for 0: how the demo's rows say "none".
    void idOrNull(int value) { value ? int32(value) : null(); }

    /// Ends the COPY; the Error is the server's about any row. Gives the number of rows.
    [[nodiscard]] Result<qint64> finish();

private:
    explicit CopyStream(pg_conn *connection);

    template <typename Number> void append(Number value);
    void flushIfFull();

    pg_conn *m_connection;
    QByteArray m_buffer;
    qint64 m_rows = 0;
    bool m_isBroken = false;
};

} // namespace clinidesk
