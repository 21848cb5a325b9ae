#pragma once

#include "core/base/Freshness.h"
#include "core/monitor/Connection.h"

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

/// "updated 09:41:07", or how old the last good answer is; empty before the first answer.
[[nodiscard]] QString dataAgeText(const std::optional<Freshness> &freshness);

/// The bar over every page while the connection is lost; empty otherwise.
[[nodiscard]] QString offlineText(const ConnectionState &state,
                                  const std::optional<Freshness> &freshness);

} // namespace clinidesk
