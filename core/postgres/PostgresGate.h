#pragma once

#include "core/postgres/DatabasePool.h"
#include "core/staff/Gate.h"

namespace clinidesk {

/// Signing in to PostgreSQL: the pool's session, checked against the staff list and the schema this
/// program was made for.
class PostgresGate final : public Gate
{
public:
    explicit PostgresGate(DatabasePool &pool);

    [[nodiscard]] Async<Session> signIn(const ServerProfile &server,
                                        const Credentials &credentials) override;
    void signOut() override;
    [[nodiscard]] Async<Done> changePassword(const QString &newPassword) override;

private:
    DatabasePool &m_pool;
    int m_attempt = 0; ///< Only the latest sign-in may end the session when it fails.
};

} // namespace clinidesk
