// The worker tells the store that desks share what was changed, whatever became of the desk that
// did it.
#include "app/worker/Worker.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/support/PrivateServer.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestWorkerRelay final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_shared = {};
        m_store = std::make_unique<FakeCacheStore>(m_shared);
        m_worker = std::make_unique<Worker>(WorkerRhythm{.beat = 200ms});
    }
    void cleanup() { m_worker.reset(); }

    void changedTags_getNewGenerationsWithinTheBeat()
    {
        m_worker->announceTo(m_store.get());
        start();
        const CacheTag day = CacheTag::day(ClinicId(1), {2026, 11, 22});
        tell(u"{clinic:1,day:1:2026-11-22,patient:4711}"_s);
        QTRY_VERIFY(m_shared.generations.value(day) != 0);
        const Generation first = m_shared.generations.value(day);
        QTRY_COMPARE(waiting(), 0);
        QTest::qWait(500);
        QCOMPARE(m_shared.generations.value(day), first); // Told once.
        tell(u"{day:1:2026-11-22}"_s);
        QTRY_VERIFY(m_shared.generations.value(day) != first);
        QVERIFY(m_shared.generations.contains(CacheTag::patient(PatientId(4711))));
    }

    void changeThatItsDeskAnnounced_isNotToldAgain()
    {
        m_worker->announceTo(m_store.get());
        const QString here = m_server.value(u"SELECT clinidesk.installation_number()"_s);
        m_shared.announced.insert(here.toLatin1() + ":5:2");
        m_shared.announced.insert("7:6:1"); // Of another database on the same Redis.
        for (const auto &[appointment, version] : {std::pair(5, 2), {5, 3}, {6, 1}})
            m_server.run(u"INSERT INTO clinidesk.outbox (clinic_id, kind, appointment_id, payload,"
                         " tags, due_at) VALUES (1, 'event', %1, '{\"version\": %2}',"
                         " ARRAY['patient:' || %1 || %2], now())"_s.arg(appointment)
                             .arg(version));
        start();
        QTRY_COMPARE(waiting(), 0); // Passed on all the same, as far as the database knows.
        QVERIFY(!m_shared.generations.contains(CacheTag::patient(PatientId(52))));
        QVERIFY(m_shared.generations.contains(CacheTag::patient(PatientId(53))));
        QVERIFY(m_shared.generations.contains(CacheTag::patient(PatientId(61))));
    }

    void storeThatIsAway_isToldWhenItIsBack()
    {
        m_store->setAway(true);
        m_worker->announceTo(m_store.get());
        tell(u"{clinic:1}"_s);
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"the news have to wait"_s));
        start();
        QTRY_VERIFY(m_store->bumps > 1); // Tried again, beat after beat.
        QCOMPARE(waiting(), 1);
        m_store->setAway(false);
        QTRY_COMPARE(waiting(), 0);
        QVERIFY(m_shared.generations.contains(CacheTag::clinic(ClinicId(1))));
    }

    void withoutAStore_theNewsAreOnlyMarked()
    {
        tell(u"{clinic:1}"_s);
        start();
        QTRY_COMPARE(waiting(), 0);
        QVERIFY(m_shared.generations.isEmpty());
    }

    void backlog_isWorkedOffAtOnce()
    {
        m_server.run(u"INSERT INTO clinidesk.outbox (clinic_id, kind, payload, tags, due_at)"
                     " SELECT 1, 'event', '{}', ARRAY['patient:' || i], now()"
                     " FROM generate_series(1, 2500) i"_s);
        m_worker->announceTo(m_store.get());
        const QSignalSpy relayed(m_worker.get(), &Worker::relayed);
        start();
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), 0, 20'000);
        QCOMPARE(m_shared.generations.size(), 2500);
        QTRY_COMPARE(relayed.count(), 3); // Told when the database has answered, so a moment later.
    }

private:
    void start() { m_worker->start(m_server.profile(), {logins::worker, logins::password}); }

    void tell(const QString &tags)
    {
        m_server.run(u"INSERT INTO clinidesk.outbox (clinic_id, kind, payload, tags, due_at)"
                     " VALUES (1, 'event', '{}', '%1', now())"_s.arg(tags));
    }

    int waiting()
    {
        return m_server
            .value(u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'event'"
                   " AND relayed_at IS NULL"_s)
            .toInt();
    }

    PrivateServer m_server;
    FakeCacheServer m_shared;
    std::unique_ptr<FakeCacheStore> m_store;
    std::unique_ptr<Worker> m_worker;
};

QTEST_GUILESS_MAIN(TestWorkerRelay)
#include "tst_WorkerRelay.moc"
