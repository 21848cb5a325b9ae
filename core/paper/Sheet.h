#pragma once

#include "core/booking/Appointment.h"
#include "core/booking/DayGrid.h"
#include "core/booking/DayHours.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTime>

#include <optional>

namespace clinidesk {

/// Whose days a sheet lists: one doctor's, or those of a department's own seats.
struct SheetOwner
{
    DoctorId doctor; ///< Null: the seats of the department.
    DepartmentId department; ///< Of the seats; null for a doctor.
    QString name; ///< "Dr Okafor", "Cardiology"

    /// Whether both are the same person or seats, whatever they are called.
    [[nodiscard]] bool isSameAs(const SheetOwner &other) const
    {
        return doctor == other.doctor && department == other.department;
    }

    friend bool operator==(const SheetOwner &, const SheetOwner &) = default;
};

[[nodiscard]] SheetOwner ownerOf(const Appointment &appointment);

/// What is known of one local day of a clinic.
struct DayFacts
{
    QDate day;
    QByteArray zone; ///< The clinic's IANA zone.
    QList<Appointment> appointments; ///< Of everybody, as the list of the screen holds them.
    std::optional<QList<SeatHours>> hours; ///< Nothing: they could not be read.
};

/// One line of a sheet.
struct SheetLine
{
    enum class Kind { Appointment, Away };

    Kind kind = Kind::Appointment;
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    GridRow::Kind startsOn = GridRow::Kind::Usual; ///< Which of two equal times on the wall.
    GridRow::Kind endsOn = GridRow::Kind::Usual;
    std::optional<Appointment> appointment; ///< Not of an absence.
    QString reason; ///< Of an absence, for those who may read it.

    friend bool operator==(const SheetLine &, const SheetLine &) = default;
};

/// The clock on the wall is turned: when it would show one time it is put to the other.
struct ClockTurn
{
    QTime from;
    QTime to;

    friend bool operator==(const ClockTurn &, const ClockTurn &) = default;
};

/// One day of one owner, line by line: every appointment of his in any status, and his absences.
struct DaySheet
{
    QDate day;
    QByteArray zone;
    SheetOwner owner;
    std::optional<QList<OpenSpan>> hours; ///< Nothing: they could not be read. Empty: none.
    std::optional<ClockTurn> turn;
    QList<SheetLine> lines; ///< By start.

    friend bool operator==(const DaySheet &, const DaySheet &) = default;
};

[[nodiscard]] DaySheet daySheet(const DayFacts &facts, const SheetOwner &owner);

/// Everybody who has an appointment or hours that day: each appointment is on the sheet of exactly
/// one of them. Doctors by name, then departments by name.
[[nodiscard]] QList<SheetOwner> ownersIn(const DayFacts &facts);

/// The first day of the week of @p day.
[[nodiscard]] QDate weekOf(QDate day, Qt::DayOfWeek firstDay);

} // namespace clinidesk
