#pragma once

#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/waitlist/OffersViewModel.h"

namespace clinidesk {

/// Invented patient @p number, waiting as many days for Dr Okafor.
inline Waiting waiting(int number)
{
    Waiting one;
    one.id = WaitingId(number);
    one.version = 1;
    one.zone = QByteArrayLiteral("Europe/Berlin");
    one.wish.clinic = samples::berlin().id;
    one.wish.patient = PatientId(number);
    one.wish.department = DepartmentId(1);
    one.wish.doctor = DoctorId(11);
    one.wish.until = QTime(12, 0);
    one.departmentName = QStringLiteral("Cardiology");
    one.doctorName = QStringLiteral("Dr Okafor");
    one.mrn = QStringLiteral("MRN-%1").arg(number);
    one.family = QStringLiteral("Patient%1").arg(number);
    one.given = QStringLiteral("Wanda");
    one.birthDate = QDate(1980, 1, number);
    one.phone = QStringLiteral("+49 30 555010%1").arg(number);
    one.since = QDateTime(samples::today.addDays(-number), QTime(9, 0), Qt::UTC);
    one.days = number;
    return one;
}

inline Candidate candidate(int number)
{
    return {.waiting = waiting(number),
            .length = std::chrono::minutes(20),
            .asked = Candidate::Asked::NotYet,
            .askedAt = {}};
}

inline OffersViewModel::Place freePlace()
{
    return {.time = {.clinic = samples::berlin().id,
                     .department = DepartmentId(1),
                     .doctor = DoctorId(11),
                     .startsAt = QDateTime(samples::today, QTime(12, 30), Qt::UTC)},
            .name = QStringLiteral("Dr Okafor"),
            .zone = QByteArrayLiteral("Europe/Berlin")};
}

/// @p one, being offered freePlace() for so long.
inline Candidate offered(Candidate one, std::chrono::seconds left, int offer = 70)
{
    const QDateTime start = freePlace().time.startsAt;
    one.waiting.offer = Offer{.id = OfferId(offer),
                              .doctor = DoctorId(11),
                              .doctorName = QStringLiteral("Dr Okafor"),
                              .startsAt = start,
                              .endsAt = start.addSecs(20 * 60),
                              .expiresAt = start.addSecs(-3600),
                              .left = left,
                              .offeredBy = QStringLiteral("Rita Desk")};
    return one;
}

/// A desk with a waitlist, whose clinic is read.
struct WaitlistDesk
{
    WaitlistDesk()
    {
        ports.ports.waitlist = &waitlist;
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        clinics.load();
    }

    FakePorts ports;
    FakeWaitlist &waitlist = ports.waitlist;
    ClinicChoice clinics{ports.clinics, ports.connection};
};

} // namespace clinidesk
