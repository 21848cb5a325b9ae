#pragma once

#include "core/base/Clock.h"

namespace clinidesk {

/// It is what the test says it is.
class FakeClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] std::chrono::nanoseconds steady() const override { return m_steady; }

    void advance(std::chrono::milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_steady += by;
    }
    void set(const QDateTime &now) { m_now = now; }

private:
    QDateTime m_now{QDate(2026, 11, 26), QTime(8, 0), Qt::UTC};
    std::chrono::nanoseconds m_steady{std::chrono::hours(1)};
};

} // namespace clinidesk
