#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/booking/ClinicDirectory.h"
#include "core/booking/DayList.h"
#include "core/booking/FreeSlots.h"
#include "core/history/AppointmentHistory.h"
#include "core/patients/PatientDirectory.h"
#include "core/staff/Session.h"

/// Invented people and days for tests.
namespace clinidesk::samples {

inline const QDate today(2026, 11, 26); // A Thursday; Berlin is an hour ahead of UTC.

inline Clinic berlin()
{
    return {.id = ClinicId(1),
            .name = QStringLiteral("Northgate Clinic"),
            .zone = "Europe/Berlin",
            .opens = QTime(8, 0),
            .closes = QTime(18, 0),
            .today = today};
}

inline Clinic newYork()
{
    return {.id = ClinicId(2),
            .name = QStringLiteral("Harbour Clinic"),
            .zone = "America/New_York",
            .opens = QTime(8, 0),
            .closes = QTime(18, 0),
            .today = today};
}

inline Department department(int id, const QString &name)
{
    return {.id = DepartmentId(id),
            .name = name,
            .slotLength = std::chrono::minutes(20),
            .capacity = 0,
            .needsReview = false,
            .colour = QStringLiteral("#336699")};
}

inline QList<Department> departments()
{
    return {department(1, QStringLiteral("Cardiology")),
            department(2, QStringLiteral("Dermatology"))};
}

inline QList<Doctor> doctors()
{
    return {{.id = DoctorId(11),
             .title = QStringLiteral("Dr"),
             .family = QStringLiteral("Okafor"),
             .given = QStringLiteral("Chidi"),
             .specialisation = {},
             .departments = {DepartmentId(1)}},
            {.id = DoctorId(12),
             .title = QStringLiteral("Dr"),
             .family = QStringLiteral("Lindqvist"),
             .given = QStringLiteral("Maja"),
             .specialisation = {},
             .departments = {DepartmentId(1), DepartmentId(2)}}};
}

/// The steps of the database's table status_step.
inline QList<StatusStep> steps()
{
    using S = Status;
    const auto step = [](S from, S to, const char *action) {
        return StatusStep{.from = from, .to = to, .action = QString::fromLatin1(action)};
    };
    return {
        step(S::Pending, S::Booked, "review"),      step(S::Pending, S::Rejected, "review"),
        step(S::Pending, S::Cancelled, "cancel"),   step(S::Booked, S::Cancelled, "cancel"),
        step(S::Arrived, S::Cancelled, "cancel"),   step(S::Booked, S::Arrived, "check_in"),
        step(S::Arrived, S::InProgress, "start"),   step(S::InProgress, S::Completed, "complete"),
        step(S::Booked, S::NoShow, "mark_no_show"), step(S::Booked, S::Pending, "undo"),
        step(S::Arrived, S::Booked, "undo"),        step(S::Cancelled, S::Booked, "undo")};
}

inline Patient patient(int id, const QString &family, const QString &given,
                       QDate birthDate = QDate(1977, 11, 5))
{
    Patient patient;
    patient.id = PatientId(id);
    patient.mrn = QStringLiteral("N-%1").arg(id, 6, 10, QLatin1Char('0'));
    patient.family = family;
    patient.given = given;
    patient.birthDate = birthDate;
    patient.sex = Sex::Female;
    patient.phone = QStringLiteral("+49 30 901820");
    patient.version = 1;
    return patient;
}

inline PatientMatch match(const Patient &patient)
{
    return {.patient = patient, .how = PatientMatch::How::Exact};
}

/// @p minute counts from 09:00 in Berlin on samples::today.
inline Appointment appointment(int id, int minute, Status status = Status::Booked)
{
    const Clinic clinic = berlin();
    Appointment made;
    made.id = AppointmentId(id);
    made.clinic = clinic.id;
    made.zone = clinic.zone;
    made.department = DepartmentId(1);
    made.departmentName = QStringLiteral("Cardiology");
    made.doctor = DoctorId(11);
    made.doctorName = QStringLiteral("Dr Okafor");
    made.patient = PatientId(1000 + id);
    made.mrn = QStringLiteral("N-%1").arg(1000 + id, 6, 10, QLatin1Char('0'));
    made.family = QStringLiteral("Family%1").arg(id);
    made.given = QStringLiteral("Given%1").arg(id);
    made.birthDate = QDate(1977, 11, 5);
    made.startsAt = QDateTime(today, QTime(8, 0), Qt::UTC).addSecs(60 * minute);
    made.endsAt = made.startsAt.addSecs(20 * 60);
    made.day = today;
    made.status = status;
    made.version = 1;
    if (status == Status::Arrived)
        made.arrivedAt = made.startsAt.addSecs(-600);
    return made;
}

inline Freshness fresh()
{
    return {.layer = Freshness::Layer::Database,
            .asOf = QDateTime(today, QTime(8, 0), Qt::UTC),
            .isStale = false};
}

inline Day day(const QList<Appointment> &appointments, QDate date = today)
{
    return {.date = date, .appointments = appointments, .freshness = fresh()};
}

/// Page @p number of @p total rows; each row's id is its place in the whole.
inline HistoryPage historyPage(qint64 total, int number, int size)
{
    HistoryPage answer;
    answer.page.total = total;
    answer.page.size = size;
    answer.page.number = qMin(number, answer.page.count());
    const qint64 first = qint64(answer.page.number - 1) * size;
    for (qint64 place = first; place < qMin(total, first + size); ++place)
        answer.page.rows.append(appointment(int(place + 1), 0, Status::Completed));
    answer.freshness = fresh();
    return answer;
}

inline Slot slot(int minute, DoctorId doctor = DoctorId(11))
{
    const QDateTime start = QDateTime(today, QTime(8, 0), Qt::UTC).addSecs(60 * minute);
    return {.doctor = doctor,
            .doctorName = QStringLiteral("Dr Okafor"),
            .department = DepartmentId(1),
            .startsAt = start,
            .endsAt = start.addSecs(20 * 60)};
}

inline Change change(AppointmentId appointment, Status status = Status::Booked, int event = 501)
{
    return {.appointment = appointment,
            .version = 2,
            .status = status,
            .event = EventId(event),
            .tags = {}};
}

inline Error failure(Error::Code code, const QJsonObject &facts = {})
{
    return {.code = code, .detail = {}, .facts = facts};
}

inline Session session(Role role)
{
    Session made;
    made.staff = StaffId(7);
    made.login = QStringLiteral("reception");
    made.displayName = QStringLiteral("Rosa Reception");
    made.role = role;
    made.doctor = role == Role::Doctor ? DoctorId(11) : DoctorId();
    return made;
}

} // namespace clinidesk::samples
