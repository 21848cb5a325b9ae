#pragma once

#include "core/booking/DayLoads.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace clinidesk {

/// Reads how full the days of one question are. While active it reads again every ten seconds and
/// after each change.
class MonthReading final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainEvery{10};

    explicit MonthReading(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    [[nodiscard]] const QList<DayLoad> &days() const { return m_days; }

    void setActive(bool active);
    /// Another question; what the one before was answered is not shown under it.
    void ask(const LoadQuery &query);
    void read(Reading reading);
    /// Waits no longer for what is on its way.
    void giveUp();

signals:
    void changed();

private:
    void take(const Result<DayLoadList> &answer);

    DayLoads *m_loads; ///< Null: nobody can say.
    QTimer m_readAgain{this};
    LoadQuery m_query;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Freshness> m_freshness;
    QList<DayLoad> m_days;
    int m_generation = 0;
    bool m_isActive = false;
};

} // namespace clinidesk
