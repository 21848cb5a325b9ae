#pragma once

#include "core/booking/DayHours.h"
#include "core/booking/DayList.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace clinidesk {

/// Reads one day of a clinic: its appointments and who works when. What is at hand is
/// there at once; while active it reads again every ten seconds and after each change.
class BoardReading final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds readAgainEvery{10};

    /// Of @p clinic, or, null, of the one in front.
    BoardReading(const Ports &ports, ClinicChoice &clinics, ClinicId clinic = {},
                 QObject *parent = nullptr);

    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    /// Why the working hours are not known; nothing while they are.
    [[nodiscard]] const std::optional<Error> &hoursFailure() const { return m_hoursFailure; }
    /// Null id before it is known.
    [[nodiscard]] const Clinic &clinic() const;
    /// The day in front; invalid before the clinic is known.
    [[nodiscard]] QDate date() const;
    [[nodiscard]] const QList<Appointment> &appointments() const { return m_appointments; }
    [[nodiscard]] const std::optional<QList<SeatHours>> &hours() const { return m_hours; }

    void setActive(bool active);
    void read(Reading reading);
    /// An invalid date is today, also tomorrow.
    void show(QDate date);
    /// Waits no longer for what is on its way.
    void giveUp();

signals:
    void changed();
    /// A day's rows have arrived.
    void dayRead();

private:
    void askHours(QDate day, Reading reading);
    void takeClinics();
    void takeDay(const Result<Day> &answer);
    void takeHours(const Result<QList<SeatHours>> &answer);
    void fail(const Error &error);
    void present();

    DayList &m_days;
    DayHours *m_dayHours; ///< Null: hours are never known.
    ClinicChoice &m_clinics;
    ClinicId m_only; ///< Null: whichever is in front.
    QTimer m_readAgain{this};
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Error> m_hoursFailure;
    std::optional<Freshness> m_freshness;
    QList<Appointment> m_appointments;
    std::optional<QList<SeatHours>> m_hours;
    QDate m_wanted; ///< Invalid: today.
    QDate m_shown; ///< As the server answered.
    int m_generation = 0;
    bool m_hasDay = false;
    bool m_isHoursOpen = false; ///< Asked for and not answered.
    bool m_isActive = false;
};

} // namespace clinidesk
