#pragma once

#include "core/base/Clock.h"
#include "core/patients/PatientDirectory.h"

#include <QHash>

#include <functional>

namespace clinidesk {

/// Patients of the Riverside Clinic in memory, by the server's rules, as a receptionist of that
/// clinic sees them; none at first but Sara Müller and Nguyễn Thị Hương. The contract suite holds
/// it to the rules. Every answer is there at once.
///
/// Left out: searching by phone or birth date and for misspelt names, duplicates with another
/// spelling, and every check of a value but that there is a name and the birth isn't in the future.
/// One thread.
class MemoryPatients final : public PatientDirectory
{
public:
    explicit MemoryPatients(const Clock &clock);

    [[nodiscard]] Async<QList<PatientMatch>> search(const QString &typed, int most) override;
    [[nodiscard]] Async<Patient> patient(PatientId id) override;
    [[nodiscard]] Async<QList<Patient>> cards(const QList<PatientId> &ids) override;
    [[nodiscard]] Async<QList<Patient>> likelyDuplicates(const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> create(RequestId request, ClinicId clinic,
                                              const Patient &draft) override;
    [[nodiscard]] Async<PatientChange> update(RequestId request, const Patient &edited) override;

private:
    struct Answered
    {
        ClinicId clinic; ///< Null: an update.
        Patient asked;
        PatientChange answer;
    };

    /// Makes the change unless @p request was answered before; a refusal isn't remembered.
    [[nodiscard]] Async<PatientChange> once(RequestId request, ClinicId clinic,
                                            const Patient &asked,
                                            const std::function<Result<PatientChange>()> &make);
    [[nodiscard]] std::optional<Error> badValue(const Patient &draft) const;

    const Clock &m_clock;
    QList<Patient> m_patients; ///< One's id is its place, from 1.
    QHash<QUuid, Answered> m_answered;
};

} // namespace clinidesk
