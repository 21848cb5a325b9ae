#include "app/desktop/CachedGate.h"

namespace clinidesk {

CachedGate::CachedGate(Gate &source, DeskCache &cache)
    : m_source(source)
    , m_cache(cache)
{
}

Async<Session> CachedGate::signIn(const ServerProfile &server, const Credentials &credentials)
{
    m_cache.finishLeaving();
    return mapped(m_source.signIn(server, credentials), &m_context, [this](const Session &session) {
        m_cache.enter(session);
        return session;
    });
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
    m_cache.leave([this] { m_source.signOut(); });
}

Async<Done> CachedGate::changePassword(const QString &newPassword)
{
    return m_source.changePassword(newPassword);
}

} // namespace clinidesk
