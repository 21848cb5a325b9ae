#include "core/patients/CachedPatientDirectory.h"

#include "core/patients/PatientCodec.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int preparedDays = 14;

QList<std::optional<Patient>> inOrder(const QList<PatientId> &ids, const QList<Patient> &cards)
{
    QHash<PatientId, Patient> byId;
    for (const Patient &card : cards)
        byId.insert(card.id, card);
    QList<std::optional<Patient>> ordered;
    for (const PatientId id : ids) {
        const auto found = byId.constFind(id);
        ordered.append(found == byId.cend() ? std::nullopt : std::optional(*found));
    }
    return ordered;
}

} // namespace

CachedPatientDirectory::CachedPatientDirectory(PatientDirectory &source,
                                               CachedClinicDirectory &clinics, Cache &cache,
                                               const CacheViewer &viewer, ReadReports &reports)
    : m_source(source)
    , m_clinics(clinics)
    , m_cache(cache)
    , m_viewer(viewer)
    , m_reports(reports)
{
}

Async<QList<PatientMatch>> CachedPatientDirectory::search(const QString &typed, int most)
{
    return m_source.search(typed, most);
}

Async<Patient> CachedPatientDirectory::patient(PatientId id)
{
    return m_clinics.withClinics([this, id](const QList<Clinic> &own) { return kept(id, own); },
                                 [this, id] { return m_source.patient(id); });
}

Async<QList<Patient>> CachedPatientDirectory::cards(const QList<PatientId> &ids)
{
    return m_source.cards(ids);
}

CacheKey CachedPatientDirectory::keyOf(PatientId id, const QList<Clinic> &own) const
{
    // Whom one may see depends on the clinics: those who work at others have entries of their own.
    QList<ClinicId> clinics;
    for (const Clinic &clinic : own)
        clinics.append(clinic.id);
    std::sort(clinics.begin(), clinics.end());
    return CacheKey(CacheKind::Patient, m_viewer.scope(), {}).with(id.value()).with(clinics);
}

CacheTags CachedPatientDirectory::tagsOf(PatientId id) const
{
    CacheTags tags{CacheTag::card(id)};
    // Whether she is a doctor's patient depends on the appointments.
    if (!m_viewer.doctor().isNull())
        tags.append(CacheTag::patient(id));
    return tags;
}

Async<Patient> CachedPatientDirectory::kept(PatientId id, const QList<Clinic> &own)
{
    const auto load = [this, id] { return m_source.patient(id); };
    return andThen(m_cache.get<Patient>(keyOf(id, own), tagsOf(id), load), &m_context,
                   [this, id](const Cached<Patient> &answer) { return shown(id, answer); });
}

Async<Patient> CachedPatientDirectory::shown(PatientId id, const Cached<Patient> &answer)
{
    // A card has no place to say that it is old.
    if (answer.freshness.isStale)
        return ready<Patient>(Error{Error::Code::Unavailable, u"only an old card is kept"_s, {}});
    if (answer.freshness.layer != Freshness::Layer::Database)
        m_reports.note({.action = u"patient_card"_s,
                        .entity = u"patient"_s,
                        .id = id.value(),
                        .clinic = {},
                        .day = {},
                        .at = {}});
    return ready<Patient>(*answer.value);
}

void CachedPatientDirectory::prepare(const Clinic &clinic, QDate day,
                                     const QList<Appointment> &appointments)
{
    const auto own = m_clinics.peekClinics();
    const qint64 ahead = clinic.today.daysTo(day);
    if (!own || !clinic.today.isValid() || ahead < 0 || ahead > preparedDays)
        return;
    QSet<PatientId> people;
    for (const Appointment &each : appointments) {
        if (people.size() < mostCards)
            people.insert(each.patient);
    }
    const QList<PatientId> ids = people.values();
    QList<std::pair<CacheKey, CacheTags>> wanted;
    for (const PatientId id : ids)
        wanted.append({keyOf(id, *own), tagsOf(id)});
    const CacheKey all = CacheKey(CacheKind::Patient, m_viewer.scope(), clinic.id).with(day);
    m_cache.prime<Patient>(all.toText(), wanted, [this, ids] {
        return mapped(m_source.cards(ids), &m_context,
                      [ids](const QList<Patient> &cards) { return inOrder(ids, cards); });
    });
}

Async<QList<Patient>> CachedPatientDirectory::likelyDuplicates(const Patient &draft)
{
    return m_source.likelyDuplicates(draft);
}

Async<PatientChange> CachedPatientDirectory::announced(const Async<PatientChange> &change)
{
    return andThen(change, &m_context, [this](const PatientChange &made) {
        return afterwards(m_cache.invalidate(cacheTagsFrom(made.tags)), &m_context, made);
    });
}

Async<PatientChange> CachedPatientDirectory::create(RequestId request, ClinicId clinic,
                                                    const Patient &draft)
{
    return announced(m_source.create(request, clinic, draft));
}

Async<PatientChange> CachedPatientDirectory::update(RequestId request, const Patient &edited)
{
    return announced(m_source.update(request, edited));
}

} // namespace clinidesk
