#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/cache/Cache.h"
#include "core/staff/CacheViewer.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>

#include <algorithm>
#include <optional>
#include <type_traits>

namespace clinidesk {

/// Clinics, departments, doctors and steps, kept for as long as nothing tells that they changed.
/// Their today is never kept: it is the server's clock in the clinic's zone. GUI thread.
class CachedClinicDirectory final : public ClinicDirectory
{
public:
    /// All outlive it.
    CachedClinicDirectory(ClinicDirectory &source, Cache &cache, const CacheViewer &viewer,
                          const Clock &clock);

    [[nodiscard]] Async<QList<Clinic>> clinics() override;
    [[nodiscard]] Async<QList<Department>> departments(ClinicId clinic) override;
    [[nodiscard]] Async<QList<Doctor>> doctors(ClinicId clinic) override;
    [[nodiscard]] Async<QList<StatusStep>> statusSteps() override;

    /// The person's clinics, if they are at hand.
    [[nodiscard]] std::optional<QList<Clinic>> peekClinics();

    /// Goes on with @p kept for a clinic of the person's own, and with @p direct, which asks the
    /// database, for any other: the cache never answers for a clinic that isn't hers.
    template <typename Kept, typename Direct, typename Answer = std::invoke_result_t<Direct>>
    [[nodiscard]] Answer within(ClinicId clinic, Kept kept, Direct direct)
    {
        return withClinics(
            [clinic, kept = std::move(kept), direct](const QList<Clinic> &own) {
                const Clinic *found = find(own, clinic);
                return found ? kept(*found) : direct();
            },
            direct);
    }

    /// Goes on with @p kept and all the person's clinics; with @p direct while nothing can be kept.
    template <typename Kept, typename Direct, typename Answer = std::invoke_result_t<Direct>>
    [[nodiscard]] Answer withClinics(Kept kept, Direct direct)
    {
        if (!canKeep())
            return direct();
        if (const auto own = peekClinics())
            return kept(*own);
        return andThen(clinics(), &m_context, std::move(kept));
    }

    [[nodiscard]] static const Clinic *find(const QList<Clinic> &own, ClinicId clinic);

private:
    [[nodiscard]] bool canKeep() const { return m_viewer.isOpen(); }
    /// Without today where this machine doesn't know the zone.
    [[nodiscard]] QList<Clinic> withToday(QList<Clinic> clinics);
    [[nodiscard]] CacheKey clinicsKey() const;
    template <typename T, typename Load>
    [[nodiscard]] Async<T> ofClinic(CacheKind kind, ClinicId clinic, Load load);

    ClinicDirectory &m_source;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    const Clock &m_clock;
    QHash<QByteArray, QTimeZone> m_zones; ///< Looking one up reads a file.
    QObject m_context;
};

} // namespace clinidesk
