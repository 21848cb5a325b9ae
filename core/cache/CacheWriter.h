#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QString>

namespace clinidesk {

/// Writes a value field by field. CacheReader reads the same fields in the same order.
class CacheWriter
{
public:
    CacheWriter();

    void byte(quint8 value) { m_rows.append(char(value)); }
    void number(qint64 value);
    void number32(qint32 value);
    /// Stands once in a table, however often it is written: for names that many rows share.
    void text(const QString &text);
    /// Stands where it is written: for what is the row's own. Read as fast as can be.
    void ownText(const QString &text);
    void bytes(const QByteArray &latin1) { text(QString::fromLatin1(latin1)); }
    void date(QDate day) { number(day.toJulianDay()); }
    /// A moment, told again as UTC; an invalid one stays invalid.
    void moment(const QDateTime &moment);
    /// How many rows follow.
    void count(qsizetype rows) { number32(qint32(rows)); }

    /// Everything written; nothing can be written after it.
    [[nodiscard]] QByteArray finished();

private:
    QByteArray m_rows;
    QByteArray m_texts;
    QByteArray m_lengths;
    QHash<QString, qint32> m_known;
};

} // namespace clinidesk
