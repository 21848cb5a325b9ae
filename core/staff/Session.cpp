#include "core/staff/Session.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QString roleWord(Role role)
{
    switch (role) {
    case Role::Receptionist:
        return u"receptionist"_s;
    case Role::Doctor:
        return u"doctor"_s;
    case Role::Administrator:
        return u"admin"_s;
    case Role::Worker:
        return u"worker"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Role> roleFromWord(const QString &word)
{
    for (const Role role : {Role::Receptionist, Role::Doctor, Role::Administrator, Role::Worker}) {
        if (roleWord(role) == word)
            return role;
    }
    return std::nullopt;
}

} // namespace clinidesk
