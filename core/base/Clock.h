#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>
#include <limits>

namespace clinidesk {

/// Where time comes from. Injected, so that a test can say what time it is.
class Clock
{
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual QDateTime now() const = 0; ///< UTC.
    /// Never jumps; only differences mean anything.
    [[nodiscard]] virtual std::chrono::nanoseconds steady() const = 0;
    /// steady() within a hundredth of a second, for those who ask millions of times.
    [[nodiscard]] virtual std::chrono::nanoseconds coarse() const { return steady(); }

protected:
    Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)
};

/// The time as the server last said it, carried on by what never jumps; before that the machine's
/// own clock. Any thread.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::nanoseconds steady() const override;
    [[nodiscard]] std::chrono::nanoseconds coarse() const override;

    /// The server's time rules: from here on now() runs from @p serverTime.
    void follow(const QDateTime &serverTime);

private:
    static constexpr qint64 unknown = std::numeric_limits<qint64>::min();

    std::atomic<qint64> m_steadyStartMs = unknown; ///< The server's time when steady() was zero.
    /// By how much steady() is ahead of the coarse clock, and the wall clock of it, when last seen.
    mutable std::atomic<qint64> m_steadyAhead = unknown;
    mutable std::atomic<qint64> m_wallAhead = unknown;
};

} // namespace clinidesk
