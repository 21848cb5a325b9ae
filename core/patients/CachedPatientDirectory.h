#pragma once

#include "core/booking/Appointment.h"
#include "core/booking/CachedClinicDirectory.h"
#include "core/monitor/ReadReports.h"
#include "core/patients/PatientDirectory.h"

namespace clinidesk {

/// One patient's details, kept until something in them changes. What somebody typed to find or to
/// make a patient is never kept. What was shown without the database is reported. GUI thread.
class CachedPatientDirectory final : public PatientDirectory
{
public:
    /// All outlive it.
    CachedPatientDirectory(PatientDirectory &source, CachedClinicDirectory &clinics, Cache &cache,
                           const CacheViewer &viewer, ReadReports &reports);

    [[nodiscard]] Async<QList<PatientMatch>> search(const QString &typed, int most) override;
    [[nodiscard]] Async<Patient> patient(PatientId id) override;
    /// Never from what is kept.
    [[nodiscard]] Async<QList<Patient>> cards(const QList<PatientId> &ids) override;
    [[nodiscard]] Async<QList<Patient>> likelyDuplicates(const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> create(RequestId request, ClinicId clinic,
                                              const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> update(RequestId request, const Patient &edited) override;

    /// Has the cards of a day's people at hand for when one of them stands at the desk or calls:
    /// of the days from today to two weeks ahead.
    void prepare(const Clinic &clinic, QDate day, const QList<Appointment> &appointments);

private:
    [[nodiscard]] Async<Patient> kept(PatientId id, const QList<Clinic> &own);
    [[nodiscard]] CacheKey keyOf(PatientId id, const QList<Clinic> &own) const;
    [[nodiscard]] CacheTags tagsOf(PatientId id) const;
    [[nodiscard]] Async<Patient> shown(PatientId id, const Cached<Patient> &answer);
    [[nodiscard]] Async<PatientChange> announced(const Async<PatientChange> &change);

    PatientDirectory &m_source;
    CachedClinicDirectory &m_clinics;
    Cache &m_cache;
    const CacheViewer &m_viewer;
    ReadReports &m_reports;
    QObject m_context;
};

} // namespace clinidesk
