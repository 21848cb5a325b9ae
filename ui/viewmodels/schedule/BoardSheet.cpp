#include "ui/viewmodels/schedule/BoardSheet.h"

#include <QTimeZone>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto shortestLine = 10min;
constexpr auto longestLine = 30min;
constexpr int mostLanesOfSeats = 4; ///< More would leave no room for a name.

bool isGone(const Appointment &appointment)
{
    return appointment.status == Status::Cancelled || appointment.status == Status::Rejected;
}

template <typename Row, typename Id> const Row *findIn(const QList<Row> &rows, Id id)
{
    const auto found
        = std::find_if(rows.cbegin(), rows.cend(), [&](const Row &row) { return row.id == id; });
    return found == rows.cend() ? nullptr : &*found;
}

/// Gathers the columns of a day, each appointment in one of them.
class Gathering
{
public:
    explicit Gathering(const BoardFacts &facts)
        : m_facts(facts)
    {
    }

    QList<BoardColumn> columns(int &hidden)
    {
        for (const SeatHours &seat : m_facts.hours ? *m_facts.hours : namesOnly())
            m_all.append(columnOf(seat));
        for (const Appointment &each : m_facts.appointments) {
            if (isShown(each))
                enter(each);
        }
        for (BoardColumn &column : m_all)
            layLanes(column);
        return chosen(hidden);
    }

    [[nodiscard]] bool isShown(const Appointment &each) const
    {
        return m_facts.cancelled == BoardFacts::Cancelled::Shown || !isGone(each);
    }

private:
    /// Where hours could not be read: everybody, so that a booking can still be tried.
    [[nodiscard]] QList<SeatHours> namesOnly() const
    {
        QList<SeatHours> names;
        for (const Doctor &doctor : m_facts.doctors) {
            SeatHours seat;
            seat.doctor = doctor.id;
            seat.doctorName = doctor.title.isEmpty()
                ? doctor.family
                : QString(doctor.title % QChar::Space % doctor.family);
            names.append(seat);
        }
        for (const Department &department : m_facts.departments) {
            SeatHours seat;
            seat.department = department.id;
            seat.departmentName = department.name;
            if (department.capacity > 0)
                names.append(seat);
        }
        return names;
    }

    [[nodiscard]] BoardColumn columnOf(const SeatHours &seat) const
    {
        BoardColumn column;
        column.clinic = m_facts.clinic.id;
        column.doctor = seat.doctor;
        column.department = seat.department;
        column.name = seat.doctor.isNull() ? seat.departmentName : seat.doctorName;
        column.areHoursKnown = m_facts.hours.has_value();
        column.hours = seat.hours;
        column.away = seat.away;
        if (const Doctor *doctor = findIn(m_facts.doctors, seat.doctor))
            column.department = departmentHere(*doctor);
        if (const Department *department = findIn(m_facts.departments, column.department)) {
            column.slotLength = department->slotLength;
            if (seat.doctor.isNull())
                column.seats = std::max(1, department->capacity);
            else
                column.departmentName = department->name;
        }
        return column;
    }

    /// He may work in departments of other clinics, too.
    [[nodiscard]] DepartmentId departmentHere(const Doctor &doctor) const
    {
        for (const DepartmentId each : doctor.departments) {
            if (findIn(m_facts.departments, each))
                return each;
        }
        return {};
    }

    void enter(const Appointment &appointment)
    {
        const auto takesIt = [&](const BoardColumn &column) {
            return appointment.doctor.isNull()
                ? column.doctor.isNull() && column.department == appointment.department
                : column.doctor == appointment.doctor;
        };
        auto column = std::find_if(m_all.begin(), m_all.end(), takesIt);
        if (column == m_all.end()) {
            // Who has left the clinic since still has the appointments of the day.
            BoardColumn other;
            other.clinic = m_facts.clinic.id;
            other.doctor = appointment.doctor;
            other.department = appointment.department;
            other.name
                = appointment.doctor.isNull() ? appointment.departmentName : appointment.doctorName;
            other.areHoursKnown = m_facts.hours.has_value();
            m_all.append(other);
            column = m_all.end() - 1;
        }
        column->entries.append({.appointment = appointment,
                                .place = {},
                                .isUnderWay = m_facts.underWay.contains(appointment.id)});
    }

    static void layLanes(BoardColumn &column)
    {
        QList<LaneSpan> spans;
        for (const BoardEntry &entry : std::as_const(column.entries))
            spans.append({entry.appointment.startsAt, entry.appointment.endsAt,
                          entry.appointment.id.value()});
        const QList<LanePlace> places = laneLayout(spans);
        for (int index = 0; index < places.size(); ++index) {
            column.entries[index].place = places.at(index);
            if (column.doctor.isNull())
                column.entries[index].place.lanes
                    = std::max(places.at(index).lanes, std::min(column.seats, mostLanesOfSeats));
        }
        std::stable_sort(column.entries.begin(), column.entries.end(),
                         [](const BoardEntry &one, const BoardEntry &other) {
                             return one.appointment.startsAt < other.appointment.startsAt;
                         });
    }

    [[nodiscard]] QList<BoardColumn> chosen(int &hidden) const
    {
        const auto rank = [](const BoardColumn &column) {
            if (column.doctor.isNull())
                return 3;
            return !column.hours.isEmpty() ? 0 : column.entries.isEmpty() ? 2 : 1;
        };
        QList<BoardColumn> shown;
        for (const BoardColumn &column : m_all) {
            const bool isIdle = m_facts.hours && column.hours.isEmpty() && column.entries.isEmpty();
            if (isIdle && m_facts.columns == BoardFacts::Columns::OfTheDay)
                ++hidden;
            else
                shown.append(column);
        }
        std::stable_sort(shown.begin(), shown.end(),
                         [&](const BoardColumn &one, const BoardColumn &other) {
                             return rank(one) < rank(other);
                         });
        return shown;
    }

    const BoardFacts &m_facts;
    QList<BoardColumn> m_all;
};

std::chrono::minutes lineLength(const QList<BoardColumn> &columns)
{
    auto shortest = columns.isEmpty() ? std::chrono::minutes(20) : longestLine;
    for (const BoardColumn &column : columns)
        shortest = std::min(shortest, column.slotLength);
    return std::clamp(shortest, std::chrono::minutes(shortestLine),
                      std::chrono::minutes(longestLine));
}

bool isColumnOf(const BoardColumn &column, ClinicId clinic, DoctorId doctor,
                DepartmentId department)
{
    return column.clinic == clinic && column.doctor == doctor
        && (!doctor.isNull() || column.department == department);
}

QList<BoardGhost> ghostsOf(const BoardColumn &column, const QList<SlotHold> &holds)
{
    QList<BoardGhost> ghosts;
    for (const SlotHold &hold : holds) {
        if (isColumnOf(column, hold.time.clinic, hold.time.doctor, hold.time.department))
            ghosts.append({.startsAt = hold.time.startsAt,
                           .endsAt = hold.time.endsAt,
                           .who = hold.who,
                           .until = hold.until});
    }
    return ghosts;
}

/// When the first of the clinics opens and the last one closes; an invalid end is that of the day.
std::pair<QTime, QTime> openingOf(const BoardFacts &facts)
{
    QTime opens = facts.clinic.opens.isValid() ? facts.clinic.opens : QTime(0, 0);
    QTime closes = facts.clinic.closes;
    for (const BoardFacts &each : facts.beside) {
        const auto [first, last] = openingOf(each);
        opens = std::min(opens, first);
        closes = closes.isValid() && last.isValid() ? std::max(closes, last) : QTime();
    }
    return {opens, closes};
}

/// The columns of one clinic, behind those that are there.
void addClinic(BoardSheet &sheet, const BoardFacts &facts, const QString &name)
{
    Gathering gathering(facts);
    QList<BoardColumn> columns = gathering.columns(sheet.hiddenColumns);
    for (BoardColumn &column : columns) {
        column.clinicName = name;
        column.ghosts = ghostsOf(column, facts.holds);
    }
    sheet.columns += columns;
    sheet.hiddenCancelled
        += int(std::count_if(facts.appointments.cbegin(), facts.appointments.cend(),
                             [&](const Appointment &each) { return !gathering.isShown(each); }));
}

/// From opening to closing, and on to the full hours around whatever stands before or after.
DayGrid gridOf(const BoardFacts &facts, const QList<BoardColumn> &columns)
{
    const QTimeZone zone(facts.clinic.zone);
    auto [opens, closes] = openingOf(facts);
    const QDateTime opensAt(facts.day, opens, zone);
    const QDateTime closesAt = closes.isValid() ? QDateTime(facts.day, closes, zone)
                                                : facts.day.addDays(1).startOfDay(zone);
    QDateTime first = opensAt;
    QDateTime last = closesAt;
    for (const BoardColumn &column : columns) {
        for (const BoardEntry &entry : column.entries) {
            first = std::min(first, entry.appointment.startsAt);
            last = std::max(last, entry.appointment.endsAt);
        }
    }
    if (first < opensAt) {
        const QDateTime local = first.toTimeZone(zone);
        opens = local.date() < facts.day ? QTime(0, 0) : QTime(local.time().hour(), 0);
    }
    if (last > closesAt) {
        const QDateTime local = last.toTimeZone(zone);
        closes = local.date() > facts.day || local.time().hour() == 23
            ? QTime()
            : QTime(local.time().hour() + 1, 0);
    }
    return {facts.day, facts.clinic.zone, opens, closes, lineLength(columns)};
}

} // namespace

const BoardGhost *ghostIn(const BoardColumn &column, const QDateTime &startsAt,
                          const QDateTime &endsAt)
{
    const auto found
        = std::find_if(column.ghosts.cbegin(), column.ghosts.cend(), [&](const BoardGhost &ghost) {
              return ghost.startsAt < endsAt && ghost.endsAt > startsAt;
          });
    return found == column.ghosts.cend() ? nullptr : &*found;
}

qreal BoardSheet::linesAt(const QDateTime &moment) const
{
    for (const DayGrid &each : days.isEmpty() ? QList{grid} : days) {
        if (each.rowAt(moment) >= 0)
            return each.fractionAt(moment);
    }
    return -1;
}

int BoardSheet::indexOf(DoctorId doctor, DepartmentId department, ClinicId in) const
{
    const ClinicId wanted = in.isNull() ? clinic : in;
    const auto found = std::find_if(columns.cbegin(), columns.cend(), [&](const BoardColumn &each) {
        return isColumnOf(each, wanted, doctor, department);
    });
    return found == columns.cend() ? -1 : int(found - columns.cbegin());
}

const BoardEntry *BoardSheet::find(AppointmentId id) const
{
    for (const BoardColumn &each : columns) {
        for (const BoardEntry &entry : each.entries) {
            if (entry.appointment.id == id)
                return &entry;
        }
    }
    return nullptr;
}

int BoardSheet::columnWith(AppointmentId id) const
{
    const auto holds = [id](const BoardColumn &each) {
        return std::any_of(each.entries.cbegin(), each.entries.cend(),
                           [id](const BoardEntry &entry) { return entry.appointment.id == id; });
    };
    const auto found = std::find_if(columns.cbegin(), columns.cend(), holds);
    return found == columns.cend() ? -1 : int(found - columns.cbegin());
}

QList<AppointmentId> BoardSheet::entriesAt(int column, int row) const
{
    QList<AppointmentId> here;
    const BoardColumn *within = this->column(column);
    if (!within || row < 0 || row >= rows())
        return here;
    const GridRow &line = gridOf(column).rows().at(row);
    if (!line.startsAt.isValid())
        return here;
    for (const BoardEntry &entry : within->entries) {
        const Appointment &each = entry.appointment;
        const bool begins = each.startsAt >= line.startsAt && each.startsAt < line.endsAt;
        const bool goesOn = each.startsAt < line.startsAt && each.endsAt >= line.endsAt;
        if (begins || goesOn)
            here.append(each.id);
    }
    return here;
}

QDateTime BoardSheet::startAt(int column, int row, AppointmentId besides) const
{
    QDateTime start = gridOf(column).instantAt(row);
    const BoardColumn *within = this->column(column);
    if (!start.isValid() || !within || within->seats > 1)
        return start;
    const GridRow &line = gridOf(column).rows().at(row);
    for (const BoardEntry &entry : within->entries) {
        const Appointment &each = entry.appointment;
        const bool endsHere = each.startsAt < line.startsAt && each.endsAt > line.startsAt
            && each.endsAt < line.endsAt;
        if (endsHere && isLive(each.status) && each.id != besides)
            start = std::max(start, each.endsAt);
    }
    return start;
}

BoardSheet blankSheet(const BoardSheet &before, const BoardFacts &facts)
{
    BoardSheet blank;
    blank.clinic = facts.clinic.id;
    blank.zone = facts.clinic.zone;
    blank.day = facts.day;
    blank.columns = before.columns;
    blank.columns.removeIf([&](const BoardColumn &column) {
        return column.clinic != facts.clinic.id
            && std::none_of(facts.beside.cbegin(), facts.beside.cend(),
                            [&](const auto &each) { return each.clinic.id == column.clinic; });
    });
    for (BoardColumn &column : blank.columns) {
        column.areHoursKnown = false;
        column.hours.clear();
        column.away.clear();
        column.entries.clear();
        column.ghosts.clear();
    }
    blank.grid = gridOf(facts, blank.columns);
    return blank;
}

BoardSheet boardSheet(const BoardFacts &facts)
{
    BoardSheet sheet;
    sheet.clinic = facts.clinic.id;
    sheet.zone = facts.clinic.zone;
    sheet.day = facts.day;
    addClinic(sheet, facts, facts.beside.empty() ? QString() : facts.clinic.name);
    for (const BoardFacts &each : facts.beside)
        addClinic(sheet, each, each.clinic.name);
    sheet.grid = gridOf(facts, sheet.columns);
    return sheet;
}

} // namespace clinidesk
