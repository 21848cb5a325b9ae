#include "core/limits/DeskLimiter.h"

#include <QPointer>

#include <algorithm>

namespace clinidesk {

DeskLimiter::DeskLimiter(LocalLimiter &local, KeptSignIns *kept)
    : m_local(local)
    , m_kept(kept)
{
}

void DeskLimiter::decide(RequestId request, const LimitAsks &asks, Handler handler)
{
    // What was let through may have been done: nobody may say afterwards that it was not.
    if (!m_shared || m_local.knows(request)) {
        const LimitDecision decision = decideHere(request, asks);
        QMetaObject::invokeMethod(
            &m_context, [handler = std::move(handler), decision] { handler(decision); },
            Qt::QueuedConnection);
        return;
    }
    m_shared->decide(request, asks,
                     [this, request, asks, handler = std::move(handler),
                      self = QPointer(&m_context)](const Result<LimitDecision> &answer) {
                         if (!self)
                             return;
                         if (!answer) {
                             ++m_decidedAlone;
                             handler(decideHere(request, asks));
                             return;
                         }
                         if (answer->isAllowed) {
                             m_local.note(request, asks);
                             keepSignIns(asks);
                         }
                         handler(*answer);
                     });
}

void DeskLimiter::giveBack(RequestId request, const LimitAsks &asks)
{
    m_local.giveBack(request, asks);
    keepSignIns(asks);
    if (m_shared)
        m_shared->giveBack(request, asks);
}

LimitDecision DeskLimiter::decideHere(RequestId request, const LimitAsks &asks)
{
    const LimitDecision decision = m_local.decide(request, asks);
    if (decision.isAllowed)
        keepSignIns(asks);
    return decision;
}

void DeskLimiter::keepSignIns(const LimitAsks &asks)
{
    const bool isSignIn = std::any_of(asks.begin(), asks.end(), [](const LimitAsk &ask) {
        return ask.key.kind() == LimitKind::SignInDesk;
    });
    if (isSignIn && m_kept)
        m_kept->keep();
}

} // namespace clinidesk
