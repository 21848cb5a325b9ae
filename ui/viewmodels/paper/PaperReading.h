#pragma once

#include "core/booking/DayList.h"
#include "core/paper/Sheet.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// Which days, or which appointment, go on paper.
struct PaperScope
{
    ClinicId clinic;
    QByteArray zone;
    QDate first;
    QDate last;
    AppointmentId appointment; ///< Instead of days; null otherwise.

    friend bool operator==(const PaperScope &, const PaperScope &) = default;
};

/// Reads what goes on paper: the days through the list of each day, or one appointment. What is
/// there stays until all of the newer answer has come.
class PaperReading final : public QObject
{
    Q_OBJECT

public:
    explicit PaperReading(const Ports &ports, QObject *parent = nullptr);

    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Of the oldest part.
    [[nodiscard]] const std::optional<Freshness> &freshness() const { return m_freshness; }
    /// One a day of the scope, once all have been read.
    [[nodiscard]] const QList<DayFacts> &days() const { return m_days; }
    [[nodiscard]] const std::optional<Appointment> &appointment() const { return m_appointment; }

    /// Another scope forgets what was there.
    void read(const PaperScope &scope, Reading reading);
    /// Waits no longer for what is on its way.
    void giveUp();
    void forget();

signals:
    void changed();

private:
    void readDays(Reading reading);
    void readAppointment();
    void take(int place, const Result<Day> &answer);
    void takeHours(const Result<QList<SeatHours>> &answer);
    void finishIfWhole();
    void fail(const Error &error);

    DayList &m_dayList;
    DayHours *m_hours;
    AppointmentBook &m_book;
    PaperScope m_scope;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Freshness> m_freshness;
    QList<DayFacts> m_days;
    std::optional<Appointment> m_appointment;
    QList<std::optional<Day>> m_coming; ///< Of the reading under way.
    std::optional<QList<SeatHours>> m_comingHours;
    bool m_awaitsHours = false;
    int m_generation = 0;
};

} // namespace clinidesk
