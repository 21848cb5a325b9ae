#include "core/booking/CachedFreeSlots.h"

#include "core/booking/SlotCodec.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qint64 mostDayTags = 8;

CacheKey keyOf(const CacheScope &scope, const SlotQuery &query)
{
    int weekdays = 0;
    for (const Qt::DayOfWeek weekday : query.weekdays)
        weekdays |= 1 << weekday;
    CacheKey key = CacheKey(CacheKind::FreeSlots, scope, query.clinic)
                       .with(query.department.value())
                       .with(query.doctors)
                       .with(query.firstDay)
                       .with(query.lastDay)
                       .with(weekdays)
                       .with(query.length ? query.length->count() : qint64(-1))
                       .with(query.most);
    for (const WallHours &hours : query.hours)
        key.with(hours.from.msecsSinceStartOfDay()).with(hours.until.msecsSinceStartOfDay());
    return key;
}

/// Whatever may take or give time. A doctor's bookings at another clinic take his time here too, so
/// his own tag is needed beside those of the clinic's days, which stand for its seats.
CacheTags tagsOf(const SlotQuery &query, const QList<Doctor> &doctors)
{
    CacheTags tags{CacheTag::hours(query.clinic), CacheTag::places(query.clinic)};
    for (const Doctor &doctor : doctors) {
        if (query.doctors.isEmpty() ? doctor.departments.contains(query.department)
                                    : query.doctors.contains(doctor.id))
            tags.append(CacheTag::doctor(doctor.id));
    }
    if (!query.lastDay.isValid() || query.firstDay.daysTo(query.lastDay) >= mostDayTags)
        return tags << CacheTag::clinic(query.clinic);
    for (QDate day = query.firstDay; day <= query.lastDay; day = day.addDays(1))
        tags.append(CacheTag::day(query.clinic, day));
    return tags;
}

} // namespace

CachedFreeSlots::CachedFreeSlots(FreeSlots &source, CachedClinicDirectory &clinics, Cache &cache,
                                 const CacheViewer &viewer, const Clock &clock)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
    , m_clock(clock)
{
}

Async<QList<Slot>> CachedFreeSlots::find(const SlotQuery &query, Reading reading)
{
    const auto direct = [this, query, reading] { return m_source.find(query, reading); };
    return m_clinics.within(
        query.clinic,
        [this, query, reading, direct](const Clinic &own) {
            SlotQuery asked = canonical(query);
            if (!asked.firstDay.isValid())
                asked.firstDay = own.today;
            const bool isReversed = asked.lastDay.isValid() && asked.lastDay < asked.firstDay;
            if (!asked.firstDay.isValid() || isReversed)
                return direct();
            return andThen(m_clinics.doctors(own.id), &m_context,
                           [this, asked, reading](const QList<Doctor> &doctors) {
                               return kept(asked, doctors, reading);
                           });
        },
        direct);
}

Async<QList<Slot>> CachedFreeSlots::kept(const SlotQuery &query, const QList<Doctor> &doctors,
                                         Reading reading)
{
    const auto load = [this, query, reading] { return m_source.find(query, reading); };
    const CacheKey key = keyOf(m_viewer.scope(), query);
    const CacheTags tags = tagsOf(query, doctors);
    const auto usual = m_cache.get<QList<Slot>>(key, tags, load, reading);
    return andThen(usual, &m_context, [=, this](const Cached<QList<Slot>> &answer) {
        // What was free a while ago may be booked by now.
        if (answer.freshness.isStale)
            return ready<QList<Slot>>(
                Error{Error::Code::Unavailable, u"only old free times are kept"_s, {}});
        if (!hasBegun(*answer.value))
            return ready<QList<Slot>>(*answer.value);
        // There may be others behind the one that is over.
        return mapped(m_cache.get<QList<Slot>>(key, tags, load, Reading::PastTheCache), &m_context,
                      [this](const Cached<QList<Slot>> &anew) {
                          QList<Slot> times = *anew.value;
                          times.removeIf([now = m_clock.now()](const Slot &slot) {
                              return slot.startsAt < now;
                          });
                          return times;
                      });
    });
}

bool CachedFreeSlots::hasBegun(const QList<Slot> &times) const
{
    // The earliest come first.
    return !times.isEmpty() && times.first().startsAt < m_clock.now();
}

Async<QDateTime> CachedFreeSlots::instantOf(ClinicId clinic, const QDateTime &local, int fold)
{
    return m_source.instantOf(clinic, local, fold);
}

} // namespace clinidesk
