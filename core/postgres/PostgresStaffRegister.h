#pragma once

#include "core/postgres/DatabasePool.h"
#include "core/staff/StaffRegister.h"

namespace clinidesk {

/// The logins in PostgreSQL; verifiers are made on this machine.
class PostgresStaffRegister final : public StaffRegister
{
public:
    explicit PostgresStaffRegister(DatabasePool &pool);

    [[nodiscard]] Async<QList<StaffMember>> members() override;
    [[nodiscard]] Async<StaffId> add(const StaffMember &member, const QString &password) override;
    [[nodiscard]] Async<Done> disable(const QString &login) override;
    [[nodiscard]] Async<Done> resetPassword(const QString &login, const QString &password,
                                            const QDateTime &expiresAt) override;

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
