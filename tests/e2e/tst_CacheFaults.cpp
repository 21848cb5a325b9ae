// The whole program's window while Redis is killed, stopped, emptied and away from the start: it
// works on, tells, shows nothing that is no longer true, and mends itself.
#include "app/worker/Worker.h"
#include "tests/e2e/FrontDesk.h"
#include "tests/postgres/Reception.h"
#include "tests/support/TestRedis.h"
#include "tests/ui/PageMain.h"
#include "ui/waiting/TodayPage.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestCacheFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(m_redis.start(), m_redis.problem());
    }

    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        noteSchemaVersion(m_server);
        if (!m_redis.ask({"PING"}).contains("PONG"))
            QVERIFY2(m_redis.restartEmpty(), m_redis.problem());
        m_colleague = std::make_unique<Reception>(m_server, logins::chief);
        const auto slot = m_colleague->freeSlot();
        const auto booked
            = settled(m_colleague->book.book(RequestId::create(), m_colleague->bookingAt(slot)));
        QVERIFY(booked);
        m_appointment = booked->appointment;
        startWorker();
        m_desk = std::make_unique<FrontDesk>(m_server, m_redis.options());
        QVERIFY(m_desk->signIn(logins::receptionist));
        m_day = slot.startsAt.toTimeZone(QTimeZone("Europe/Berlin")).date();
        QVERIFY(m_desk->waitFor([this] { return isShown(today().date()); }, 10s));
        today().show(m_day);
        QVERIFY(m_desk->waitFor([this] { return shownStatus() == Status::Booked; }, 10s));
        QVERIFY(m_desk->waitFor([this] { return !saysAway(); }, 10s));
        (void)m_desk->takePulse();
    }

    void cleanup()
    {
        m_desk.reset();
        m_worker.reset();
        m_workersStore.reset();
        m_colleague.reset();
    }

    void healthyRedis_answersAndChangesAreSeen()
    {
        QVERIFY(!m_desk->visibleText("dataAge").contains(u"Redis is away"_s));
        today().show(m_day.addDays(1));
        QVERIFY(m_desk->waitFor([this] { return isShown(m_day.addDays(1)); }, 5s));
        today().show(m_day); // Without going through the event loop.
        QVERIFY(isShown(m_day));
        QCOMPARE(today().freshness()->layer, Freshness::Layer::Memory);
        QTRY_VERIFY(m_desk->visibleText("dataAge").contains(u"from memory"_s));
        const auto seen = colleagueCancels();
        QVERIFY2(seen, "the colleague's change was never seen");
        qInfo("cache: a colleague's change was on screen after %lld ms; hit ratio %.2f",
              qlonglong(seen->count()), m_desk->cacheFigures().hitRatio());
    }

    void killedRedis_isDoneWithoutAndTakenBack()
    {
        m_redis.kill();
        (void)m_desk->takePulse();
        worksWithout("kill -9");
        QVERIFY2(m_redis.start(), m_redis.problem());
        isTakenBack("kill -9");
    }

    void stoppedRedis_isDoneWithoutAndTakenBack()
    {
        m_redis.pause();
        worksWithout("SIGSTOP");
        m_redis.resume();
        isTakenBack("SIGSTOP");
    }

    void emptiedRedis_makesNothingStale()
    {
        m_redis.tell({"FLUSHALL"});
        const auto seen = colleagueCancels();
        QVERIFY2(seen, "the colleague's change was never seen");
        QVERIFY(m_desk->waitFor([this] { return !saysAway(); }, 10s));
        qInfo("cache FLUSHALL: a colleague's change was on screen after %lld ms",
              qlonglong(seen->count()));
        QVERIFY(m_desk->takePulse().worstFair <= 100ms);
    }

    void f5_isAnsweredByTheDatabase()
    {
        m_server.run(u"UPDATE clinidesk.appointment SET version = version + 1, status = 2"_s);
        m_desk->press(Qt::Key_F5);
        QVERIFY(m_desk->waitFor([this] { return shownStatus() == Status::Arrived; }, 5s));
        QCOMPARE(today().freshness()->layer, Freshness::Layer::Database);
    }

    void signedOut_leavesNothingInMemory()
    {
        today().show(m_day.addDays(1));
        QVERIFY(m_desk->waitFor([this] { return isShown(m_day.addDays(1)); }, 5s));
        today().show(m_day);
        QVERIFY(m_desk->cacheFigures().entries > 0);
        m_desk->window().signOut();
        QVERIFY(m_desk->waitFor([this] { return m_desk->cacheFigures().entries == 0; }, 5s));
        // The connections end with the last report.
        QTRY_COMPARE(
            m_server.value(u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'rita'"_s),
            u"0"_s);
        // What was looked at without the database is in the audit in her name.
        QTRY_VERIFY(m_server
                        .value(u"SELECT count(*) FROM clinidesk.audit WHERE who = 'rita'"
                               " AND (facts ->> 'cached')::boolean"_s)
                        .toInt()
                    > 0);
    }

private:
    TodayViewModel &today() { return m_desk->window().findChild<TodayPage *>()->viewModel(); }

    bool isShown(QDate day)
    {
        return today().date() == day
            && (today().state() == ListState::Shown || today().state() == ListState::Empty);
    }
    std::optional<Status> shownStatus()
    {
        const int row = isShown(m_day) ? today().table().rowOf(m_appointment) : -1;
        return row < 0 ? std::nullopt : std::optional(today().table().at(row).status);
    }
    bool saysAway() { return m_desk->visibleText("dataAge").contains(u"Redis is away"_s); }

    void startWorker()
    {
        m_workersStore = std::make_unique<RedisCacheStore>(m_redis.options());
        m_workersStore->open();
        m_worker = std::make_unique<Worker>();
        m_worker->announceTo(m_workersStore.get());
        m_worker->start(m_server.profile(), {logins::worker, logins::password});
    }

    /// A desk that dies before it tells anybody; how long until the window shows what it did.
    std::optional<milliseconds> colleagueCancels()
    {
        const auto card = settled(m_colleague->book.appointment(m_appointment));
        if (!card
            || !settled(m_colleague->book.act(RequestId::create(), {card->id, card->version},
                                              Action::Cancel, u"ill"_s)))
            return {};
        return m_desk->waitFor([this] { return shownStatus() == Status::Cancelled; }, 15s);
    }

    void worksWithout(const char *fault)
    {
        QElapsedTimer since;
        since.start();
        QVERIFY(m_desk->waitFor([this] { return saysAway(); }, 8s));
        const qint64 told = since.elapsed();
        const auto seen = colleagueCancels();
        QVERIFY2(seen, "the colleague's change was never seen");
        today().show(m_day.addDays(1));
        QVERIFY(m_desk->waitFor([this] { return isShown(m_day.addDays(1)); }, 5s));
        today().show(m_day);
        QVERIFY(m_desk->waitFor([this] { return shownStatus() == Status::Cancelled; }, 5s));
        QVERIFY2(m_desk->bar().isEmpty(), qPrintable(m_desk->bar()));
        const PulseReport pulse = m_desk->takePulse();
        qInfo("cache %s: told after %lld ms, a colleague's change on screen after %lld ms, worst "
              "gap %.1f ms (fair)",
              fault, told, qlonglong(seen->count()), double(pulse.worstFair.count()) / 1000);
        QVERIFY(pulse.worstFair <= 100ms);
    }

    void isTakenBack(const char *fault)
    {
        const auto back = m_desk->waitFor([this] { return !saysAway(); }, 20s);
        QVERIFY(back);
        QCOMPARE(shownStatus(), Status::Cancelled);
        // It serves again, and what it serves is true.
        const auto hits = [this] {
            const CacheFigures figures = m_desk->cacheFigures();
            return figures.queriesSaved();
        };
        const quint64 before = hits();
        QVERIFY(m_desk->waitFor(
            [&] {
                today().show(m_day);
                return hits() > before + 3;
            },
            10s));
        QVERIFY(m_desk->waitFor([this] { return isShown(m_day); }, 5s));
        QCOMPARE(shownStatus(), Status::Cancelled);
        qInfo("cache %s: taken back after %lld ms", fault, qlonglong(back->count()));
    }

    PrivateServer m_server;
    TestRedis m_redis;
    std::unique_ptr<Reception> m_colleague;
    std::unique_ptr<RedisCacheStore> m_workersStore;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<FrontDesk> m_desk;
    AppointmentId m_appointment;
    QDate m_day;
};

CLINIDESK_PAGE_TEST(TestCacheFaults)
#include "tst_CacheFaults.moc"
