#include "core/monitor/ReadReports.h"

#include "core/base/Log.h"

#include <algorithm>
#include <utility>

namespace clinidesk {

ReadReports::ReadReports(ReadLog &log, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_clock(clock)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(longestWait);
    connect(&m_wait, &QTimer::timeout, this, &ReadReports::flush);
}

void ReadReports::note(KeptRead read)
{
    if (m_waiting.size() >= mostWaiting) {
        if (++m_lost == 1)
            qCWarning(lcDesk) << "too many reads wait to be reported; the newest are not kept";
        return;
    }
    if (!read.at.isValid())
        read.at = m_clock.now();
    m_waiting.append(std::move(read));
    if (!m_wait.isActive())
        m_wait.start();
}

void ReadReports::flush()
{
    if (m_isSending || m_waiting.isEmpty())
        return;
    m_isSending = true;
    const qsizetype sent = std::min<qsizetype>(m_waiting.size(), ReadLog::mostAtOnce);
    deliver(m_log.write(m_waiting.first(sent)), this,
            [this, sent, person = m_person](const Result<Done> &answer) {
                if (person == m_person)
                    take(sent, answer);
            });
}

QList<KeptRead> ReadReports::takeRest()
{
    ++m_person;
    m_isSending = false;
    m_wait.stop();
    return std::exchange(m_waiting, {});
}

void ReadReports::take(qsizetype sent, const Result<Done> &answer)
{
    using Code = Error::Code;
    m_isSending = false;
    const bool isRefused
        = !answer && (answer.error().code == Code::Invalid || answer.error().code == Code::Denied);
    if (isRefused)
        qCWarning(lcDesk) << "reads were not written down:" << answer.error().detail;
    if (answer || isRefused)
        m_waiting.remove(0, sent);
    if (m_waiting.isEmpty()) {
        m_wait.stop();
        emit emptied();
    } else if (answer) {
        flush();
    } else {
        m_wait.start();
    }
}

} // namespace clinidesk
