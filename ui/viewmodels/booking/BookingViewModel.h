#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/booking/FreeSlots.h"
#include "core/patients/Patient.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/booking/SlotList.h"
#include "ui/viewmodels/patients/PatientFormViewModel.h"
#include "ui/viewmodels/patients/PatientSearchViewModel.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// One booking in the making: who, with whom, when, why. The next free time is chosen from the
/// start, so that a known patient takes a name and two times Enter.
class BookingViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int slotsShown = 20;
    static constexpr int nearest = 3; ///< Offered when the chosen time is taken meanwhile.
    static constexpr int longestReason = 500;

    BookingViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    [[nodiscard]] ClinicChoice &clinics() { return m_clinics; }
    [[nodiscard]] PatientSearchViewModel &search() { return m_search; }
    [[nodiscard]] PatientFormViewModel &form() { return m_form; }

    [[nodiscard]] const std::optional<Patient> &patient() const { return m_patient; }
    [[nodiscard]] DepartmentId department() const { return m_department; }
    [[nodiscard]] DoctorId doctor() const { return m_doctor; } ///< Null: any.
    /// The doctors of the chosen department.
    [[nodiscard]] QList<Doctor> doctors() const;
    /// From which day on free times are shown; invalid: from today.
    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] const QString &reason() const { return m_reason; }

    [[nodiscard]] SlotList &freeTimes() { return m_freeTimes; }
    [[nodiscard]] ListState slotState() const { return m_slotState; }
    [[nodiscard]] const std::optional<Error> &slotFailure() const { return m_slotFailure; }
    /// The row of the chosen time; -1 when there is none.
    [[nodiscard]] int chosen() const { return m_chosen; }

    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool canBook() const;
    /// Why booking failed, and by whom the time was taken; empty when it didn't.
    [[nodiscard]] QString refusal() const { return m_refusal; }
    [[nodiscard]] QString reasonFault() const;
    /// One of the alternatives(): they need no chosen time.
    [[nodiscard]] bool canBookAlternative() const;
    /// The nearest free times after the chosen one was taken.
    [[nodiscard]] const QList<Slot> &alternatives() const { return m_alternatives; }

    /// Everything anew, with the department last booked in.
    void begin();
    void choosePatient(const Patient &patient);
    void dropPatient();
    void chooseDepartment(DepartmentId department);
    void chooseDoctor(DoctorId doctor);
    void chooseDay(QDate day);
    void choose(int row);
    void setReason(const QString &reason);

public slots:
    /// Reads the free times again; the chosen one stays when it is still free.
    void readSlots() { findSlots(Reading::Usual); }
    /// The same as F5 wants it: past whatever is kept.
    void readSlotsAnew() { findSlots(Reading::PastTheCache); }
    /// Waits no longer for the free times.
    void stopReadingSlots();
    /// Books the chosen time; does nothing while canBook() is false.
    void book();
    /// Does nothing while canBookAlternative() is false.
    void bookAlternative(int index);
    /// The form for a patient who isn't known yet; only while the search allows it.
    void registerPatient();

signals:
    void changed();
    void patientChanged();
    /// The choices of clinic, department and doctor are new.
    void choicesChanged();
    void booked(clinidesk::AppointmentId appointment, const QString &sentence);

private:
    void findSlots(Reading reading);
    void takeChoices();
    void forgetChoice();
    void rememberDepartment();
    void takeSlots(const Result<QList<Slot>> &answer, const std::optional<Slot> &before);
    void send(const Slot &slot);
    void finish(const Slot &slot, const Change &change);
    void refuse(const Slot &slot, const Error &error);
    void askWho(const Slot &slot, const Error &error);
    void findNearest(const Slot &slot);
    [[nodiscard]] SlotQuery slotQuery() const;
    [[nodiscard]] QString departmentKey() const;

    AppointmentBook &m_book;
    BookingService &m_booking;
    FreeSlots &m_free;
    Connection &m_connection;
    ClinicChoice &m_clinics;
    const IniFile m_choices;
    PatientSearchViewModel m_search;
    PatientFormViewModel m_form;
    SecondReading m_second;
    std::optional<Patient> m_patient;
    DepartmentId m_department;
    DoctorId m_doctor;
    QDate m_day;
    QString m_reason;
    SlotList m_freeTimes;
    ListState m_slotState = ListState::Idle;
    std::optional<Error> m_slotFailure;
    int m_chosen = -1;
    std::optional<Slot> m_lostChoice; ///< Chosen before reading failed.
    QString m_refusal;
    QList<Slot> m_alternatives;
    int m_slotGeneration = 0;
    int m_attempt = 0; ///< Answers that belong to an earlier attempt are dropped.
    bool m_isBusy = false;
};

} // namespace clinidesk
