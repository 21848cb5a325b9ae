#pragma once

#include "core/patients/Patient.h"
#include "ui/viewmodels/Ports.h"
#include "ui/viewmodels/schedule/BoardRules.h"
#include "ui/viewmodels/schedule/PendingChanges.h"

#include <QHash>
#include <QObject>

namespace clinidesk {

/// Books, moves and lengthens what is on the board: shown at once, then confirmed or taken back.
/// Refused where the desk can tell that it can't be; then nothing is sent and nothing is lost.
class BoardChanges final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes shortest{5};
    static constexpr std::chrono::minutes longest{240};

    explicit BoardChanges(const Ports &ports, PastTimes past, QObject *parent = nullptr);

    [[nodiscard]] PendingChanges &pending() { return m_pending; }
    [[nodiscard]] const PendingChanges &pending() const { return m_pending; }
    [[nodiscard]] const QString &refusal() const { return m_refusal; }
    void forgetRefusal() { m_refusal.clear(); }
    /// Says why something can't be done.
    void refuse(const QString &sentence);

    /// Whether @p appointment may still change its place or length, and nothing of it is under way.
    [[nodiscard]] bool canPlace(const Appointment &appointment) const;
    [[nodiscard]] bool canLengthen(const Appointment &appointment) const;
    /// Whether anything is to be said against a booking at @p time; says it.
    [[nodiscard]] bool mayBook(const BoardSheet &sheet, const BoardTime &time);

    /// The id the booking has on the board until it is confirmed; null when it was refused at once.
    AppointmentId book(const BoardSheet &sheet, const BoardTime &time, const Patient &patient,
                       const QString &reason);
    /// False when it was refused at once.
    bool move(const BoardSheet &sheet, const Appointment &appointment, const BoardTime &to);
    /// Pressing again while the last change is under way adds to it.
    void resize(const BoardSheet &sheet, const Appointment &appointment,
                std::chrono::minutes length);

signals:
    /// What is on the board, or refusal(), is another.
    void changed();
    void done(const QString &sentence);
    /// The server knew better: what is on the board is old.
    void refused();
    /// A booking has its number now.
    void booked(clinidesk::AppointmentId before, clinidesk::AppointmentId now);
    /// The server refused @p booking: it is off the board.
    void bookingRefused(clinidesk::AppointmentId booking);

private:
    [[nodiscard]] Hindrance judge(const BoardSheet &sheet, const BoardTime &time,
                                  AppointmentId besides = {}) const;
    void settleBooking(const Appointment &shown, const QString &where,
                       const Result<Change> &answer);
    void takeBack(AppointmentId id, const Error &error);
    void sendLength(const Appointment &as, std::chrono::minutes length);
    void settleLength(const Appointment &as, std::chrono::minutes length,
                      const Result<Change> &answer);

    BookingService &m_booking;
    AppointmentBook &m_book;
    Connection &m_connection;
    const Clock &m_clock;
    PastTimes m_past;
    PendingChanges m_pending;
    QHash<AppointmentId, std::chrono::minutes> m_wantedLengths;
    QString m_refusal;
};

} // namespace clinidesk
