// Whatever becomes of Redis: a server that was lost, emptied, replaced or made read-only is found
// out, and nothing that it said before is believed.
#include "tests/redis/StoreDesk.h"
#include "tests/support/TestRedis.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Desk = StoreDesk;

class TestRedisStoreFaults final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }
    void init()
    {
        m_redis.tell({"REPLICAOF", "NO", "ONE"});
        m_redis.tell({"CONFIG", "SET", "maxmemory", "0"});
        m_redis.tell({"FLUSHALL"});
    }

    void emptiedServer_invalidatesEverything()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto before = desk.generations();
        const QSignalSpy emptied(&desk.store, &CacheStore::everythingInvalidated);
        m_redis.tell({"FLUSHALL"});
        QTRY_COMPARE(emptied.count(), 1);
        QCOMPARE(desk.read("page")->generations, (QList<Generation>{0, 0, 0}));
        const auto after = desk.generations();
        for (int i = 0; i < 3; ++i)
            QVERIFY(before->generations.at(i) != after->generations.at(i));
    }

    void serverThatRestarted_hasANewEpoch_data()
    {
        QTest::addColumn<bool>("isEmpty");
        QTest::newRow("with its data") << false;
        QTest::newRow("empty") << true;
    }
    void serverThatRestarted_hasANewEpoch()
    {
        QFETCH(bool, isEmpty);
        TestRedis redis({u"--appendonly"_s, u"yes"_s, u"--appendfsync"_s, u"always"_s});
        QVERIFY2(redis.start(), redis.problem());
        Desk here(redis.options());
        Desk there(redis.options());
        QTRY_VERIFY(here.isWell() && there.isWell());
        const auto before = here.generations();
        here.store.write("page", "entry", 1h);
        QVERIFY(here.read("page")->bytes);

        QVERIFY2(isEmpty ? redis.restartEmpty() : redis.restart(), redis.problem());
        QTRY_VERIFY_WITH_TIMEOUT(here.store.figures().connections == 2 && here.isWell()
                                     && there.store.figures().connections == 2 && there.isWell(),
                                 10'000);
        const auto after = here.read("page");
        QCOMPARE(after->bytes.has_value(), !isEmpty);
        QVERIFY(after->generations.at(2) != before->generations.at(2));
        QVERIFY(after->generations.at(2) != 0);
        QCOMPARE(after->generations.at(0), isEmpty ? 0 : before->generations.at(0));
        // The first desk made it, the others found it.
        QCOMPARE(there.read("page")->generations.at(2), after->generations.at(2));
    }

    void trackingConnectionAloneKilled_isNoticedAndMadeAnew()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        QSignalSpy listening(&desk.store, &CacheStore::listeningChanged);
        QSignalSpy emptied(&desk.store, &CacheStore::everythingInvalidated);
        for (int round = 1; round <= 5; ++round) {
            m_redis.tell({"CLIENT", "KILL", "TYPE", "pubsub"});
            QTRY_COMPARE(listening.count(), 2 * round);
            QVERIFY(desk.isWell());
            QCOMPARE(emptied.count(), round);
            QCOMPARE(desk.store.figures().connections, 1);
            desk.heard.clear();
            m_redis.tell({"SET", "cd:g:doctor:17", "5"});
            QTRY_COMPARE(desk.heard, CacheTags{doctor});
        }
    }

    void dataConnectionAloneKilled_isNoticedAndMadeAnew()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        QSignalSpy listening(&desk.store, &CacheStore::listeningChanged);
        m_redis.tell({"CLIENT", "KILL", "TYPE", "normal"});
        QTRY_COMPARE(listening.count(), 2);
        QVERIFY(desk.isWell());
        desk.heard.clear();
        m_redis.tell({"SET", "cd:g:doctor:17", "5"});
        QTRY_COMPARE(desk.heard, CacheTags{doctor});
    }

    void replica_isNotTrusted()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto before = desk.generations();
        TestRedis master;
        QVERIFY2(master.start(), master.problem());
        m_redis.tell({"REPLICAOF", "127.0.0.1", QByteArray::number(master.port())});
        QTRY_VERIFY(m_redis.ask({"ROLE"}).contains("connected"));
        // The first change that it refuses tells.
        const auto refused = desk.bump({clinic});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::Unavailable);
        QVERIFY(!desk.store.isAvailable() && !desk.store.isListening());
        QCOMPARE(desk.failure(desk.read("page")), Code::Unavailable);

        m_redis.tell({"REPLICAOF", "NO", "ONE"});
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 10'000);
        QVERIFY(desk.generations()->generations.at(2) != before->generations.at(2));
    }

    void serverWithoutMemory_stillForgetsWhatChanged()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto before = desk.generations();
        m_redis.tell({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
        m_redis.tell({"CONFIG", "SET", "maxmemory", "1"});
        QVERIFY(desk.bump({clinic, doctor}));
        const auto after = desk.read("page");
        QVERIFY(after);
        QVERIFY(after->generations.at(0) != before->generations.at(0));
        QVERIFY(after->generations.at(1) != before->generations.at(1));
        desk.store.write("page", "entry", 1h);
        const auto refused = desk.generations();
        QCOMPARE(desk.failure(refused), Code::Unavailable);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(desk.failure(desk.generations()), Code::Unavailable);
        QVERIFY(desk.read("page")); // Reading goes on.
        m_redis.tell({"CONFIG", "SET", "maxmemory", "0"});
        QTRY_VERIFY(desk.generations());
    }

    void generationsTakenOneByOne_areHeardAndMissing()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        for (qsizetype i = 0; i < tags.size(); ++i) {
            QVERIFY(desk.generations());
            desk.heard.clear();
            m_redis.tell({"DEL", "cd:g:" + tags.at(i).toText()});
            QTRY_COMPARE(desk.heard, CacheTags{tags.at(i)});
            QCOMPARE(desk.read("page")->generations.at(i), 0U);
        }
    }

    void stoppedServer_isSkippedAfterOneTimeOut()
    {
        RedisOptions options = m_redis.options();
        options.commandPatience = 200ms;
        Desk desk(options);
        QTRY_VERIFY(desk.isWell());
        m_redis.pause();
        QCOMPARE(desk.failure(desk.read("page")), Code::Unavailable);
        QCOMPARE(desk.store.figures().breaker, CircuitBreaker::State::Open);
        QElapsedTimer asking;
        asking.start();
        for (int i = 0; i < 100; ++i)
            QCOMPARE(desk.failure(desk.read("page")), Code::Unavailable);
        QVERIFY2(asking.elapsed() < 200, "none of these has waited");
        QVERIFY(!desk.bump({clinic}));
        QTRY_VERIFY_WITH_TIMEOUT(!desk.store.isListening(), 6'000); // The beat gives it up.
        m_redis.resume();
        QTRY_VERIFY_WITH_TIMEOUT(desk.read("page") && desk.isWell(), 10'000);
    }

    void serverThatWasSkipped_isTriedWithoutAQuestion()
    {
        RedisOptions options = m_redis.options();
        options.commandPatience = 200ms;
        Desk desk(options);
        QTRY_VERIFY(desk.isWell());
        m_redis.pause();
        QCOMPARE(desk.failure(desk.read("page")), Code::Unavailable);
        QVERIFY(!desk.store.isAvailable());
        m_redis.resume();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 5'000);
        QCOMPARE(desk.store.figures().connections, 1);
        QCOMPARE(desk.store.figures().timeOuts, 1);
    }

    void twoServersBehindOneName_areNeverTakenForOne()
    {
        TestRedis other;
        QVERIFY2(other.start(), other.problem());
        RedisOptions options = m_redis.options();
        options.endpoints << other.options().endpoints;
        for (int round = 0; round < 3; ++round) {
            Desk desk(options);
            QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 10'000);
            QVERIFY(desk.generations());
            desk.heard.clear();
            QVERIFY(desk.bump({doctor}));
            QTRY_COMPARE(desk.heard, CacheTags{doctor});
            (round % 2 ? m_redis : other).tell({"CLIENT", "KILL", "TYPE", "pubsub"});
        }
    }

    void serverThatIsNotThere_answersAtOnce()
    {
        TestRedis redis;
        QVERIFY2(redis.start(), redis.problem());
        redis.kill();
        Desk desk(redis.options());
        QCOMPARE(desk.failure(desk.read("page")), Code::Unavailable);
        QVERIFY(!desk.bump({clinic}));
        QVERIFY(!desk.lease("page", 1s));
        QVERIFY(!desk.isWell());
        QVERIFY2(redis.start(), redis.problem());
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 10'000);
    }

private:
    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestRedisStoreFaults)
#include "tst_RedisStoreFaults.moc"
