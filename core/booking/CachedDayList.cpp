#include "core/booking/CachedDayList.h"

#include "core/booking/AppointmentCodec.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

CachedDayList::CachedDayList(DayList &source, CachedClinicDirectory &clinics, Cache &cache,
                             const CacheViewer &viewer, ReadReports &reports)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
    , m_reports(reports)
{
}

Async<Day> CachedDayList::day(ClinicId clinic, QDate date, Reading reading)
{
    return m_clinics.within(
        clinic,
        [this, date, reading](const Clinic &own) {
            const QDate asked = date.isValid() ? date : own.today;
            if (!asked.isValid())
                return m_source.day(own.id, date, reading);
            return mapped(kept(own, asked, reading), &m_context,
                          [this, id = own.id, asked](const Cached<QList<Appointment>> &answer) {
                              return shown(id, asked, answer);
                          });
        },
        [this, clinic, date, reading] { return m_source.day(clinic, date, reading); });
}

std::optional<Day> CachedDayList::peek(ClinicId clinic, QDate date)
{
    const auto clinics = m_clinics.peekClinics();
    const Clinic *own = clinics ? CachedClinicDirectory::find(*clinics, clinic) : nullptr;
    const QDate asked = own && !date.isValid() ? own->today : date;
    if (!own || !asked.isValid())
        return {};
    const auto answer = m_cache.peek<QList<Appointment>>(keyOf(*own, asked));
    return answer ? std::optional(shown(clinic, asked, *answer)) : std::nullopt;
}

void CachedDayList::prepare(const Clinic &clinic)
{
    // Nobody looks at it yet, so there is nothing to report and nobody to answer.
    if (m_viewer.isOpen() && clinic.today.isValid())
        (void)kept(clinic, clinic.today, Reading::Usual);
}

Async<Cached<QList<Appointment>>> CachedDayList::kept(const Clinic &clinic, QDate date,
                                                      Reading reading)
{
    const auto load = [this, id = clinic.id, date, reading] {
        return mapped(m_source.day(id, date, reading), &m_context,
                      [](const Day &day) { return day.appointments; });
    };
    // People's and places' names stand in the rows.
    const CacheTags tags{CacheTag::day(clinic.id, date), CacheTag::people(clinic.id),
                         CacheTag::places(clinic.id)};
    return m_cache.get<QList<Appointment>>(keyOf(clinic, date), tags, load, reading);
}

CacheKey CachedDayList::keyOf(const Clinic &clinic, QDate date) const
{
    // With today: which reasons may be read ends at midnight.
    return CacheKey(CacheKind::Day, m_viewer.scope(), clinic.id).with(date).with(clinic.today);
}

Day CachedDayList::shown(ClinicId clinic, QDate date, const Cached<QList<Appointment>> &answer)
{
    if (answer.freshness.layer != Freshness::Layer::Database)
        m_reports.note({.action = u"day_list"_s,
                        .entity = u"appointment"_s,
                        .clinic = clinic,
                        .day = date,
                        .at = {}});
    return {.date = date, .appointments = *answer.value, .freshness = answer.freshness};
}

} // namespace clinidesk
