// What the window is told about a connection that is lost or no longer what it was, on a real
// server.
#include "core/postgres/PostgresGate.h"
#include "tests/postgres/PoolDesk.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Cause = ConnectionState::Cause;
using Kind = ConnectionState::Kind;

class TestConnectionCauses final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        noteSchemaVersion(m_server);
        m_desk = std::make_unique<PoolDesk>(quick());
        m_gate = std::make_unique<PostgresGate>(m_desk->pool);
        const auto session
            = settled(m_gate->signIn(m_server.profile(), {logins::receptionist, logins::password}));
        QVERIFY2(bool(session), qPrintable(session ? QString() : session.error().detail));
        QTRY_COMPARE(m_desk->state(), Kind::Connected);
    }
    void cleanup()
    {
        m_gate.reset();
        m_desk.reset();
        m_server.run(
            u"ALTER ROLE rita LOGIN CONNECTION LIMIT -1 PASSWORD '%1';"
            " ALTER ROLE rita RESET default_transaction_read_only"_s.arg(logins::password));
    }

    void refusedSignIn_isToldByItsCause_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("cause");
        const auto row = [](const char *name, const QString &change, Cause cause) {
            QTest::newRow(name) << change << int(cause);
        };
        row("password changed", u"ALTER ROLE rita PASSWORD 'another one'"_s,
            Cause::PasswordRefused);
        row("password expired", u"ALTER ROLE rita VALID UNTIL '2001-01-01'"_s,
            Cause::PasswordRefused);
        row("account closed", u"ALTER ROLE rita NOLOGIN"_s, Cause::AccountClosed);
        row("too many connections", u"ALTER ROLE rita CONNECTION LIMIT 0"_s, Cause::Full);
    }
    void refusedSignIn_isToldByItsCause()
    {
        QFETCH(QString, change);
        QFETCH(int, cause);
        m_server.run(change);
        endSessions();
        QTRY_COMPARE_WITH_TIMEOUT(int(m_desk->connection.state().cause), cause, 10'000);
        QCOMPARE(m_desk->state(), Kind::Lost);
        QVERIFY(m_desk->connection.state().retryAt.isValid());
        QVERIFY(!m_desk->connection.state().takesChanges());
        m_server.run(
            u"ALTER ROLE rita LOGIN CONNECTION LIMIT -1 PASSWORD '%1' VALID UNTIL 'infinity'"_s.arg(
                logins::password));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), Kind::Connected, 10'000);
        QCOMPARE(m_desk->connection.state().cause, Cause::None);
    }

    void stoppedServer_hasSaidGoodbye()
    {
        QVERIFY2(m_server.stop(), m_server.problem());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->connection.state().cause, Cause::Stopping, 40'000);
        QCOMPARE(m_desk->state(), Kind::Lost);
        QTest::qWait(600); // Attempts that meet nobody don't take the reason away.
        QCOMPARE(m_desk->connection.state().cause, Cause::Stopping);
        QVERIFY2(m_server.restart(), m_server.problem());
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), Kind::Connected, 10'000);
        QCOMPARE(m_desk->connection.state().cause, Cause::None);
    }

    void startingServer_isToldApartFromNoServer()
    {
        QTcpServer starting;
        QVERIFY(starting.listen(QHostAddress::LocalHost));
        connect(&starting, &QTcpServer::newConnection, &starting, [&starting] {
            QTcpSocket *client = starting.nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, client, [client] {
                client->readAll();
                client->write(refusal("57P03"));
                client->disconnectFromHost();
            });
        });
        ServerProfile profile;
        profile.hosts = u"127.0.0.1"_s;
        profile.port = starting.serverPort();
        profile.tls = ServerProfile::Tls::None;
        PoolDesk desk;
        desk.pool.open(profile, {logins::receptionist, logins::password});
        const auto answer = settled(desk.ask(u"SELECT 1"_s));
        QVERIFY(!answer);
        QCOMPARE(causeOf(answer.error()), Cause::Starting);
    }

    void readOnlyServer_isConnectedButTakesNoChanges()
    {
        m_server.run(u"ALTER ROLE rita SET default_transaction_read_only = on"_s);
        endSessions();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->connection.state().cause, Cause::ReadOnly, 10'000);
        QCOMPARE(m_desk->state(), Kind::Connected);
        QVERIFY(!m_desk->connection.state().takesChanges());
        m_server.run(u"ALTER ROLE rita RESET default_transaction_read_only"_s);
        endSessions();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->connection.state().takesChanges()
                                     && m_desk->state() == Kind::Connected,
                                 10'000);
    }

    void whatChangedMeanwhile_isFoundWhenTheSessionIsConfirmed_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<int>("cause");
        const auto row = [](const char *name, const QString &change, Cause cause) {
            QTest::newRow(name) << change << int(cause);
        };
        row("newer schema", u"UPDATE clinidesk.migration SET number = number + 1"_s,
            Cause::SchemaNewer);
        row("member dismissed", u"UPDATE clinidesk.staff SET active = false WHERE login = 'rita'"_s,
            Cause::AccountClosed);
        row("new password demanded",
            u"UPDATE clinidesk.staff SET password_expires_at = now() WHERE login = 'rita'"_s,
            Cause::PasswordExpired);
        row("nothing", u"SELECT 1"_s, Cause::None);
    }
    void whatChangedMeanwhile_isFoundWhenTheSessionIsConfirmed()
    {
        QFETCH(QString, change);
        QFETCH(int, cause);
        m_server.run(change);
        const QString audited = m_server.value(u"SELECT count(*) FROM clinidesk.audit"_s);
        const auto session = settled(m_gate->confirm());
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.audit"_s), audited);
        QCOMPARE(int(session ? Cause::None : causeOf(session.error())), cause);
        QCOMPARE(m_desk->state(), Kind::Connected); // It ends nothing.
    }

    void tryNow_waitsForNobody()
    {
        QVERIFY2(m_server.stop(), m_server.problem());
        const auto now = [this] { return m_desk->clock.now(); };
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->state() == Kind::Lost
                                     && now().msecsTo(m_desk->connection.state().retryAt) > 1'500,
                                 30'000);
        QVERIFY2(m_server.restart(), m_server.problem());
        m_desk->pool.tryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), Kind::Connected, 1'000);
    }

private:
    static PoolLimits quick()
    {
        PoolLimits limits;
        limits.heartbeat = 200ms;
        return limits;
    }
    /// An ErrorResponse as the protocol has it.
    static QByteArray refusal(const char *state)
    {
        QByteArray fields = QByteArray("SFATAL\0VFATAL\0C", 15) + state + '\0'
            + QByteArray("Mthe database system is starting up\0\0", 37);
        QByteArray length(4, '\0');
        qToBigEndian<qint32>(qint32(fields.size() + 4), length.data());
        return 'E' + length + fields;
    }
    void endSessions()
    {
        m_server.run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                     " WHERE usename = 'rita'"_s);
    }

    PrivateServer m_server;
    std::unique_ptr<PoolDesk> m_desk;
    std::unique_ptr<PostgresGate> m_gate;
};

QTEST_GUILESS_MAIN(TestConnectionCauses)
#include "tst_ConnectionCauses.moc"
