#pragma once

#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "tests/postgres/PoolDesk.h"

#include <QElapsedTimer>

#include <memory>
#include <vector>

namespace clinidesk {

/// What one booking came to, as the person at the desk was told.
struct Told
{
    QString label; ///< The booking's reason; no two bookings share one.
    Result<Change> answer;
    std::chrono::milliseconds waited{0};
    bool wasLost = false; ///< Its first answer never came: it was found out afterwards.
};

/// Hands out places of a clinic with many doctors; every eighth place is offered twice, so that
/// some bookings meet a colleague's.
class Places final
{
public:
    static constexpr int doctors = 60;

    /// Gives the current database of @p server the doctors and patients, and lifts the limit.
    static void prepare(PrivateServer &server);

    [[nodiscard]] Booking next();

private:
    int m_count = 0;
};

/// One receptionist, with a pool of her own, who books one patient after the other and presses
/// again a moment after a refusal.
class BusyDesk final : public QObject
{
    Q_OBJECT

public:
    BusyDesk(const PrivateServer &server, Places &places, QList<Told> &told);

    void work();
    void rest() { m_isWorking = false; }
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    /// Whether she is told "checking": the answer was lost.
    [[nodiscard]] bool isInDoubt() const { return m_isWaiting && m_isLost; }
    /// When she was last told "booked"; on the clock of @p told's desks.
    [[nodiscard]] const QElapsedTimer &lastBooked() const { return m_lastBooked; }
    [[nodiscard]] ConnectionState::Kind state() const { return m_desk.state(); }
    [[nodiscard]] int restoredCount() const { return m_restored; }

signals:
    void wasTold(const clinidesk::Told &told);

private:
    void bookNext();
    void hear(Told told);

    PoolDesk m_desk;
    PostgresAppointmentBook m_book{m_desk.pool};
    BookingService m_service{m_book};
    Places &m_places;
    QList<Told> &m_told;
    QElapsedTimer m_lastBooked;
    int m_restored = 0;
    bool m_isWorking = false;
    bool m_isWaiting = false;
    bool m_isLost = false;
};

/// A room of busy desks in this thread, and everything they were told.
class BusyDesks final
{
public:
    BusyDesks(PrivateServer &server, int desks);

    void work();
    /// False when a desk still waits for an answer after a minute.
    [[nodiscard]] bool rest();
    /// Whether every desk was told "booked" within the last @p span.
    [[nodiscard]] bool allBookedWithin(std::chrono::milliseconds span) const;
    [[nodiscard]] bool isAnyInDoubt() const;

    [[nodiscard]] const std::vector<std::unique_ptr<BusyDesk>> &desks() const { return m_desks; }
    [[nodiscard]] const QList<Told> &told() const { return m_told; }

private:
    Places m_places;
    QList<Told> m_told;
    std::vector<std::unique_ptr<BusyDesk>> m_desks;
};

/// What the desks were told beside what is in the database.
struct Truth
{
    int booked = 0;
    int refused = 0;
    int lost = 0; ///< Answers that never came and were found out.
    int leftOpen = 0; ///< Told "not known": the desk has to look for itself.
    QStringList lies; ///< One line each; empty is what every fault has to leave.
};

/// Compares every word with the rows in the current database of @p server: booked exactly once or
/// not at all, and an event, a mail and a remembered request for each that is there.
[[nodiscard]] Truth truthOf(PrivateServer &server, const QList<Told> &told);

} // namespace clinidesk
