#pragma once

#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/FaultProxy.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace clinidesk {

/// What desks were told of their bookings, and whether it was the truth.
struct CutTally
{
    int rounds = 0;
    int struck = 0; ///< The fault hit the booking.
    int checked = 0; ///< The desk said that it was finding out.
    int booked = 0;
    int refused = 0; ///< Told that nothing was booked.
    int open = 0; ///< Told that it is not known; it says so, and nothing else.
    QString fault; ///< The first untruth.

    void add(const CutTally &other)
    {
        rounds += other.rounds;
        struck += other.struck;
        checked += other.checked;
        booked += other.booked;
        refused += other.refused;
        open += other.open;
        fault = fault.isEmpty() ? other.fault : fault;
    }
};

/// A desk whose link to a private server breaks while it books. Each has a day of its own, so that
/// many can book at once, each in a thread of its own.
class CutDesk final
{
public:
    /// Breaks @p link around the booking that has just been asked for; whether that hit it.
    using Break = std::function<bool(FaultProxy &link, QRandomGenerator &random)>;

    CutDesk(PrivateServer &server, int number, PoolLimits limits = {})
        : m_server(server)
        , m_day(QDate::currentDate().addDays(2 + number))
        , m_random(quint32(20261122 + number))
        , m_link(server.profile().hosts + QStringLiteral("/.s.PGSQL.%1").arg(server.profile().port))
        , m_desk(limits)
    {
        ServerProfile profile = server.profile();
        profile.hosts = QStringLiteral("127.0.0.1");
        profile.port = m_link.port();
        m_desk.pool.open(profile, {logins::receptionist, logins::password});
    }

    /// @p before is in force when the booking is asked for, @p after comes behind it.
    [[nodiscard]] CutTally book(int rounds, const Break &before, const Break &after)
    {
        CutTally tally;
        while (tally.rounds < rounds && tally.fault.isEmpty())
            bookOnce(tally, before, after);
        return tally;
    }

private:
    void bookOnce(CutTally &tally, const Break &before, const Break &after)
    {
        ++tally.rounds;
        const auto free = freeSlot();
        if (!free) {
            tally.fault = QStringLiteral("no free time is shown on %1").arg(m_day.toString());
            return;
        }
        (void)before(m_link, m_random);
        const QSignalSpy checking(&m_service, &BookingService::resolvingChanged);
        const auto asked = m_service.book({.clinic = smallclinic::riverside,
                                           .department = smallclinic::cardiology,
                                           .doctor = smallclinic::weber,
                                           .patient = smallclinic::sara,
                                           .startsAt = *free,
                                           .length = std::chrono::minutes(20),
                                           .reason = QStringLiteral("checkup")});
        const bool isHit = after(m_link, m_random);
        const auto told = settled(asked, std::chrono::seconds(60));
        tally.struck += isHit || m_link.hasStruck() ? 1 : 0;
        tally.checked += checking.isEmpty() ? 0 : 1;
        m_link.heal();
        compare(tally, told);
    }

    void compare(CutTally &tally, const Result<Change> &told)
    {
        const QString there
            = m_server.value(QStringLiteral("SELECT count(*) FROM clinidesk.appointment"
                                            " WHERE status <= 3 AND day = '%1'")
                                 .arg(m_day.toString(Qt::ISODate)));
        const bool isOpen = !told && told.error().code == Error::Code::Unknown;
        if (told)
            ++tally.booked;
        else if (isOpen)
            ++tally.open;
        else
            ++tally.refused;
        if (!isOpen && there != (told ? QStringLiteral("1") : QStringLiteral("0")))
            tally.fault = QStringLiteral("told %1, and %2 are there")
                              .arg(told ? QStringLiteral("booked") : told.error().detail, there);
        if (!told && !isOpen && told.error().code != Error::Code::Unavailable)
            tally.fault = told.error().detail;
        // Makes room for the next round, as the database allows it.
        m_server.run(QStringLiteral("UPDATE clinidesk.appointment SET status = 6"
                                    " WHERE status <= 3 AND day = '%1'")
                         .arg(m_day.toString(Qt::ISODate)));
    }

    [[nodiscard]] std::optional<QDateTime> freeSlot()
    {
        SlotQuery query;
        query.clinic = smallclinic::riverside;
        query.department = smallclinic::cardiology;
        query.doctors = {smallclinic::weber};
        query.firstDay = m_day;
        query.lastDay = m_day;
        query.most = 1;
        // The first reads may still meet what was broken.
        for (int attempt = 0; attempt < 20; ++attempt) {
            const auto found = settled(m_freeTime.find(query), std::chrono::seconds(30));
            if (found)
                return found->isEmpty() ? std::nullopt : std::optional(found->first().startsAt);
            QTest::qWait(250);
        }
        return std::nullopt;
    }

    PrivateServer &m_server;
    QDate m_day;
    QRandomGenerator m_random;
    FaultProxy m_link;
    PoolDesk m_desk;
    PostgresAppointmentBook m_book{m_desk.pool};
    PostgresFreeSlots m_freeTime{m_desk.pool};
    BookingService m_service{m_book};
};

/// @p rounds bookings of @p desks desks at once, each in its thread.
[[nodiscard]] inline CutTally cutBookings(int desks, int rounds,
                                          const std::function<CutTally(int desk, int rounds)> &book)
{
    std::vector<CutTally> tallies(std::size_t(desks), CutTally{});
    std::vector<std::unique_ptr<QThread>> threads;
    for (int desk = 0; desk < desks; ++desk) {
        CutTally &tally = tallies[std::size_t(desk)];
        threads.emplace_back(QThread::create(
            [&book, &tally, desk, share = (rounds + desk) / desks] { tally = book(desk, share); }));
        threads.back()->start();
    }
    CutTally sum;
    for (int desk = 0; desk < desks; ++desk) {
        threads[std::size_t(desk)]->wait();
        sum.add(tallies[std::size_t(desk)]);
    }
    return sum;
}

} // namespace clinidesk
