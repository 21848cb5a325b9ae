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

    void amendment_isMadeOnlyWhileNothingElseChanged()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto before = desk.generations();
        CacheAmendment amendment{.news = {{doctor}, "1:5:2"},
                                 .fresh = {4711},
                                 .known = tags,
                                 .expected = before->generations,
                                 .entries = {{.name = "page", .bytes = "mended", .life = 1min}}};
        QVERIFY(*desk.amend(amendment));
        const auto after = desk.read("page");
        QCOMPARE(after->bytes.value(), "mended");
        QCOMPARE(after->generations,
                 (QList<Generation>{before->generations.at(0), 4711, before->generations.at(2)}));
        QTRY_VERIFY(desk.heard.contains(doctor));
        for (const char *key : {"cd:e:page", "cd:a:1:5:2", "cd:g:doctor:17"})
            QVERIFY2(m_redis.ask({"PTTL", key}).toLongLong() > 0, key);

        amendment.fresh = {4712};
        amendment.entries.first().bytes = "late";
        QVERIFY(!*desk.amend(amendment)); // The doctor's is another by now.
        QCOMPARE(desk.read("page")->bytes.value(), "mended");
        QCOMPARE(desk.read("page")->generations.at(1), Generation(4711));
        m_redis.tell({"DEL", "cd:g:clinic:3"});
        amendment.expected[1] = 4711;
        QVERIFY(!*desk.amend(amendment)); // Nor does one that is missing do.
    }

    void announcedChange_isNotRelayed()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto before = desk.generations()->generations;
        QVERIFY(desk.wait<Done>([&](auto handler) {
            desk.store.bump({{doctor}, "1:5:2"}, handler);
        }));
        const auto announced = desk.generations()->generations;
        QVERIFY(announced.at(1) != before.at(1));
        QVERIFY(desk.relay({{{doctor}, "1:5:2"}, {{clinic}, "1:5:3"}, {{CacheTag::epoch()}, {}}}));
        const auto relayed = desk.generations()->generations;
        QCOMPARE(relayed.at(1), announced.at(1));
        QVERIFY(relayed.at(0) != announced.at(0));
        QVERIFY(relayed.at(2) != announced.at(2));
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
