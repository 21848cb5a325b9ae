#pragma once

#include "app/desktop/DeskCache.h"
#include "core/redis/RedisSlotHolds.h"
#include "core/staff/Gate.h"

namespace clinidesk {

/// The way in and out, past the desk's cache and its holds: they know whose eyes look before the
/// first page asks, and have forgotten everything, let go of everything and reported what was read
/// before the next person sits down.
class CachedGate final : public Gate
{
public:
    /// All outlive it.
    CachedGate(Gate &source, DeskCache &cache, RedisSlotHolds &holds);

    [[nodiscard]] Async<Session> signIn(const ServerProfile &server,
                                        const Credentials &credentials) override;
    [[nodiscard]] Async<Session> confirm() override;
    /// The connections end a moment later, once the last reads have been reported.
    void signOut() override;
    [[nodiscard]] Async<Done> changePassword(const QString &newPassword) override;

private:
    Gate &m_source;
    DeskCache &m_cache;
    RedisSlotHolds &m_holds;
    QObject m_context;
};

} // namespace clinidesk
