#include "core/booking/DayGrid.h"

#include <QMap>
#include <QTimeZone>

#include <algorithm>

namespace clinidesk {

namespace {

constexpr qint64 secondsADay = qint64(24) * 60 * 60;
constexpr qint64 farthestZone = qint64(16) * 60 * 60; // No clock is farther from UTC.

/// Instants between two turns of the clock. Seconds since 1970; a wall's time is written as if it
/// were UTC.
struct Stretch
{
    qint64 from;
    qint64 until;
    qint64 offset;

    [[nodiscard]] qint64 wallFrom() const { return from + offset; }
    [[nodiscard]] qint64 wallUntil() const { return until + offset; }
};

/// What of a day's wall is wanted, in lines.
struct Wall
{
    qint64 opens;
    qint64 closes;
    qint64 step;

    /// Where the line ends that begins at @p start: lines are counted from the opening.
    [[nodiscard]] qint64 endOf(qint64 start) const
    {
        return std::min(closes, opens + ((start - opens) / step + 1) * step);
    }
};

QList<Stretch> stretchesOf(const QTimeZone &zone, qint64 from, qint64 until)
{
    const auto instant
        = [](qint64 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC); };
    QList<Stretch> stretches{{from, until, zone.offsetFromUtc(instant(from))}};
    const auto turns = zone.transitions(instant(from), instant(until));
    for (const QTimeZone::OffsetData &turn : turns) {
        const qint64 at = turn.atUtc.toSecsSinceEpoch();
        if (at <= from || at >= until || turn.offsetFromUtc == stretches.last().offset)
            continue; // What is called otherwise isn't turned.
        stretches.last().until = at;
        stretches.append({at, until, turn.offsetFromUtc});
    }
    return stretches;
}

QTime timeAt(qint64 wall)
{
    return QTime::fromMSecsSinceStartOfDay(int((wall % secondsADay + secondsADay) % secondsADay)
                                           * 1000);
}

class Lines
{
public:
    explicit Lines(const Wall &wall)
        : m_wall(wall)
    {
    }

    /// The lines of the @p place th of @p stretches, which are all there are.
    void add(const QList<Stretch> &stretches, qsizetype place)
    {
        const Stretch &here = stretches.at(place);
        const Stretch *before = place > 0 ? &stretches.at(place - 1) : nullptr;
        const Stretch *after = place + 1 < stretches.size() ? &stretches.at(place + 1) : nullptr;
        if (before)
            addMissing(before->wallUntil(), here.wallFrom(), here.from);

        const qint64 until = std::min(here.wallUntil(), m_wall.closes);
        for (qint64 at = std::max(here.wallFrom(), m_wall.opens), end; at < until; at = end) {
            end = std::min(m_wall.endOf(at), until);
            GridRow row{.startsAt = QDateTime::fromSecsSinceEpoch(at - here.offset, Qt::UTC),
                        .endsAt = QDateTime::fromSecsSinceEpoch(end - here.offset, Qt::UTC),
                        .local = timeAt(at),
                        .kind = GridRow::Kind::Usual};
            if (before && at < before->wallUntil())
                row.kind = GridRow::Kind::Second;
            else if (after && at >= after->wallFrom())
                row.kind = GridRow::Kind::First;
            rows.append(row);
            starts.append(row.startsAt.toMSecsSinceEpoch());
        }
    }

    QList<GridRow> rows;
    QList<qint64> starts;

private:
    void addMissing(qint64 from, qint64 until, qint64 instant)
    {
        until = std::min(until, m_wall.closes);
        for (qint64 at = std::max(from, m_wall.opens); at < until; at = m_wall.endOf(at)) {
            rows.append({.startsAt = {},
                         .endsAt = {},
                         .local = timeAt(at),
                         .kind = GridRow::Kind::Missing});
            starts.append(instant * 1000);
        }
    }

    const Wall m_wall;
};

} // namespace

DayGrid::DayGrid(QDate day, const QByteArray &zone, QTime opens, QTime closes,
                 std::chrono::minutes step)
    : m_day(day)
    , m_step(step)
{
    const QTimeZone known(zone);
    if (!day.isValid() || !known.isValid() || step <= std::chrono::minutes(0))
        return;
    const auto secondsOf = [](QTime time) { return time.msecsSinceStartOfDay() / 1000; };
    const qint64 midnight = QDateTime(day, QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    Wall wall{.opens = midnight + (opens.isValid() ? secondsOf(opens) : 0),
              .closes = midnight + (closes.isValid() ? secondsOf(closes) : secondsADay),
              .step = std::chrono::seconds(step).count()};
    if (wall.closes <= wall.opens)
        wall.closes = midnight + secondsADay;

    const auto stretches
        = stretchesOf(known, midnight - farthestZone, midnight + secondsADay + farthestZone);
    Lines lines(wall);
    for (qsizetype place = 0; place < stretches.size(); ++place)
        lines.add(stretches, place);
    m_rows = lines.rows;
    m_starts = lines.starts;
}

/// Where a line stands among those of other days: a repeated hour comes after the first one and
/// before what follows both.
struct DayGrid::Place
{
    int before = 0; ///< Milliseconds on the wall; of a repeated line where the first hour ends.
    int isUsual = 1; ///< 0: repeated.
    int local = 0;

    friend auto operator<=>(const Place &, const Place &) = default;
};

QList<DayGrid::Place> DayGrid::places() const
{
    int ends = 0;
    for (const GridRow &row : m_rows) {
        if (row.kind == GridRow::Kind::Second)
            ends = row.local.msecsSinceStartOfDay() + int(row.startsAt.msecsTo(row.endsAt));
    }
    QList<Place> places;
    for (const GridRow &row : m_rows) {
        const int local = row.local.msecsSinceStartOfDay();
        const bool isSecond = row.kind == GridRow::Kind::Second;
        places.append({isSecond ? ends : local, isSecond ? 0 : 1, local});
    }
    return places;
}

DayGrid DayGrid::spread(const QList<Place> &lines) const
{
    const QList<Place> own = places();
    DayGrid wider;
    wider.m_day = m_day;
    wider.m_step = m_step;
    qsizetype next = 0;
    for (const Place &line : lines) {
        if (next < own.size() && own.at(next) == line) {
            wider.m_rows.append(m_rows.at(next));
            wider.m_starts.append(m_starts.at(next++));
            continue;
        }
        wider.m_rows.append({.startsAt = {},
                             .endsAt = {},
                             .local = QTime::fromMSecsSinceStartOfDay(line.local),
                             .kind = GridRow::Kind::Elsewhere});
        const qint64 end = m_rows.isEmpty() || !m_rows.last().endsAt.isValid()
            ? m_starts.value(m_starts.size() - 1)
            : m_rows.last().endsAt.toMSecsSinceEpoch();
        wider.m_starts.append(next < own.size() ? m_starts.at(next) : end);
    }
    return wider;
}

QList<DayGrid> DayGrid::sideBySide(const QList<DayGrid> &days)
{
    QMap<Place, GridRow> all;
    for (const DayGrid &day : days) {
        const QList<Place> places = day.places();
        for (qsizetype row = 0; row < places.size(); ++row) {
            GridRow &line = all[places.at(row)];
            const bool isNamed = line.kind == GridRow::Kind::First;
            const GridRow::Kind kind = day.m_rows.at(row).kind;
            line.local = day.m_rows.at(row).local;
            if (!isNamed && kind != GridRow::Kind::Missing)
                line.kind = kind;
        }
    }
    QList<DayGrid> beside;
    for (const DayGrid &day : days)
        beside.append(day.spread(all.keys()));
    DayGrid lines;
    lines.m_rows = all.values();
    lines.m_starts.fill(0, lines.m_rows.size());
    beside.append(lines);
    return beside;
}

int DayGrid::rowAt(const QDateTime &instant) const
{
    if (!instant.isValid())
        return -1;
    const qint64 at = instant.toMSecsSinceEpoch();
    const auto row = std::upper_bound(m_starts.begin(), m_starts.end(), at) - m_starts.begin() - 1;
    return row >= 0 && instant < m_rows.at(row).endsAt ? int(row) : -1;
}

qreal DayGrid::fractionAt(const QDateTime &instant) const
{
    const qint64 at = instant.toMSecsSinceEpoch();
    const auto row = std::upper_bound(m_starts.begin(), m_starts.end(), at) - m_starts.begin() - 1;
    if (row < 0)
        return 0;
    const qint64 end = m_rows.at(row).endsAt.isValid() ? m_rows.at(row).endsAt.toMSecsSinceEpoch()
                                                       : m_starts.at(row);
    if (at >= end)
        return qreal(row + 1);
    return qreal(row) + qreal(at - m_starts.at(row)) / qreal(end - m_starts.at(row));
}

QDateTime DayGrid::instantAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row).startsAt : QDateTime();
}

int DayGrid::rowShowing(QTime local) const
{
    if (!local.isValid())
        return -1;
    for (int row = 0; row < m_rows.size(); ++row) {
        const GridRow &line = m_rows.at(row);
        const bool isLast = row + 1 == m_rows.size();
        const qint64 lasts = line.startsAt.isValid() ? line.startsAt.secsTo(line.endsAt)
            : isLast                                 ? m_step.count() * 60
                                                     : line.local.secsTo(m_rows.at(row + 1).local);
        const qint64 since = line.local.secsTo(local);
        if (since >= 0 && since < lasts)
            return row;
    }
    return -1;
}

} // namespace clinidesk
