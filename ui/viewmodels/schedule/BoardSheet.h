#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/booking/DayGrid.h"
#include "core/booking/DayHours.h"
#include "core/booking/DayList.h"
#include "core/booking/LaneLayout.h"
#include "core/booking/SlotHolds.h"

#include <QSet>

#include <chrono>
#include <optional>
#include <vector>

namespace clinidesk {

/// One appointment where it stands on the board.
struct BoardEntry
{
    Appointment appointment;
    LanePlace place;
    bool isUnderWay = false; ///< Shown at once; the database has not confirmed it yet.

    friend bool operator==(const BoardEntry &, const BoardEntry &) = default;
};

/// A time that a colleague at another desk is about to book.
struct BoardGhost
{
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.
    QString who; ///< Empty: this desk can't know.
    QDateTime until; ///< UTC; gone by then, unless it is renewed.

    friend bool operator==(const BoardGhost &, const BoardGhost &) = default;
};

/// A doctor's day, or that of a department's own seats.
struct BoardColumn
{
    ClinicId clinic;
    QString clinicName; ///< Empty where the board shows one clinic.
    DoctorId doctor; ///< Null: the seats of the department.
    DepartmentId department; ///< What a booking here belongs to.
    QString name; ///< "Dr Okafor", or the department's.
    QString departmentName; ///< Empty for seats.
    std::chrono::minutes slotLength{20};
    int seats = 1; ///< How many patients at once.
    bool areHoursKnown = false;
    QList<OpenSpan> hours;
    QList<Away> away;
    QList<BoardEntry> entries; ///< By start.
    QList<BoardGhost> ghosts; ///< By when they end.

    friend bool operator==(const BoardColumn &, const BoardColumn &) = default;
};

/// Who is about to book in @p column between the two; null: nobody.
[[nodiscard]] const BoardGhost *ghostIn(const BoardColumn &column, const QDateTime &startsAt,
                                        const QDateTime &endsAt);

/// One day of a clinic as the board shows it. A value.
struct BoardSheet
{
    ClinicId clinic;
    QByteArray zone;
    QDate day; ///< The first, where columns are days.
    DayGrid grid; ///< The lines; of a week those that any of its days has.
    QList<DayGrid> days; ///< One for each column where these are days; otherwise none.
    QList<BoardColumn> columns;
    int hiddenColumns = 0; ///< Without hours and without appointments that day.
    int hiddenCancelled = 0;

    [[nodiscard]] int rows() const { return int(grid.rows().size()); }
    [[nodiscard]] const BoardColumn *column(int index) const
    {
        return index >= 0 && index < columns.size() ? &columns.at(index) : nullptr;
    }
    /// When the lines of a column are.
    [[nodiscard]] const DayGrid &gridOf(int column) const
    {
        return column >= 0 && column < days.size() ? days.at(column) : grid;
    }
    [[nodiscard]] QDate dayOf(int column) const
    {
        return days.isEmpty() ? day : gridOf(column).day();
    }
    /// Where @p moment stands in lines, of a week on its day; negative when none of the lines has
    /// it.
    [[nodiscard]] qreal linesAt(const QDateTime &moment) const;
    /// Where that doctor's column is, or that of the seats, in @p in or, null, in the clinic in
    /// front; -1 when it isn't here.
    [[nodiscard]] int indexOf(DoctorId doctor, DepartmentId department, ClinicId in = {}) const;
    /// Null when it isn't here.
    [[nodiscard]] const BoardEntry *find(AppointmentId id) const;
    /// -1 when it isn't here.
    [[nodiscard]] int columnWith(AppointmentId id) const;
    /// What stands in line @p row: what begins there, and what goes on to its end. An appointment
    /// that ends within the line leaves its rest to the next patient.
    [[nodiscard]] QList<AppointmentId> entriesAt(int column, int row) const;
    /// When a patient could come in line @p row; invalid for a missing line.
    [[nodiscard]] QDateTime startAt(int column, int row, AppointmentId besides = {}) const;

    friend bool operator==(const BoardSheet &, const BoardSheet &) = default;
};

/// Everything a sheet is made of.
struct BoardFacts
{
    enum class Columns { OfTheDay, All };
    enum class Cancelled { Hidden, Shown };

    Clinic clinic;
    QDate day;
    QList<Appointment> appointments;
    QSet<AppointmentId> underWay;
    std::optional<QList<SeatHours>> hours; ///< None: they could not be read.
    QList<Doctor> doctors;
    QList<Department> departments;
    QList<SlotHold> holds; ///< Of other desks.
    Columns columns = Columns::OfTheDay;
    Cancelled cancelled = Cancelled::Hidden;
    /// The same day in other clinics that keep the same time; their columns stand behind, each with
    /// its clinic's name.
    std::vector<BoardFacts> beside;
};

/// Doctors with hours that day first, then those who have appointments all the same, then the seats
/// of departments. Without hours and appointments nobody gets a column unless all are wanted.
[[nodiscard]] BoardSheet boardSheet(const BoardFacts &facts);

/// The same people on a day of which nothing is known yet: nothing of another day is ever shown
/// under its date.
[[nodiscard]] BoardSheet blankSheet(const BoardSheet &before, const BoardFacts &facts);

} // namespace clinidesk
