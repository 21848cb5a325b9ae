#pragma once

#include "core/base/DateText.h"

#include "core/booking/SlotWish.h"

#include <QDate>
#include <QString>
#include <QTime>

#include <optional>
#include <variant>

namespace clinidesk {

/// "thu", "+2w", "19.12."
struct TypedDay
{
    QDate day; ///< The clinic's local day.

    friend bool operator==(const TypedDay &, const TypedDay &) = default;
};

/// "thu 9:30", "9:30"
struct TypedDayAndTime
{
    QDate day; ///< The clinic's local day.
    QTime time; ///< On its wall.

    friend bool operator==(const TypedDayAndTime &, const TypedDayAndTime &) = default;
};

/// "next free", "next free dr okafor", "next free cardiology mon tue am"
struct TypedNextFree
{
    SlotWish wish;

    friend bool operator==(const TypedNextFree &, const TypedNextFree &) = default;
};

using TypedTime = std::variant<TypedDay, TypedDayAndTime, TypedNextFree>;

/// What a person types to go somewhere on the day board: everything dayFromText() reads, "t",
/// "yesterday", "-3d", "-2w" and "-1m", counted from @p today; after it or alone a time: "9:30",
/// "9h30", "14h", "9 am". Alone it is meant on @p shown. Nothing for what can't be read in exactly
/// one way.
[[nodiscard]] std::optional<TypedTime> typedTime(const QString &text, QDate today, QDate shown,
                                                 const DateWords &words = DateWords::english());

/// A time of day alone: "9:30", "9h30", "14h", "9 am".
[[nodiscard]] std::optional<QTime> wallTime(const QString &text);

} // namespace clinidesk
