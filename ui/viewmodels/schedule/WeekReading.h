#pragma once

#include "core/booking/DayHours.h"
#include "core/booking/DayList.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <optional>

namespace clinidesk {

/// Reads the seven days of a week of the chosen clinic, each as the day board does, so that what is
/// known of a day is at hand for both; and who works when. While active it reads again every ten
/// seconds and after each change.
class WeekReading final : public QObject
{
    Q_OBJECT

public:
    static constexpr int daysOfAWeek = 7;
    static constexpr std::chrono::seconds readAgainEvery{10};

    WeekReading(const Ports &ports, ClinicChoice &clinics, QObject *parent = nullptr);

    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Of the day that was read first.
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    [[nodiscard]] const std::optional<Error> &hoursFailure() const { return m_hoursFailure; }
    /// The first day of the week; invalid before the clinic is known.
    [[nodiscard]] QDate monday() const;
    /// Of the @p place th day of the week.
    [[nodiscard]] const QList<Appointment> &appointments(int place) const
    {
        return m_days.at(size_t(place)).appointments;
    }
    /// Of all seven days.
    [[nodiscard]] const std::optional<QList<SeatHours>> &hours() const { return m_hours; }

    void setActive(bool active);
    void read(Reading reading);
    /// The week with @p day; an invalid one is this week, also the next.
    void show(QDate day);
    /// Waits no longer for what is on its way.
    void giveUp();

signals:
    void changed();

private:
    struct OneDay
    {
        QList<Appointment> appointments;
        std::optional<Freshness> freshness; ///< None: not read yet.
    };

    void forget();
    void takeClinics();
    void askDay(int place, Reading reading);
    void askHours(Reading reading);
    void takeDay(int place, const Result<Day> &answer);
    void finish();

    DayList &m_dayList;
    DayHours *m_dayHours; ///< Null: hours are never known.
    ClinicChoice &m_clinics;
    QTimer m_readAgain{this};
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Error> m_hoursFailure;
    std::optional<Freshness> m_freshness;
    std::array<OneDay, daysOfAWeek> m_days;
    std::optional<QList<SeatHours>> m_hours;
    QDate m_wanted; ///< Invalid: this week.
    QDate m_monday; ///< Of what was asked for last.
    int m_generation = 0;
    int m_open = 0; ///< Answers still to come.
    bool m_isActive = false;
};

} // namespace clinidesk
