#pragma once

#include "core/postgres/PostgresWaitlist.h"
#include "tests/postgres/Reception.h"

#include <QTimeZone>

namespace clinidesk {

inline const QTimeZone berlinZone("Europe/Berlin");

inline QDateTime local(QDate day, int hour, int minute = 0)
{
    return QDateTime(day, QTime(hour, minute), berlinZone).toUTC();
}

inline WaitingWish wishOf(PatientId patient, DoctorId doctor = smallclinic::weber)
{
    WaitingWish wish;
    wish.clinic = smallclinic::riverside;
    wish.patient = patient;
    wish.department = smallclinic::cardiology;
    wish.doctor = doctor;
    return wish;
}

inline FreeTime weberAt(const QDateTime &at)
{
    return {.clinic = smallclinic::riverside,
            .department = smallclinic::cardiology,
            .doctor = smallclinic::weber,
            .startsAt = at};
}

template <typename T> QString taken(const Result<T> &answer)
{
    return answer ? QString() : answer.error().facts.value(QStringLiteral("taken")).toString();
}

/// What a test asks of the waitlist, at a server of its own: Rita's desk, and Ruth's beside it.
/// What fails where the test doesn't expect it fails the test.
class WaitlistTest
{
public:
    [[nodiscard]] bool start() { return m_server.start(); }
    [[nodiscard]] const char *problem() const { return m_server.problem(); }
    [[nodiscard]] bool begin()
    {
        end();
        if (m_server.freshDatabase().isEmpty())
            return false;
        m_rita = std::make_unique<WaitingDesk>(m_server);
        m_ruth = std::make_unique<WaitingDesk>(m_server, logins::chief);
        m_day = QDate::currentDate().addDays(5);
        return true;
    }
    void end()
    {
        m_rita.reset();
        m_ruth.reset();
    }

    SeenWaiting add(const WaitingWish &wish)
    {
        const auto added = settled(m_rita->waitlist.add(RequestId::create(), wish));
        if (!added)
            QTest::qFail(qPrintable(added.error().detail), __FILE__, __LINE__);
        return added ? *added : SeenWaiting();
    }
    QList<Waiting> entries()
    {
        const auto list = settled(m_rita->waitlist.entries(smallclinic::riverside));
        if (!list)
            QTest::qFail(qPrintable(list.error().detail), __FILE__, __LINE__);
        return list ? *list : QList<Waiting>();
    }
    QList<Candidate> candidates(const FreeTime &time)
    {
        const auto list = settled(m_rita->waitlist.candidates(time));
        if (!list)
            QTest::qFail(qPrintable(list.error().detail), __FILE__, __LINE__);
        return list ? *list : QList<Candidate>();
    }
    MadeOffer offered(SeenWaiting seen, const FreeTime &time)
    {
        const auto made = settled(m_rita->waitlist.offer(RequestId::create(), seen, time));
        if (!made)
            QTest::qFail(qPrintable(made.error().detail), __FILE__, __LINE__);
        return made ? *made : MadeOffer();
    }
    std::optional<FreedTime> freed(const Change &change)
    {
        const auto answer = settled(m_rita->waitlist.freedBy(change.event));
        if (!answer)
            QTest::qFail(qPrintable(answer.error().detail), __FILE__, __LINE__);
        return answer ? *answer : std::nullopt;
    }
    Change book(PatientId patient, const QDateTime &at, DoctorId doctor = smallclinic::weber)
    {
        const auto made = settled(m_rita->book.book(RequestId::create(),
                                                    {.clinic = smallclinic::riverside,
                                                     .department = smallclinic::cardiology,
                                                     .doctor = doctor,
                                                     .patient = patient,
                                                     .startsAt = at,
                                                     .length = std::chrono::minutes(20),
                                                     .reason = {}}));
        if (!made)
            QTest::qFail(qPrintable(made.error().detail), __FILE__, __LINE__);
        return made ? *made : Change();
    }
    /// As if nobody had answered in time.
    void expire(OfferId offer)
    {
        m_server.run(QStringLiteral("UPDATE clinidesk.waitlist_offer SET expires_at = offered_at"
                                    " + interval '1 us' WHERE id = %1")
                         .arg(offer.value()));
    }

    struct WaitingDesk : Reception
    {
        using Reception::Reception;
        PostgresWaitlist waitlist{desk.pool};
    };

    PrivateServer m_server;
    std::unique_ptr<WaitingDesk> m_rita;
    std::unique_ptr<WaitingDesk> m_ruth;
    QDate m_day;
};

} // namespace clinidesk
