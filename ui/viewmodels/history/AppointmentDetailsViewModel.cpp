#include "ui/viewmodels/history/AppointmentDetailsViewModel.h"

#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"

namespace clinidesk {

AppointmentDetailsViewModel::AppointmentDetailsViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_book(ports.book)
    , m_second(
          ports.connection, [this] { refresh(); }, this)
{
    connect(&ports.booking, &BookingService::changed, this, [this](const Change &change) {
        if (change.appointment == m_id)
            refresh();
    });
    connect(&ports.connection, &Connection::restored, this, &AppointmentDetailsViewModel::refresh);
}

void AppointmentDetailsViewModel::open(AppointmentId id)
{
    if (m_id != id) {
        m_appointment.reset();
        m_events.clear();
    }
    m_id = id;
    refresh();
}

void AppointmentDetailsViewModel::refresh()
{
    if (m_id.isNull())
        return;
    const int generation = ++m_generation;
    m_failure.reset();
    if (!m_appointment)
        m_state = ListState::Loading;
    emit changed();

    deliver(m_book.appointment(m_id), this, [this, generation](const Result<Appointment> &card) {
        if (generation != m_generation)
            return;
        if (!card)
            return fail(card.error());
        deliver(m_book.eventsOf(card->id), this,
                [this, generation, card = *card](const Result<QList<AppointmentEvent>> &events) {
                    if (generation != m_generation)
                        return;
                    if (!events)
                        return fail(events.error());
                    m_appointment = card;
                    m_events = *events;
                    m_state = ListState::Shown;
                    m_second.note(m_failure);
                    emit changed();
                });
    });
}

void AppointmentDetailsViewModel::close()
{
    ++m_generation;
    m_id = {};
    m_state = ListState::Idle;
    m_failure.reset();
    m_appointment.reset();
    m_events.clear();
    emit changed();
}

void AppointmentDetailsViewModel::fail(const Error &error)
{
    if (error.code == Error::Code::Cancelled)
        return;
    m_failure = error;
    m_second.note(m_failure);
    m_state = m_appointment ? ListState::Old : ListState::Failed;
    emit changed();
}

} // namespace clinidesk
