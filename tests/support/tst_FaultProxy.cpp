#include "tests/support/FaultProxy.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = LinkFault::Kind;

namespace {

/// Sends back whatever it gets.
class EchoServer final : public QObject
{
public:
    EchoServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *peer = m_server.nextPendingConnection();
            connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
            connect(peer, &QTcpSocket::disconnected, peer, &QObject::deleteLater);
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QString address() const { return u"127.0.0.1:%1"_s.arg(m_server.serverPort()); }

private:
    QTcpServer m_server;
};

} // namespace

class TestFaultProxy final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_proxy = std::make_unique<FaultProxy>(m_echo.address());
        QVERIFY(m_proxy->isListening());
        m_client = std::make_unique<QTcpSocket>();
        m_client->connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
        QTRY_COMPARE(m_client->state(), QAbstractSocket::ConnectedState);
        m_client->write("hello");
        QTRY_COMPARE(m_client->bytesAvailable(), 5);
        QCOMPARE(m_client->readAll(), QByteArray("hello"));
    }

    void healthyLink_passesEverythingUnchanged()
    {
        QByteArray sent(300'000, '\0');
        for (qsizetype i = 0; i < sent.size(); ++i)
            sent[i] = char(i * 7);
        m_client->write(sent);
        QTRY_COMPARE(m_client->bytesAvailable(), sent.size());
        QCOMPARE(m_client->readAll(), sent);
    }

    void latency_delaysBothWays()
    {
        m_proxy->apply({.kind = Kind::Latency, .delay = 100ms});
        QElapsedTimer timer;
        timer.start();
        m_client->write("x");
        QTRY_COMPARE(m_client->bytesAvailable(), 1);
        QCOMPARE(m_client->readAll(), QByteArray("x"));
        QVERIFY2(timer.elapsed() >= 200, QByteArray::number(timer.elapsed()).constData());
    }

    void bandwidth_isKept()
    {
        m_proxy->apply({.kind = Kind::Bandwidth, .bytesPerSecond = 10'000});
        QElapsedTimer timer;
        timer.start();
        m_client->write(QByteArray(3'000, 'x'));
        QTRY_COMPARE(m_client->bytesAvailable(), 3'000);
        QVERIFY2(timer.elapsed() >= 250, QByteArray::number(timer.elapsed()).constData());
    }

    void slices_arriveWholeAndInOrder()
    {
        m_proxy->apply({.kind = Kind::Slices, .delay = 1ms, .bytes = 3});
        m_client->write("abcdefghijklmnopqrstuvwxyz");
        QTRY_COMPARE(m_client->bytesAvailable(), 26);
        QCOMPARE(m_client->readAll(), QByteArray("abcdefghijklmnopqrstuvwxyz"));
    }

    void reset_endsOpenAndNewLinks()
    {
        m_proxy->apply({.kind = Kind::Reset});
        QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
        QTcpSocket second;
        second.connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
        QTRY_VERIFY(second.error() == QAbstractSocket::RemoteHostClosedError);
    }

    void blackHole_passesNothingUntilHealed()
    {
        m_proxy->apply({.kind = Kind::BlackHole});
        m_client->write("x");
        QTest::qWait(150); // Nothing is what is to be seen.
        QCOMPARE(m_client->bytesAvailable(), 0);
        QCOMPARE(m_client->state(), QAbstractSocket::ConnectedState);
        m_proxy->heal();
        QTRY_COMPARE(m_client->bytesAvailable(), 1);
        QCOMPARE(m_client->readAll(), QByteArray("x"));
    }

    void halfOpen_leavesTheClientWaiting()
    {
        m_proxy->apply({.kind = Kind::HalfOpen});
        m_client->write("x");
        QTest::qWait(150); // Nothing is what is to be seen.
        QCOMPARE(m_client->bytesAvailable(), 0);
        QCOMPARE(m_client->state(), QAbstractSocket::ConnectedState);
    }

    void corruption_flipsExactlyOneBitOnce()
    {
        m_proxy->apply({.kind = Kind::Corrupt, .bytes = 2});
        m_client->write("abcd");
        QTRY_COMPARE(m_client->bytesAvailable(), 4);
        QCOMPARE(m_client->readAll(), QByteArray("abCd"));
        QVERIFY(m_proxy->hasStruck());
        m_client->write("abcd");
        QTRY_COMPARE(m_client->bytesAvailable(), 4);
        QCOMPARE(m_client->readAll(), QByteArray("abcd"));
    }

    void cut_comesAfterExactlySoManyBytes()
    {
        m_proxy->apply({.kind = Kind::CutToClient, .bytes = 3});
        m_client->write("abcdef");
        QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(m_client->bytesAvailable() <= 3); // A reset may overtake what it follows.
        QVERIFY(m_proxy->hasStruck());
        QTRY_COMPARE(m_proxy->linkCount(), 0);
    }

    void refusal_isUndoneByHealing()
    {
        m_proxy->apply({.kind = Kind::Refuse});
        QTcpSocket second;
        second.connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
        QTRY_COMPARE(second.error(), QAbstractSocket::ConnectionRefusedError);
        m_proxy->heal();
        second.connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
        QTRY_COMPARE(second.state(), QAbstractSocket::ConnectedState);
    }

private:
    EchoServer m_echo;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<QTcpSocket> m_client;
};

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_FaultProxy.moc"
