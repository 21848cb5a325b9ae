#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace clinidesk {

/// A known date as a person types it: 1977-12-19, 19771219, 19.12.1977, 19.12.77, 19/12/1977,
/// 19 dec 1977, dec 19 1977. Day before month. Two-digit years fall in the hundred years that end
/// with @p today. Nothing when it can't be read as exactly one date, and before 1850 or more than a
/// hundred years from @p today.
[[nodiscard]] std::optional<QDate> dateFromText(const QString &text, QDate today);

/// A day to come as a person types it: everything dateFromText() reads, and "today", "tomorrow",
/// "+3", "+2w", "+1m", "thu" or more of a weekday's name (the next one after @p today), "19.12."
/// (the next one).
[[nodiscard]] std::optional<QDate> dayFromText(const QString &text, QDate today);

} // namespace clinidesk
