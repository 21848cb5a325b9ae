#pragma once

#include "core/base/Async.h"
#include "core/staff/Session.h"

#include <QList>

namespace clinidesk {

struct StaffMember
{
    StaffId id;
    QString login; ///< Lower-case letters, digits, '.', '_', '-'; also the server's role name.
    QString displayName;
    Role role = Role::Receptionist;
    DoctorId doctor;
    QList<ClinicId> clinics;
    QStringList rights;
    bool isActive = true;
    QDateTime passwordExpiresAt; ///< UTC; invalid: never.

    friend bool operator==(const StaffMember &, const StaffMember &) = default;
};

/// The administrator's list of logins. Any thread. Fails with Denied, Invalid, NotFound,
/// Unavailable.
class StaffRegister
{
public:
    virtual ~StaffRegister() = default;

    [[nodiscard]] virtual Async<QList<StaffMember>> members() = 0;
    /// @p password is turned into a SCRAM verifier before it leaves this machine.
    [[nodiscard]] virtual Async<StaffId> add(const StaffMember &member, const QString &password)
        = 0;
    /// Signs the person out everywhere and lets nobody in under the name.
    [[nodiscard]] virtual Async<Done> disable(const QString &login) = 0;
    /// Also lets a disabled person in again. An invalid @p expiresAt is never.
    [[nodiscard]] virtual Async<Done> resetPassword(const QString &login, const QString &password,
                                                    const QDateTime &expiresAt)
        = 0;

protected:
    StaffRegister() = default;
    Q_DISABLE_COPY_MOVE(StaffRegister)
};

} // namespace clinidesk
