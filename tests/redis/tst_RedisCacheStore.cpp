// The store on a real Redis: what it answers is what is there, and what others change is heard.
#include "tests/redis/StoreDesk.h"
#include "tests/support/TestRedis.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Desk = StoreDesk;

class TestRedisCacheStore final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }
    void init() { m_redis.tell({"FLUSHALL"}); }

    void entryAndGenerations_comeInOneStep()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto nothing = desk.read("page");
        QVERIFY(nothing && !nothing->bytes);
        QCOMPARE(nothing->generations.size(), 3);
        QCOMPARE(nothing->generations.at(0), 0U);
        QVERIFY(nothing->generations.at(2) != 0); // The epoch was made on connecting.

        const auto made = desk.generations();
        QVERIFY(made && !made->generations.contains(0U));
        QCOMPARE(made->generations.at(2), nothing->generations.at(2));
        QCOMPARE(desk.generations()->generations, made->generations);

        const QByteArray bytes("\0\r\n entry", 9);
        desk.store.write("page", bytes, 1h);
        const auto found = desk.read("page");
        QCOMPARE(found->bytes.value(), bytes);
        QCOMPARE(found->generations, made->generations);

        QVERIFY(desk.bump({doctor}));
        const auto after = desk.read("page");
        QCOMPARE(after->generations.at(0), made->generations.at(0));
        QVERIFY(after->generations.at(1) != made->generations.at(1));
    }

    void everythingInRedis_expires()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        QVERIFY(desk.generations());
        QVERIFY(desk.bump({clinic}));
        desk.store.write("page", "entry", 1000h);
        QVERIFY(*desk.lease("page", 2s));
        const QByteArrayList keys = m_redis.ask({"KEYS", "*"}).split(' ');
        QCOMPARE(keys.size(), 6);
        for (const QByteArray &key : keys)
            QVERIFY2(m_redis.ask({"PTTL", key}).toLongLong() > 0, key.constData());
        QVERIFY(m_redis.ask({"PTTL", "cd:e:page"}).toLongLong()
                <= RedisCacheStore::longestEntry.count());
        m_redis.tell({"PEXPIRE", "cd:g:clinic:3", "1000"});
        QVERIFY(desk.generations()); // A load renews what its entry hangs on.
        QVERIFY(m_redis.ask({"PTTL", "cd:g:clinic:3"}).toLongLong()
                > RedisCacheStore::longestEntry.count());
    }

    void change_isHeardByAllDesksInOneMessage()
    {
        Desk here(m_redis.options());
        Desk there(m_redis.options());
        QTRY_VERIFY(here.isWell() && there.isWell());
        here.heard.clear();
        there.heard.clear();
        QVERIFY(here.bump({clinic, doctor}));
        QTRY_COMPARE(there.heard, (CacheTags{clinic, doctor}));
        QTRY_COMPARE(here.heard, (CacheTags{clinic, doctor}));
    }

    void foreignMessages_areHarmless()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        desk.heard.clear();
        for (const char *text : {"cd:g:doctor:17", "cd:g:nonsense", "cd:e:x", "", "cd:g:"})
            m_redis.tell({"PUBLISH", "__redis__:invalidate", text});
        m_redis.tell({"SET", "cd:g:no such tag", "1"});
        QTRY_COMPARE(desk.heard, CacheTags{doctor});
        QVERIFY(desk.isWell());
    }

    void lease_hasOneHolderAndEndsByItself()
    {
        Desk here(m_redis.options());
        Desk there(m_redis.options());
        QTRY_VERIFY(here.isWell() && there.isWell());
        QVERIFY(*here.lease("page", 10s));
        QVERIFY(!*there.lease("page", 10s));
        there.store.release("page"); // Not his.
        QVERIFY(!*there.lease("page", 10s));
        here.store.release("page");
        QTRY_COMPARE(m_redis.ask({"EXISTS", "cd:l:page"}), "0");
        QVERIFY(*there.lease("page", 100ms));
        bool isMine = false;
        QTRY_VERIFY(isMine = isMine || *here.lease("page", 10s));
    }

    void rightsOfTheManual_areEnough()
    {
        m_redis.tell({"ACL",   "SETUSER",  "desk",       "reset",
                      "on",    ">secret",  "~cd:*",      "&__redis__:invalidate",
                      "+auth", "+select",  "+ping",      "+client",
                      "+info", "+role",    "+subscribe", "+mget",
                      "+get",  "+set",     "+del",       "+exists",
                      "+pttl", "+pexpire", "+eval",      "+evalsha"});
        m_redis.tell({"SCRIPT", "FLUSH"});
        RedisOptions options = m_redis.options();
        options.user = u"desk"_s;
        options.password = u"secret"_s;
        Desk desk(options);
        QTRY_VERIFY(desk.isWell());
        m_redis.tell({"SET", "cd:run", "another"});
        m_redis.tell({"CLIENT", "KILL", "USER", "desk"});
        QTRY_VERIFY(!desk.isWell());
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 10'000);
        QVERIFY(desk.generations());
        QVERIFY(desk.bump({clinic}));
        desk.store.write("page", "entry", 1h);
        QVERIFY(desk.read("page")->bytes);
        QVERIFY(*desk.lease("page", 1s));
        desk.store.release("page");
        QTRY_COMPARE(m_redis.ask({"EXISTS", "cd:l:page"}), "0");
        m_redis.tell({"PEXPIRE", "cd:g:clinic:3", "1000"});
        QVERIFY(desk.generations());
        QCOMPARE(desk.store.figures().failures, 0);
        QVERIFY(desk.store.figures().usedMemory > 0);
    }

private:
    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestRedisCacheStore)
#include "tst_RedisCacheStore.moc"
