#pragma once

#include "core/limits/KeptSignIns.h"
#include "core/limits/LocalLimiter.h"
#include "core/limits/SharedLimiter.h"

#include <QObject>

namespace clinidesk {

/// The limits as a desk obeys them: those of all desks while they can be asked, else this desk's
/// own, which know of everything that was let through here. GUI thread.
class DeskLimiter final : public Limiter
{
public:
    /// All outlive it; @p kept may be null.
    DeskLimiter(LocalLimiter &local, KeptSignIns *kept);

    /// Null: there is none. Outlives it, or is replaced.
    void share(SharedLimiter *shared) { m_shared = shared; }

    using Limiter::decide;
    void decide(RequestId request, const LimitAsks &asks, Handler handler) override;
    void giveBack(RequestId request, const LimitAsks &asks) override;

    /// Decisions that the shared one could not make.
    [[nodiscard]] qint64 decidedAlone() const { return m_decidedAlone; }

private:
    [[nodiscard]] LimitDecision decideHere(RequestId request, const LimitAsks &asks);
    void keepSignIns(const LimitAsks &asks);

    LocalLimiter &m_local;
    KeptSignIns *m_kept;
    SharedLimiter *m_shared = nullptr;
    QObject m_context;
    qint64 m_decidedAlone = 0;
};

} // namespace clinidesk
