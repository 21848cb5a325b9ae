#include "core/limits/LimitWatch.h"

namespace clinidesk {

LimitWatch::LimitWatch(QObject *parent)
    : QObject(parent)
{
    m_life.setSingleShot(true);
    m_life.setInterval(warningLife);
    connect(&m_life, &QTimer::timeout, this, &LimitWatch::forget);
}

void LimitWatch::note(const LimitDecision &decision)
{
    if (!decision.isAllowed)
        emit refused(decision.standing.kind); // Its sentence stands where the change was asked for.
    else if (decision.standing.isLow())
        show(decision.standing);
    else
        show(std::nullopt);
}

void LimitWatch::forget()
{
    show(std::nullopt);
}

void LimitWatch::show(const std::optional<LimitStanding> &low)
{
    if (low)
        m_life.start();
    else
        m_life.stop();
    if (low == m_low)
        return;
    m_low = low;
    emit changed();
}

} // namespace clinidesk
