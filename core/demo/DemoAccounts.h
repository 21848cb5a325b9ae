#pragma once

#include "core/staff/Session.h"

#include <QList>
#include <QString>

namespace clinidesk {

/// One invented person who may sign in at the demo clinic. The passwords are no secret: they open
/// nothing but a clinic of invented patients, and the sign-in screen offers them there.
struct DemoAccount
{
    QString login;
    QString displayName;
    QString password;
    Role role = Role::Receptionist;
    QString description; ///< What the account shows, in a few words of English.
    QStringList rights; ///< As in Session::rights.

    friend bool operator==(const DemoAccount &, const DemoAccount &) = default;
};

/// The accounts the demo clinic is loaded with: the receptionist of both branches first, then one
/// of the first branch only, a busy doctor (the clinic's first), and the administrator.
[[nodiscard]] QList<DemoAccount> demoAccounts();

} // namespace clinidesk
