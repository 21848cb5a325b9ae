#include "core/booking/SeriesRule.h"

#include <QTimeZone>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int longestStep = 366;

Error bad(const QString &field, const QString &problem, int limit = 0)
{
    QJsonObject facts{{u"field"_s, field}, {u"problem"_s, problem}};
    if (limit > 0)
        facts.insert(u"limit"_s, limit);
    return {Error::Code::Invalid, {}, facts};
}

std::optional<Error> problemOf(const SeriesRule &rule, QDate first)
{
    if (rule.step < 1 || rule.step > longestStep)
        return bad(u"step"_s, u"range"_s, longestStep);
    if (rule.times < 0 || rule.times > SeriesRule::mostOccurrences)
        return bad(u"times"_s, u"range"_s, SeriesRule::mostOccurrences);
    if ((rule.times > 0) == rule.until.isValid())
        return bad(u"times"_s, u"missing"_s);
    if (rule.until.isValid() && rule.until < first)
        return bad(u"until"_s, u"reversed"_s);
    if (rule.until.isValid() && rule.until > first.addMonths(SeriesRule::mostMonths))
        return bad(u"until"_s, u"range"_s, SeriesRule::mostMonths);
    return std::nullopt;
}

/// A day of the calendar that may not exist.
struct MonthDay
{
    int year;
    int month;
    int day;
};

MonthDay monthDayOf(QDate day)
{
    return {day.year(), day.month(), day.day()};
}

/// The days that a rule names, one after the other.
class Days
{
public:
    Days(const SeriesRule &rule, QDate first)
        : m_rule(rule)
        , m_first(first)
        , m_at(first)
    {
    }

    [[nodiscard]] MonthDay next()
    {
        const int place = m_place++;
        if (m_rule.unit == SeriesRule::Unit::Month) {
            const int months = m_first.month() - 1 + place * m_rule.step;
            return {m_first.year() + months / 12, months % 12 + 1, m_first.day()};
        }
        if (place > 0)
            m_at = m_rule.unit == SeriesRule::Unit::Day ? m_at.addDays(m_rule.step) : nextOfWeek();
        return monthDayOf(m_at);
    }

private:
    /// The next chosen weekday of this week, or the earliest of the week after the step.
    [[nodiscard]] QDate nextOfWeek() const
    {
        if (m_rule.weekdays.isEmpty())
            return m_at.addDays(qint64(7) * m_rule.step);
        for (QDate day = m_at.addDays(1); day.dayOfWeek() != Qt::Monday; day = day.addDays(1)) {
            if (isChosen(day))
                return day;
        }
        QDate day = m_at.addDays(1 - m_at.dayOfWeek()).addDays(qint64(7) * m_rule.step);
        while (!isChosen(day))
            day = day.addDays(1);
        return day;
    }
    [[nodiscard]] bool isChosen(QDate day) const
    {
        return m_rule.weekdays.contains(Qt::DayOfWeek(day.dayOfWeek()));
    }

    const SeriesRule &m_rule;
    const QDate m_first;
    QDate m_at;
    int m_place = 0;
};

/// The first that a month has at least: good enough to know whether the end has been passed.
QDate orderOf(const MonthDay &day)
{
    const QDate exact(day.year, day.month, day.day);
    return exact.isValid() ? exact : QDate(day.year, day.month, 1).addMonths(1).addDays(-1);
}

} // namespace

Occurrence::Kind Occurrence::kind() const
{
    if (!day().isValid())
        return Kind::NoSuchDay;
    if (instants.isEmpty())
        return Kind::NoSuchTime;
    return instants.size() > 1 ? Kind::TwiceThatDay : Kind::Usual;
}

QList<QDateTime> instantsOf(QDate day, QTime local, const QByteArray &zoneName)
{
    const QTimeZone zone(zoneName);
    const QDateTime wall(day, local, Qt::UTC);
    if (!zone.isValid() || !wall.isValid())
        return {};
    QList<int> offsets{zone.offsetFromUtc(wall.addDays(-1))};
    const auto turns = zone.transitions(wall.addDays(-1), wall.addDays(1));
    for (const QTimeZone::OffsetData &turn : turns) {
        if (!offsets.contains(turn.offsetFromUtc))
            offsets.append(turn.offsetFromUtc);
    }
    QList<QDateTime> instants;
    for (const int offset : std::as_const(offsets)) {
        const QDateTime instant = wall.addSecs(-offset);
        if (zone.offsetFromUtc(instant) == offset)
            instants.append(instant);
    }
    std::sort(instants.begin(), instants.end());
    return instants;
}

Result<QList<Occurrence>> occurrencesOf(const SeriesRule &rule, const QDateTime &first,
                                        const QByteArray &zoneName)
{
    const QTimeZone zone(zoneName);
    if (!zone.isValid() || !first.isValid())
        return bad(u"starts_at"_s, u"unknown"_s);
    const QDateTime wall = first.toTimeZone(zone);
    if (const auto problem = problemOf(rule, wall.date()))
        return *problem;

    QList<Occurrence> occurrences;
    Days days(rule, wall.date());
    const QDate farthest = wall.date().addMonths(SeriesRule::mostMonths);
    while (rule.times == 0 || occurrences.size() < rule.times) {
        const MonthDay day = days.next();
        if (rule.until.isValid() && orderOf(day) > rule.until)
            break;
        if (orderOf(day) > farthest)
            return bad(u"times"_s, u"range"_s, SeriesRule::mostMonths);
        if (occurrences.size() == SeriesRule::mostOccurrences)
            return bad(u"until"_s, u"range"_s, SeriesRule::mostMonths);
        occurrences.append(
            {.year = day.year,
             .month = day.month,
             .dayOfMonth = day.day,
             .local = wall.time(),
             .instants = instantsOf(QDate(day.year, day.month, day.day), wall.time(), zoneName)});
    }
    occurrences.first().instants = {first.toUTC()};
    return occurrences;
}

} // namespace clinidesk
