#pragma once

#include "core/booking/DayList.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/AppointmentTable.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/today/VisitSteps.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace clinidesk {

/// One day of the chosen clinic in order, and what may be done to each appointment. While active it
/// reads again every ten seconds and after each change, and lets the waiting times run.
class TodayViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainEvery{10};

    TodayViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                   QObject *parent = nullptr);

    [[nodiscard]] AppointmentTable &table() { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    [[nodiscard]] ClinicChoice &clinics() { return m_clinics; }
    /// The day in front; invalid before the clinic is known.
    [[nodiscard]] QDate date() const;
    [[nodiscard]] bool isToday() const;
    /// Where the day stands: the first row that hasn't ended, the last one in the evening, the
    /// first of another day; -1 for an empty list.
    [[nodiscard]] int rowOfNow() const;
    /// How many wait now, for the heading.
    [[nodiscard]] int waitingCount() const;

    /// The actions this person's role knows at all, in the order of a visit.
    [[nodiscard]] QList<Action> actions() const { return m_steps.actions(); }
    /// Whether the role, the database's steps and the connection allow @p action now.
    [[nodiscard]] bool can(AppointmentId id, Action action) const;
    /// Why the last change was refused, until the next one; empty when it wasn't.
    [[nodiscard]] QString refusal() const { return m_steps.refusal(); }

    /// In front: reads at once when what is shown is old, and from then on by itself.
    void setActive(bool active);

public slots:
    /// As F5 wants it: past whatever is kept.
    void refresh();
    /// Waits no longer for what is on its way.
    void giveUp();
    /// An invalid date is today.
    void show(QDate date);
    void showToday() { show({}); }
    void showPreviousDay();
    void showNextDay();
    /// Does nothing unless can(). @p why goes with a cancellation or rejection.
    void act(clinidesk::AppointmentId id, clinidesk::Action action, const QString &why = {});

signals:
    void changed();
    /// A change was made: worth a toast with Undo.
    void done(const QString &sentence);

private:
    void read(Reading reading);
    void takeClinics();
    void take(const Result<Day> &answer);
    void tick();

    DayList &m_days;
    Connection &m_connection;
    const Clock &m_clock;
    ClinicChoice &m_clinics;
    VisitSteps m_steps;
    AppointmentTable m_table;
    QTimer m_readAgain{this};
    QTimer m_seconds{this};
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Freshness> m_freshness;
    QDate m_wanted; ///< Invalid: today, also tomorrow.
    QDate m_shown; ///< As the server answered.
    int m_generation = 0;
    bool m_isActive = false;
};

} // namespace clinidesk
