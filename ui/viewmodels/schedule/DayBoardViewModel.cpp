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
    , m_reading(ports, clinics)
    , m_changes(ports, session.rights.contains(u"past"_s) ? PastTimes::Allowed : PastTimes::Refused)
    , m_holds(ports.holds)
    , m_steps(ports, clinics, session)
    , m_inPlace(ports)
    , m_nextFree(ports, clinics)
    , m_pinboard(ports, session)
{
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &DayBoardViewModel::changed);
    connect(&m_reading, &BoardReading::dayRead, this,
            [this] { m_changes.pending().seen(m_reading.appointments()); });
    connect(&m_reading, &BoardReading::changed, this, &DayBoardViewModel::rebuild);
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
    const auto &rows = m_reading.appointments();
    return int(std::count_if(rows.cbegin(), rows.cend(),
                             [](const Appointment &row) { return row.status == Status::Arrived; }));
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

bool DayBoardViewModel::canLengthen() const
{
    const Appointment *on = chosen();
    return m_mayPlace && on && m_changes.canLengthen(*on);
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
    m_reading.setActive(active);
    if (active && m_mayPlace)
        m_pinboard.read();
    m_holds.setActive(active);
}

BoardFacts DayBoardViewModel::facts() const
{
    BoardFacts facts;
    facts.clinic = m_clinics.current();
    facts.day = m_reading.date();
    facts.appointments
        = m_changes.pending().over(m_reading.appointments(), facts.clinic.id, facts.day);
    facts.underWay = m_changes.pending().underWay();
    facts.hours = m_reading.hours();
    facts.doctors = m_clinics.doctors();
    facts.departments = m_clinics.departments();
    facts.holds = m_holds.others();
    facts.columns = m_columns;
    facts.cancelled = m_cancelled;
    return facts;
}

void DayBoardViewModel::rebuild()
{
    m_holds.follow(m_clinics.current().id, m_reading.date());
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
    m_reading.show(date);
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

void DayBoardViewModel::openSlot()
{
    if (!isTaking() || m_moving || !m_cursor.appointment.isNull())
        return;
    const BoardTime time = timeAtCursor();
    if (!m_changes.mayBook(m_sheet, time))
        return;
    if (const auto other = m_holds.open(holdWish(m_sheet, time)))
        return m_changes.refuse(BoardWording::held(m_sheet, time, *other));
    m_inPlace.open(time, BoardWording::time(m_sheet, time));
}

/// What is open is held, whatever opened, changed or closed it.
void DayBoardViewModel::followEditor()
{
    if (!m_inPlace.isOpen())
        return m_holds.letGo();
    m_holds.hold(holdWish(m_sheet, m_inPlace.time()));
    m_inPlace.setNote(BoardWording::open(m_sheet, m_holds));
}

void DayBoardViewModel::closeSlot()
{
    m_inPlace.close();
    m_inPlace.take();
}

void DayBoardViewModel::book(const Patient &patient)
{
    const BoardTime time = m_inPlace.time();
    const AppointmentId shown = m_changes.book(m_sheet, time, patient, m_inPlace.reason());
    if (shown.isNull())
        return;
    m_holds.keepFor(shown);
    m_longer = 0min;
    m_cursor = cursorOn(m_sheet, shown).value_or(m_cursor);
    m_inPlace.close();
    m_drafts.insert(shown, m_inPlace.take()); // Last: @p patient is among what was found.
}

void DayBoardViewModel::lengthen(int steps)
{
    if (!isTaking() || m_moving)
        return;
    const auto more = steps * lengthStep;
    if (const Appointment *on = chosen()) {
        const auto length = std::chrono::minutes(on->startsAt.secsTo(on->endsAt) / 60);
        m_changes.resize(m_sheet, Appointment(*on), length + more);
        return;
    }
    const BoardTime before = timeAtCursor();
    const auto length
        = std::clamp(before.length + more, BoardChanges::shortest, BoardChanges::longest);
    m_longer += length - before.length;
    m_changes.forgetRefusal();
    emit cursorChanged();
}

void DayBoardViewModel::startMove()
{
    if (!canMove())
        return;
    m_moving = *chosen();
    m_changes.forgetRefusal();
    emit changed();
}

void DayBoardViewModel::togglePin()
{
    const Appointment *on = chosen();
    if (!on)
        return;
    if (m_pinboard.isPinned(on->id))
        return m_pinboard.unpin(on->id);
    if (!canMove())
        return;
    if (m_pinboard.isFull())
        return m_changes.refuse(tr("%n appointment(s) are pinned already. Move or unpin one first.",
                                   nullptr, Pinboard::most));
    m_pinboard.pin(Appointment(*on));
}

void DayBoardViewModel::takePinned(AppointmentId id)
{
    const auto row = m_pinboard.find(id);
    if (!row || m_moving || !m_mayPlace || !m_changes.canPlace(*row))
        return;
    m_inPlace.close();
    m_moving = row;
    m_changes.forgetRefusal();
    emit changed();
}

void DayBoardViewModel::drop()
{
    if (m_moving)
        moveTo(m_moving->id, timeAtCursor());
}

void DayBoardViewModel::moveTo(AppointmentId id, const BoardTime &to)
{
    const BoardEntry *entry = m_sheet.find(id);
    if (!m_moving && entry)
        m_moving = entry->appointment;
    if (!m_moving || m_moving->id != id || !isTaking())
        return;
    const int column = m_sheet.columnWith(id);
    if (column == to.column && m_moving->startsAt == to.startsAt)
        return stopMove();
    const Appointment moved = *m_moving;
    if (!m_changes.move(m_sheet, moved, to))
        return;
    letGo(id);
}

void DayBoardViewModel::dropAt(AppointmentId id, const BoardTime &to)
{
    moveTo(id, to);
    if (m_moving)
        letGo(id);
}

/// Nothing is in hand any more; the cursor is where @p id stands.
void DayBoardViewModel::letGo(AppointmentId id)
{
    m_moving.reset();
    m_cursor = cursorOn(m_sheet, id).value_or(m_cursor);
    emit changed();
}

void DayBoardViewModel::stopMove()
{
    if (!m_moving)
        return;
    m_changes.forgetRefusal();
    letGo(m_moving->id);
}

void DayBoardViewModel::act(Action action, const QString &why)
{
    const Appointment *on = chosen();
    if (!on || !can(action))
        return;
    m_changes.forgetRefusal();
    m_steps.act(Appointment(*on), action, why);
}

} // namespace clinidesk
