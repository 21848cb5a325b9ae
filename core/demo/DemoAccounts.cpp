#include "core/demo/DemoAccounts.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

QList<DemoAccount> demoAccounts()
{
    return {
        {.login = u"mara.lindner"_s,
         .displayName = u"Mara Lindner"_s,
         .password = u"front-desk-1"_s,
         .role = Role::Receptionist,
         .description = u"Receptionist of both branches"_s,
         .rights = {u"double_book"_s, u"over_limit"_s}},
        {.login = u"tomas.reyes"_s,
         .displayName = u"Tomás Reyes Ibarra"_s,
         .password = u"front-desk-2"_s,
         .role = Role::Receptionist,
         .description = u"Receptionist in Berlin only"_s,
         .rights = {}},
        {.login = u"dr.okafor"_s,
         .displayName = u"Dr Nadia Okafor"_s,
         .password = u"consulting-1"_s,
         .role = Role::Doctor,
         .description = u"Doctor with a full day and requests to review"_s,
         .rights = {}},
        {.login = u"admin.brandt"_s,
         .displayName = u"Jonas Brandt"_s,
         .password = u"keys-and-rosters-1"_s,
         .role = Role::Administrator,
         .description = u"Administrator: staff, hours, absences"_s,
         .rights = {}},
    };
}

} // namespace clinidesk
