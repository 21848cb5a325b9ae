#pragma once

#include "ui/viewmodels/schedule/BoardSheet.h"

namespace clinidesk {

/// Why nobody can be put somewhere on the board, as far as the desk can tell; the database has the
/// last word.
enum class Hindrance {
    None,
    Missing, ///< The clock jumps over it.
    Past,
    Closed,
    Away,
    Taken,
    TooLong, ///< It begins in free time and runs into what is not.
};

/// A time of one column.
struct BoardTime
{
    int column = 0;
    QDateTime startsAt; ///< UTC; invalid for a missing line.
    std::chrono::minutes length{0};

    [[nodiscard]] QDateTime endsAt() const
    {
        return startsAt.addSecs(std::chrono::seconds(length).count());
    }
    friend bool operator==(const BoardTime &, const BoardTime &) = default;
};

enum class PastTimes { Refused, Allowed };

/// What stands against @p time. @p besides is the appointment that is to be moved there: it isn't
/// in its own way. Where hours are not known, only what is taken counts.
[[nodiscard]] Hindrance hindranceAt(const BoardSheet &sheet, const BoardTime &time,
                                    const QDateTime &now, AppointmentId besides = {},
                                    PastTimes past = PastTimes::Refused);

/// How long it is free from the start of @p time, at most its length.
[[nodiscard]] std::chrono::minutes freeLength(const BoardSheet &sheet, const BoardTime &time,
                                              AppointmentId besides = {});

/// How many patients are in @p column at once, at most, between the two; not counting @p besides.
[[nodiscard]] int mostAtOnce(const BoardColumn &column, const QDateTime &startsAt,
                             const QDateTime &endsAt, AppointmentId besides = {});

/// The hours of the database's rule: a time that has just begun can still be booked.
inline constexpr std::chrono::minutes pastTolerance{15};

} // namespace clinidesk
