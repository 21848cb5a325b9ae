#pragma once

#include <QLoggingCategory>
#include <QString>

namespace clinidesk {

Q_DECLARE_LOGGING_CATEGORY(lcDatabase)
Q_DECLARE_LOGGING_CATEGORY(lcRedis)
Q_DECLARE_LOGGING_CATEGORY(lcStandalone)
Q_DECLARE_LOGGING_CATEGORY(lcWorker)
Q_DECLARE_LOGGING_CATEGORY(lcDesk)

/// @p message without what a log must never hold: passwords in connection strings and URLs, SCRAM
/// verifiers, e-mail addresses, quoted row values of PostgreSQL's DETAIL ("Key (…)=(…)", "Failing
/// row contains (…)"), and anything that looks like a birth date or a phone number.
[[nodiscard]] QString scrubbed(const QString &message);

/// From here on every log line of the program goes through scrubbed(), to standard error. Call
/// once, first thing in main().
void installScrubbedLog();

} // namespace clinidesk
