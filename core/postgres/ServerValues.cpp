#include "core/postgres/ServerValues.h"

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// PostgreSQL's numbers for its types (pg_type.dat), which never change.
enum Oid : unsigned {
    Bool = 16,
    Int8 = 20,
    Int2 = 21,
    Int4 = 23,
    ObjectId = 26,
    Float4 = 700,
    Float8 = 701,
    Date = 1082,
    Time = 1083,
    TimestampTz = 1184,
    Numeric = 1700,
};

/// Takes digits and signs off the front of a text.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    /// The number that @p least digits or more stand for; -1 when there are fewer.
    int number(qsizetype least)
    {
        int value = 0;
        const auto [end, fault] = std::from_chars(m_text.begin(), m_text.end(), value);
        const qsizetype length = end - m_text.begin();
        if (fault != std::errc() || value < 0 || length < least)
            return -1;
        m_text = m_text.sliced(length);
        return value;
    }
    /// -1 when none is next.
    int digit()
    {
        if (m_text.isEmpty() || m_text.front() < '0' || m_text.front() > '9')
            return -1;
        const int value = m_text.front() - '0';
        m_text = m_text.sliced(1);
        return value;
    }
    bool skip(char c)
    {
        const bool isThere = !m_text.isEmpty() && m_text.front() == c;
        if (isThere)
            m_text = m_text.sliced(1);
        return isThere;
    }
    bool isAtEnd() const { return m_text.isEmpty(); }

private:
    QByteArrayView m_text;
};

QDate takeDate(Reader &reader)
{
    const int year = reader.number(4);
    const int month = reader.skip('-') ? reader.number(2) : -1;
    const int day = reader.skip('-') ? reader.number(2) : -1;
    return {year, month, day};
}

/// Behind the point: up to six digits.
int takeMilliseconds(Reader &reader)
{
    int value = 0;
    if (reader.skip('.')) {
        int scale = 100;
        for (int digit = reader.digit(); digit >= 0; digit = reader.digit()) {
            value += digit * scale;
            scale /= 10;
        }
    }
    return value;
}

QTime takeTime(Reader &reader)
{
    const int hour = reader.number(2);
    const int minute = reader.skip(':') ? reader.number(2) : -1;
    const int second = reader.skip(':') ? reader.number(2) : -1;
    return {hour, minute, second, takeMilliseconds(reader)};
}

/// "+00" to "+14:00:00", in seconds; nothing else is expected, since the session keeps UTC.
int takeOffset(Reader &reader)
{
    const int sign = reader.skip('-') ? -1 : 1;
    if (sign > 0 && !reader.skip('+'))
        return 0;
    int seconds = std::max(0, reader.number(2)) * 3600;
    if (reader.skip(':'))
        seconds += std::max(0, reader.number(2)) * 60;
    if (reader.skip(':'))
        seconds += std::max(0, reader.number(2));
    return sign * seconds;
}

} // namespace

QDate dateIn(QByteArrayView text)
{
    Reader reader(text);
    const QDate date = takeDate(reader);
    return reader.isAtEnd() ? date : QDate();
}

QDateTime instantIn(QByteArrayView text)
{
    Reader reader(text);
    const QDate date = takeDate(reader);
    const QTime time = reader.skip(' ') ? takeTime(reader) : QTime();
    const int offset = takeOffset(reader);
    if (!reader.isAtEnd() || !date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::UTC).addSecs(-offset);
}

QVariant valueIn(QByteArrayView text, unsigned oid)
{
    switch (oid) {
    case Bool:
        return !text.isEmpty() && text.front() == 't';
    case Int2:
    case Int4:
        return text.toInt();
    case Int8:
    case ObjectId:
        return text.toLongLong();
    case Float4:
    case Float8:
    case Numeric:
        return text.toDouble();
    case Date:
        return dateIn(text);
    case Time:
        return QTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    case TimestampTz:
        return instantIn(text);
    default:
        return QString::fromUtf8(text);
    }
}

QByteArray sentText(const QVariant &value)
{
    if (value.isNull())
        return {};
    // Without its zone an instant would be another one.
    const QString text = value.typeId() == QMetaType::QDateTime
        ? value.toDateTime().toUTC().toString(Qt::ISODateWithMs)
        : value.toString();
    return text.isNull() ? QByteArray() : text.isEmpty() ? ""_ba : text.toUtf8();
}

} // namespace clinidesk
