#include "ui/viewmodels/schedule/WeekViewModel.h"

#include "core/base/Clock.h"

#include <QTimeZone>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

/// The first one with hours that week, or else simply the first.
WeekOwner whoWorks(const WeekFacts &facts, const QList<WeekOwner> &owners)
{
    for (const WeekOwner &owner : owners) {
        for (const SeatHours &row : facts.hours.value_or(QList<SeatHours>())) {
            const bool isTheirs = row.doctor == owner.doctor && row.department == owner.department;
            if (isTheirs && !row.hours.isEmpty())
                return owner;
        }
    }
    return owners.value(0);
}

} // namespace

WeekViewModel::WeekViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                             QObject *parent)
    : BoardModel(parent)
    , m_clock(ports.clock)
    , m_clinics(clinics)
    , m_session(session)
    , m_reading(ports, clinics)
{
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, &WeekViewModel::changed);
    connect(&m_reading, &WeekReading::changed, this, &WeekViewModel::rebuild);
    connect(&m_clinics, &ClinicChoice::loaded, this, &WeekViewModel::rebuild);
}

QDateTime WeekViewModel::now() const
{
    return m_clock.now();
}

/// Without anybody there is no week to show.
ListState WeekViewModel::state() const
{
    return m_reading.state() == ListState::Shown && m_owner.isNull() ? ListState::Empty
                                                                     : m_reading.state();
}

void WeekViewModel::setActive(bool active)
{
    if (active)
        m_minute.start();
    else
        m_minute.stop();
    m_reading.setActive(active);
}

const Appointment *WeekViewModel::chosen() const
{
    const BoardEntry *entry = m_sheet.find(m_cursor.appointment);
    return entry ? &entry->appointment : nullptr;
}

void WeekViewModel::setCursor(const BoardCursor &cursor)
{
    m_cursor = cursor;
    emit cursorChanged();
}

std::optional<BoardTime> WeekViewModel::bookable() const
{
    const BoardColumn *column = m_sheet.column(m_cursor.column);
    if (m_session.role != Role::Receptionist || !column || !m_cursor.appointment.isNull())
        return {};
    const BoardTime time{.column = m_cursor.column,
                         .startsAt = m_sheet.startAt(m_cursor.column, m_cursor.row),
                         .length = column->slotLength};
    return hindranceAt(m_sheet, time, now()) == Hindrance::None ? std::optional(time)
                                                                : std::nullopt;
}

std::optional<Slot> WeekViewModel::slotAtCursor() const
{
    const auto time = bookable();
    if (!time)
        return {};
    const BoardColumn &column = m_sheet.columns.at(time->column);
    return Slot{.doctor = column.doctor,
                .doctorName = column.name,
                .department = column.department,
                .startsAt = time->startsAt,
                .endsAt = time->endsAt()};
}

int WeekViewModel::ownerIndex() const
{
    const auto found = std::find_if(m_owners.cbegin(), m_owners.cend(),
                                    [this](const WeekOwner &each) { return each.isSame(m_owner); });
    return found == m_owners.cend() ? -1 : int(found - m_owners.cbegin());
}

void WeekViewModel::showWeeksOn(int weeks)
{
    if (monday().isValid())
        show(monday().addDays(weeks * WeekReading::daysOfAWeek));
}

void WeekViewModel::showOwner(const WeekOwner &owner)
{
    m_owner = owner;
    rebuild();
}

void WeekViewModel::showOwnersOn(int places)
{
    if (!m_owners.isEmpty())
        showOwner(m_owners.at(std::clamp(ownerIndex() + places, 0, int(m_owners.size()) - 1)));
}

WeekFacts WeekViewModel::facts() const
{
    WeekFacts facts;
    facts.clinic = m_clinics.current();
    facts.monday = m_reading.monday();
    facts.owner = m_owner;
    facts.hours = m_reading.hours();
    facts.doctors = m_clinics.doctors();
    facts.departments = m_clinics.departments();
    for (int place = 0; place < WeekReading::daysOfAWeek; ++place)
        facts.days.append(m_reading.appointments(place));
    return facts;
}

void WeekViewModel::rebuild()
{
    WeekFacts known = facts();
    m_owners = weekOwners(known);
    const bool isSameClinic = m_sheet.clinic == known.clinic.id;
    const bool isOwn = m_session.role == Role::Doctor;
    if (isOwn) {
        m_owners.removeIf(
            [this](const WeekOwner &each) { return each.doctor != m_session.doctor; });
        m_owner = {m_session.doctor, {}, m_session.displayName};
    }
    if (ownerIndex() >= 0)
        m_owner = m_owners.at(ownerIndex()); // By the name they have now.
    else if (!isOwn && (!isSameClinic || m_owner.isNull()))
        m_owner = {};
    const bool isRead
        = m_reading.state() == ListState::Shown || m_reading.state() == ListState::Old;
    if (isRead && m_owner.isNull())
        m_owner = whoWorks(known, m_owners);
    known.owner = m_owner;
    BoardSheet next = isRead ? weekSheet(known) : BoardSheet();
    next.clinic = known.clinic.id;
    next.day = known.monday;
    if (m_sheet.rows() > 0 && next.rows() > 0)
        m_cursor = carried(m_sheet, m_cursor, next);
    std::swap(m_sheet, next);
    if (m_sheet.rows() > 0 && !m_cursor.appointment.isNull() && !chosen())
        m_cursor = cursorAt(m_sheet, m_cursor.column, m_cursor.row);
    if (!std::exchange(m_isLaidOpen, m_isLaidOpen || m_sheet.rows() > 0) && m_sheet.rows() > 0) {
        for (int column = 0; column < m_sheet.days.size(); ++column) {
            if (m_sheet.dayOf(column) == m_clinics.current().today)
                m_cursor = cursorAt(m_sheet, column,
                                    std::max(0, m_sheet.gridOf(column).rowAt(m_clock.now())));
        }
    }
    emit changed();
}

} // namespace clinidesk
