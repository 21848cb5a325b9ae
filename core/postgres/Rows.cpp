#include "core/postgres/Rows.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace clinidesk {

QVariant dateOrNull(QDate date)
{
    return date.isValid() ? QVariant(date.toString(Qt::ISODate)) : QVariant();
}

QVariant instantOrNull(const QDateTime &instant)
{
    return instant.isValid() ? QVariant(instant.toUTC().toString(Qt::ISODateWithMs)) : QVariant();
}

QVariant minutesOrNull(std::optional<std::chrono::minutes> length)
{
    return length ? QVariant(static_cast<qlonglong>(length->count())) : QVariant();
}

QVariant arrayOrNull(const QList<qint64> &numbers)
{
    if (numbers.isEmpty())
        return {};
    QStringList words;
    for (const qint64 number : numbers)
        words.append(QString::number(number));
    return QString(u'{' % words.join(u',') % u'}');
}

QString arrayOf(const QStringList &texts)
{
    QStringList words;
    for (QString text : texts) {
        text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        words.append(u'"' % text % u'"');
    }
    return u'{' % words.join(u',') % u'}';
}

QString textAt(const AnswerRows &row, int column)
{
    return row.text(column);
}

QDateTime instantAt(const AnswerRows &row, int column)
{
    return row.value(column).toDateTime();
}

QStringList textsAt(const AnswerRows &row, int column)
{
    QStringList texts;
    const QJsonArray array = QJsonDocument::fromJson(row.bytes(column).toByteArray()).array();
    for (const auto &value : array)
        texts.append(value.toString());
    return texts;
}

QList<qint64> numbersAt(const AnswerRows &row, int column)
{
    QList<qint64> numbers;
    const QJsonArray array = QJsonDocument::fromJson(row.bytes(column).toByteArray()).array();
    for (const auto &value : array)
        numbers.append(value.toInteger());
    return numbers;
}

Result<Done> doneFrom(const Answered &answer)
{
    if (!answer)
        return answer.error();
    return Done{};
}

} // namespace clinidesk
