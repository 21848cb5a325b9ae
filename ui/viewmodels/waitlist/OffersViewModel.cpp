#include "ui/viewmodels/waitlist/OffersViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <QTimeZone>

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

OffersViewModel::OffersViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_waitlist(*ports.waitlist)
    , m_booking(ports.booking)
    , m_clock(ports.clock)
    , m_second(
          ports.connection, [this] { refresh(); }, this)
    , m_holds(ports.holds, this)
{
    m_again.setInterval(readAgainAfter);
    m_tick.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, &OffersViewModel::refresh);
    connect(&m_tick, &QTimer::timeout, this, &OffersViewModel::countDown);
    connect(&m_booking, &BookingService::changed, this, &OffersViewModel::refresh);
    connect(&ports.connection, &Connection::restored, this, [this] {
        if (m_failure)
            refresh();
    });
}

QString OffersViewModel::title() const
{
    return m_place ? WaitlistWording::place(m_place->time, m_place->name, m_place->zone)
                   : QString();
}

bool OffersViewModel::canOffer(int row) const
{
    const Candidate *candidate = m_table.at(row);
    return candidate && !candidate->waiting.offer && !m_isBusy && m_state == ListState::Shown
        && (m_table.offeredRow() < 0 || m_place->time.doctor.isNull());
}

bool OffersViewModel::canAnswer(int row) const
{
    const Candidate *candidate = m_table.at(row);
    return candidate && candidate->waiting.offer && !m_isBusy && m_state == ListState::Shown;
}

void OffersViewModel::open(const Place &place)
{
    if (m_isBusy)
        return;
    close();
    m_place = place;
    m_proposesNext = true;
    m_again.start();
    read();
}

void OffersViewModel::close()
{
    ++m_generation;
    m_place.reset();
    m_again.stop();
    m_tick.stop();
    m_holds.letGo();
    m_holds.setActive(false);
    m_table.setRows({}, m_clock.steady());
    m_state = ListState::Idle;
    m_failure.reset();
    m_refusal.clear();
    m_note.clear();
    m_offeredTo.clear();
    m_isTaken = false;
    emit changed();
}

void OffersViewModel::refresh()
{
    if (m_place && !m_isBusy)
        read();
}

void OffersViewModel::giveUp()
{
    ++m_generation;
    m_failure = Error{Error::Code::Unavailable, u"given up"_s, {}};
    m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    emit changed();
}

void OffersViewModel::read()
{
    if (m_table.rows().isEmpty() && m_state != ListState::Empty)
        m_state = ListState::Loading;
    emit changed();
    deliver(m_waitlist.candidates(m_place->time), this,
            [this, generation = ++m_generation](const Result<QList<Candidate>> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void OffersViewModel::take(const Result<QList<Candidate>> &answer)
{
    if (!answer && answer.error().code == Error::Code::Cancelled)
        return;
    m_failure.reset();
    const bool isOver = !answer
        && (answer.error().code == Error::Code::Conflict
            || answer.error().code == Error::Code::Invalid);
    if (answer || isOver) {
        m_isTaken = isOver;
        m_table.setRows(answer ? *answer : QList<Candidate>(), m_clock.steady());
        m_state = m_table.rows().isEmpty() ? ListState::Empty : ListState::Shown;
    } else {
        m_failure = answer.error();
        m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    }
    m_second.note(m_failure);
    const Candidate *offered = m_table.at(m_table.offeredRow());
    if (answer && !offered && !m_offeredTo.isEmpty()) {
        // It ran out, or another desk ended it.
        m_note = tr("The offer to %1 has ended. %2").arg(m_offeredTo, next());
        m_proposesNext = true;
    }
    m_offeredTo = offered ? WaitlistWording::identity(offered->waiting) : QString();
    hold();
    emit changed();
    if (answer && std::exchange(m_proposesNext, false))
        emit proposed();
}

/// The desks see it while it is offered; what holds is renewed as long as this sheet is open.
void OffersViewModel::hold()
{
    const Candidate *offered = m_table.at(m_table.offeredRow());
    if (!offered || !m_place) {
        m_tick.stop();
        m_holds.letGo();
        return;
    }
    m_tick.start();
    m_holds.setActive(true);
    const Offer &offer = *offered->waiting.offer;
    const QTimeZone zone(m_place->zone);
    HoldWish wish;
    wish.time = {.clinic = m_place->time.clinic,
                 .day = (zone.isValid() ? offer.startsAt.toTimeZone(zone) : offer.startsAt).date(),
                 .doctor = offer.doctor,
                 .department = offer.doctor.isNull() ? m_place->time.department : DepartmentId(),
                 .startsAt = offer.startsAt,
                 .endsAt = offer.endsAt};
    m_holds.hold(wish);
}

void OffersViewModel::countDown()
{
    if (m_table.tick(m_clock.steady()))
        refresh();
}

QString OffersViewModel::next() const
{
    for (const Candidate &row : m_table.rows()) {
        if (row.asked == Candidate::Asked::NotYet && !row.waiting.offer)
            return tr("Next: %1.").arg(WaitlistWording::identity(row.waiting));
    }
    return tr("Nobody else waits for this time.");
}

RequestId OffersViewModel::requestFor(const Step &step)
{
    if (m_step != step) {
        m_step = step;
        m_request = RequestId::create();
    }
    return m_request;
}

void OffersViewModel::begin()
{
    ++m_generation; // What is being read is older than what is being done.
    m_isBusy = true;
    m_refusal.clear();
    m_note.clear();
    emit changed();
}

void OffersViewModel::settle(const std::optional<Error> &failure, const QString &who)
{
    m_isBusy = false;
    if (!failure || failure->code != Error::Code::Unknown)
        m_step.reset();
    m_refusal = failure ? WaitlistWording::notOffered(*failure, who) : QString();
    if (m_place)
        read();
}

void OffersViewModel::offer(int row)
{
    if (!canOffer(row))
        return;
    const Waiting waiting = m_table.at(row)->waiting;
    const QString who = WaitlistWording::identity(waiting);
    const RequestId request = requestFor({Step::Kind::Offer, waiting.id.value()});
    begin();
    deliver(m_waitlist.offer(request, {waiting.id, waiting.version}, m_place->time), this,
            [this, who, waiting](const Result<MadeOffer> &answer) {
                if (answer)
                    m_note = tr("The time is kept for %1 now. Ask: %2.")
                                 .arg(who, WaitlistWording::contact(waiting));
                settle(answer ? std::nullopt : std::optional(answer.error()), who);
            });
}

void OffersViewModel::accept(int row)
{
    if (!canAnswer(row))
        return;
    const Waiting waiting = m_table.at(row)->waiting;
    const QString who = WaitlistWording::identity(waiting);
    begin();
    const auto attempt = [this, offer = waiting.offer->id](RequestId request) {
        return m_waitlist.accept(request, offer);
    };
    deliver(m_booking.makeOne(attempt), this,
            [this, who, offer = *waiting.offer, title = title()](const Result<Change> &answer) {
                if (answer)
                    m_offeredTo.clear();
                settle(answer ? std::nullopt : std::optional(answer.error()), who);
                if (answer)
                    emit booked(tr("%1 is booked: %2. Off the waitlist.").arg(who, title));
            });
}

void OffersViewModel::decline(int row)
{
    end(row, Waitlist::Ending::Declined);
}

void OffersViewModel::withdraw(int row)
{
    end(row, Waitlist::Ending::Withdrawn);
}

void OffersViewModel::end(int row, Waitlist::Ending ending)
{
    if (!canAnswer(row))
        return;
    const Waiting waiting = m_table.at(row)->waiting;
    const QString who = WaitlistWording::identity(waiting);
    const bool isDeclined = ending == Waitlist::Ending::Declined;
    const RequestId request = requestFor(
        {isDeclined ? Step::Kind::Decline : Step::Kind::Withdraw, waiting.offer->id.value()});
    begin();
    deliver(m_waitlist.end(request, waiting.offer->id, ending), this,
            [this, who](const Result<Done> &answer) {
                m_proposesNext = m_proposesNext || answer;
                settle(answer ? std::nullopt : std::optional(answer.error()), who);
            });
}

} // namespace clinidesk
