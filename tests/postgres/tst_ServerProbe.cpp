// How far a server can be reached before anybody signs in.
#include "core/postgres/PostgresServerProbe.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestServerProbe final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
    }

    void serverThatAsksForAPassword_isReached()
    {
        const auto answer = m_probe.reach(m_server.profile()).result();
        QVERIFY2(bool(answer), qPrintable(answer ? QString() : answer.error().detail));
    }

    void failingLayer_isNamed_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("layer");
        QTest::newRow("dns") << u"no-such-host.invalid"_s << 5432 << u"dns"_s;
        QTest::newRow("tcp") << u"127.0.0.1"_s << 1 << u"tcp"_s;
        QTest::newRow("socket") << u"/nowhere"_s << 5432 << u"tcp"_s;
    }

    void failingLayer_isNamed()
    {
        QFETCH(QString, host);
        QFETCH(int, port);
        ServerProfile server;
        server.hosts = host;
        server.port = quint16(port);
        server.tls = ServerProfile::Tls::Weaker;
        const auto answer = m_probe.reach(server).result();
        QVERIFY(!answer);
        QTEST(answer.error().facts.value(u"layer"_s).toString(), "layer");
    }

private:
    PrivateServer m_server;
    PostgresServerProbe m_probe;
};

QTEST_GUILESS_MAIN(TestServerProbe)
#include "tst_ServerProbe.moc"
