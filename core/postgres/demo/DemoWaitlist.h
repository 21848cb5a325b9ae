#pragma once

#include <QString>

namespace clinidesk {

/// The statement that puts a dozen of each branch's patients on its waitlist: people who have an
/// appointment in some days and would come earlier. Needs the appointments and their indexes.
[[nodiscard]] QString demoWaitlistSql();

} // namespace clinidesk
