#include "ui/viewmodels/schedule/Pinboard.h"

#include "core/base/Log.h"
#include "core/booking/BookingService.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

Pinboard::Pinboard(const Ports &ports, const Session &session, QObject *parent)
    : QObject(parent)
    , m_book(ports.book)
    , m_choices(ports.choices)
    , m_staff(session.staff)
{
    const QStringList kept = m_choices.read().value(key()).split(u' ', Qt::SkipEmptyParts);
    for (const QString &number : kept.mid(0, most)) {
        const AppointmentId id(number.toLongLong());
        if (id.value() > 0 && !m_ids.contains(id))
            m_ids.append(id);
    }
    connect(&ports.booking, &BookingService::changed, this, &Pinboard::hear);
}

QString Pinboard::key() const
{
    return u"pinboard/%1"_s.arg(m_staff.value());
}

std::optional<Appointment> Pinboard::find(AppointmentId id) const
{
    const auto row = m_rows.constFind(id);
    return row != m_rows.cend() ? std::optional(*row) : std::nullopt;
}

QList<Appointment> Pinboard::pinned() const
{
    QList<Appointment> rows;
    for (const AppointmentId id : m_ids) {
        if (const auto row = m_rows.constFind(id); row != m_rows.cend())
            rows.append(*row);
    }
    return rows;
}

void Pinboard::pin(const Appointment &appointment)
{
    if (isPinned(appointment.id) || isFull() || !isAhead(appointment.status))
        return;
    m_ids.append(appointment.id);
    m_rows.insert(appointment.id, appointment);
    remember();
    emit changed();
}

void Pinboard::unpin(AppointmentId id)
{
    if (!m_ids.removeOne(id))
        return;
    m_rows.remove(id);
    remember();
    emit changed();
}

void Pinboard::read()
{
    for (const AppointmentId id : m_ids) {
        if (m_asked.contains(id))
            continue;
        m_asked.insert(id);
        deliver(m_book.appointment(id), this,
                [this, id](const Result<Appointment> &answer) { take(id, answer); });
    }
}

void Pinboard::take(AppointmentId id, const Result<Appointment> &answer)
{
    m_asked.remove(id);
    if (!isPinned(id))
        return;
    if (answer)
        return keep(*answer);
    // What can't be asked now is still pinned.
    const Error::Code code = answer.error().code;
    if (code == Error::Code::NotFound || code == Error::Code::Denied)
        unpin(id);
}

/// Moved is done with, by whichever way and whoever did it.
void Pinboard::keep(const Appointment &appointment)
{
    const auto before = m_rows.constFind(appointment.id);
    const bool isMoved = before != m_rows.cend()
        && (before->startsAt != appointment.startsAt || before->doctor != appointment.doctor);
    if (isMoved || !isAhead(appointment.status))
        return unpin(appointment.id);
    m_rows.insert(appointment.id, appointment);
    emit changed();
}

void Pinboard::hear(const Change &change)
{
    if (!isPinned(change.appointment))
        return;
    if (change.row)
        keep(*change.row);
    else
        read();
}

void Pinboard::remember()
{
    QStringList numbers;
    for (const AppointmentId id : m_ids)
        numbers.append(QString::number(id.value()));
    IniValues choices = m_choices.read();
    if (numbers.isEmpty())
        choices.remove(key());
    else
        choices.insert(key(), numbers.join(u' '));
    // They stay on the screen until the program ends.
    if (const auto answer = m_choices.write(choices); !answer)
        qCInfo(lcDesk) << "the pinboard is not remembered:" << answer.error().detail;
}

} // namespace clinidesk
