#pragma once

#include "core/booking/AppointmentBook.h"
#include "ui/viewmodels/ListState.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/SecondReading.h"

#include <QObject>

#include <optional>

namespace clinidesk {

/// One appointment with every event of its life. Follows the changes made at this desk.
class AppointmentDetailsViewModel final : public QObject
{
    Q_OBJECT

public:
    explicit AppointmentDetailsViewModel(const Ports &ports, QObject *parent = nullptr);

    /// Null id when closed.
    [[nodiscard]] AppointmentId id() const { return m_id; }
    [[nodiscard]] ListState state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Nothing until both the appointment and its events are there.
    [[nodiscard]] const std::optional<Appointment> &appointment() const { return m_appointment; }
    [[nodiscard]] const QList<AppointmentEvent> &events() const { return m_events; }

public slots:
    void open(clinidesk::AppointmentId id);
    void refresh();
    void close();

signals:
    void changed();

private:
    void fail(const Error &error);

    AppointmentBook &m_book;
    AppointmentId m_id;
    ListState m_state = ListState::Idle;
    std::optional<Error> m_failure;
    std::optional<Appointment> m_appointment;
    QList<AppointmentEvent> m_events;
    SecondReading m_second;
    int m_generation = 0;
};

} // namespace clinidesk
