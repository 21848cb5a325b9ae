#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>

namespace clinidesk {

/// How often an appointment comes again.
struct SeriesRule
{
    enum class Unit { Day, Week, Month };

    static constexpr int mostOccurrences = 100;
    static constexpr int mostMonths = 18; ///< From the first to the last.

    Unit unit = Unit::Week;
    int step = 1; ///< Every so many units; 1 to 366.
    QList<Qt::DayOfWeek> weekdays; ///< With weeks only; none: that of the first.
    int times = 0; ///< The first included; 0 where until says when to end.
    QDate until; ///< Local, the last day included; invalid where times counts.

    friend bool operator==(const SeriesRule &, const SeriesRule &) = default;
};

/// One time that a rule names, on the clinic's wall.
struct Occurrence
{
    enum class Kind {
        Usual,
        NoSuchDay, ///< 31 February: the month has no such day.
        NoSuchTime, ///< The clock jumps over it that day.
        TwiceThatDay, ///< The clock shows it twice that day: somebody has to choose.
    };

    int year = 0;
    int month = 0;
    int dayOfMonth = 0;
    QTime local;
    QList<QDateTime> instants; ///< UTC, the earlier first: none, one or two.

    [[nodiscard]] Kind kind() const;
    /// Invalid for NoSuchDay.
    [[nodiscard]] QDate day() const { return QDate(year, month, dayOfMonth); }

    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

/// The instants at which @p zone's wall shows @p local on @p day, the earlier first. None in an
/// hour that is skipped, or for a zone that this machine doesn't know.
[[nodiscard]] QList<QDateTime> instantsOf(QDate day, QTime local, const QByteArray &zone);

/// What @p rule makes of an appointment at @p first (UTC), which is the first of them whatever its
/// weekday: by day, each at the wall's time of the first. What can't be stands among them and is
/// counted, never moved. Fails with Invalid, naming a field of the rule.
[[nodiscard]] Result<QList<Occurrence>> occurrencesOf(const SeriesRule &rule,
                                                      const QDateTime &first,
                                                      const QByteArray &zone);

} // namespace clinidesk
