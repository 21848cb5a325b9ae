#pragma once

#include "core/booking/DayHours.h"
#include "tests/fakes/Samples.h"

namespace clinidesk::samples {

/// @p minute counts from 09:00 in Berlin on @p day, which is in winter.
inline QDateTime at(int minute, QDate day = today)
{
    return QDateTime(day, QTime(8, 0), Qt::UTC).addSecs(60 * minute);
}

/// Open from 09:00 to 12:00 and from 13:00 to 17:00.
inline SeatHours hoursOf(DoctorId doctor, const QString &name, QDate day = today)
{
    SeatHours seat;
    seat.day = day;
    seat.doctor = doctor;
    seat.doctorName = name;
    seat.hours = {{at(0, day), at(180, day)}, {at(240, day), at(480, day)}};
    return seat;
}

inline SeatHours seatsOf(DepartmentId department, const QString &name, QDate day = today)
{
    SeatHours seat = hoursOf({}, {}, day);
    seat.department = department;
    seat.departmentName = name;
    return seat;
}

/// Dr Okafor works, Dr Lindqvist does not; Dr Okafor is away from 15:00 to 16:00.
inline QList<SeatHours> hours(QDate day = today)
{
    SeatHours okafor = hoursOf(DoctorId(11), QStringLiteral("Dr Okafor"), day);
    okafor.away = {{at(360, day), at(420, day), QStringLiteral("course")}};
    SeatHours lindqvist = hoursOf(DoctorId(12), QStringLiteral("Dr Lindqvist"), day);
    lindqvist.hours.clear();
    return {lindqvist, okafor};
}

} // namespace clinidesk::samples
