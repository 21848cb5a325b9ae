#include "ui/viewmodels/schedule/BoardChanges.h"

#include "core/base/Clock.h"
#include "core/booking/BookingService.h"
#include "core/monitor/Connection.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

std::chrono::minutes lengthOf(const Appointment &appointment)
{
    return std::chrono::minutes(appointment.startsAt.secsTo(appointment.endsAt) / 60);
}

Appointment withLength(Appointment appointment, std::chrono::minutes length)
{
    appointment.endsAt = appointment.startsAt.addSecs(std::chrono::seconds(length).count());
    return appointment;
}

QString identityOf(const Appointment &on)
{
    return Wording::identity(on.family, on.given, on.birthDate);
}

Appointment drafted(const BoardSheet &sheet, const BoardTime &time, const Patient &patient)
{
    const BoardColumn &column = sheet.columns.at(time.column);
    Appointment draft;
    draft.clinic = column.clinic;
    draft.zone = sheet.zone;
    draft.department = column.department;
    draft.departmentName = column.doctor.isNull() ? column.name : column.departmentName;
    draft.doctor = column.doctor;
    draft.doctorName = column.doctor.isNull() ? QString() : column.name;
    draft.patient = patient.id;
    draft.mrn = patient.mrn;
    draft.family = patient.family;
    draft.given = patient.given;
    draft.birthDate = patient.birthDate;
    draft.diedOn = patient.diedOn;
    draft.startsAt = time.startsAt;
    draft.endsAt = time.endsAt();
    draft.day = sheet.day;
    draft.status = Status::Booked;
    return draft;
}

} // namespace

BoardChanges::BoardChanges(const Ports &ports, PastTimes past, QObject *parent)
    : QObject(parent)
    , m_booking(ports.booking)
    , m_book(ports.book)
    , m_connection(ports.connection)
    , m_clock(ports.clock)
    , m_past(past)
{
}

void BoardChanges::refuse(const QString &sentence)
{
    if (sentence == m_refusal)
        return;
    m_refusal = sentence;
    emit changed();
}

bool BoardChanges::canPlace(const Appointment &appointment) const
{
    return isAhead(appointment.status) && m_connection.state().takesChanges()
        && !m_pending.isUnderWay(appointment.id);
}

bool BoardChanges::canLengthen(const Appointment &appointment) const
{
    return m_wantedLengths.contains(appointment.id) || canPlace(appointment);
}

Hindrance BoardChanges::judge(const BoardSheet &sheet, const BoardTime &time,
                              AppointmentId besides) const
{
    return hindranceAt(sheet, time, m_clock.now(), besides, m_past);
}

bool BoardChanges::mayBook(const BoardSheet &sheet, const BoardTime &time)
{
    const Hindrance hindrance = judge(sheet, time);
    refuse(BoardWording::hindrance(sheet, time, hindrance, BoardWording::notBooked()));
    return hindrance == Hindrance::None;
}

AppointmentId BoardChanges::book(const BoardSheet &sheet, const BoardTime &time,
                                 const Patient &patient, const QString &reason)
{
    if (!m_connection.state().takesChanges() || !mayBook(sheet, time))
        return {};
    Appointment shown = drafted(sheet, time, patient);
    shown.id = m_pending.add(shown);
    const Booking booking{.clinic = shown.clinic,
                          .department = shown.department,
                          .doctor = shown.doctor,
                          .patient = shown.patient,
                          .startsAt = shown.startsAt,
                          .length = time.length,
                          .reason = reason.trimmed(),
                          .lane = Booking::Lane::Free};
    deliver(m_booking.book(booking), this,
            [this, shown, where = BoardWording::time(sheet, time)](const Result<Change> &answer) {
                settleBooking(shown, where, answer);
            });
    emit changed();
    return shown.id;
}

void BoardChanges::settleBooking(const Appointment &shown, const QString &where,
                                 const Result<Change> &answer)
{
    if (!answer) {
        takeBack(shown.id, answer.error());
        emit bookingRefused(shown.id);
        return;
    }
    m_pending.confirm(shown.id, *answer);
    emit booked(shown.id, answer->appointment);
    emit changed();
    emit done(answer->status == Status::Pending
                  ? tr("Requested: %1, %2. A doctor will accept or reject it.")
                        .arg(identityOf(shown), where)
                  : tr("Booked: %1, %2.").arg(identityOf(shown), where));
}

bool BoardChanges::move(const BoardSheet &sheet, const Appointment &appointment,
                        const BoardTime &to)
{
    const BoardColumn *column = sheet.column(to.column);
    if (!column || !canPlace(appointment))
        return false;
    if (appointment.clinic != column->clinic) {
        refuse(tr("An appointment stays within its clinic. %1 Go back to its clinic, or cancel it "
                  "there and book it here.")
                   .arg(BoardWording::notMoved()));
        return false;
    }
    if (column->doctor.isNull()
        && (!appointment.doctor.isNull() || column->department != appointment.department)) {
        refuse(tr("It cannot be moved to the seats of %1. %2 Choose the column of a doctor.")
                   .arg(column->name, BoardWording::notMoved()));
        return false;
    }
    const Hindrance hindrance = judge(sheet, to, appointment.id);
    if (hindrance != Hindrance::None) {
        refuse(BoardWording::hindrance(sheet, to, hindrance, BoardWording::notMoved(),
                                       appointment.id));
        return false;
    }
    m_refusal.clear();
    Appointment becomes = appointment;
    becomes.startsAt = to.startsAt;
    becomes.endsAt = to.endsAt();
    becomes.day = sheet.day;
    if (!column->doctor.isNull() && column->doctor != appointment.doctor) {
        becomes.doctor = column->doctor;
        becomes.doctorName = column->name;
    }
    m_pending.add(becomes);
    deliver(m_booking.move(Seen{appointment.id, appointment.version},
                           {.doctor = column->doctor, .startsAt = to.startsAt, .length = {}}),
            this,
            [this, becomes, where = BoardWording::time(sheet, to)](const Result<Change> &answer) {
                if (!answer)
                    return takeBack(becomes.id, answer.error());
                m_pending.confirm(becomes.id, *answer);
                emit changed();
                emit done(tr("Moved: %1, now %2.").arg(identityOf(becomes), where));
            });
    emit changed();
    return true;
}

void BoardChanges::takeBack(AppointmentId id, const Error &error)
{
    m_pending.takeBack(id);
    emit changed();
    refuse(Sentence::of(error, Sentence::Task::Changing));
    emit refused();
    const AppointmentId other(error.facts.value("appointment"_L1).toInteger());
    if (error.code != Error::Code::Conflict || other.isNull())
        return;
    deliver(m_book.takenBy(other), this, [this, said = m_refusal](const Result<QString> &answer) {
        if (answer && !answer->isEmpty() && m_refusal == said)
            refuse(tr("%1 It was booked by %2.").arg(said, *answer));
    });
}

void BoardChanges::resize(const BoardSheet &sheet, const Appointment &appointment,
                          std::chrono::minutes length)
{
    const bool isUnderWay = m_wantedLengths.contains(appointment.id);
    if (!canLengthen(appointment))
        return;
    const BoardTime time{.column = sheet.columnWith(appointment.id),
                         .startsAt = appointment.startsAt,
                         .length = std::clamp(length, shortest, longest)};
    // What has begun may still become longer, and anything may become shorter.
    const Hindrance hindrance = time.length <= lengthOf(appointment)
        ? Hindrance::None
        : hindranceAt(sheet, time, m_clock.now(), appointment.id, PastTimes::Allowed);
    if (hindrance != Hindrance::None)
        return refuse(BoardWording::hindrance(sheet, time, hindrance, BoardWording::notChanged(),
                                              appointment.id));
    m_refusal.clear();
    if (time.length == lengthOf(appointment))
        return;
    m_wantedLengths.insert(appointment.id, time.length);
    m_pending.add(withLength(appointment, time.length));
    if (!isUnderWay)
        sendLength(appointment, time.length);
    emit changed();
}

void BoardChanges::sendLength(const Appointment &as, std::chrono::minutes length)
{
    deliver(m_booking.resize(Seen{as.id, as.version}, length), this,
            [this, as, length](const Result<Change> &answer) { settleLength(as, length, answer); });
}

void BoardChanges::settleLength(const Appointment &as, std::chrono::minutes length,
                                const Result<Change> &answer)
{
    const auto wanted = m_wantedLengths.value(as.id, length);
    if (!answer) {
        m_wantedLengths.remove(as.id);
        return takeBack(as.id, answer.error());
    }
    if (wanted != length) {
        Appointment now = as;
        now.version = answer->version;
        return sendLength(now, wanted);
    }
    m_wantedLengths.remove(as.id);
    m_pending.confirm(as.id, *answer);
    emit changed();
    emit done(tr("%1 now takes %2.").arg(identityOf(as), BoardWording::length(length)));
}

} // namespace clinidesk
