#include "tests/postgres/PoolDesk.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Kind = ConnectionState::Kind;

class TestPool final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init() { QVERIFY(!server.freshDatabase().isEmpty()); }

    void answer_arrivesAndTheStateIsConnected()
    {
        PoolDesk desk;
        QCOMPARE(desk.state(), Kind::SignedOut);
        desk.open(server);

        QCOMPARE(*settled(desk.ask(u"SELECT session_user"_s)), u"rita"_s);

        QTRY_COMPARE(desk.state(), Kind::Connected);
        QVERIFY(!desk.connection.state().isWeak);
    }

    void sessionSettings_areInForce()
    {
        PoolDesk desk;
        desk.open(server);
        const auto setting = [&](const QString &name) {
            return *settled(desk.ask(u"SELECT current_setting('%1')"_s.arg(name)));
        };

        QCOMPARE(setting(u"TimeZone"_s), u"UTC"_s);
        QCOMPARE(setting(u"statement_timeout"_s), u"5s"_s);
        QCOMPARE(setting(u"lock_timeout"_s), u"2s"_s);
        QCOMPARE(setting(u"idle_in_transaction_session_timeout"_s), u"10s"_s);
        QCOMPARE(
            *settled(desk.ask(u"SELECT current_setting('statement_timeout')"_s, JobKind::Report)),
            u"1min"_s);
    }

    void connections_growToTheMaximumAndShrinkAgain()
    {
        PoolDesk desk({.idle = 500ms});
        ServerProfile profile = server.profile();
        profile.maxConnections = 5;
        desk.pool.open(profile, {logins::receptionist, logins::password});
        QCOMPARE(*settled(desk.ask(u"SELECT '1'"_s)), u"1"_s);
        QTRY_COMPARE(desk.pool.connectionCount(), 2); // The second is warm before it is needed.

        QList<Async<QString>> answers;
        for (int i = 0; i < 20; ++i)
            answers.append(desk.ask(u"SELECT pg_backend_pid()::text FROM pg_sleep(0.1)"_s));
        QSet<QString> backends;
        for (const auto &answer : answers)
            backends.insert(*settled(answer));
        QCOMPARE(backends.size(), 5);

        QTRY_COMPARE_WITH_TIMEOUT(desk.pool.connectionCount(), 2, 5000);
        QTRY_COMPARE(server.value(sessions), u"2"_s);
        QCOMPARE(*settled(desk.ask(u"SELECT 'still here'"_s)), u"still here"_s);
    }

    void statements_stayPreparedPerConnection()
    {
        PoolDesk desk;
        ServerProfile profile = server.profile();
        profile.maxConnections = 1;
        desk.pool.open(profile, {logins::receptionist, logins::password});
        for (int i = 0; i < 3; ++i)
            QVERIFY(settled(desk.ask(u"SELECT 'often'"_s)));

        QCOMPARE(*settled(desk.ask(
                     u"SELECT count(*)::text FROM pg_prepared_statements"
                     " WHERE statement LIKE '%often%' AND statement NOT LIKE '%count%'"_s)),
                 u"1"_s);
    }

    void close_cancelsReadsAndWaitingRequestsAtOnce()
    {
        PoolDesk desk;
        ServerProfile profile = server.profile();
        profile.maxConnections = 2;
        desk.pool.open(profile, {logins::receptionist, logins::password});
        QList<Async<QString>> answers;
        for (int i = 0; i < 6; ++i)
            answers.append(desk.ask(u"SELECT 'x' FROM pg_sleep(4)"_s));
        QTRY_COMPARE(desk.pool.connectionCount(), 2);

        QElapsedTimer closing;
        closing.start();
        desk.pool.close();
        QVERIFY2(closing.elapsed() < 50, "close() may not wait");

        for (const auto &answer : answers)
            QCOMPARE(failureOf(settled(answer, 2s)), Code::Cancelled);
        QVERIFY(closing.elapsed() < 2000);
        QCOMPARE(desk.state(), Kind::SignedOut);
        QTRY_COMPARE(server.value(sessions), u"0"_s);
        QCOMPARE(failureOf(settled(desk.ask(u"SELECT 1"_s))), Code::Cancelled);
    }

    void close_letsAChangeOnItsWayFinish()
    {
        PoolDesk desk;
        desk.open(server, logins::receptionist);
        const auto answer = desk.ask(u"SELECT 'done' FROM pg_sleep(0.6)"_s, JobKind::Change);
        QTRY_COMPARE(server.value(sleeping), u"1"_s);

        desk.pool.close();

        QCOMPARE(*settled(answer), u"done"_s);
        QTRY_COMPARE(server.value(sessions), u"0"_s);
    }

    void brokenRead_isRepeatedOnce()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        const auto answer = desk.ask(u"SELECT 'twice' FROM pg_sleep(0.5)"_s);
        QTRY_COMPARE(server.value(sleeping), u"1"_s);

        server.run(killSleepers);

        QCOMPARE(*settled(answer), u"twice"_s);
        QTRY_COMPARE(desk.state(), Kind::Connected);
    }

    void brokenChange_isUnknownAndNeverRepeated()
    {
        server.run(u"CREATE TABLE public.attempts (n int); GRANT ALL ON public.attempts TO rita;"
                   "GRANT USAGE ON SCHEMA public TO rita"_s);
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        const auto answer = desk.ask(u"INSERT INTO public.attempts SELECT 1 FROM pg_sleep(0.5)"
                                     " RETURNING 'sent'"_s,
                                     JobKind::Change);
        QTRY_COMPARE(server.value(sleeping), u"1"_s);

        server.run(killSleepers);

        QCOMPARE(failureOf(settled(answer)), Code::Unknown);
        QCOMPARE(server.value(u"SELECT count(*) FROM public.attempts"_s), u"0"_s);
    }

    void changeOnAConnectionThatTheServerClosed_isNotSentInVain()
    {
        PoolDesk desk;
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        QTRY_COMPARE(desk.pool.connectionCount(), 2);
        const QString former = server.value(
            u"SELECT array_agg(pid)::text FROM pg_stat_activity WHERE usename = 'rita'"_s);
        server.run(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rita'"_s);
        const QString left
            = u"SELECT count(*) FROM pg_stat_activity WHERE pid = ANY ('%1'::int[])"_s.arg(former);
        QTRY_COMPARE(server.value(left), u"0"_s);

        QCOMPARE(*settled(desk.ask(u"SELECT 'first try'"_s, JobKind::Change)), u"first try"_s);
    }

    void textWithU0000_isRefusedByItsField()
    {
        PoolDesk desk;
        desk.open(server);
        const auto answer = settled(desk.pool.run(JobKind::Read, [](DatabaseConnection &session) {
            const auto asked = session.ask(u"SELECT :family::text"_s,
                                           {{u"family"_s, QString(u"Mül"_s + QChar() + u"ler"_s)}});
            return asked ? Result<Done>(Done{}) : Result<Done>(asked.error());
        }));

        QCOMPARE(failureOf(answer), Code::Invalid);
        QCOMPARE(answer.error().facts,
                 (QJsonObject{{u"field"_s, u"family"_s}, {u"problem"_s, u"malformed"_s}}));
    }

    void hostileTexts_comeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes") << u"O'Neill \"x\" \\' ''; DROP TABLE patient; --"_s;
        QTest::newRow("wildcards") << u"%_\\%"_s;
        QTest::newRow("emoji") << u"🏥 👩‍⚕️ 王小明 حداد"_s;
        QTest::newRow("placeholder") << u":family $1 ? ::text"_s;
        QTest::newRow("lines") << u"a\nb\r\tc"_s;
        QTest::newRow("10,000") << QString(10'000, u'ß');
        QTest::newRow("empty") << u""_s;
    }
    void hostileTexts_comeBackAsTheyWere()
    {
        QFETCH(QString, text);
        PoolDesk desk;
        desk.open(server);
        const auto back = settled(
            desk.pool.run(JobKind::Read, [text](DatabaseConnection &session) -> Result<QString> {
                const auto asked = session.ask(u"SELECT :text::text"_s, {{u"text"_s, text}});
                if (!asked)
                    return asked.error();
                return (*asked)->next() ? (*asked)->value(0).toString() : u"no row"_s;
            }));
        QCOMPARE(*back, text);
    }

    void slowAnswer_isShownAsSlow()
    {
        PoolDesk desk({.slow = 300ms});
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));
        const auto answer = desk.ask(u"SELECT 'late' FROM pg_sleep(1)"_s);
        QTRY_COMPARE(desk.state(), Kind::Slow);
        QCOMPARE(*settled(answer), u"late"_s);
        QTRY_COMPARE(desk.state(), Kind::Connected);
    }

    void heartbeat_setsTheClockAndMeasures()
    {
        PoolDesk desk({.heartbeat = 100ms});
        desk.clock.follow(QDateTime::currentDateTimeUtc().addSecs(3600));
        desk.open(server);
        QVERIFY(settled(desk.ask(u"SELECT 1"_s)));

        QTRY_VERIFY(qAbs(desk.clock.now().secsTo(QDateTime::currentDateTimeUtc())) < 5);
        QTRY_VERIFY(desk.connection.state().roundTrip.count() > 0);
    }

    void changedResultType_isPreparedAnew()
    {
        server.run(
            u"CREATE FUNCTION public.shape() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1';"
            "GRANT USAGE ON SCHEMA public TO PUBLIC;"
            "CREATE VIEW public.thing AS SELECT 1 AS a; GRANT SELECT ON public.thing TO PUBLIC"_s);
        PoolDesk desk;
        ServerProfile profile = server.profile();
        profile.maxConnections = 1;
        desk.pool.open(profile, {logins::receptionist, logins::password});
        QCOMPARE(*settled(desk.ask(u"SELECT * FROM public.thing"_s)), u"1"_s);

        server.run(u"DROP VIEW public.thing; CREATE VIEW public.thing AS SELECT 'text'::text AS a;"
                   "GRANT SELECT ON public.thing TO PUBLIC"_s);

        QCOMPARE(*settled(desk.ask(u"SELECT * FROM public.thing"_s)), u"text"_s);
    }

private:
    const QString sessions = u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'rita'"_s;
    const QString sleeping = u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'rita'"
                             " AND wait_event = 'PgSleep'"_s;
    const QString killSleepers = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                 " WHERE usename = 'rita' AND wait_event = 'PgSleep'"_s;
    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestPool)
#include "tst_Pool.moc"
