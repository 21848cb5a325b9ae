#include "ui/viewmodels/waitlist/FreedTimes.h"

#include "core/base/Clock.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <algorithm>

namespace clinidesk {

namespace {

/// A first version is a booking, and who has come or gone leaves no time to offer.
bool mayFree(const Change &change)
{
    if (change.event.isNull() || change.version <= 1)
        return false;
    return isAhead(change.status) || change.status == Status::Cancelled
        || change.status == Status::Rejected;
}

} // namespace

FreedTimes::FreedTimes(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_waitlist(*ports.waitlist)
    , m_clock(ports.clock)
{
    m_begins.setSingleShot(true);
    connect(&m_begins, &QTimer::timeout, this, &FreedTimes::tell);
    connect(&ports.booking, &BookingService::changed, this, &FreedTimes::ask);
}

std::optional<FreedTime> FreedTimes::latest() const
{
    const QDateTime now = m_clock.now();
    const auto found = std::find_if(m_times.begin(), m_times.end(),
                                    [&](const FreedTime &one) { return one.time.startsAt > now; });
    return found == m_times.end() ? std::nullopt : std::optional(*found);
}

QString FreedTimes::sentence() const
{
    const auto freed = latest();
    return freed ? WaitlistWording::freed(*freed) : QString();
}

void FreedTimes::ask(const Change &change)
{
    // Whatever was free there before may be what has just been booked.
    if (change.row) {
        const auto gone = m_times.removeIf([&](const FreedTime &one) {
            return change.row->doctor == one.time.doctor
                && change.row->startsAt == one.time.startsAt && isAhead(change.status);
        });
        if (gone > 0)
            tell();
    }
    if (!mayFree(change))
        return;
    // Without an answer nobody is told; the waitlist itself still names them all.
    deliver(m_waitlist.freedBy(change.event), this,
            [this](const Result<std::optional<FreedTime>> &answer) {
                if (answer && *answer)
                    take(**answer);
            });
}

void FreedTimes::take(const FreedTime &freed)
{
    m_times.removeIf([&](const FreedTime &one) { return one.time == freed.time; });
    m_times.prepend(freed);
    if (m_times.size() > most)
        m_times.removeLast();
    tell();
}

void FreedTimes::tell()
{
    constexpr qint64 atLatest = 60 * 60 * 1000; // A day wouldn't be too long, a month would.
    if (const auto freed = latest())
        m_begins.start(int(std::min(m_clock.now().msecsTo(freed->time.startsAt), atLatest)));
    else
        m_begins.stop();
    emit changed();
}

void FreedTimes::dismiss()
{
    const auto now = latest();
    if (!now)
        return;
    m_times.removeIf([&](const FreedTime &one) { return one == *now; });
    tell();
}

} // namespace clinidesk
