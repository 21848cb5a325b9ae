#pragma once

#include "ui/viewmodels/schedule/BoardSheet.h"

namespace clinidesk {

/// A doctor, or the seats of a department.
struct WeekOwner
{
    DoctorId doctor; ///< Null: the seats.
    DepartmentId department; ///< Of the seats.
    QString name;

    [[nodiscard]] bool isNull() const { return doctor.isNull() && department.isNull(); }
    /// Whoever it is, whatever the name is now.
    [[nodiscard]] bool isSame(const WeekOwner &other) const
    {
        return doctor == other.doctor && department == other.department;
    }
    friend bool operator==(const WeekOwner &, const WeekOwner &) = default;
};

/// Everything a week is made of.
struct WeekFacts
{
    Clinic clinic;
    QDate monday;
    WeekOwner owner;
    QList<QList<Appointment>> days; ///< Seven; each may have others' appointments among them.
    std::optional<QList<SeatHours>> hours; ///< Of all seven days and everybody; none: not known.
    QList<Doctor> doctors;
    QList<Department> departments;
};

/// Somebody's week as a sheet whose columns are days, cancelled appointments left out. Each day is
/// made of its own instants; the lines beside them are those that any of the days has.
[[nodiscard]] BoardSheet weekSheet(const WeekFacts &facts);

/// Whose weeks there are: the doctors, then the seats, as the hours name them; without hours those
/// that the clinic names.
[[nodiscard]] QList<WeekOwner> weekOwners(const WeekFacts &facts);

} // namespace clinidesk
