#pragma once

#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

namespace clinidesk {

inline Slot proposal(int day, int hour, DoctorId doctor = DoctorId(11))
{
    const QDateTime start(samples::today.addDays(day), QTime(hour, 0), Qt::UTC);
    return {.doctor = doctor,
            .doctorName
            = doctor == DoctorId(11) ? QStringLiteral("Dr Okafor") : QStringLiteral("Dr Lindqvist"),
            .department = DepartmentId(1),
            .startsAt = start,
            .endsAt = start.addSecs(20 * 60)};
}

/// Sample appointment @p number with two proposals: hour @p number tomorrow, and a colleague today.
inline Affected affected(int number)
{
    return {samples::appointment(number, 0),
            {proposal(1, number), proposal(0, number, DoctorId(12))}};
}

/// A desk with an absence book, whose first answers are there.
struct AbsenceDesk
{
    AbsenceDesk()
    {
        ports.ports.absences = &absences;
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        absences.standingCall.always(QList<Absence>{});
        clinics.load();
    }

    /// Each of @p numbers is affected, until the next call.
    void concern(const QList<int> &numbers)
    {
        AffectedList list;
        for (const int number : numbers)
            list.patients.append(affected(number));
        absences.affectedCall.always(list);
    }
    void acceptEverything()
    {
        absences.enterCall.always(EnteredAbsence{AbsenceId(7), {}});
        ports.book.moveCall.always([](const auto &question) -> Result<Change> {
            return samples::change(question.seen.appointment, Status::Booked, 500);
        });
    }

    FakePorts ports;
    FakeAbsenceBook &absences = ports.absences;
    ClinicChoice clinics{ports.clinics, ports.connection};
};

} // namespace clinidesk
