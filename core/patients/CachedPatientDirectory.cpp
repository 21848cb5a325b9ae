#include "core/patients/CachedPatientDirectory.h"

#include "core/patients/PatientCodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

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

Async<Patient> CachedPatientDirectory::kept(PatientId id, const QList<Clinic> &own)
{
    // Whom one may see depends on the clinics: those who work at others have entries of their own.
    QList<ClinicId> clinics;
    for (const Clinic &clinic : own)
        clinics.append(clinic.id);
    std::sort(clinics.begin(), clinics.end());
    const CacheKey key
        = CacheKey(CacheKind::Patient, m_viewer.scope(), {}).with(id.value()).with(clinics);
    const auto load = [this, id] { return m_source.patient(id); };
    return andThen(m_cache.get<Patient>(key, {CacheTag::patient(id)}, load), &m_context,
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
