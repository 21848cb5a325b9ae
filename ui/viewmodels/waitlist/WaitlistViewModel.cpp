#include "ui/viewmodels/waitlist/WaitlistViewModel.h"

#include "core/booking/BookingService.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

WaitlistViewModel::WaitlistViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_waitlist(*ports.waitlist)
    , m_clinics(clinics)
    , m_second(
          ports.connection, [this] { refresh(); }, this)
{
    m_again.setInterval(readAgainAfter);
    connect(&m_again, &QTimer::timeout, this, &WaitlistViewModel::refresh);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] {
        m_takenOff.reset();
        m_refusal.clear();
        m_table.setRows({});
        if (m_isActive)
            read();
        else
            m_state = ListState::Idle;
    });
    // An accepted offer, and one that is taken back.
    connect(&ports.booking, &BookingService::changed, this, [this] {
        if (m_isActive)
            refresh();
    });
    connect(&ports.connection, &Connection::restored, this, [this] {
        if (m_failure && m_isActive)
            refresh();
    });
}

const Waiting *WaitlistViewModel::at(int row) const
{
    return row >= 0 && row < m_table.rows().size() ? &m_table.rows().at(row) : nullptr;
}

QString WaitlistViewModel::takenOff() const
{
    return m_takenOff ? tr("%1 is off the waitlist.").arg(m_takenOff->who) : QString();
}

void WaitlistViewModel::setActive(bool active)
{
    if (std::exchange(m_isActive, active) == active)
        return;
    if (!active)
        return m_again.stop();
    m_again.start();
    refresh();
}

void WaitlistViewModel::refresh()
{
    if (!m_clinics.current().id.isNull())
        read();
}

void WaitlistViewModel::giveUp()
{
    ++m_generation;
    m_failure = Error{Error::Code::Unavailable, u"given up"_s, {}};
    m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    emit changed();
}

void WaitlistViewModel::read()
{
    if (m_table.rows().isEmpty() && m_state != ListState::Empty)
        m_state = ListState::Loading;
    emit changed();
    deliver(m_waitlist.entries(m_clinics.current().id), this,
            [this, generation = ++m_generation](const Result<QList<Waiting>> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void WaitlistViewModel::take(const Result<QList<Waiting>> &answer)
{
    if (!answer && answer.error().code == Error::Code::Cancelled)
        return;
    m_failure.reset();
    if (answer) {
        m_table.setRows(*answer);
        m_state = answer->isEmpty() ? ListState::Empty : ListState::Shown;
    } else {
        m_failure = answer.error();
        m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    }
    m_second.note(m_failure);
    emit changed();
}

void WaitlistViewModel::takeOff(int row)
{
    const Waiting *waiting = at(row);
    if (!waiting || m_isBusy)
        return;
    m_isBusy = true;
    m_refusal.clear();
    const TakenOff gone{
        {waiting->id, waiting->version}, WaitlistWording::identity(*waiting), waiting->wish.clinic};
    emit changed();
    deliver(m_waitlist.takeOff(RequestId::create(), gone.seen), this,
            [this, gone](const Result<SeenWaiting> &answer) {
                if (answer)
                    m_takenOff = TakenOff{*answer, gone.who, gone.clinic};
                finish(answer ? std::nullopt : std::optional(answer.error()), gone.who);
            });
}

void WaitlistViewModel::putBack()
{
    if (!m_takenOff || m_isBusy)
        return;
    m_isBusy = true;
    m_refusal.clear();
    emit changed();
    deliver(
        m_waitlist.putBack(RequestId::create(), m_takenOff->seen), this,
        [this, gone = *m_takenOff](const Result<SeenWaiting> &answer) {
            const bool mayBeAskedAgain = !answer
                && (answer.error().code == Error::Code::Unavailable
                    || answer.error().code == Error::Code::Unknown);
            if (!mayBeAskedAgain)
                m_takenOff.reset();
            finish(answer ? std::nullopt : std::optional(answer.error()), gone.who);
            if (answer)
                emit done(
                    tr("%1 is on the waitlist again, with the time already waited.").arg(gone.who));
        });
}

void WaitlistViewModel::finish(const std::optional<Error> &failure, const QString &who)
{
    m_isBusy = false;
    m_refusal = failure ? WaitlistWording::notSaved(*failure, who) : QString();
    refresh();
}

} // namespace clinidesk
