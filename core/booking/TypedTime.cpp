#include "core/booking/TypedTime.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// A day that is over, or the board's own short word for today.
std::optional<QDate> shortOrPastDay(const QString &typed, QDate today, const DateWords &words)
{
    static const QRegularExpression back(u"^- ?(\\d{1,3}) ?([dwm]?)$"_s);
    if (typed == u"t"_s)
        return today;
    if (typed == words.yesterday)
        return today.addDays(-1);
    const auto match = back.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const int count = match.captured(1).toInt();
    const QString unit = match.captured(2);
    return unit == u"m"_s ? today.addMonths(-count)
                          : today.addDays(unit == u"w"_s ? -7 * count : -count);
}

std::optional<QDate> dayOf(const QString &typed, QDate today, const DateWords &words)
{
    const auto day = shortOrPastDay(typed, today, words);
    return day ? day : dayFromText(typed, today, words);
}

std::optional<QRegularExpressionMatch> timeAtTheEnd(const QString &typed)
{
    // With a colon, an h or a half of the day: bare digits are years and days.
    static const QList<QRegularExpression> forms{
        QRegularExpression(u"^((?<day>.+) )?(?<h>\\d{1,2})[:h](?<m>\\d{2})$"_s),
        QRegularExpression(u"^((?<day>.+) )?(?<h>\\d{1,2})h$"_s),
        QRegularExpression(u"^((?<day>.+) )?(?<h>\\d{1,2})(:(?<m>\\d{2}))? ?(?<half>am|pm)$"_s)};
    for (const QRegularExpression &form : forms) {
        if (const auto match = form.match(typed); match.hasMatch())
            return match;
    }
    return std::nullopt;
}

/// The time in @p match, which may be none: 25:00.
std::optional<QTime> timeOf(const QRegularExpressionMatch &match)
{
    const int hour = match.captured(u"h"_s).toInt();
    const QTime time(hour, match.captured(u"m"_s).toInt()); // On the hour without minutes.
    const QString half = match.captured(u"half"_s);
    if (half.isEmpty())
        return time.isValid() ? std::optional(time) : std::nullopt;
    if (!time.isValid() || hour < 1 || hour > 12)
        return std::nullopt;
    return QTime(hour % 12 + (half == u"pm"_s ? 12 : 0), time.minute());
}

/// What follows the words for the next free time, if @p typed begins with them.
std::optional<QString> wishIn(const QString &typed, const DateWords &words)
{
    if (!typed.startsWith(words.nextFree, Qt::CaseInsensitive))
        return std::nullopt;
    const QString rest = typed.sliced(words.nextFree.size());
    if (!rest.isEmpty() && !rest.startsWith(u' '))
        return std::nullopt;
    return rest.trimmed();
}

} // namespace

std::optional<TypedTime> typedTime(const QString &text, QDate today, QDate shown,
                                   const DateWords &words)
{
    const QString typed = text.simplified();
    if (const auto wished = wishIn(typed, words)) {
        const auto wish = slotWish(*wished, words);
        return wish ? std::optional<TypedTime>(TypedNextFree{*wish}) : std::nullopt;
    }
    const QString small = typed.toLower();
    if (const auto day = dayOf(small, today, words))
        return TypedDay{*day};
    const auto match = timeAtTheEnd(small);
    const auto time = match ? timeOf(*match) : std::nullopt;
    if (!time)
        return std::nullopt;
    const QString before = match->captured(u"day"_s);
    const auto day = before.isEmpty() ? shown : dayOf(before, today, words).value_or(QDate());
    return day.isValid() ? std::optional<TypedTime>(TypedDayAndTime{day, *time}) : std::nullopt;
}

std::optional<QTime> wallTime(const QString &text)
{
    const auto match = timeAtTheEnd(text.simplified().toLower());
    return match && match->captured(u"day"_s).isEmpty() ? timeOf(*match) : std::nullopt;
}

} // namespace clinidesk
