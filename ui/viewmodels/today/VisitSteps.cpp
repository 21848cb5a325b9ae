#include "ui/viewmodels/today/VisitSteps.h"

#include "core/booking/BookingService.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

VisitSteps::VisitSteps(const Ports &ports, ClinicChoice &clinics, const Session &session,
                       QObject *parent)
    : QObject(parent)
    , m_booking(ports.booking)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_role(session.role)
{
}

QList<Action> VisitSteps::actions() const
{
    switch (m_role) {
    case Role::Receptionist:
        return {Action::CheckIn, Action::Start, Action::Complete, Action::MarkNoShow,
                Action::Cancel};
    case Role::Doctor:
        return {Action::Accept,   Action::Reject,     Action::Start,
                Action::Complete, Action::MarkNoShow, Action::Cancel};
    case Role::Administrator:
    case Role::Worker:
        return {};
    }
    Q_UNREACHABLE();
}

bool VisitSteps::can(const Appointment &appointment, Action action) const
{
    return !m_underWay.contains(appointment.id) && actions().contains(action)
        && m_connection.state().takesChanges()
        && isAllowed(m_clinics.steps(), appointment.status, action);
}

void VisitSteps::act(const Appointment &appointment, Action action, const QString &why)
{
    if (!can(appointment, action))
        return;
    m_refusal.clear();
    if (why.contains(QChar(u'\0'))) {
        m_refusal = Sentence::about(u"why"_s, u"unprintable"_s);
        emit changed();
        return;
    }
    if (why.size() > longestReason) {
        m_refusal = Sentence::about(u"why"_s, u"too_long"_s, longestReason);
        emit changed();
        return;
    }
    m_underWay.insert(appointment.id);
    emit changed();
    deliver(m_booking.act(Seen{appointment.id, appointment.version}, action, why.trimmed()), this,
            [this, row = appointment, action](const Result<Change> &answer) {
                settle(row, action, answer);
            });
}

void VisitSteps::settle(const Appointment &row, Action action, const Result<Change> &answer)
{
    m_underWay.remove(row.id);
    if (answer) {
        emit changed();
        emit done(tr("%1: %2, %3.")
                      .arg(Wording::status(resultOf(action)),
                           Wording::identity(row.family, row.given, row.birthDate),
                           Wording::time(row.startsAt, row.zone)));
        return;
    }
    m_refusal = Sentence::of(answer.error(), Sentence::Task::Changing);
    emit changed();
    emit refused(); // What refused it is news.
}

} // namespace clinidesk
