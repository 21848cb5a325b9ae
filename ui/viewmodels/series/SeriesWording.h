#pragma once

#include "ui/viewmodels/series/SeriesTable.h"

#include <QCoreApplication>

namespace clinidesk {

/// How a series reads: its times, and what to do about those that can't be.
class SeriesWording
{
    Q_DECLARE_TR_FUNCTIONS(SeriesWording)

public:
    /// "Thu 26-Nov-2026 09:30", or the day that doesn't exist.
    [[nodiscard]] static QString when(const SeriesRow &row, const QByteArray &zone);
    /// "Free", or why not and what to do next.
    [[nodiscard]] static QString can(const SeriesRow &row);
    /// A shape for the same.
    [[nodiscard]] static QString sign(const SeriesRow &row);

    /// Why @p rule can't be counted out, for beside its fields.
    [[nodiscard]] static QString fault(const Error &error);
    /// What became of the booking of @p count appointments.
    [[nodiscard]] static QString booked(int count);
    /// Why nothing was booked.
    [[nodiscard]] static QString refusal(const Error &error);

    /// What became of a change of @p count appointments.
    [[nodiscard]] static QString cancelled(int count);
    [[nodiscard]] static QString moved(int count);
    /// Why one can't be moved to the new time.
    [[nodiscard]] static QString obstacleToMoving(StartState::Kind kind);
    /// Why none was cancelled or moved.
    [[nodiscard]] static QString refusedChange(const Error &error);
};

} // namespace clinidesk
