#pragma once

#include "core/limits/Limiter.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// What the window says of limits before they hurt, and hears of refusals. GUI thread.
class LimitWatch final : public QObject
{
    Q_OBJECT

public:
    /// How long a warning stays without another one: much of the limit is available again by then,
    /// or the next change repeats it.
    static constexpr std::chrono::milliseconds warningLife = std::chrono::minutes(1);

    explicit LimitWatch(QObject *parent = nullptr);

    void note(const LimitDecision &decision);
    /// Nobody sits here any more.
    void forget();

    /// The limit of which a fifth or less is left; nothing when there is plenty.
    [[nodiscard]] const std::optional<LimitStanding> &low() const { return m_low; }

signals:
    void changed();
    void refused(clinidesk::LimitKind kind);

private:
    void show(const std::optional<LimitStanding> &low);

    std::optional<LimitStanding> m_low;
    QTimer m_life;
};

} // namespace clinidesk
