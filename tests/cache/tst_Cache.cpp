#include "tests/cache/CacheDesk.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;

namespace {

const CacheTags tags{CacheTag::day(ClinicId(3), QDate(2026, 11, 22)),
                     CacheTag::people(ClinicId(3))};

} // namespace

class TestCache final : public QObject
{
    Q_OBJECT

private slots:
    void firstAsker_hearsFromTheDatabase_secondFromMemory()
    {
        FakeCacheServer server;
        CacheDesk desk(server);

        QVERIFY(!desk.cache.peek<Number>(m_key));
        const auto first = arrived(ask(desk));
        QVERIFY(first);
        QCOMPARE(first->value->value, 1);
        QCOMPARE(first->freshness.layer, Freshness::Layer::Database);
        QCOMPARE(first->freshness.asOf, desk.clock.now());

        desk.clock.advance(3s);
        const auto second = desk.cache.peek<Number>(m_key);
        QVERIFY(second);
        QCOMPARE(second->freshness.layer, Freshness::Layer::Memory);
        QCOMPARE(second->freshness.asOf, first->freshness.asOf);
        QCOMPARE(second->value, first->value); // The very same snapshot.
        QCOMPARE(m_base.loads, 1);
    }

    void otherDesk_hearsFromTheStore()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        CacheDesk there(server);
        (void)arrived(ask(here));

        const auto answer = arrived(ask(there));
        QVERIFY(answer);
        QCOMPARE(answer->freshness.layer, Freshness::Layer::Redis);
        QCOMPARE(m_base.loads, 1);
        QVERIFY(there.cache.peek<Number>(m_key));
    }

    void aThousandAskers_causeOneLoad()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        QList<Async<Cached<Number>>> answers;
        for (int asker = 0; asker < 1000; ++asker)
            answers.append(ask(desk));

        QVERIFY(arrived(answers.first()));
        QVERIFY(std::all_of(answers.begin(), answers.end(),
                            [](const auto &each) { return each.isFinished() && each.result(); }));
        QCOMPARE(m_base.loads, 1);
        QCOMPARE(day(desk).waits, 999u);
    }

    void desks_waitForTheOneThatLoads()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        CacheDesk there(server);
        m_base.isByHand = true;
        const auto first = ask(here);
        const auto second = ask(there);
        settle();
        QCOMPARE(m_base.loads, 1);

        QVERIFY(m_base.readNext());
        QVERIFY(m_base.answerNext());
        QTRY_VERIFY(second.isFinished());
        QVERIFY(first.result());
        QCOMPARE(second.result()->freshness.layer, Freshness::Layer::Redis);
        QCOMPARE(m_base.loads, 1);
        QCOMPARE(there.cache.figures().leaseWaits, 1u);
        QVERIFY(server.leases.isEmpty());
    }

    void change_isSeenAtOnceByTheDeskThatMadeIt()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        m_base.value = 2;
        const auto done = desk.cache.invalidate({tags.first()});

        QVERIFY(!desk.cache.peek<Number>(m_key)); // Before the store has even heard of it.
        QCOMPARE(valueOf(ask(desk)), 2);
        QVERIFY(done.result());
        QCOMPARE(valueOf(ask(desk)), 2);
    }

    void change_isSeenByOtherDesksOnceTheyHear()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        CacheDesk there(server);
        (void)arrived(ask(there));
        m_base.value = 2;
        (void)here.cache.invalidate({tags.last()});
        settle();

        QVERIFY(!there.cache.peek<Number>(m_key));
        QCOMPARE(valueOf(ask(there)), 2);
    }

    void changeOfSomethingElse_leavesAnAnswerAlone()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        (void)desk.cache.invalidate({CacheTag::day(ClinicId(3), QDate(2026, 11, 23))});
        settle();
        QVERIFY(desk.cache.peek<Number>(m_key));
    }

    void answerInMemory_isLookedAtAgainAndLivesOn()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        desk.clock.advance(10s);
        QVERIFY(!desk.cache.peek<Number>(m_key));

        const auto answer = arrived(ask(desk));
        QCOMPARE(answer->freshness.layer, Freshness::Layer::Memory);
        QCOMPARE(desk.clock.now(), answer->freshness.asOf.addSecs(10));
        QVERIFY(desk.cache.peek<Number>(m_key));
        QCOMPARE(m_base.loads, 1);
    }

    void memory_keepsNothingLongerThanAMinuteWithoutALook()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        const CacheKey doctors = keyOf(CacheKind::Doctors);
        (void)arrived(desk.cache.get<Number>(doctors, tags, m_base.loader()));
        desk.clock.advance(53s);
        desk.store.setAway(true); // A look ahead fails.
        QVERIFY(desk.cache.peek<Number>(doctors));
        settle();
        desk.clock.advance(7s);
        QVERIFY(!desk.cache.peek<Number>(doctors));
    }

    void changeThatNobodyAnnounced_endsWithTheNextLook()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        m_base.value = 2;
        (void)server.renewed(tags.first());
        desk.clock.advance(10s);
        QCOMPARE(valueOf(ask(desk)), 2);
    }

    void answerAskedForShortlyBeforeItsEnd_isLookedAtInTheBackground()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        const int looks = desk.store.looks;
        desk.clock.advance(8s);
        for (int step = 0; desk.store.looks == looks && step < 40; ++step) {
            desk.clock.advance(50ms);
            QVERIFY(desk.cache.peek<Number>(m_key)); // It is looked at before it is too old.
        }
        QVERIFY(desk.cache.peek<Number>(m_key));
        settle();
        QCOMPARE(desk.store.looks, looks + 1); // Once, though asked twice.
        desk.clock.advance(8s);
        QVERIFY(desk.cache.peek<Number>(m_key));
    }

    void answerNearItsGreatestAge_isLoadedInTheBackground()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        const CacheKey slots_ = keyOf(CacheKind::FreeSlots); // Fresh 15 s, at most 60 s old.
        const auto get = [&] { return desk.cache.get<Number>(slots_, tags, m_base.loader()); };
        (void)arrived(get());
        for (int step = 0; step < 5; ++step) {
            desk.clock.advance(11s);
            QCOMPARE(valueOf(get()), 1);
        }
        QCOMPARE(m_base.loads, 2);
        QVERIFY(desk.cache.figures().refreshes >= 1);
        const auto kept = desk.cache.peek<Number>(slots_);
        QVERIFY(kept);
        QVERIFY(kept->freshness.asOf.secsTo(desk.clock.now()) <= 11);
    }

    void lives_areSpreadALittle()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        QSet<qint64> lives;
        for (int number = 0; number < 50; ++number) {
            (void)arrived(
                desk.cache.get<Number>(keyOf(CacheKind::Day, number), tags, m_base.loader()));
            lives.insert(desk.store.lastLife.count());
            const auto longest = traitsOf(CacheKind::Day).life.longest;
            QVERIFY(desk.store.lastLife <= longest);
            QVERIFY(desk.store.lastLife >= longest * 9 / 10);
        }
        QVERIFY(lives.size() > 10);
    }

    void f5_asksTheDatabaseAndKeepsWhatItSays()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        m_base.value = 2; // Behind the cache's back.
        QCOMPARE(valueOf(ask(desk)), 1);

        const auto answer = arrived(ask(desk, Reading::PastTheCache));
        QCOMPARE(answer->freshness.layer, Freshness::Layer::Database);
        QCOMPARE(answer->value->value, 2);
        QCOMPARE(desk.cache.peek<Number>(m_key)->value->value, 2);
    }

    void f5_doesNotShareALoadThatBeganBefore()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        m_base.isByHand = true;
        const auto usual = ask(desk);
        settle();
        QVERIFY(m_base.readNext());
        m_base.value = 2;
        const auto past = ask(desk, Reading::PastTheCache);
        settle();
        QVERIFY(m_base.readNext());
        QVERIFY(m_base.answerNext());
        QVERIFY(m_base.answerNext());

        QCOMPARE(valueOf(past), 2);
        QCOMPARE(valueOf(usual), 1);
        QCOMPARE(desk.cache.peek<Number>(m_key)->value->value, 2);
    }

    void clear_leavesNothingBehind()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        m_base.isByHand = true;
        const auto other = desk.cache.get<Number>(keyOf(CacheKind::Day, 2), tags, m_base.loader());
        settle();
        desk.cache.clear();
        QVERIFY(m_base.readNext());
        QVERIFY(m_base.answerNext());
        QVERIFY(arrived(other));
        QCOMPARE(desk.cache.figures().entries, 0);
        QCOMPARE(desk.cache.figures().bytes, 0);
    }

    void figures_count()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        for (int peek = 0; peek < 9; ++peek)
            (void)desk.cache.peek<Number>(m_key);
        const CacheFigures figures = desk.cache.figures();
        QCOMPARE(day(desk).memoryHits, 9u);
        QCOMPARE(day(desk).loads, 1u);
        QCOMPARE(figures.queriesSaved(), 9u);
        QCOMPARE(figures.hitRatio(), 0.9);
        QCOMPARE(figures.database.count, 1u);
        QCOMPARE(figures.entries, 1);
        QVERIFY(figures.bytes > 0);
        QVERIFY(figures.isListening);
    }

    void init() { m_base = NumberBase(); }

private:
    [[nodiscard]] Async<Cached<Number>> ask(CacheDesk &desk, Reading reading = Reading::Usual)
    {
        return desk.cache.get<Number>(m_key, tags, m_base.loader(), reading);
    }
    [[nodiscard]] static CacheFigures::Kind day(const CacheDesk &desk)
    {
        return desk.cache.figures().kinds.at(int(CacheKind::Day));
    }

    const CacheKey m_key = keyOf(CacheKind::Day);
    NumberBase m_base;
};

QTEST_GUILESS_MAIN(TestCache)
#include "tst_Cache.moc"
