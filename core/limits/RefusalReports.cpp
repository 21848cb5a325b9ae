#include "core/limits/RefusalReports.h"

#include <algorithm>
#include <utility>

namespace clinidesk {

RefusalReports::RefusalReports(RefusalLog &log, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_clock(clock)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(longestWait);
    connect(&m_wait, &QTimer::timeout, this, &RefusalReports::send);
}

void RefusalReports::note(LimitKind kind)
{
    add({.kind = kind, .count = 1, .at = m_clock.now()});
    if (m_isOpen && !m_wait.isActive())
        m_wait.start();
}

void RefusalReports::enter()
{
    m_isOpen = true;
    if (!isEmpty() && !m_wait.isActive())
        m_wait.start();
}

void RefusalReports::leave()
{
    m_isOpen = false;
    m_wait.stop();
}

void RefusalReports::send()
{
    if (isEmpty() || m_isSending)
        return;
    const QList<Refusals> sent = std::exchange(m_waiting, {}).values();
    m_isSending = true;
    deliver(m_log.write(sent), this,
            [this, sent](const Result<Done> &answer) { take(sent, answer); });
}

void RefusalReports::take(const QList<Refusals> &sent, const Result<Done> &answer)
{
    m_isSending = false;
    using Code = Error::Code;
    // What nobody can write, or may have been written, is let go: it is a count, not a record.
    const bool comesAgain = !answer
        && (answer.error().code == Code::Unavailable || answer.error().code == Code::Busy
            || answer.error().code == Code::Cancelled || answer.error().code == Code::ReadOnly);
    for (const Refusals &each : comesAgain ? sent : QList<Refusals>())
        add(each);
    if (m_isOpen && !isEmpty())
        m_wait.start();
}

void RefusalReports::add(const Refusals &refusals)
{
    Refusals &all = m_waiting[refusals.kind];
    all.kind = refusals.kind;
    all.count += refusals.count;
    all.at = all.at.isValid() ? std::max(all.at, refusals.at) : refusals.at;
}

} // namespace clinidesk
