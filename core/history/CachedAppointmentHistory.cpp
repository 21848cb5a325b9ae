#include "core/history/CachedAppointmentHistory.h"

#include "core/history/HistoryPageCodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

bool isKept(const HistoryQuery &query)
{
    return query.text.isEmpty() && !faultOf(query);
}

/// Of all the person's clinics, those that are asked for; nothing when another is among them.
std::optional<QList<Clinic>> askedOf(const QList<Clinic> &own, const HistoryQuery &query)
{
    QList<Clinic> asked;
    for (const ClinicId clinic : query.clinics) {
        const Clinic *found = CachedClinicDirectory::find(own, clinic);
        if (!found)
            return {};
        asked.append(*found);
    }
    return query.clinics.isEmpty() ? own : asked;
}

/// The same filter, however it was put together.
template <typename Value> QList<Value> sorted(QList<Value> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

} // namespace

CachedAppointmentHistory::CachedAppointmentHistory(AppointmentHistory &source,
                                                   CachedClinicDirectory &clinics, Cache &cache,
                                                   const CacheViewer &viewer, ReadReports &reports)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
    , m_reports(reports)
{
}

Async<HistoryPage> CachedAppointmentHistory::page(const HistoryQuery &query, Reading reading)
{
    const auto direct = [this, query, reading] { return m_source.page(query, reading); };
    if (!isKept(query))
        return direct();
    return m_clinics.withClinics(
        [this, query, reading, direct](const QList<Clinic> &own) {
            const auto asked = askedOf(own, query);
            if (!asked)
                return direct();
            return mapped(kept(query, *asked, reading), &m_context,
                          [this, query](const Cached<Page<Appointment>> &answer) {
                              return shown(query, answer);
                          });
        },
        direct);
}

std::optional<HistoryPage> CachedAppointmentHistory::peek(const HistoryQuery &query)
{
    const auto own = isKept(query) ? m_clinics.peekClinics() : std::nullopt;
    const auto asked = own ? askedOf(*own, query) : std::nullopt;
    if (!asked)
        return {};
    const auto answer = m_cache.peek<Page<Appointment>>(keyOf(query, *asked));
    return answer ? std::optional(shown(query, *answer)) : std::nullopt;
}

void CachedAppointmentHistory::prepare(const HistoryQuery &query)
{
    const auto own = isKept(query) ? m_clinics.peekClinics() : std::nullopt;
    // Nobody looks at it yet, so there is nothing to report and nobody to answer.
    if (const auto asked = own ? askedOf(*own, query) : std::nullopt)
        (void)kept(query, *asked, Reading::Usual);
}

Async<Cached<Page<Appointment>>> CachedAppointmentHistory::kept(const HistoryQuery &query,
                                                                const QList<Clinic> &asked,
                                                                Reading reading)
{
    const auto load = [this, query, reading] {
        return mapped(m_source.page(query, reading), &m_context,
                      [](const HistoryPage &answer) { return answer.page; });
    };
    return m_cache.get<Page<Appointment>>(keyOf(query, asked), tagsOf(query, asked), load, reading);
}

CacheKey CachedAppointmentHistory::keyOf(const HistoryQuery &query,
                                         const QList<Clinic> &asked) const
{
    const ClinicId only = asked.size() == 1 ? asked.first().id : ClinicId();
    CacheKey key(CacheKind::HistoryPage, m_viewer.scope(), only);
    QList<qint64> statuses;
    for (const Status status : query.statuses)
        statuses.append(qint64(status));
    QList<std::pair<ClinicId, QDate>> days;
    for (const Clinic &clinic : asked)
        days.append({clinic.id, clinic.today});
    // With each clinic's today: which reasons may be read ends at its midnight.
    key.with(qint64(days.size()));
    for (const auto &[clinic, today] : sorted(days))
        key.with(clinic.value()).with(today);
    key.with(sorted(query.departments)).with(sorted(query.doctors)).with(qint64(statuses.size()));
    for (const qint64 status : sorted(statuses))
        key.with(status);
    return key.with(query.firstDay)
        .with(query.lastDay)
        .with(query.patient.value())
        .with(qint64(query.order))
        .with(query.pageSize)
        .with(query.pageNumber);
}

CacheTags CachedAppointmentHistory::tagsOf(const HistoryQuery &query,
                                           const QList<Clinic> &asked) const
{
    // The narrowest that covers every row the page may hold: a change names the patient, the
    // doctors before and after it, and the clinic.
    CacheTags tags;
    if (!query.patient.isNull())
        tags.append(CacheTag::patient(query.patient));
    else if (!m_viewer.doctor().isNull())
        tags.append(CacheTag::doctor(m_viewer.doctor()));
    else if (!query.doctors.isEmpty())
        for (const DoctorId doctor : sorted(query.doctors))
            tags.append(CacheTag::doctor(doctor));
    else
        for (const Clinic &clinic : asked)
            tags.append(CacheTag::clinic(clinic.id));
    for (const Clinic &clinic : asked)
        tags << CacheTag::people(clinic.id) << CacheTag::places(clinic.id);
    return tags;
}

HistoryPage CachedAppointmentHistory::shown(const HistoryQuery &query,
                                            const Cached<Page<Appointment>> &answer)
{
    if (answer.freshness.layer != Freshness::Layer::Database)
        m_reports.note({.action = u"history_page"_s,
                        .entity = query.patient.isNull() ? u"appointment"_s : u"patient"_s,
                        .id = query.patient.value(),
                        .clinic = query.clinics.size() == 1 ? query.clinics.first() : ClinicId(),
                        .day = {},
                        .at = {}});
    return {.page = *answer.value, .freshness = answer.freshness};
}

} // namespace clinidesk
