#include "core/booking/CachedDayHours.h"

#include "core/booking/DayHoursCodec.h"

namespace clinidesk {

CachedDayHours::CachedDayHours(DayHours &source, CachedClinicDirectory &clinics, Cache &cache,
                               const CacheViewer &viewer)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
{
}

Async<QList<SeatHours>> CachedDayHours::hours(ClinicId clinic, QDate first, QDate last,
                                              Reading reading)
{
    const auto direct = [=, this] { return m_source.hours(clinic, first, last, reading); };
    return m_clinics.within(
        clinic,
        [=, this](const Clinic &own) {
            const QDate from = first.isValid() ? first : own.today;
            const QDate until = last.isValid() ? last : from;
            return from.isValid() && until >= from ? kept(own.id, from, until, reading) : direct();
        },
        direct);
}

std::optional<QList<SeatHours>> CachedDayHours::peek(ClinicId clinic, QDate day)
{
    const auto clinics = m_clinics.peekClinics();
    const Clinic *own = clinics ? CachedClinicDirectory::find(*clinics, clinic) : nullptr;
    const QDate asked = own && !day.isValid() ? own->today : day;
    if (!own || !asked.isValid())
        return {};
    const auto answer = m_cache.peek<QList<SeatHours>>(keyOf(clinic, asked, asked));
    return answer ? std::optional(*answer->value) : std::nullopt;
}

Async<QList<SeatHours>> CachedDayHours::kept(ClinicId clinic, QDate first, QDate last,
                                             Reading reading)
{
    const auto load = [=, this] { return m_source.hours(clinic, first, last, reading); };
    const CacheTags tags{CacheTag::hours(clinic), CacheTag::places(clinic)};
    return mapped(m_cache.get<QList<SeatHours>>(keyOf(clinic, first, last), tags, load, reading),
                  &m_context, [](const Cached<QList<SeatHours>> &answer) { return *answer.value; });
}

CacheKey CachedDayHours::keyOf(ClinicId clinic, QDate first, QDate last) const
{
    return CacheKey(CacheKind::DayHours, m_viewer.scope(), clinic).with(first).with(last);
}

} // namespace clinidesk
