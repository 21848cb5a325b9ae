#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/TypedTime.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QTimeZone>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

DayBoardViewModel::DayBoardViewModel(const Ports &ports, ClinicChoice &clinics,
                                     const Session &session, QObject *parent)
    : BoardModel(parent)
    , m_clock(ports.clock)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_mayPlace(session.role == Role::Receptionist)
    , m_readings(ports, clinics)
    , m_changes(ports, session.rights.contains(u"past"_s) ? PastTimes::Allowed : PastTimes::Refused)
    , m_holds(ports.holds)
    , m_steps(ports, clinics, session)
    , m_inPlace(ports)
    , m_nextFree(ports, clinics)
    , m_pinboard(ports, session)
{
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &DayBoardViewModel::changed);
    connect(&m_readings, &BoardReadings::dayRead, this,
            [this](ClinicId clinic, const QList<Appointment> &rows) {
                m_changes.pending().seen(rows, clinic);
            });
    connect(&m_readings, &BoardReadings::changed, this, &DayBoardViewModel::rebuild);
    connect(&m_changes, &BoardChanges::changed, this, &DayBoardViewModel::rebuild);
    connect(&m_changes, &BoardChanges::done, this, &DayBoardViewModel::done);
    connect(&m_changes, &BoardChanges::refused, this, &DayBoardViewModel::refresh);
    connect(&m_changes, &BoardChanges::booked, this,
            [this](AppointmentId before, AppointmentId now) {
                if (m_cursor.appointment == before)
                    m_cursor.appointment = now;
                m_drafts.remove(before);
                m_holds.settle(before);
            });
    connect(&m_changes, &BoardChanges::bookingRefused, this, [this](AppointmentId booking) {
        m_holds.settle(booking);
        m_inPlace.giveBack(m_drafts.take(booking));
    });
    connect(&m_holds, &BoardHolds::changed, this, &DayBoardViewModel::rebuild);
    connect(&m_holds, &BoardHolds::changed, this, &DayBoardViewModel::followEditor);
    connect(&m_holds, &BoardHolds::secondPassed, this, &DayBoardViewModel::secondPassed);
    connect(&m_steps, &VisitSteps::changed, this, &DayBoardViewModel::changed);
    connect(&m_steps, &VisitSteps::done, this, &DayBoardViewModel::done);
    connect(&m_steps, &VisitSteps::refused, this, &DayBoardViewModel::refresh);
    connect(&m_inPlace, &BookInPlaceViewModel::chosen, this, &DayBoardViewModel::book);
    connect(&m_inPlace, &BookInPlaceViewModel::changed, this, &DayBoardViewModel::followEditor);
    connect(&m_inPlace, &BookInPlaceViewModel::changed, this, &DayBoardViewModel::cursorChanged);
    connect(&m_nextFree, &NextFree::found, this, &DayBoardViewModel::showSlot);
    connect(&m_nextFree, &NextFree::failed, &m_changes, &BoardChanges::refuse);
    connect(&m_changes, &BoardChanges::refused, &m_pinboard, &Pinboard::read);
    connect(&m_connection, &Connection::restored, &m_pinboard, &Pinboard::read);
    connect(&m_connection, &Connection::stateChanged, this, &DayBoardViewModel::changed);
    connect(&m_clinics, &ClinicChoice::loaded, this, &DayBoardViewModel::rebuild);
}

QDateTime DayBoardViewModel::now() const
{
    return m_clock.now();
}

int DayBoardViewModel::waitingCount() const
{
    int waiting = 0;
    for (const BoardColumn &column : m_sheet.columns) {
        waiting += int(std::count_if(
            column.entries.cbegin(), column.entries.cend(),
            [](const BoardEntry &each) { return each.appointment.status == Status::Arrived; }));
    }
    return waiting;
}

const Appointment *DayBoardViewModel::chosen() const
{
    const BoardEntry *entry = m_sheet.find(m_cursor.appointment);
    return entry ? &entry->appointment : nullptr;
}

BoardTime DayBoardViewModel::timeAtCursor() const
{
    const BoardColumn *column = m_sheet.column(m_cursor.column);
    BoardTime time{.column = m_cursor.column, .startsAt = {}, .length = 0min};
    if (!column)
        return time;
    time.startsAt
        = m_sheet.startAt(m_cursor.column, m_cursor.row, m_moving ? m_moving->id : AppointmentId());
    time.length = m_moving
        ? std::chrono::minutes(m_moving->startsAt.secsTo(m_moving->endsAt) / 60)
        : std::clamp(column->slotLength + m_longer, BoardChanges::shortest, BoardChanges::longest);
    return time;
}

std::optional<BoardTime> DayBoardViewModel::taken() const
{
    if (m_moving)
        return timeAtCursor();
    return m_inPlace.isOpen() ? std::optional(m_inPlace.time()) : std::nullopt;
}

std::optional<BoardTime> DayBoardViewModel::bookable() const
{
    const BoardTime time = timeAtCursor();
    const bool isFree = m_mayPlace && m_cursor.appointment.isNull() && time.length.count() > 0
        && hindranceAt(m_sheet, time, now()) == Hindrance::None;
    return isFree ? std::optional(time) : std::nullopt;
}

bool DayBoardViewModel::isThere() const
{
    return state() == ListState::Shown || state() == ListState::Old;
}

bool DayBoardViewModel::isTaking() const
{
    return m_mayPlace && isThere() && m_connection.state().takesChanges();
}

bool DayBoardViewModel::canMove() const
{
    const Appointment *on = chosen();
    return m_mayPlace && on && m_changes.canPlace(*on);
}

bool DayBoardViewModel::canStretch(AppointmentId id) const
{
    const BoardEntry *entry = m_sheet.find(id);
    return m_mayPlace && entry && m_changes.canLengthen(entry->appointment);
}

bool DayBoardViewModel::can(Action action) const
{
    const BoardEntry *entry = m_sheet.find(m_cursor.appointment);
    return entry && !entry->isUnderWay && m_steps.can(entry->appointment, action);
}

QString DayBoardViewModel::refusal() const
{
    return m_changes.refusal().isEmpty() ? m_steps.refusal() : m_changes.refusal();
}

void DayBoardViewModel::setActive(bool active)
{
    if (active)
        m_minute.start();
    else
        m_minute.stop();
    m_readings.setActive(active);
    if (active && m_mayPlace)
        m_pinboard.read();
    m_holds.setActive(active);
}

BoardFacts DayBoardViewModel::facts() const
{
    BoardFacts facts = m_readings.facts();
    const auto complete = [this](BoardFacts &of) {
        of.appointments = m_changes.pending().over(of.appointments, of.clinic.id, of.day);
        of.underWay = m_changes.pending().underWay();
        of.holds = m_holds.others();
        of.columns = m_columns;
        of.cancelled = m_cancelled;
    };
    complete(facts);
    std::for_each(facts.beside.begin(), facts.beside.end(), complete);
    return facts;
}

void DayBoardViewModel::rebuild()
{
    m_holds.follow(m_readings.all(), date());
    const BoardFacts known = facts();
    const bool isSameClinic = m_sheet.clinic == known.clinic.id;
    BoardSheet next = isThere() || !isSameClinic ? boardSheet(known) : blankSheet(m_sheet, known);
    if (next != m_sheet) {
        if (isSameClinic && !m_sheet.columns.isEmpty()) {
            m_cursor = carried(m_sheet, m_cursor, next);
        } else {
            m_cursor = {};
            m_goal.startAnew();
        }
        std::swap(m_sheet, next);
        if (!m_inPlace.carry(next, m_sheet) && isSameClinic)
            m_changes.refuse(tr("The time that was open is not on the board any more."));
    }
    if (isThere() && m_sheet.rows() > 0)
        m_cursor = m_goal.reached(m_sheet, m_cursor, m_clock.now());
    emit changed();
}

void DayBoardViewModel::setCursor(const BoardCursor &cursor)
{
    if (cursor.column != m_cursor.column || cursor.row != m_cursor.row)
        m_longer = 0min;
    m_cursor = cursor;
    m_holds.forgetWarning();
    m_changes.forgetRefusal();
    m_steps.forgetRefusal();
    emit cursorChanged();
}

void DayBoardViewModel::show(QDate date)
{
    m_inPlace.close();
    m_changes.forgetRefusal();
    m_steps.forgetRefusal();
    m_longer = 0min;
    m_readings.show(date);
}

void DayBoardViewModel::showDaysOn(int days)
{
    if (date().isValid())
        show(date().addDays(days));
}

void DayBoardViewModel::showTime(QDate date, QTime local)
{
    m_goal.setTime(local);
    goToGoal(date);
}

void DayBoardViewModel::goTo(const QString &typed)
{
    m_changes.forgetRefusal();
    const auto understood = typedTime(typed, m_clinics.current().today, date());
    if (!understood)
        return m_changes.refuse(
            tr("“%1” is not understood. Type a day or a time, such as thu, +2w, "
               "19.12., 9:30 or next free.")
                .arg(typed.trimmed().left(40)));
    if (const auto *day = std::get_if<TypedDay>(&*understood))
        return show(day->day);
    if (const auto *both = std::get_if<TypedDayAndTime>(&*understood))
        return showTime(both->day, both->time);
    const BoardColumn *column = m_sheet.column(m_cursor.column);
    m_nextFree.find(std::get<TypedNextFree>(*understood).wish,
                    column ? column->department : DepartmentId());
}

void DayBoardViewModel::showSlot(const Slot &slot)
{
    m_goal.setSlot(slot);
    const QDate day = slot.startsAt.toTimeZone(QTimeZone(m_clinics.current().zone)).date();
    goToGoal(day);
}

void DayBoardViewModel::goToGoal(QDate day)
{
    if (day == date() && state() == ListState::Shown)
        rebuild();
    else
        show(day);
}

void DayBoardViewModel::showAllColumns(bool all)
{
    m_columns = all ? BoardFacts::Columns::All : BoardFacts::Columns::OfTheDay;
    rebuild();
}

void DayBoardViewModel::showCancelled(bool shown)
{
    m_cancelled = shown ? BoardFacts::Cancelled::Shown : BoardFacts::Cancelled::Hidden;
    rebuild();
}

void DayBoardViewModel::showBeside(const QList<ClinicId> &clinics)
{
    m_readings.setBeside(clinics);
}

} // namespace clinidesk
