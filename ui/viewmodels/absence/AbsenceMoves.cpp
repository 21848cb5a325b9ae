#include "ui/viewmodels/absence/AbsenceMoves.h"

#include "ui/viewmodels/absence/AbsenceWording.h"

namespace clinidesk {

namespace {

using Fate = AffectedRow::Fate;

/// Whether nothing that follows would fare better.
bool stopsAll(Error::Code code)
{
    switch (code) {
    case Error::Code::Unavailable:
    case Error::Code::Unknown:
    case Error::Code::Busy:
    case Error::Code::Limit:
    case Error::Code::ReadOnly:
    case Error::Code::Cancelled:
    case Error::Code::Denied:
        return true;
    default:
        return false;
    }
}

void noteFailure(AffectedRow &row, const Error &error)
{
    const bool isTaken = error.code == Error::Code::Conflict || error.code == Error::Code::Invalid;
    if (isTaken) {
        row.fate = Fate::Taken;
        row.choice
            = row.choice + 1 < row.affected.proposals.size() ? row.choice + 1 : AffectedRow::leave;
    } else if (error.code == Error::Code::Unknown || !stopsAll(error.code)) {
        row.fate = Fate::Refused;
        row.note = AbsenceWording::notMoved(error);
    } else {
        row.fate = Fate::Open;
    }
}

} // namespace

AbsenceMoves::AbsenceMoves(AbsenceTable &table, BookingService &booking, QObject *parent)
    : QObject(parent)
    , m_table(table)
    , m_booking(booking)
{
}

void AbsenceMoves::start()
{
    m_isRunning = true;
    m_queue.clear();
    m_moved = 0;
    for (int place = 0; place < m_table.rows().size(); ++place) {
        if (m_table.rows().at(place).isToMove())
            m_queue.append(place);
    }
    m_wanted = int(m_queue.size());
    moveNext();
}

void AbsenceMoves::moveNext()
{
    if (m_queue.isEmpty())
        return finish({});
    const int place = m_queue.takeFirst();
    AffectedRow row = m_table.rows().at(place);
    const Slot slot = *row.chosen();
    const Appointment &appointment = row.affected.appointment;
    row.fate = Fate::Moving;
    m_table.setRow(place, row);
    emit changed();
    deliver(m_booking.move({appointment.id, appointment.version},
                           {.doctor = slot.doctor, .startsAt = slot.startsAt, .length = {}}),
            this, [this, place](const Result<Change> &answer) { take(place, answer); });
}

void AbsenceMoves::take(int place, const Result<Change> &answer)
{
    AffectedRow row = m_table.rows().at(place);
    if (answer) {
        row.fate = Fate::Moved;
        ++m_moved;
    } else {
        noteFailure(row, answer.error());
    }
    m_table.setRow(place, row);
    if (!answer && stopsAll(answer.error().code))
        return finish(answer.error());
    moveNext();
}

void AbsenceMoves::finish(const std::optional<Error> &failure)
{
    m_queue.clear();
    m_isRunning = false;
    emit finished(failure);
}

} // namespace clinidesk
