#pragma once

#include "app/ctl/BenchClinic.h"
#include "app/ctl/BenchFigures.h"

namespace CLI {
class App;
}

namespace clinidesk {

/// Where a bench's lines go, and what every one of them says besides its figures.
struct BenchOutput
{
    qint64 rows = 0; ///< Appointments in the clinic when the bench began.
    bool isPinned = false;
    bool isJson = false;

    void print(const QString &bench, QJsonObject facts) const
    {
        facts.insert(QStringLiteral("pinned"), isPinned);
        printFigures(bench, facts, isJson);
    }
};

// Each prints its lines as it goes and fails with the first Error that isn't part of what it
// measures.

/// Pages of the history through the pool, as receptionist and as doctor.
[[nodiscard]] Result<Done> benchHistory(const BenchClinic &clinic, const BenchOutput &output);

/// Bookings: one desk alone, 50 at once on free slots, 200 at once of which half want the same
/// slots. Afterwards no slot may be taken twice.
[[nodiscard]] Result<Done> benchBooking(const BenchClinic &clinic, const BenchOutput &output);

/// The lists of a clinic's days, another day each time, as receptionist and as doctor.
[[nodiscard]] Result<Done> benchDays(const BenchClinic &clinic, const BenchOutput &output);

/// The next free time, in a department that has none for two months and in a usual one.
[[nodiscard]] Result<Done> benchSlots(const BenchClinic &clinic, const BenchOutput &output);

/// The patient search, key by key, as a person types.
[[nodiscard]] Result<Done> benchPatients(const BenchClinic &clinic, const BenchOutput &output);

// Those with servers and options of their own add themselves to `bench`.

/// The cache's layers, one by one, on a Redis of its own.
void addCacheBench(CLI::App &bench, CtlContext &context);

/// A limit that all desks share, decided on a Redis of its own.
void addLimiterBench(CLI::App &bench, CtlContext &context);

/// An invented working day of a front desk, replayed with the cache and without.
void addDayBench(CLI::App &bench, CtlContext &context);

} // namespace clinidesk
