#pragma once

#include "core/booking/FreeSlots.h"
#include "core/booking/SeriesService.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"
#include "ui/viewmodels/series/SeriesTable.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// A series in the making: one appointment, how often it comes again, and for each time whether
/// that can be, before anything is booked.
class SeriesViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class End { Times, Day };

    static constexpr int offersShown = 5;
    static constexpr int offerDays = 14; ///< From the day that can't be.

    /// @p ports has a series service.
    explicit SeriesViewModel(const Ports &ports, QObject *parent = nullptr);

    /// Whether @p appointment is one that can be repeated.
    [[nodiscard]] static bool canRepeat(const Appointment &appointment);

    [[nodiscard]] bool isOpen() const { return m_appointment.has_value(); }
    /// Only while open.
    [[nodiscard]] const Appointment &appointment() const { return *m_appointment; }

    [[nodiscard]] SeriesRule::Unit unit() const { return m_unit; }
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] const QList<Qt::DayOfWeek> &weekdays() const { return m_weekdays; }
    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] int times() const { return m_times; } ///< Besides the appointment itself.
    [[nodiscard]] QDate until() const { return m_until; }
    /// What is wrong with the rule; empty: nothing.
    [[nodiscard]] const QString &fault() const { return m_fault; }

    /// Those besides the appointment itself.
    [[nodiscard]] SeriesTable &table() { return m_table; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Those that aren't left out and can't be booked as they stand.
    [[nodiscard]] int obstacleCount() const;
    /// Those that would be booked.
    [[nodiscard]] int bookCount() const;

    /// The row that another time is being chosen for; -1: none.
    [[nodiscard]] int offerRow() const { return m_offerRow; }
    [[nodiscard]] const QList<QDateTime> &offers() const { return m_offers; }
    [[nodiscard]] ListState offerState() const { return m_offerState; }
    [[nodiscard]] const std::optional<Error> &offerFailure() const { return m_offerFailure; }

    /// Which of the rows shown are free is being asked again.
    [[nodiscard]] bool isChecking() const { return m_isChecking; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] bool canBook() const;
    /// Why nothing was booked; empty when nothing was refused.
    [[nodiscard]] const QString &refusal() const { return m_refusal; }

    void open(const Appointment &appointment);
    void setUnit(SeriesRule::Unit unit);
    void setStep(int step);
    void setWeekday(Qt::DayOfWeek day, bool isChosen);
    void setEnd(End end);
    void setTimes(int times);
    void setUntil(QDate day);
    /// Leaves the row out, or takes it in again.
    void toggle(int row);
    /// Looks for other times of the row; for one that comes twice that day, both.
    void findOffers(int row);
    void takeOffer(int index);
    void dropOffers();

public slots:
    void close();
    /// Asks again which times are free.
    void check();
    /// Waits no longer for that.
    void stopChecking();
    /// Does nothing while canBook() is false.
    void book();

signals:
    void changed();
    void booked(const QString &sentence);

private:
    void countOut();
    void showRows(const QList<SeriesRow> &rows);
    void takeStates(const QList<int> &asked, const Result<QList<StartState>> &answer);
    void finish(const QList<int> &booked, const Result<SeriesChanges> &answer);
    [[nodiscard]] QList<int> placesToBook() const;
    [[nodiscard]] QList<QDateTime> startsAt(const QList<int> &places) const;
    [[nodiscard]] SeriesRule rule() const;
    [[nodiscard]] SeriesPlace place() const;

    SeriesService &m_series;
    FreeSlots &m_free;
    SecondReading m_second;
    std::optional<Appointment> m_appointment;
    SeriesRule::Unit m_unit = SeriesRule::Unit::Week;
    int m_step = 1;
    QList<Qt::DayOfWeek> m_weekdays;
    End m_end = End::Times;
    int m_times = 1;
    QDate m_until;
    QString m_fault;
    SeriesTable m_table;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    int m_offerRow = -1;
    QList<QDateTime> m_offers;
    ListState m_offerState = ListState::Idle;
    std::optional<Error> m_offerFailure;
    QString m_refusal;
    bool m_isChecking = false;
    bool m_isBusy = false;
    int m_generation = 0; ///< Answers about an earlier list are dropped.
    int m_offerGeneration = 0;
};

} // namespace clinidesk
