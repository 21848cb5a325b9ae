#include "core/booking/CachedClinicDirectory.h"

#include "core/booking/DirectoryCodec.h"

namespace clinidesk {

CachedClinicDirectory::CachedClinicDirectory(ClinicDirectory &source, Cache &cache,
                                             const CacheViewer &viewer, const Clock &clock)
    : m_source(source)
    , m_cache(cache)
    , m_viewer(viewer)
    , m_clock(clock)
{
}

Async<QList<Clinic>> CachedClinicDirectory::clinics()
{
    if (!canKeep())
        return m_source.clinics();
    const auto load = [this] { return m_source.clinics(); };
    const auto kept
        = m_cache.get<QList<Clinic>>(clinicsKey(), {CacheTag::staff(m_viewer.staff())}, load);
    return mapped(kept, &m_context,
                  [this](const Cached<QList<Clinic>> &own) { return withToday(*own.value); });
}

std::optional<QList<Clinic>> CachedClinicDirectory::peekClinics()
{
    if (!canKeep())
        return {};
    const auto kept = m_cache.peek<QList<Clinic>>(clinicsKey());
    return kept ? std::optional(withToday(*kept->value)) : std::nullopt;
}

CacheKey CachedClinicDirectory::clinicsKey() const
{
    // Which clinics are hers is nobody else's list, whoever shares the rest.
    return CacheKey(CacheKind::Clinics, m_viewer.scope(), {}).with(m_viewer.staff().value());
}

template <typename T, typename Load>
Async<T> CachedClinicDirectory::ofClinic(CacheKind kind, ClinicId clinic, Load load)
{
    const auto kept = [this, kind, load](const Clinic &own) {
        const CacheKey key(kind, m_viewer.scope(), own.id);
        return mapped(m_cache.get<T>(key, {CacheTag::places(own.id)}, load), &m_context,
                      [](const Cached<T> &answer) { return *answer.value; });
    };
    return within(clinic, kept, load);
}

Async<QList<Department>> CachedClinicDirectory::departments(ClinicId clinic)
{
    return ofClinic<QList<Department>>(CacheKind::Departments, clinic,
                                       [this, clinic] { return m_source.departments(clinic); });
}

Async<QList<Doctor>> CachedClinicDirectory::doctors(ClinicId clinic)
{
    return ofClinic<QList<Doctor>>(CacheKind::Doctors, clinic,
                                   [this, clinic] { return m_source.doctors(clinic); });
}

Async<QList<StatusStep>> CachedClinicDirectory::statusSteps()
{
    if (!canKeep())
        return m_source.statusSteps();
    const CacheKey key(CacheKind::StatusSteps, m_viewer.scope(), {});
    const auto load = [this] { return m_source.statusSteps(); };
    // The steps come with the database's schema: nothing but another one changes them.
    return mapped(m_cache.get<QList<StatusStep>>(key, {}, load), &m_context,
                  [](const Cached<QList<StatusStep>> &answer) { return *answer.value; });
}

QList<Clinic> CachedClinicDirectory::withToday(QList<Clinic> clinics)
{
    const QDateTime now = m_clock.now();
    for (Clinic &clinic : clinics) {
        QTimeZone &zone = m_zones[clinic.zone];
        if (!zone.isValid())
            zone = QTimeZone(clinic.zone);
        clinic.today = zone.isValid() ? now.toTimeZone(zone).date() : QDate();
    }
    return clinics;
}

const Clinic *CachedClinicDirectory::find(const QList<Clinic> &own, ClinicId clinic)
{
    const auto found = std::find_if(own.cbegin(), own.cend(),
                                    [clinic](const Clinic &each) { return each.id == clinic; });
    return found == own.cend() ? nullptr : &*found;
}

} // namespace clinidesk
