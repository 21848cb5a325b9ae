#include "app/desktop/CachedGate.h"

#include <memory>

namespace clinidesk {

CachedGate::CachedGate(Gate &source, DeskCache &cache, RedisSlotHolds &holds)
    : m_source(source)
    , m_cache(cache)
    , m_holds(holds)
{
}

Async<Session> CachedGate::signIn(const ServerProfile &server, const Credentials &credentials)
{
    // The new session ends the old one's connections: what is left to report goes first.
    auto promise = std::make_shared<QPromise<Result<Session>>>();
    promise->start();
    m_cache.settle([this, promise, server, credentials] {
        deliver(m_source.signIn(server, credentials), &m_context,
                [this, promise](const Result<Session> &answer) {
                    if (answer) {
                        m_cache.enter(*answer);
                        m_holds.enter(answer->installation, answer->displayName);
                    }
                    promise->addResult(answer);
                    promise->finish();
                });
    });
    return promise->future();
}

Async<Session> CachedGate::confirm()
{
    return mapped(m_source.confirm(), &m_context, [this](const Session &session) {
        m_cache.confirm(session);
        return session;
    });
}

void CachedGate::signOut()
{
    m_holds.leave();
    m_cache.leave([this] { m_source.signOut(); });
}

Async<Done> CachedGate::changePassword(const QString &newPassword)
{
    return m_source.changePassword(newPassword);
}

} // namespace clinidesk
