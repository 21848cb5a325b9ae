// What was looked at without the database is in the audit, in the right person's name, whatever she
// does next: close the window, leave the desk to a colleague, lose the server.
#include "tests/e2e/FrontDesk.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/TestRedis.h"
#include "tests/ui/PageMain.h"
#include "ui/waiting/TodayPage.h"

#include <QFile>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestReadsBehindTheCache final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(m_redis.start(), m_redis.problem());
    }

    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        noteSchemaVersion(m_server);
        m_desk = std::make_unique<FrontDesk>(m_server, m_redis.options());
        QVERIFY(m_desk->signIn(logins::receptionist));
        QVERIFY(m_desk->waitFor([this] { return isShown(today().date()); }, 10s));
        m_day = today().date().addDays(3);
    }

    void cleanup() { m_desk.reset(); }

    void closedWindow_hasReportedItsLastRead()
    {
        lookFromMemory();
        QCOMPARE(reported(logins::receptionist), 0);
        const auto took = m_desk->close();
        qInfo("audit: closed right behind a read, the program ended after %lld ms",
              qlonglong(took.count()));
        QVERIFY(reported(logins::receptionist) > 0);
        QVERIFY2(!QFile::exists(unreported()), "the program didn't wait for the answer");
        QVERIFY(took < 3s);
    }

    void signedOutWindow_closedAtOnce_hasReportedItsLastRead()
    {
        lookFromMemory();
        m_desk->window().signOut();
        (void)m_desk->close();
        QVERIFY(reported(logins::receptionist) > 0);
        QVERIFY2(!QFile::exists(unreported()), "the program didn't wait for the answer");
    }

    void colleagueAtTheLockedWindow_isNotTakenForTheReader()
    {
        lookFromMemory();
        m_desk->window().lock();
        QVERIFY(m_desk->signIn(logins::chief));
        QTRY_VERIFY_WITH_TIMEOUT(reported(logins::receptionist) > 0, 8000);
        QCOMPARE(reported(logins::chief), 0);
    }

    void serverThatIsAway_holdsNobodyUp_andIsToldAtTheNextSignIn_data()
    {
        QTest::addColumn<bool>("isFrozen");
        QTest::newRow("stopped") << false;
        QTest::newRow("frozen") << true;
    }
    void serverThatIsAway_holdsNobodyUp_andIsToldAtTheNextSignIn()
    {
        QFETCH(bool, isFrozen);
        lookFromMemory();
        const QDateTime lookedAt = QDateTime::currentDateTimeUtc();
        QVERIFY(m_desk->meanwhile([&] { takeAway(isFrozen); }));
        const auto took = m_desk->close();
        qInfo("audit: the server %s, the program ended after %lld ms", QTest::currentDataTag(),
              qlonglong(took.count()));
        giveBack(isFrozen);

        QVERIFY(QFile::exists(unreported()));
        QVERIFY(m_desk->signIn(logins::chief));
        QVERIFY(m_desk->waitFor([this] { return isShown(today().date()); }, 10s));
        QTest::qWait(500);
        (void)m_desk->close();
        QCOMPARE(reported(logins::chief), 0);

        QVERIFY(m_desk->signIn(logins::receptionist));
        QTRY_VERIFY_WITH_TIMEOUT(reported(logins::receptionist) > 0, 8000);
        const QString at = m_server.value(
            u"SELECT min(facts ->> 'at') FROM clinidesk.audit WHERE facts ->> 'day' = '%1'"_s.arg(
                m_day.toString(Qt::ISODate)));
        const QDateTime written = QDateTime::fromString(at, Qt::ISODateWithMs);
        QVERIFY2(std::abs(written.secsTo(lookedAt)) <= 5, qPrintable(at));
        QVERIFY(took < 3s);
    }

private:
    TodayViewModel &today() { return m_desk->window().findChild<TodayPage *>()->viewModel(); }

    bool isShown(QDate day)
    {
        return today().date() == day
            && (today().state() == ListState::Shown || today().state() == ListState::Empty);
    }

    /// The day as the database has it, another one, and the first again.
    void lookFromMemory()
    {
        for (const QDate day : {m_day, m_day.addDays(1)}) {
            today().show(day);
            QVERIFY(m_desk->waitFor([this, day] { return isShown(day); }, 10s));
        }
        today().show(m_day);
        QVERIFY(isShown(m_day));
        QCOMPARE(today().freshness()->layer, Freshness::Layer::Memory);
    }

    QString unreported() const { return m_desk->folder() + u"/unreported-reads"_s; }

    /// How often the audit says that @p login saw the day without the database.
    int reported(const QString &login)
    {
        return m_server
            .value(u"SELECT count(*) FROM clinidesk.audit WHERE who = '%1'"
                   " AND facts ->> 'day' = '%2' AND (facts ->> 'cached')::boolean"_s.arg(
                       login, m_day.toString(Qt::ISODate)))
            .toInt();
    }

    void takeAway(bool isFrozen)
    {
        if (isFrozen)
            m_server.pause();
        else
            QVERIFY(m_server.stop());
    }
    void giveBack(bool isFrozen)
    {
        if (isFrozen)
            m_server.resume();
        else
            QVERIFY(m_server.restart());
    }

    PrivateServer m_server;
    TestRedis m_redis;
    std::unique_ptr<FrontDesk> m_desk;
    QDate m_day;
};

CLINIDESK_PAGE_TEST(TestReadsBehindTheCache)
#include "tst_ReadsBehindTheCache.moc"
