#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace clinidesk {

/// Where time comes from. Injected, so that a test can say what time it is.
class Clock
{
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual QDateTime now() const = 0; ///< UTC.
    /// Never jumps; only differences mean anything.
    [[nodiscard]] virtual std::chrono::nanoseconds steady() const = 0;

protected:
    Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)
};

/// The machine's own clock, put right by what the server last said the time is. Any thread.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::nanoseconds steady() const override;

    /// The server's time rules: from here on now() runs from @p serverTime.
    void follow(const QDateTime &serverTime);

private:
    std::atomic<qint64> m_aheadMs = 0;
};

} // namespace clinidesk
