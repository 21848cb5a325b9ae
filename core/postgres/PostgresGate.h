#pragma once

#include "core/postgres/DatabasePool.h"
#include "core/staff/Gate.h"

#include <QJsonArray>

namespace clinidesk {

/// Signing in to PostgreSQL: the pool's session, checked against the staff list and the schema this
/// program was made for. Refused attempts are kept in memory and written to the audit by the next
/// person who gets in from this desk.
class PostgresGate final : public Gate
{
public:
    explicit PostgresGate(DatabasePool &pool);

    [[nodiscard]] Async<Session> signIn(const ServerProfile &server,
                                        const Credentials &credentials) override;
    [[nodiscard]] Async<Session> confirm() override;
    void signOut() override;
    [[nodiscard]] Async<Done> changePassword(const QString &newPassword) override;

private:
    void noteRefusal(const QString &login);
    void reportRefusals();

    DatabasePool &m_pool;
    QJsonArray m_refused; ///< As report_failed_sign_ins() takes them; the latest 100.
    int m_attempt = 0; ///< Only the latest sign-in may end the session when it fails.
};

} // namespace clinidesk
