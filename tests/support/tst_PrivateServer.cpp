#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestPrivateServer final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY2(m_server.start(), m_server.problem());
        qInfo() << "a migrated server after" << timer.elapsed() << "ms";
    }

    void init() { QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem()); }

    void everyDatabase_isItsOwn()
    {
        m_server.run(u"DELETE FROM clinidesk.patient_clinic WHERE patient_id = 6"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.patient_clinic"_s), u"6"_s);
        QVERIFY(!m_server.freshDatabase().isEmpty());
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.patient_clinic"_s), u"7"_s);
        QVERIFY(!m_server.emptyDatabase().isEmpty());
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.clinic"_s), u"0"_s);
    }

    void staff_signInByPassword()
    {
        for (const QString &login : {logins::receptionist, logins::chief, logins::doctor,
                                     logins::admin, logins::worker, logins::expired})
            QCOMPARE(m_server.value(u"SELECT session_user"_s, login), login);
    }

    void refusals_haveTheirSqlState()
    {
        QCOMPARE(m_server.sqlState(u"SELECT * FROM clinidesk.patient"_s, logins::receptionist),
                 u"42501"_s);
    }

    void killedServer_comesBack()
    {
        m_server.kill();
        QCOMPARE(m_server.sqlState(u"SELECT 1"_s), u"08006"_s);
        QVERIFY2(m_server.restart(), m_server.problem());
        QCOMPARE(m_server.value(u"SELECT 1"_s), u"1"_s);
    }

    void stoppedServer_comesBack()
    {
        QVERIFY2(m_server.stop(), m_server.problem());
        QVERIFY2(m_server.restart(), m_server.problem());
        QCOMPARE(m_server.value(u"SELECT 1"_s), u"1"_s);
    }

private:
    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestPrivateServer)
#include "tst_PrivateServer.moc"
