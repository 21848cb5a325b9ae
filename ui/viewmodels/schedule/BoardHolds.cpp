#include "ui/viewmodels/schedule/BoardHolds.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace clinidesk {

BoardHolds::BoardHolds(SlotHolds *holds, QObject *parent)
    : QObject(parent)
    , m_holds(holds)
{
    m_again.setSingleShot(true);
    m_second.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, &BoardHolds::take);
    connect(&m_second, &QTimer::timeout, this, &BoardHolds::secondPassed);
    if (m_holds)
        connect(m_holds, &SlotHolds::changed, this, [this](ClinicId clinic, QDate day) {
            if (m_clinics.contains(clinic) && day == m_day)
                noteOthers();
        });
}

BoardHolds::~BoardHolds()
{
    letGo();
    for (const HoldToken &token : std::as_const(m_kept))
        m_holds->release(token);
    follow({}, {});
}

void BoardHolds::follow(const QList<ClinicId> &clinics, QDate day)
{
    if (!m_holds || (clinics == m_clinics && day == m_day))
        return;
    if (m_day.isValid()) {
        for (const ClinicId clinic : std::as_const(m_clinics))
            m_holds->unfollow(clinic, m_day);
    }
    m_clinics = clinics;
    m_day = day;
    if (m_day.isValid()) {
        for (const ClinicId clinic : std::as_const(m_clinics))
            m_holds->follow(clinic, m_day);
    }
    countSeconds();
}

QList<SlotHold> BoardHolds::others() const
{
    QList<SlotHold> others;
    if (!m_holds || !m_day.isValid())
        return others;
    for (const ClinicId clinic : m_clinics)
        others += m_holds->holdsOf(clinic, m_day);
    return others;
}

std::optional<SlotHold> BoardHolds::inTheWay() const
{
    return m_wish ? hinderingHold(others(), *m_wish) : std::nullopt;
}

std::optional<SlotHold> BoardHolds::beside() const
{
    if (auto other = inTheWay())
        return other;
    return m_standing == Standing::Refused ? m_refusedBy : std::nullopt;
}

void BoardHolds::countSeconds()
{
    if (others().isEmpty() || !m_isActive)
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
}

void BoardHolds::noteOthers()
{
    countSeconds();
    if (m_standing == Standing::Refused && !inTheWay())
        take(); // Whoever was in the way has gone.
    emit changed();
}

std::optional<SlotHold> BoardHolds::open(const HoldWish &wish)
{
    HoldWish open = wish;
    if (const auto other = hinderingHold(others(), wish)) {
        if (std::exchange(m_warnedOf, wish.time) != wish.time)
            return other;
        open.beside = HoldWish::Beside::Others;
    }
    hold(open);
    return {};
}

void BoardHolds::hold(const HoldWish &wish)
{
    if (m_wish && m_wish->time == wish.time)
        return;
    const bool isOnPurpose = m_wish && m_wish->beside == HoldWish::Beside::Others;
    m_wish = wish;
    if (isOnPurpose) // Of a time that has become longer.
        m_wish->beside = HoldWish::Beside::Others;
    if (m_token.isNull())
        m_token = HoldToken::create();
    take();
}

void BoardHolds::take()
{
    if (!m_wish || !m_isActive)
        return;
    if (!m_holds)
        return judge(Error{Error::Code::Unavailable, {}, {}});
    if (m_standing == Standing::None)
        m_standing = Standing::Asked;
    deliver(m_holds->take(m_token, *m_wish), this,
            [this, token = m_token, wish = *m_wish](const Result<HoldOutcome> &answer) {
                if (token == m_token && m_wish == wish && m_isActive)
                    judge(answer);
            });
}

void BoardHolds::judge(const Result<HoldOutcome> &answer)
{
    const auto before = std::pair(m_standing, std::exchange(m_refusedBy, {}));
    if (!answer) {
        m_standing = Standing::Untold;
    } else if (answer->inTheWay) {
        m_standing = Standing::Refused;
        m_refusedBy = answer->inTheWay;
    } else {
        m_standing = Standing::Held;
    }
    m_again.start(m_standing == Standing::Held ? SlotHolds::renewAfter
                                               : std::chrono::milliseconds(tryAgainAfter));
    if (before != std::pair(m_standing, m_refusedBy))
        emit changed();
}

void BoardHolds::letGo()
{
    m_again.stop();
    const HoldToken token = std::exchange(m_token, {});
    m_wish.reset();
    m_refusedBy.reset();
    m_standing = Standing::None;
    if (m_holds && !token.isNull())
        m_holds->release(token);
}

void BoardHolds::keepFor(AppointmentId booking)
{
    if (m_holds && !m_token.isNull())
        m_kept.insert(booking, std::exchange(m_token, {}));
    letGo();
}

void BoardHolds::settle(AppointmentId booking)
{
    const HoldToken token = m_kept.take(booking);
    if (!token.isNull())
        m_holds->release(token);
}

void BoardHolds::setActive(bool active)
{
    if (std::exchange(m_isActive, active) == active)
        return;
    if (active) {
        take();
    } else {
        m_again.stop();
        m_standing = Standing::None;
        if (m_holds && !m_token.isNull())
            m_holds->release(std::exchange(m_token, HoldToken::create()));
    }
    noteOthers();
}

HoldWish holdWish(const BoardSheet &sheet, const BoardTime &time)
{
    HoldWish wish;
    const BoardColumn *column = sheet.column(time.column);
    if (!column)
        return wish;
    wish.time = {.clinic = column->clinic,
                 .day = sheet.day,
                 .doctor = column->doctor,
                 .department = column->doctor.isNull() ? column->department : DepartmentId(),
                 .startsAt = time.startsAt,
                 .endsAt = time.endsAt()};
    wish.places = std::max(1, column->seats - mostAtOnce(*column, time.startsAt, time.endsAt()));
    return wish;
}

} // namespace clinidesk
