#pragma once

#include "core/base/Freshness.h"
#include "core/monitor/Connection.h"
#include "core/monitor/SharedLayer.h"

#include <QString>

#include <optional>

namespace clinidesk {

/// What the status bar says about the connection.
struct ConnectionText
{
    enum class Tone { Quiet, Good, Warning, Danger };

    QString text;
    QString icon; ///< For Theme::icon(): the shape says what the colour says.
    Tone tone = Tone::Quiet;
    QString hint; ///< The longer sentence, for the tool tip and screen readers.

    friend bool operator==(const ConnectionText &, const ConnectionText &) = default;
};

/// Times are shown as this desk's wall clock.
[[nodiscard]] ConnectionText connectionText(const ConnectionState &state, const QDateTime &now);

/// What the status bar says of the data in front: "updated 09:41:07", "updated 09:41:07 · from
/// memory, 3 s old", or how old the last good answer is; empty before the first answer. The hint
/// tells what that means, and how Redis is doing.
struct DataAgeText
{
    QString text;
    QString hint;
    ConnectionText::Tone tone = ConnectionText::Tone::Quiet;

    friend bool operator==(const DataAgeText &, const DataAgeText &) = default;
};
[[nodiscard]] DataAgeText dataAgeText(const std::optional<Freshness> &freshness,
                                      SharedLayer::State shared, const QDateTime &now);

/// The bar across the window: shown while the connection is slow, lost, or takes no changes.
struct ConnectionNotice
{
    QString sentence; ///< What is wrong, how old the screen is, what to do. Empty: no bar.
    QString retry; ///< "Trying again in 4 s."; empty when nothing is tried.
    QString icon; ///< For Theme::icon().
    ConnectionText::Tone tone = ConnectionText::Tone::Quiet;
    bool canRetry = false; ///< "Try now" is offered.

    friend bool operator==(const ConnectionNotice &, const ConnectionNotice &) = default;
};

[[nodiscard]] ConnectionNotice connectionNotice(const ConnectionState &state,
                                                const std::optional<Freshness> &freshness,
                                                const QDateTime &now);

/// Why, and what to do about it: one sentence or two for each cause, empty for None.
[[nodiscard]] QString causeText(ConnectionState::Cause cause);

} // namespace clinidesk
