// A master, a replica, a sentinel, and desks that know the sentinel only.
#include "core/redis/RedisCacheStore.h"
#include "tests/redis/RedisAnswers.h"
#include "tests/support/TestRedis.h"

#include <QElapsedTimer>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRedisSentinel final : public QObject
{
    Q_OBJECT

private slots:
    void failover_isFollowedAndGivesANewEpoch()
    {
        TestRedis first;
        QVERIFY2(first.start(), first.problem());
        TestRedis second({u"--replicaof"_s, u"127.0.0.1 %1"_s.arg(first.port())});
        QVERIFY2(second.start(), second.problem());
        // A master waits five seconds for other replicas before it begins.
        QTRY_VERIFY_WITH_TIMEOUT(second.ask({"ROLE"}).contains("connected"), 20'000);
        TestSentinel sentinel(first.port());
        QVERIFY2(sentinel.start(), sentinel.problem());

        RedisOptions options;
        options.sentinelMaster = u"clinic"_s;
        // One of them is away.
        options.sentinels = {{u"127.0.0.1"_s, 1}, {u"127.0.0.1"_s, sentinel.port()}};
        RedisCacheStore store(options);
        store.open();
        QTRY_VERIFY(store.isAvailable() && store.isListening());
        const Generation before = epoch(store);
        QVERIFY(before != 0);
        QTRY_VERIFY(second.ask({"GET", "cd:g:epoch"}).toULongLong() == before);
        // It has to have seen the replica before it can promote it.
        QTRY_VERIFY_WITH_TIMEOUT(!sentinel.ask({"SENTINEL", "replicas", "clinic"}).isEmpty(),
                                 20'000);

        QElapsedTimer away;
        first.kill();
        away.start();
        QTRY_VERIFY(!store.isListening());
        QTRY_VERIFY_WITH_TIMEOUT(store.isAvailable() && store.isListening(), 30'000);
        qInfo("failover: the shared layer was away for %lld ms", away.elapsed());
        QVERIFY(second.ask({"ROLE"}).startsWith("master"));
        const Generation after = epoch(store);
        QVERIFY(after != 0 && after != before);
        QCOMPARE(second.ask({"GET", "cd:g:epoch"}).toULongLong(), after);

        // The old master comes back, believes that it still is one, and nobody follows it.
        QVERIFY2(first.start(), first.problem());
        RedisClient late(options);
        late.open();
        QTRY_VERIFY(late.isReady());
        QCOMPARE(answered(late, {"SET", "written", "1"}).text, "OK");
        QCOMPARE(second.ask({"GET", "written"}), "1");
    }

    void demotedMaster_isLeftBecauseItRefusesToWrite()
    {
        TestRedis redis;
        TestRedis other;
        QVERIFY2(redis.start(), redis.problem());
        QVERIFY2(other.start(), other.problem());
        TestSentinel sentinel(redis.port());
        QVERIFY2(sentinel.start(), sentinel.problem());
        RedisOptions options;
        options.sentinelMaster = u"clinic"_s;
        options.sentinels = {{u"127.0.0.1"_s, sentinel.port()}};
        RedisClient client(options);
        client.open();
        QTRY_VERIFY(client.isReady());
        redis.tell({"REPLICAOF", "127.0.0.1", QByteArray::number(other.port())});
        QTRY_VERIFY(!client.isReady()
                    || answered(client, {"SET", "a", "1"}).text.startsWith("READONLY"));
        QTRY_VERIFY(!client.isReady());
        QTRY_COMPARE(client.problem()->detail, u"no master any more"_s);
    }

    void unknownMaster_isSaid()
    {
        TestRedis redis;
        QVERIFY2(redis.start(), redis.problem());
        TestSentinel sentinel(redis.port());
        QVERIFY2(sentinel.start(), sentinel.problem());
        RedisOptions options;
        options.sentinelMaster = u"another"_s;
        options.sentinels = {{u"127.0.0.1"_s, sentinel.port()}};
        RedisClient client(options);
        client.open();
        QTRY_VERIFY(client.problem());
        QCOMPARE(client.problem()->detail, u"no sentinel knows a master"_s);
    }

private:
    static Generation epoch(RedisCacheStore &store)
    {
        Generation found = 0;
        bool isAnswered = false;
        store.read("x", {CacheTag::epoch()}, [&](const Result<StoredEntry> &entry) {
            found = entry ? entry->generations.first() : 0;
            isAnswered = true;
        });
        (void)QTest::qWaitFor([&] { return isAnswered; });
        return found;
    }
};

QTEST_GUILESS_MAIN(TestRedisSentinel)
#include "tst_RedisSentinel.moc"
