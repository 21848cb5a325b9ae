#pragma once

#include "tests/contract/KeptReception.h"
#include "tests/contract/MemoryDesk.h"
#include "tests/contract/MemorySeries.h"
#include "tests/fakes/FakeClock.h"
#include "tests/postgres/Reception.h"

namespace clinidesk {

/// One person's ports, whoever is behind them.
struct ContractDesk
{
    std::shared_ptr<void> owner;
    AppointmentBook &book;
    DayList &days;
    FreeSlots &freeTime;
    SeriesBook &series;

    /// Free times of one day a week from now, the earliest first.
    [[nodiscard]] QList<Slot> slotsOf(DepartmentId department, DoctorId doctor, int most) const
    {
        const auto today = settled(days.day(smallclinic::riverside, {}));
        SlotQuery query;
        query.clinic = smallclinic::riverside;
        query.department = department;
        query.doctors = onlyDoctor(doctor);
        query.firstDay = today ? today->date.addDays(7) : QDate();
        query.lastDay = query.firstDay;
        query.most = most;
        const auto found = settled(freeTime.find(query));
        return found ? *found : QList<Slot>();
    }
    [[nodiscard]] QList<Slot> weberSlots(int most = 12) const
    {
        return slotsOf(smallclinic::cardiology, smallclinic::weber, most);
    }
};

/// The desks of a suite: in memory, on the real server, and on it behind what desks keep together,
/// by the row of initTestCase_data().
class ContractDesks final
{
public:
    ContractDesks() = default;
    Q_DISABLE_COPY_MOVE(ContractDesks)

    static void addRows()
    {
        QTest::addColumn<bool>("isServer");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("memory") << false << false;
        QTest::newRow("postgres") << true << false;
        QTest::newRow("kept") << true << true;
    }
    [[nodiscard]] bool start() { return m_server.start(); }
    [[nodiscard]] const char *problem() const { return m_server.problem(); }

    /// A clinic without an appointment; to be called before every test.
    [[nodiscard]] bool fresh()
    {
        QFETCH_GLOBAL(bool, isServer);
        QFETCH_GLOBAL(bool, isKept);
        m_isServer = isServer;
        m_isKept = isKept;
        m_memory = std::make_unique<MemoryClinic>(m_clock);
        return !m_isServer || !m_server.freshDatabase().isEmpty();
    }

    /// A receptionist without any special right.
    [[nodiscard]] ContractDesk rita()
    {
        return desk(logins::receptionist, {QStringLiteral("Rita Bauer"), {}, {}});
    }
    /// A receptionist with every right.
    [[nodiscard]] ContractDesk ruth()
    {
        return desk(logins::chief,
                    {QStringLiteral("Ruth Silva"),
                     {},
                     {QStringLiteral("double_book"), QStringLiteral("past")}});
    }
    /// Dr Weber.
    [[nodiscard]] ContractDesk jonas()
    {
        return desk(logins::doctor, {QStringLiteral("Dr Jonas Weber"), smallclinic::weber, {}});
    }

private:
    [[nodiscard]] ContractDesk desk(const QString &login, const MemoryStaff &who)
    {
        if (m_isKept) {
            const auto desk = std::make_shared<KeptReception>(m_server, m_shared, login);
            return {desk, desk->book, desk->days, desk->freeTime, desk->series};
        }
        if (m_isServer) {
            const auto desk = std::make_shared<Reception>(m_server, login);
            return {desk, desk->book, desk->days, desk->freeTime, desk->series};
        }
        struct Desk
        {
            MemoryDesk ports;
            MemorySeries series;
        };
        const auto desk = std::shared_ptr<Desk>(new Desk{{*m_memory, who}, {*m_memory, who}});
        return {desk, desk->ports, desk->ports, desk->ports, desk->series};
    }

    PrivateServer m_server;
    FakeClock m_clock;
    std::unique_ptr<MemoryClinic> m_memory;
    FakeCacheServer m_shared;
    bool m_isServer = false;
    bool m_isKept = false;
};

/// Sara's booking of @p slot.
[[nodiscard]] inline Booking bookingOf(const Slot &slot)
{
    return {.clinic = smallclinic::riverside,
            .department = slot.department,
            .doctor = slot.doctor,
            .patient = smallclinic::sara,
            .startsAt = slot.startsAt,
            .length = std::chrono::minutes(slot.startsAt.secsTo(slot.endsAt) / 60),
            .reason = QStringLiteral("cough")};
}

[[nodiscard]] inline Booking bookingOf(const Slot &slot, PatientId patient)
{
    Booking booking = bookingOf(slot);
    booking.patient = patient;
    return booking;
}

[[nodiscard]] inline Result<Change> booked(const ContractDesk &desk, const Booking &booking)
{
    return settled(desk.book.book(RequestId::create(), booking));
}

[[nodiscard]] inline Result<Change> acted(const ContractDesk &desk, const Change &on, Action action,
                                          const QString &why = {})
{
    return settled(desk.book.act(RequestId::create(), {on.appointment, on.version}, action, why));
}

[[nodiscard]] inline Result<Change> undone(const ContractDesk &desk, EventId event)
{
    return settled(desk.book.undo(RequestId::create(), event));
}

/// What an error says about @p fact, as a text.
template <typename T> [[nodiscard]] QString factOf(const Result<T> &answer, const QString &fact)
{
    return answer ? QStringLiteral("no error")
                  : answer.error().facts.value(fact).toVariant().toString();
}

} // namespace clinidesk
