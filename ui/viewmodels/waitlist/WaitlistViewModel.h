#pragma once

#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/viewmodels/waitlist/WaitlistTable.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// Who waits at the clinic in front. While it is looked at it is read again now and then: what
/// colleagues do to it is announced nowhere.
class WaitlistViewModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainAfter{20};

    /// @p ports has a waitlist.
    WaitlistViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    [[nodiscard]] WaitlistTable &table() { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// The list ends before its end.
    [[nodiscard]] bool hasMore() const { return m_table.rows().size() >= Waitlist::most; }
    /// Why the last change could not be made; empty when nothing was refused.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Null when there is no such row.
    [[nodiscard]] const Waiting *at(int row) const;
    /// "MÜLLER, Sara is off the waitlist."; empty when nobody is to be put back.
    [[nodiscard]] QString takenOff() const;

public slots:
    void setActive(bool active);
    void refresh();
    void giveUp();
    /// Takes the entry in @p row off the list.
    void takeOff(int row);
    /// Puts whoever was taken off last back.
    void putBack();

signals:
    void changed();
    /// @p sentence says what was done.
    void done(const QString &sentence);

private:
    struct TakenOff
    {
        SeenWaiting seen;
        QString who;
        ClinicId clinic;
    };

    void read();
    void take(const Result<QList<Waiting>> &answer);
    void finish(const std::optional<Error> &failure, const QString &who);

    Waitlist &m_waitlist;
    ClinicChoice &m_clinics;
    SecondReading m_second;
    WaitlistTable m_table;
    QTimer m_again;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<TakenOff> m_takenOff;
    QString m_refusal;
    bool m_isActive = false;
    bool m_isBusy = false;
    int m_generation = 0; ///< Answers to earlier questions are dropped.
};

} // namespace clinidesk
