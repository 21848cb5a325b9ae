#include "core/limits/LimitPolicy.h"

#include "core/settings/Settings.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

LimitPolicies limitPoliciesFrom(const Settings &settings)
{
    const auto minutes
        = [&settings](const QString &name) { return std::chrono::minutes(settings.number(name)); };
    LimitPolicies policies;
    policies.signIn.limit = settings.number(u"limits.sign_ins"_s);
    policies.signIn.window = minutes(u"limits.sign_in_minutes"_s);
    policies.booking.limit = settings.number(u"limits.bookings"_s);
    policies.booking.window = minutes(u"limits.booking_minutes"_s);
    policies.doctorChange.limit = settings.number(u"limits.doctor_changes"_s);
    policies.change.limit = settings.number(u"limits.changes"_s);
    policies.doctorChange.window = policies.change.window = minutes(u"limits.change_minutes"_s);
    return policies;
}

} // namespace clinidesk
