// A server that dies, stops or comes back, as a desk sees it.
#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "tests/e2e/GuiPulse.h"
#include "tests/postgres/PoolDesk.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Kind = ConnectionState::Kind;

class TestPoolFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init() { QVERIFY(!server.freshDatabase().isEmpty()); }
    void cleanup()
    {
        server.resume();
        QVERIFY2(server.restart(), server.problem());
    }

    void killedServer_worksAgainSoonAfterItsRestart()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        QTRY_COMPARE(desk.state(), Kind::Connected);
        const QSignalSpy restored(&desk.connection, &Connection::restored);

        server.kill();
        const auto refused = settled(desk.ask(u"SELECT 1"_s));
        QCOMPARE(failureOf(refused), Code::Unavailable);
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Lost, 5000);
        QVERIFY(desk.connection.state().retryAt.isValid());
        QTest::qWait(3000); // The pauses between attempts grow meanwhile.

        QVERIFY2(server.restart(), server.problem());
        QElapsedTimer back;
        back.start();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Connected, 5000);
        qInfo("connected again %lld ms after the restart", back.elapsed());
        QCOMPARE(restored.count(), 1);
        QCOMPARE(*settled(desk.ask(u"SELECT 'back'"_s)), u"back"_s);
    }

    void requestWhileLost_triesAtOnceInsteadOfWaitingForTheNextAttempt()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Lost, 5000);
        QVERIFY2(server.restart(), server.problem());
        QTest::qWait(300);

        QCOMPARE(*settled(desk.ask(u"SELECT 'at once'"_s), 1s), u"at once"_s);
    }

    void stoppedServer_isUnavailableByTheDeadlineAndTheWindowStaysAlive()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        QTRY_COMPARE(desk.pool.connectionCount(), 2);
        GuiPulse pulse;

        server.pause();
        QElapsedTimer waiting;
        waiting.start();
        const auto read = desk.ask(u"SELECT 'never'"_s);
        const auto change = desk.ask(u"SELECT 'never'"_s, JobKind::Change);
        QCOMPARE(failureOf(settled(read, 9s)), Code::Unavailable);
        const qint64 answered = waiting.elapsed();
        QCOMPARE(failureOf(settled(change, 9s)),
                 Code::Unavailable); // Stopped before it was prepared.
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Lost, 9000);

        const auto gap = pulse.take().worstFair;
        qInfo("answered after %lld ms, widest gap in the window %.1f ms", answered,
              double(gap.count()) / 1000);
        QVERIFY(answered >= 5000 && answered <= 6500);
        QVERIFY(gap <= 100ms);

        server.resume();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Connected, 12'000);
        QCOMPARE(*settled(desk.ask(u"SELECT 'awake'"_s)), u"awake"_s);
    }

    void silentIdleServer_isLostWithinFiveSeconds()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        QTRY_COMPARE(desk.state(), Kind::Connected);

        server.pause();

        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Lost, 6000);
        server.resume();
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), Kind::Connected, 12'000);
    }

    void lostBooking_isFoundOutUnderItsRequestId()
    {
        PoolDesk desk;
        desk.open(server);
        PostgresAppointmentBook book(desk.pool);
        PostgresFreeSlots freeTime(desk.pool);
        BookingService service(book);
        const QSignalSpy resolving(&service, &BookingService::resolvingChanged);
        const auto free = settled(freeTime.find({.clinic = smallclinic::riverside,
                                                 .department = smallclinic::cardiology,
                                                 .doctors = {smallclinic::weber},
                                                 .firstDay = {},
                                                 .lastDay = {},
                                                 .weekdays = {},
                                                 .hours = {},
                                                 .length = {},
                                                 .most = 1}));
        QVERIFY(free && !free->isEmpty());

        // The commit hangs on the lock, so that the answer is lost while the change is on its way.
        server.run(u"CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS"
                   " 'BEGIN PERFORM pg_sleep(0.8); RETURN NULL; END';"
                   "CREATE TRIGGER dawdle AFTER INSERT ON clinidesk.outbox"
                   " FOR EACH STATEMENT EXECUTE FUNCTION public.dawdle()"_s);
        const auto answer = service.book({.clinic = smallclinic::riverside,
                                          .department = smallclinic::cardiology,
                                          .doctor = smallclinic::weber,
                                          .patient = smallclinic::sara,
                                          .startsAt = free->first().startsAt,
                                          .length = 20min,
                                          .reason = u"checkup"_s});
        QTRY_COMPARE(server.value(u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'rita'"
                                  " AND wait_event = 'PgSleep'"_s),
                     u"1"_s);
        server.run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                   " WHERE usename = 'rita' AND wait_event = 'PgSleep'"_s);

        const auto change = settled(answer, 15s);
        QVERIFY2(bool(change), "booked after all, or told why not");
        QCOMPARE(resolving.count(), 2);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"1"_s);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.request"_s), u"1"_s);
    }

private:
    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestPoolFaults)
#include "tst_PoolFaults.moc"
