#pragma once

#include <QHash>
#include <QObject>

#include <chrono>
#include <mutex>

namespace clinidesk {

/// When pages of the window were painted for the first time.
class PaintTimes final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    /// @p began is when the system started the program.
    explicit PaintTimes(Clock::time_point began);

    /// From here on pages painted anywhere in the program are noted. The GUI thread.
    void watch();
    [[nodiscard]] Clock::time_point began() const { return m_began; }
    /// Milliseconds from @p start to the first painting of @p page; -1 before it. Any thread.
    [[nodiscard]] double since(const QString &page, Clock::time_point start) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Clock::time_point m_began;
    mutable std::mutex m_mutex;
    QHash<QString, Clock::time_point> m_firsts;
};

} // namespace clinidesk
