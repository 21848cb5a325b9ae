// Signing in to a real server, and every way it can fail.
#include "core/postgres/PostgresDayList.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresHealth.h"
#include "tests/postgres/PoolDesk.h"

#include <QTcpServer>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

class TestGate final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init()
    {
        QVERIFY(!server.freshDatabase().isEmpty());
        noteSchemaVersion(server);
    }

    void session_tellsWhoSignedIn()
    {
        Entrance entrance;
        const auto session = settled(entrance.signIn(server, logins::doctor));
        QVERIFY2(bool(session), qPrintable(session ? QString() : session.error().detail));
        QCOMPARE(session->login, logins::doctor);
        QCOMPARE(session->displayName, u"Dr Jonas Weber"_s);
        QCOMPARE(session->role, Role::Doctor);
        QCOMPARE(session->doctor, smallclinic::weber);
        QCOMPARE(session->schemaVersion, Migrations::newest());
        QVERIFY(qAbs(session->serverTime.secsTo(QDateTime::currentDateTimeUtc())) < 5);
        QCOMPARE(session->serverTime.timeSpec(), Qt::UTC);
    }

    void rights_arePartOfTheSession()
    {
        Entrance entrance;
        const auto session = settled(entrance.signIn(server, logins::chief));
        QCOMPARE(session->rights, (QStringList{u"double_book"_s, u"over_limit"_s, u"past"_s}));
    }

    void wrongPassword_isToldAndLeavesNoSession()
    {
        Entrance entrance;
        const auto refused
            = settled(entrance.gate.signIn(server.profile(), {logins::receptionist, u"not it"_s}));
        QCOMPARE(failureOf(refused), Code::WrongPassword);
        QCOMPARE(layerOf(refused.error()), u"sign-in"_s);
        QCOMPARE(entrance.desk.state(), ConnectionState::Kind::SignedOut);
        QCOMPARE(entrance.desk.pool.connectionCount(), 0);
    }

    void refusedAttempts_areAuditedByTheNextPersonWhoGetsIn()
    {
        Entrance entrance;
        for (int i = 0; i < 2; ++i) {
            QVERIFY(!settled(
                entrance.gate.signIn(server.profile(), {logins::receptionist, u"not it"_s})));
        }
        const QString audited = u"SELECT count(*) FROM clinidesk.audit WHERE action ="
                                " 'sign_in_failed' AND who = 'rita'"_s;
        QCOMPARE(server.value(audited), u"0"_s);
        QVERIFY(settled(entrance.signIn(server, logins::chief)));
        QTRY_COMPARE(server.value(audited), u"2"_s);

        entrance.gate.signOut(); // And only once.
        QVERIFY(settled(entrance.signIn(server, logins::chief)));
        QTest::qWait(300);
        QCOMPARE(server.value(audited), u"2"_s);
    }

    void unknownName_looksLikeAWrongPassword()
    {
        Entrance entrance;
        QCOMPARE(failureOf(settled(entrance.signIn(server, u"nobody"_s))), Code::WrongPassword);
        QCOMPARE(failureOf(settled(entrance.signIn(server, u"o'neill \\ x"_s))),
                 Code::WrongPassword);
    }

    void nameWithU0000_isRefusedUnsent()
    {
        Entrance entrance;
        const auto refused
            = settled(entrance.signIn(server, QString(u"rita"_s + QChar() + u"x"_s)));
        QCOMPARE(failureOf(refused), Code::Invalid);
        QCOMPARE(refused.error().facts.value(u"field"_s).toString(), u"login"_s);
    }

    void unknownHost_isTheDnsLayer()
    {
        ServerProfile profile;
        profile.hosts = u"no-such-host.invalid"_s;
        profile.tls = ServerProfile::Tls::Weaker;
        const auto refused = failureAt(profile);
        QCOMPARE(refused.code, Code::Unavailable);
        QCOMPARE(layerOf(refused), u"dns"_s);
    }

    void closedPort_isTheTcpLayer()
    {
        ServerProfile profile = loopback(1);
        const auto refused = failureAt(profile);
        QCOMPARE(refused.code, Code::Unavailable);
        QCOMPARE(layerOf(refused), u"tcp"_s);
    }

    void silentPort_isUnavailableWithinSeconds()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QElapsedTimer waiting;
        waiting.start();
        QCOMPARE(failureAt(loopback(silent.serverPort())).code, Code::Unavailable);
        QVERIFY(waiting.elapsed() < 7000);
    }

    void serverWithoutTls_isInsecure()
    {
        // Answers the request for TLS with "no", as PostgreSQL without a certificate does.
        QTcpServer plain;
        QVERIFY(plain.listen(QHostAddress::LocalHost));
        connect(&plain, &QTcpServer::newConnection, &plain, [&] {
            QTcpSocket *socket = plain.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("N");
            });
        });
        ServerProfile profile = loopback(plain.serverPort());
        profile.tls = ServerProfile::Tls::Weaker;
        const auto refused = failureAt(profile);
        QCOMPARE(refused.code, Code::Insecure);
        QCOMPARE(layerOf(refused), u"tls"_s);
    }

    void missingDatabase_isTheSchemaLayer()
    {
        ServerProfile profile = server.profile();
        profile.database = u"not_there"_s;
        const auto refused = failureAt(profile);
        QCOMPARE(refused.code, Code::SchemaTooOld);
        QCOMPARE(layerOf(refused), u"schema"_s);
    }

    void olderAndNewerSchema_areToldApart()
    {
        noteSchemaVersion(server, Migrations::newest() - 1);
        QCOMPARE(failureAt(server.profile()).code, Code::SchemaTooOld);
        noteSchemaVersion(server, Migrations::newest() + 1);
        const auto newer = failureAt(server.profile());
        QCOMPARE(newer.code, Code::SchemaTooNew);
        QCOMPARE(layerOf(newer), u"schema"_s);
    }

    void disabledMember_isDenied()
    {
        server.run(u"UPDATE clinidesk.staff SET active = false WHERE login = 'rita'"_s);
        QCOMPARE(failureAt(server.profile()).code, Code::Denied);
    }

    void expiredPassword_canBeChangedAndNothingElse()
    {
        const QString fresh = u"a new, long one 王"_s;
        Entrance entrance;
        const auto refused = settled(entrance.signIn(server, logins::expired));
        QCOMPARE(failureOf(refused), Code::PasswordExpired);
        PostgresDayList days(entrance.desk.pool);
        QCOMPARE(failureOf(settled(days.day(smallclinic::riverside, {}))), Code::PasswordExpired);

        const auto changed = settled(entrance.gate.changePassword(fresh));
        QVERIFY2(bool(changed), qPrintable(changed ? QString() : changed.error().detail));

        QVERIFY(settled(days.day(smallclinic::riverside, {})));
        QVERIFY(settled(entrance.gate.signIn(server.profile(), {logins::expired, fresh})));
        QCOMPARE(failureOf(settled(entrance.signIn(server, logins::expired))), Code::WrongPassword);
        server.run(u"ALTER ROLE elsa PASSWORD '%1'"_s.arg(logins::password));
    }

    void emptyNewPassword_isRefused()
    {
        Entrance entrance;
        QVERIFY(settled(entrance.signIn(server, logins::receptionist)));
        QCOMPARE(failureOf(settled(entrance.gate.changePassword({}))), Code::Invalid);
    }

    void signOut_endsTheConnections()
    {
        Entrance entrance;
        QVERIFY(settled(entrance.signIn(server, logins::receptionist)));
        QTRY_COMPARE(entrance.desk.state(), ConnectionState::Kind::Connected);

        entrance.gate.signOut();

        QCOMPARE(entrance.desk.state(), ConnectionState::Kind::SignedOut);
        QTRY_COMPARE_WITH_TIMEOUT(
            server.value(u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'rita'"_s), u"0"_s,
            15'000);
    }

    void secondSignIn_isNotEndedByTheFirstOnesFailure()
    {
        Entrance entrance;
        const auto first
            = entrance.gate.signIn(server.profile(), {logins::receptionist, u"wrong"_s});
        const auto second = entrance.signIn(server, logins::receptionist);
        QVERIFY(!settled(first));
        QVERIFY(settled(second));
        QCoreApplication::processEvents();
        QCOMPARE(*settled(entrance.desk.ask(u"SELECT session_user"_s)), u"rita"_s);
    }

    void health_namesTheLayerAndWhatToDo()
    {
        Entrance entrance;
        PostgresHealth health(entrance.desk.pool);
        QCOMPARE(settled(health.look())->state, HealthReport::State::NotUsed);

        QVERIFY(settled(entrance.signIn(server, logins::receptionist)));
        const auto good = *settled(health.look());
        QCOMPARE(good.state, HealthReport::State::Ok);
        QVERIFY(good.version.startsWith(u"15."_s));
        QVERIFY(good.latency.count() > 0);
        QVERIFY(good.layer.isEmpty() && good.advice.isEmpty());

        noteSchemaVersion(server, Migrations::newest() - 1);
        const auto old = *settled(health.look());
        QCOMPARE(old.state, HealthReport::State::Failed);
        QCOMPARE(old.layer, u"schema"_s);
        QVERIFY(old.advice.contains(u"migrate"_s));

        entrance.desk.pool.open(loopback(1), {logins::receptionist, logins::password});
        const auto closed = *settled(health.look());
        QCOMPARE(closed.layer, u"tcp"_s);
        QVERIFY(!closed.advice.isEmpty());
    }

private:
    struct Entrance
    {
        [[nodiscard]] Async<Session> signIn(const PrivateServer &where, const QString &login)
        {
            return gate.signIn(where.profile(), {login, logins::password});
        }

        PoolDesk desk;
        PostgresGate gate{desk.pool};
    };

    [[nodiscard]] static ServerProfile loopback(quint16 port)
    {
        ServerProfile profile;
        profile.hosts = u"127.0.0.1"_s;
        profile.port = port;
        profile.tls = ServerProfile::Tls::None;
        return profile;
    }

    [[nodiscard]] static QString layerOf(const Error &error)
    {
        return error.facts.value(u"layer"_s).toString();
    }

    [[nodiscard]] static Error failureAt(const ServerProfile &profile)
    {
        Entrance entrance;
        const auto refused
            = settled(entrance.gate.signIn(profile, {logins::receptionist, logins::password}));
        return refused ? Error{Code::Broken, u"let in"_s, {}} : refused.error();
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestGate)
#include "tst_Gate.moc"
