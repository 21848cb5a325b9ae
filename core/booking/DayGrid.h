#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QTime>

#include <chrono>

namespace clinidesk {

/// One line of a day: from what the clock on the wall shows at its start until the next line.
struct GridRow
{
    enum class Kind {
        Usual,
        Missing, ///< The clock jumps over it: there is no such time that day.
        First, ///< The clock shows it twice that day.
        Second,
        Elsewhere, ///< A day beside it shows it twice; here it is no time of its own.
    };

    QDateTime startsAt; ///< UTC; invalid for a missing one.
    QDateTime endsAt; ///< UTC; invalid for a missing one.
    QTime local; ///< On the clinic's wall.
    Kind kind = Kind::Usual;

    friend bool operator==(const GridRow &, const GridRow &) = default;
};

/// The lines of a clinic's local day, made of instants: a day of 23 hours has lines without time,
/// one of 25 hours has lines twice. Together they are exactly the instants of the day whose wall
/// clock lies between opening and closing. A value.
class DayGrid
{
public:
    /// No lines.
    DayGrid() = default;
    /// Lines of @p step from @p opens until @p closes; an invalid @p opens is the day's beginning,
    /// an invalid or earlier @p closes its end. Where the clock is turned within a line, that line
    /// is shorter. No lines for a zone that this machine doesn't know.
    DayGrid(QDate day, const QByteArray &zone, QTime opens, QTime closes,
            std::chrono::minutes step);

    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] std::chrono::minutes step() const { return m_step; }
    [[nodiscard]] const QList<GridRow> &rows() const { return m_rows; }

    /// The line that @p instant lies in; -1 outside of all.
    [[nodiscard]] int rowAt(const QDateTime &instant) const;
    /// Where to paint @p instant, in lines: 2.5 is the middle of the third. Never falls as time
    /// goes on; before the first line 0, after the last the number of lines.
    [[nodiscard]] qreal fractionAt(const QDateTime &instant) const;
    /// The start of line @p row; invalid for a missing one and outside.
    [[nodiscard]] QDateTime instantAt(int row) const;
    /// The first line that shows @p local on the wall, even a missing one; -1 outside of all.
    [[nodiscard]] int rowShowing(QTime local) const;

    /// Days to be shown beside one another: @p days with the same number of lines each, every line
    /// at the same time of the wall; behind them, as the last one, the lines alone.
    [[nodiscard]] static QList<DayGrid> sideBySide(const QList<DayGrid> &days);

    friend bool operator==(const DayGrid &, const DayGrid &) = default;

private:
    QDate m_day;
    std::chrono::minutes m_step{0};
    QList<GridRow> m_rows;
    struct Place;
    [[nodiscard]] QList<Place> places() const;
    [[nodiscard]] DayGrid spread(const QList<Place> &lines) const;

    QList<qint64> m_starts; ///< Milliseconds, as many as rows; a missing one begins where it ends.
};

} // namespace clinidesk
