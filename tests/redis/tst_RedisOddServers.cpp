// Servers that are none, or stop in the middle of a word: what was sent ends once, nothing is made
// up, and the client comes back.
#include "tests/redis/RedisAnswers.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

namespace {

/// Answers a PING properly, and then whatever the test says; keeps every piece that arrived.
class ScriptedServer final : public QTcpServer
{
public:
    ScriptedServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            m_client = nextPendingConnection();
            ++connections;
            connect(m_client, &QIODevice::readyRead, this, [this] { take(m_client->readAll()); });
        });
    }
    [[nodiscard]] RedisOptions options() const
    {
        RedisOptions options;
        options.endpoints = {{u"127.0.0.1"_s, serverPort()}};
        options.heartbeat = 0ms;
        options.connectPatience = 1s;
        return options;
    }
    void say(const QByteArray &bytes)
    {
        m_client->write(bytes);
        m_client->flush();
    }
    void hangUp() { m_client->disconnectFromHost(); }

    QByteArrayList pieces; ///< After the greeting.
    QByteArray greeting = "+PONG\r\n";
    int connections = 0;

private:
    void take(const QByteArray &bytes)
    {
        if (bytes == "*1\r\n$4\r\nPING\r\n" && pieces.isEmpty())
            say(greeting);
        else
            pieces << bytes;
    }

    QTcpSocket *m_client = nullptr;
};

} // namespace

class TestRedisOddServers final : public QObject
{
    Q_OBJECT

private slots:
    void everythingOfOneTurn_isOneWrite()
    {
        ScriptedServer server;
        RedisClient client(server.options());
        open(client);
        QList<std::shared_ptr<RedisOutcome>> outcomes;
        for (int i = 0; i < 20; ++i)
            outcomes << sent(client, {"GET", QByteArray::number(i)});
        QVERIFY(server.pieces.isEmpty());
        QTRY_VERIFY(server.pieces.join().endsWith("$2\r\n19\r\n"));
        QCOMPARE(server.pieces.size(), 1);

        // And so is all that the answers of one turn lead to.
        for (int i = 0; i < 3; ++i) {
            client.send({"GET", "more"}, [&](const Result<RedisReply> &) {
                outcomes << sent(client, {"SET", "from", "handler"});
            });
        }
        QTRY_COMPARE(server.pieces.size(), 2);
        server.say(":1\r\n"_ba.repeated(23));
        QTRY_COMPARE(server.pieces.size(), 3);
        QCOMPARE(server.pieces.last().count("handler"), 3);
        server.say(":1\r\n"_ba.repeated(3));
        QTRY_COMPARE(outcomes.last()->times, 1);
        for (const auto &outcome : outcomes)
            QCOMPARE(outcome->times, 1);
    }

    void strangeAnswer_endsEverythingOnce_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("good"); // How many of three commands were answered before.
        QTest::newRow("garbage") << "<html>\r\n"_ba << 0;
        QTest::newRow("garbage after an answer") << "+OK\r\n\x16\x03\x01garbage"_ba << 1;
        QTest::newRow("cut in a text") << "+OK\r\n+OK\r\n$100\r\nabc"_ba << 2;
        QTest::newRow("cut in a list") << "*3\r\n$1\r\na\r\n"_ba << 0;
        QTest::newRow("cut in a number") << ":123"_ba << 0;
        QTest::newRow("an answer too many") << "+OK\r\n+OK\r\n+OK\r\n+OK\r\n"_ba << 3;
    }
    void strangeAnswer_endsEverythingOnce()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, good);
        ScriptedServer server;
        RedisClient client(server.options());
        open(client);
        QList<std::shared_ptr<RedisOutcome>> outcomes;
        for (int i = 0; i < 3; ++i)
            outcomes << sent(client, {"GET", "x"}, 30s);
        QTRY_VERIFY(!server.pieces.isEmpty());
        server.say(answer);
        server.hangUp();
        QTRY_VERIFY(!client.isReady());
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(outcomes[i]->times, 1);
            QCOMPARE(outcomes[i]->error.has_value(), i >= good);
            if (i >= good)
                QCOMPARE(outcomes[i]->error->code, Code::Unavailable);
        }
        server.pieces.clear();
        QTRY_VERIFY(client.isReady());
        QCOMPARE(server.connections, 2);
    }

    void serverThatNeverGreets_isGivenUpInTime()
    {
        ScriptedServer server;
        server.greeting.clear();
        RedisClient client(server.options());
        client.open();
        QTRY_VERIFY_WITH_TIMEOUT(client.problem(), 3'000);
        QCOMPARE(client.problem()->code, Code::Unavailable);
        server.greeting = "-LOADING Redis is loading the dataset in memory\r\n";
        QTRY_COMPARE(client.problem()->detail, u"Redis: LOADING"_s);
        server.greeting = "+PONG\r\n";
        QTRY_VERIFY_WITH_TIMEOUT(client.isReady(), 10'000);
        QVERIFY(!client.problem());
    }

    void unknownHost_isNamed()
    {
        RedisOptions options;
        options.endpoints = {{u"no-such-host.invalid"_s, 6379}};
        RedisClient client(options);
        client.open();
        QTRY_VERIFY_WITH_TIMEOUT(client.problem(), 10'000);
        QVERIFY(QStringList({u"dns"_s, u"tcp"_s})
                    .contains(client.problem()->facts.value(u"layer"_s).toString()));
        QCOMPARE(answered(client, {"PING"}).error->code, Code::Unavailable);
    }

    void firstHostThatAnswers_isTaken()
    {
        ScriptedServer server;
        RedisOptions options = server.options();
        options.endpoints.prepend({u"127.0.0.1"_s, 1});
        RedisClient client(options);
        client.open();
        QTRY_VERIFY(client.isReady());
    }

private:
    static void open(RedisClient &client)
    {
        client.open();
        QTRY_VERIFY(client.isReady());
    }
};

QTEST_GUILESS_MAIN(TestRedisOddServers)
#include "tst_RedisOddServers.moc"
