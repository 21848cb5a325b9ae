#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace clinidesk {

/// What is kept. Each has its own times and its own layout.
enum class CacheKind : quint8 {
    Clinics,
    Departments,
    Doctors,
    StatusSteps,
    HistoryPage,
    Day,
    FreeSlots,
    Patient,
    DayHours,
    DayLoads,
};

/// How long an answer of a kind serves.
struct CacheLife
{
    /// How long it is answered before its generations are looked at again. Memory never keeps one
    /// longer than 60 s without that look.
    std::chrono::milliseconds fresh{0};
    /// How old an answer may get as long as its generations say that nothing changed.
    std::chrono::milliseconds longest{0};
    /// How long memory may answer while nobody tells this desk what others change.
    std::chrono::milliseconds alone{0};
};

struct CacheKindTraits
{
    CacheKind kind;
    const char *name; ///< "history_page": in Redis names, settings and on the command line.
    quint8 layout; ///< Rises when the encoding of the kind changes; another one's entry is a miss.
    CacheLife life;
};

[[nodiscard]] const QList<CacheKindTraits> &cacheKinds();
[[nodiscard]] const CacheKindTraits &traitsOf(CacheKind kind);
[[nodiscard]] std::optional<CacheKind> cacheKindFromName(const QString &name);

} // namespace clinidesk
