#pragma once

#include <QStringList>

#include <chrono>

namespace clinidesk {

/// What a desk under a wrong clock is asked to do, handed over in the environment.
struct ClockOrder
{
    QString sockets;
    QString database;
    int place = 0; ///< Which appointment times are its own.
    bool isJumping = false; ///< The clock is right at first and jumps in the middle.
    std::chrono::seconds ahead{0}; ///< Of the server's clock, from the start or after the jump.

    [[nodiscard]] QString toText() const;
    [[nodiscard]] static ClockOrder fromText(const QString &text);
};

/// Works as a desk: reads today's list, books, moves and takes back over days on which clocks
/// change, loses its connection, and watches its own timers. The complaints; empty when the
/// server's time ruled throughout.
[[nodiscard]] QStringList workUnder(const ClockOrder &order);

} // namespace clinidesk
