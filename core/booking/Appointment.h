#pragma once

#include "core/base/Id.h"
#include "core/booking/Status.h"

#include <QDate>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace clinidesk {

/// One appointment as lists and details show it.
struct Appointment
{
    AppointmentId id;
    ClinicId clinic;
    QByteArray zone; ///< The clinic's IANA zone: local times are shown in it, wherever the desk is.
    DepartmentId department;
    QString departmentName;
    DoctorId doctor; ///< Null: one of the department's seats.
    QString doctorName; ///< "Dr Okafor"; empty without a doctor.
    PatientId patient;
    QString mrn;
    QString family;
    QString given;
    QDate birthDate; ///< Invalid: not known.
    QDate diedOn; ///< Invalid: alive, as far as the clinic knows.
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    QDate day; ///< The clinic's local day.
    Status status = Status::Pending;
    int version = 0;
    QString reason; ///< Empty also for those who may not read it.
    QDateTime arrivedAt; ///< UTC; invalid before check-in.
    QDateTime startedAt; ///< UTC; invalid before the doctor starts.

    friend bool operator==(const Appointment &, const Appointment &) = default;
};

/// One entry of an appointment's life, oldest first.
struct AppointmentEvent
{
    EventId id;
    QDateTime at; ///< UTC.
    QString staffName;
    QString action; ///< The database function that was called: book, move, check_in, …, undo.
    QJsonObject
        was; ///< Only what changed: status, starts_at, ends_at (ISO 8601 UTC), doctor, department.
    QJsonObject became;
    QString why;

    friend bool operator==(const AppointmentEvent &, const AppointmentEvent &) = default;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Appointment)
