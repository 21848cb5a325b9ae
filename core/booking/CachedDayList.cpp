#include "core/booking/CachedDayList.h"

#include "core/booking/AppointmentCodec.h"
#include "core/booking/MendedDay.h"

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
    const auto load = [this, clinic, date, reading] {
        return mapped(m_source.day(clinic.id, date, reading), &m_context,
                      [this, clinic, date](const Day &day) {
                          if (m_loaded)
                              m_loaded(clinic, date, day.appointments);
                          return day.appointments;
                      });
    };
    return m_cache.get<QList<Appointment>>(keyOf(clinic, date), tagsOf(clinic.id, date), load,
                                           reading);
}

CacheTags CachedDayList::tagsOf(ClinicId clinic, QDate date)
{
    // People's and places' names stand in the rows.
    return {CacheTag::day(clinic, date), CacheTag::people(clinic), CacheTag::places(clinic)};
}

QList<CacheMend> CachedDayList::mendsOf(const Change &change)
{
    const auto clinics = change.row ? m_clinics.peekClinics() : std::nullopt;
    const Clinic *own
        = clinics ? CachedClinicDirectory::find(*clinics, change.row->clinic) : nullptr;
    QList<CacheMend> mends;
    for (const CacheTag &tag : own ? cacheTagsFrom(change.tags) : CacheTags()) {
        const QDate date = tag.date();
        if (date.isValid())
            mends.append(Cache::mend<QList<Appointment>>(
                keyOf(*own, date), tagsOf(own->id, date),
                [date, row = *change.row](const QList<Appointment> &day) {
                    return mendedDay(day, date, row);
                }));
    }
    return mends;
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
