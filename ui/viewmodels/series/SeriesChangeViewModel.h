#pragma once

#include "core/booking/SeriesService.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/series/SeriesMemberTable.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace clinidesk {

/// Cancelling or moving several appointments of a series at once: this and the following ones, or
/// all that are still to come. All happens or nothing.
class SeriesChangeViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Deed { Move, Cancel };
    using Scope = SeriesPart::Scope;

    static constexpr int longestReason = 500;

    /// @p ports has a series service.
    explicit SeriesChangeViewModel(const Ports &ports, QObject *parent = nullptr);

    /// Finds out whether @p appointment belongs to a series; closes what was open for another.
    void follow(const std::optional<Appointment> &appointment);
    /// Others of its series can be changed along with it.
    [[nodiscard]] bool hasSeries() const { return targetsOf(Scope::All).size() > 1; }

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Only while open.
    [[nodiscard]] const Appointment &appointment() const { return *m_appointment; }
    [[nodiscard]] Scope scope() const { return m_scope; }
    [[nodiscard]] Deed deed() const { return m_deed; }
    [[nodiscard]] QTime time() const { return m_time; } ///< On the clinic's wall.
    [[nodiscard]] const QString &reason() const { return m_reason; }

    [[nodiscard]] SeriesMemberTable &table() { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Those that would be cancelled or moved.
    [[nodiscard]] int changeCount() const;
    /// Those that can't be moved there.
    [[nodiscard]] int obstacleCount() const;
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool canAct() const;
    /// Why nothing was changed; empty when nothing was refused.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    [[nodiscard]] QString reasonFault() const;

    void open();
    void setScope(Scope scope);
    void setDeed(Deed deed);
    void setTime(QTime time);
    void setReason(const QString &reason);

public slots:
    void close();
    /// Reads the appointments of the series again.
    void read();
    /// Does nothing while canAct() is false.
    void act();

signals:
    void changed();
    void done(const QString &sentence);

private:
    void take(const Result<QList<SeriesMember>> &answer);
    void finish(const QList<SeriesMember> &targets, const Result<SeriesChanges> &answer);
    void refreshRows();
    void forgetRefusal();
    [[nodiscard]] QList<SeriesMember> targetsOf(Scope scope) const;
    /// Where @p member goes; none or two for a time the clocks are turned over that day.
    [[nodiscard]] QList<QDateTime> placesOf(const SeriesMember &member) const;
    [[nodiscard]] QString whatHappensTo(const SeriesMember &member, bool isTarget) const;

    SeriesService &m_series;
    const Clock &m_clock;
    SecondReading m_second;
    std::optional<Appointment> m_appointment;
    QList<SeriesMember> m_members;
    bool m_isOpen = false;
    Scope m_scope = Scope::Following;
    Deed m_deed = Deed::Move;
    QTime m_time;
    QString m_reason;
    SeriesMemberTable m_table;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    QHash<AppointmentId, StartState> m_refused; ///< What stood in the way of a move.
    QString m_refusal;
    bool m_isBusy = false;
    int m_generation = 0;
};

} // namespace clinidesk
