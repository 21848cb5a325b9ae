// The client on a real Redis: what is sent comes back, whatever happens to the server meanwhile.
#include "core/redis/RedisError.h"
#include "core/redis/RedisScript.h"
#include "core/redis/RedisSubscription.h"
#include "tests/redis/RedisAnswers.h"
#include "tests/support/TestRedis.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Kind = RedisReplyView::Kind;

class TestRedisClient final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }
    void init()
    {
        m_redis.tell({"FLUSHALL"});
        m_redis.tell({"SCRIPT", "FLUSH"});
    }

    void anyBytes_comeBackAsTheyWere_data()
    {
        QTest::addColumn<bool>("isLocal");
        QTest::newRow("TCP") << false;
        QTest::newRow("local socket") << true;
    }
    void anyBytes_comeBackAsTheyWere()
    {
        QFETCH(bool, isLocal);
        RedisOptions options = m_redis.options();
        if (isLocal)
            options.socketPath = m_redis.socket();
        RedisClient client(options);
        open(client);
        for (const qsizetype size : {0, 1, 9'000, 300'000, 5'000'000}) {
            QByteArray bytes(size, '\r');
            for (qsizetype i = 0; i < size; i += 3)
                bytes[i] = char(i);
            QVERIFY(answered(client, {"SET", "key \r\n", bytes}).text == "OK");
            QVERIFY(answered(client, {"GET", "key \r\n"}).text == bytes);
        }
    }

    void everythingOfOneTurn_isAnsweredInOrder()
    {
        RedisClient client(m_redis.options());
        open(client);
        QList<std::shared_ptr<RedisOutcome>> outcomes;
        for (int i = 0; i < 10'000; ++i)
            outcomes << sent(client, {"INCR", "counter"});
        QCOMPARE(outcomes.first()->times, 0); // Never inside the call.
        QTRY_COMPARE(outcomes.last()->times, 1);
        for (int i = 0; i < outcomes.size(); ++i) {
            QCOMPARE(outcomes[i]->times, 1);
            QCOMPARE(outcomes[i]->number, i + 1);
        }
    }

    void refusal_isAnAnswer()
    {
        RedisClient client(m_redis.options());
        open(client);
        QCOMPARE(answered(client, {"SET", "text", "a"}).text, "OK");
        const RedisOutcome refused = answered(client, {"LPUSH", "text", "b"});
        QCOMPARE(refused.kind, Kind::Failure);
        QVERIFY(refused.text.startsWith("WRONGTYPE"));
        QVERIFY(client.isReady());
    }

    void wrongPassword_isNamedAndNeverSaid()
    {
        TestRedis locked({u"--requirepass"_s, u"right"_s});
        QVERIFY2(locked.start(), locked.problem());
        for (const QString &password : {u"wrong"_s, QString()}) {
            RedisOptions options = locked.options();
            options.password = password;
            RedisClient client(options);
            client.open();
            QTRY_VERIFY(client.problem());
            QCOMPARE(client.problem()->code, Code::WrongPassword);
            QVERIFY(!client.problem()->detail.contains(u"wrong"_s));
            QCOMPARE(answered(client, {"PING"}).error->code, Code::Unavailable);
        }
        RedisOptions options = locked.options();
        options.password = u"right"_s;
        RedisClient client(options);
        open(client);
        QCOMPARE(answered(client, {"PING"}).text, "PONG");
    }

    void userOfTheAccessList_signsInByName()
    {
        m_redis.tell({"ACL", "SETUSER", "desk", "on", ">secret", "~cd:*", "+@all", "-@dangerous"});
        RedisOptions options = m_redis.options();
        options.user = u"desk"_s;
        options.password = u"secret"_s;
        RedisClient client(options);
        open(client);
        QCOMPARE(answered(client, {"SET", "cd:x", "1"}).text, "OK");
        QVERIFY(answered(client, {"SET", "other", "1"}).text.startsWith("NOPERM"));
    }

    void databaseNumber_isUsedAfterEveryReconnect()
    {
        RedisOptions options = m_redis.options();
        options.database = 3;
        RedisClient client(options);
        open(client);
        QCOMPARE(answered(client, {"SET", "here", "1"}).text, "OK");
        QCOMPARE(m_redis.ask({"GET", "here"}), QByteArray());
        m_redis.tell({"CLIENT", "KILL", "TYPE", "normal"});
        QTRY_VERIFY(!client.isReady());
        QTRY_VERIFY(client.isReady());
        QCOMPARE(answered(client, {"GET", "here"}).text, "1");
    }

    void lostConnection_answersEverythingOnceAndComesBack()
    {
        RedisClient client(m_redis.options());
        open(client);
        m_redis.pause();
        QList<std::shared_ptr<RedisOutcome>> outcomes;
        for (int i = 0; i < 100; ++i)
            outcomes << sent(client, {"INCR", "counter"}, 30s);
        QTest::qWait(20); // So that they are on their way.
        m_redis.kill();
        QTRY_COMPARE(outcomes.last()->times, 1);
        outcomes << sent(client, {"PING"});
        QTRY_COMPARE(outcomes.last()->times, 1);
        QVERIFY2(m_redis.start(), m_redis.problem());
        QTRY_VERIFY_WITH_TIMEOUT(client.isReady(), 10'000);
        for (const auto &outcome : outcomes) {
            QCOMPARE(outcome->times, 1);
            QCOMPARE(outcome->error->code, Code::Unavailable);
        }
        QCOMPARE(answered(client, {"PING"}).text, "PONG");
    }

    void silence_isATimeOutAndItsLateAnswerGoesToNobodyElse()
    {
        RedisClient client(m_redis.options());
        open(client);
        QCOMPARE(answered(client, {"SET", "a", "first"}).text, "OK");
        QCOMPARE(answered(client, {"SET", "b", "second"}).text, "OK");
        m_redis.pause();
        QElapsedTimer waiting;
        waiting.start();
        const auto late = sent(client, {"GET", "a"}, 200ms);
        QTRY_COMPARE(late->times, 1);
        QVERIFY(isRedisTimeOut(*late->error));
        QVERIFY(waiting.elapsed() >= 195);
        const auto next = sent(client, {"GET", "b"}, 10s);
        m_redis.resume();
        QTRY_COMPARE(next->times, 1);
        QCOMPARE(next->text, "second");
        QCOMPARE(late->times, 1);
        QVERIFY(client.isReady());
    }

    void silentServer_isGivenUpByItsHeartbeat()
    {
        RedisOptions options = m_redis.options();
        options.heartbeat = 100ms;
        options.heartbeatPatience = 400ms;
        RedisClient client(options);
        open(client);
        QTRY_VERIFY(client.roundTrip() > 0us);
        m_redis.pause();
        const auto held = sent(client, {"PING"}, 60s);
        QTRY_VERIFY_WITH_TIMEOUT(!client.isReady(), 5'000);
        QCOMPARE(held->times, 1);
        m_redis.resume();
        QTRY_VERIFY_WITH_TIMEOUT(client.isReady(), 10'000);
    }

    void script_travelsOnceAndAgainWhenTheServerForgotIt()
    {
        RedisClient client(m_redis.options());
        open(client);
        const RedisScript release(u"release"_s);
        for (int round = 0; round < 3; ++round) {
            m_redis.tell({"SET", "lease", "mine"});
            if (round == 2)
                m_redis.tell({"SCRIPT", "FLUSH"});
            int times = 0;
            qint64 released = 0;
            release.run(client, {.keys = {"lease"}, .values = {"mine"}},
                        [&](const Result<RedisReply> &reply) {
                            ++times;
                            released = reply ? reply->number() : -1;
                        });
            QTRY_COMPARE(times, 1);
            QCOMPARE(released, 1);
        }
        QCOMPARE(m_redis.ask({"EXISTS", "lease"}), "0");
    }

    void subscription_hearsAndHearsAgainAfterALoss()
    {
        RedisSubscription news(m_redis.options(), "news");
        QByteArrayList heard;
        connect(&news, &RedisSubscription::messageArrived, &news,
                [&](const RedisReplyView &message) { heard << message.bytes(); });
        news.open();
        QTRY_VERIFY(news.isSubscribed());
        QVERIFY(!news.runId().isEmpty());
        m_redis.tell({"PUBLISH", "news", "one"});
        QTRY_COMPARE(heard, QByteArrayList{"one"});
        m_redis.tell({"CLIENT", "KILL", "ID", QByteArray::number(news.clientId())});
        QTRY_VERIFY(!news.isSubscribed());
        QTRY_VERIFY(news.isSubscribed());
        m_redis.tell({"PUBLISH", "news", "two"});
        QTRY_COMPARE(heard, (QByteArrayList{"one", "two"}));
    }

    void handler_mayDestroyTheClient()
    {
        auto client = std::make_unique<RedisClient>(m_redis.options());
        open(*client);
        const auto never = std::make_shared<RedisOutcome>();
        client->send({"PING"}, [&](const Result<RedisReply> &) { client.reset(); });
        client->send({"PING"}, [never](const Result<RedisReply> &) { ++never->times; });
        QTRY_VERIFY(!client);
        QCOMPARE(never->times, 0);
    }

    void handler_mayCloseAndOpenAgain()
    {
        RedisClient client(m_redis.options());
        open(client);
        client.send({"PING"}, [&](const Result<RedisReply> &) {
            client.close();
            client.open();
        });
        const auto cancelled = sent(client, {"PING"});
        QTRY_COMPARE(cancelled->times, 1);
        QCOMPARE(cancelled->error->code, Code::Cancelled);
        QTRY_VERIFY(client.isReady());
        QCOMPARE(answered(client, {"PING"}).text, "PONG");
    }

private:
    static void open(RedisClient &client)
    {
        client.open();
        QTRY_VERIFY(client.isReady());
    }

    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestRedisClient)
#include "tst_RedisClient.moc"
