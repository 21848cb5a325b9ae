#pragma once

#include "core/base/Async.h"
#include "core/base/RequestId.h"
#include "core/patients/Patient.h"

#include <QList>
#include <QStringList>

namespace clinidesk {

struct PatientMatch
{
    enum class How { Exact, Similar }; ///< Similar: found after correcting what was typed.

    Patient patient;
    How how = How::Exact;

    friend bool operator==(const PatientMatch &, const PatientMatch &) = default;
};

struct PatientChange
{
    PatientId patient;
    QString mrn;
    int version = 0;
    QStringList tags; ///< Cache tags the change touched.

    friend bool operator==(const PatientChange &, const PatientChange &) = default;
};

/// The patients a person may see. Calls return at once, from any thread.
class PatientDirectory
{
public:
    virtual ~PatientDirectory() = default;

    /// At most @p most, best first: name parts in any order without accents, phone digits in any
    /// form, MRN, birth date; misspelt names still found. An empty list is a successful answer.
    [[nodiscard]] virtual Async<QList<PatientMatch>> search(const QString &typed, int most) = 0;
    [[nodiscard]] virtual Async<Patient> patient(PatientId id) = 0;
    static constexpr qsizetype mostCards = 2'000;
    /// Several at once, at least one and at most mostCards, in no order; without those that the
    /// person may not see.
    [[nodiscard]] virtual Async<QList<Patient>> cards(const QList<PatientId> &ids) = 0;
    /// Patients @p draft could be, best first; to be shown before creating it.
    [[nodiscard]] virtual Async<QList<Patient>> likelyDuplicates(const Patient &draft) = 0;

    /// Fails with Invalid (facts: field, problem), Denied, Unavailable, Unknown.
    [[nodiscard]] virtual Async<PatientChange> create(RequestId request, ClinicId clinic,
                                                      const Patient &draft)
        = 0;
    /// @p edited carries the version it was read with: a newer one fails with Stale.
    [[nodiscard]] virtual Async<PatientChange> update(RequestId request, const Patient &edited) = 0;

protected:
    PatientDirectory() = default;
    Q_DISABLE_COPY_MOVE(PatientDirectory)
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::PatientMatch)
