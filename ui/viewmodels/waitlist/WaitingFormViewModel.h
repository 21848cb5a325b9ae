#pragma once

#include "core/booking/Waitlist.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// Putting a patient on the waitlist, or changing what one waits for.
class WaitingFormViewModel final : public QObject
{
    Q_OBJECT

public:
    /// Whom a patient can wait for.
    struct Whom
    {
        DepartmentId department;
        DoctorId doctor; ///< Null: anybody there.
        QString name;
    };

    /// @p ports has a waitlist.
    WaitingFormViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    [[nodiscard]] PatientSearchViewModel &search() { return m_search; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// A new entry; else one that is changed, whose patient stays who he is.
    [[nodiscard]] bool isNew() const { return m_entry.id.isNull(); }
    [[nodiscard]] bool hasPatient() const { return !m_wish.patient.isNull(); }
    /// Name and birth date.
    [[nodiscard]] const QString &patient() const { return m_patient; }
    [[nodiscard]] const WaitingWish &wish() const { return m_wish; }
    /// Departments by name, after each its doctors.
    [[nodiscard]] QList<Whom> choices() const;
    [[nodiscard]] int whomIndex() const; ///< -1: not chosen yet.
    [[nodiscard]] QDate today() const { return m_clinics.current().today; }
    [[nodiscard]] bool canSave() const;
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Why it could not be saved; empty when nothing was refused.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

public slots:
    void begin();
    void edit(const clinidesk::Waiting &waiting);
    void close();
    void dropPatient();
    void setWhom(int index);
    /// What is asked for besides: patient, clinic and whom are left as they are.
    void setWish(const clinidesk::WaitingWish &wish);
    /// What is typed can't be read (yet): nothing can be saved.
    void setUnclear();
    void save();

signals:
    void changed();
    void saved(const QString &sentence);

private:
    void take(const Result<SeenWaiting> &answer);
    void touch();

    Waitlist &m_waitlist;
    ClinicChoice &m_clinics;
    PatientSearchViewModel m_search;
    SeenWaiting m_entry;
    WaitingWish m_wish;
    QString m_patient;
    QString m_refusal;
    RequestId m_request = RequestId::create(); ///< The same while the same is asked for.
    bool m_isOpen = false;
    bool m_isUnclear = false;
    bool m_isBusy = false;
};

} // namespace clinidesk
