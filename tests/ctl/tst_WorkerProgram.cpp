#include "tests/support/PrivateServer.h"

#include <QProcess>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestWorkerProgram final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init() { QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem()); }

    void auditRows_joinTheChain()
    {
        readSomething();
        QVERIFY(unchained() > 0);
        QProcess worker;
        start(worker, logins::worker);
        QTRY_COMPARE_WITH_TIMEOUT(unchained(), 0, 10000);
        QCOMPARE(stop(worker), 0);
    }

    void lostServer_isFoundAgain()
    {
        QProcess worker;
        start(worker, logins::worker);
        QTRY_COMPARE_WITH_TIMEOUT(sessions(), true, 10000);
        m_server.kill();
        QVERIFY2(m_server.restart(), m_server.problem());
        readSomething();
        QTRY_COMPARE_WITH_TIMEOUT(unchained(), 0, 40000);
        QCOMPARE(stop(worker), 0);
    }

    void wrongPassword_endsTheProgram()
    {
        QProcess worker;
        start(worker, logins::worker, u"guessed"_s);
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitCode(), 4);
    }

    void receptionist_isNoWorker()
    {
        QProcess worker;
        start(worker, logins::receptionist);
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitCode(), 4);
    }

    void missingLogin_isSaid()
    {
        QProcess worker;
        start(worker, {});
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitCode(), 2);
        QVERIFY(worker.readAllStandardError().contains("--user"));
    }

private:
    void start(QProcess &worker, const QString &login, const QString &password = logins::password)
    {
        const ServerProfile server = m_server.profile();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PGHOST"_s, server.hosts);
        environment.insert(u"PGDATABASE"_s, server.database);
        environment.insert(u"PGPASSWORD"_s, password);
        environment.remove(u"PGUSER"_s);
        if (!login.isEmpty())
            environment.insert(u"PGUSER"_s, login);
        worker.setProcessEnvironment(environment);
        worker.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinidesk-worker"_s, QStringList());
        QVERIFY(worker.waitForStarted());
    }

    [[nodiscard]] static int stop(QProcess &worker)
    {
        worker.terminate();
        return worker.waitForFinished(10000) && worker.exitStatus() == QProcess::NormalExit
            ? worker.exitCode()
            : -1;
    }

    void readSomething()
    {
        m_server.run(u"SET search_path = clinidesk; SELECT count(*) FROM day_list(1, NULL)"_s,
                     logins::receptionist);
    }

    [[nodiscard]] int unchained()
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk.audit WHERE chain_no IS NULL"_s)
            .toInt();
    }

    [[nodiscard]] bool sessions()
    {
        return m_server.value(
                   u"SELECT count(*) > 0 FROM pg_stat_activity WHERE usename = 'wanda'"_s)
            == u"t"_s;
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestWorkerProgram)
#include "tst_WorkerProgram.moc"
