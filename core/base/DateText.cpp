#include "core/base/DateText.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int firstYear = 1850; // Of a birth date that the server takes.
constexpr int mostYearsAhead = 100;

/// From 1; 0 for none. Its first three letters tell.
int monthFromName(const QString &name, const DateWords &words)
{
    const QString typed = name.left(3).toLower();
    const auto isTyped = [&typed](const QString &month) { return month.startsWith(typed); };
    const auto found = std::find_if(words.months.begin(), words.months.end(), isTyped);
    return found == words.months.end() ? 0 : int(found - words.months.begin()) + 1;
}

int fullYear(int year, int digits, QDate today)
{
    if (digits > 2)
        return year;
    const int century = today.year() / 100 * 100;
    return century + year > today.year() ? century - 100 + year : century + year;
}

std::optional<QDate> fromMatch(const QRegularExpressionMatch &match, QDate today,
                               const DateWords &words)
{
    const QString year = match.captured(u"y"_s);
    const QString month = match.captured(u"m"_s);
    bool isNumber = false;
    const int number = month.toInt(&isNumber);
    const QDate date(fullYear(year.toInt(), int(year.size()), today),
                     isNumber ? number : monthFromName(month, words),
                     match.captured(u"d"_s).toInt());
    const bool isLikely = date.isValid() && date.year() >= firstYear
        && date.year() <= today.year() + mostYearsAhead;
    return isLikely ? std::optional(date) : std::nullopt;
}

} // namespace

const DateWords &DateWords::english()
{
    static const DateWords words;
    return words;
}

std::optional<QDate> dateFromText(const QString &text, QDate today, const DateWords &words)
{
    static const QList<QRegularExpression> forms{
        QRegularExpression(u"^(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})$"_s),
        QRegularExpression(u"^(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})$"_s),
        QRegularExpression(u"^(?<d>\\d{1,2})[./ -](?<m>\\d{1,2})[./ -](?<y>\\d{4}|\\d{2})$"_s),
        QRegularExpression(u"^(?<d>\\d{1,2})[. -]*(?<m>\\p{L}{3,12})[. -]*(?<y>\\d{4}|\\d{2})$"_s),
        QRegularExpression(u"^(?<m>\\p{L}{3,12})[. ]*(?<d>\\d{1,2}),? +(?<y>\\d{4}|\\d{2})$"_s),
    };
    const QString typed = text.simplified();
    for (const QRegularExpression &form : forms) {
        if (const auto match = form.match(typed); match.hasMatch())
            return fromMatch(match, today, words);
    }
    return std::nullopt;
}

std::optional<QDate> dayFromText(const QString &text, QDate today, const DateWords &words)
{
    static const QRegularExpression ahead(u"^\\+ ?(\\d{1,3}) ?([dwm]?)$"_s);
    static const QRegularExpression dayAndMonth(u"^(\\d{1,2})[./](\\d{1,2})[./]?$"_s);
    const QString typed = text.simplified().toLower();

    if (typed == words.today)
        return today;
    if (typed == words.tomorrow)
        return today.addDays(1);
    if (const auto match = ahead.match(typed); match.hasMatch()) {
        const int count = match.captured(1).toInt();
        const QString unit = match.captured(2);
        return unit == u"m"_s ? today.addMonths(count)
                              : today.addDays(unit == u"w"_s ? 7 * count : count);
    }
    if (typed.size() >= 3) {
        // A beginning of the name and not more than the name: Monica and Sunil are no days.
        const auto isTyped = [&](const QString &day) { return day.startsWith(typed); };
        const auto found = std::find_if(words.weekdays.begin(), words.weekdays.end(), isTyped);
        if (found != words.weekdays.end()) {
            const int difference = int(found - words.weekdays.begin()) + 1 - today.dayOfWeek();
            return today.addDays(difference > 0 ? difference : difference + 7);
        }
    }
    if (const auto match = dayAndMonth.match(typed); match.hasMatch()) {
        const int month = match.captured(2).toInt();
        const int day = match.captured(1).toInt();
        for (int year = today.year(); year <= today.year() + 8; ++year) {
            if (const QDate date(year, month, day); date.isValid() && date >= today)
                return date;
        }
        return std::nullopt;
    }
    return dateFromText(typed, today, words);
}

} // namespace clinidesk
