#include "core/cache/AbsentCacheStore.h"
#include "tests/cache/CacheDesk.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;

namespace {

const CacheTags tags{CacheTag::day(ClinicId(3), QDate(2026, 11, 22)),
                     CacheTag::people(ClinicId(3))};
const Error away{Error::Code::Unavailable, {}, {}};

} // namespace

/// What the cache does when the store, the database or another desk fails.
class TestCacheTroubles final : public QObject
{
    Q_OBJECT

private slots:
    void leaseOfADeskThatDied_isNotWaitedForLongerThanItLasts()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        FakeCacheStore dead(server);
        server.leases.insert(m_key.toText(), &dead);
        const auto answer = ask(desk);
        settle();
        QVERIFY(!answer.isFinished());

        desk.clock.advance(1001ms);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result());
    }

    void bumpThatFailed_isOwedAndMadeUpFor()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        CacheDesk there(server);
        (void)arrived(ask(here));
        here.store.setAway(true);
        m_base.value = 2;
        const auto done = here.cache.invalidate({tags.first()});
        settle();
        QCOMPARE(done.result().error().code, Error::Code::Unavailable);
        QCOMPARE(here.cache.figures().owedBumps, 1);

        // Back, but the store still holds the old answer under generations that look right.
        here.store.setAway(false);
        QCOMPARE(valueOf(ask(here)), 2);
        here.store.setListening(false);
        here.store.setListening(true);
        settle();
        QCOMPARE(here.cache.figures().owedBumps, 0);
        QCOMPARE(valueOf(ask(there)), 2);
    }

    void databaseAway_theLastGoodAnswerComesWithItsAge()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        const QDateTime made = desk.clock.now();
        (void)desk.cache.invalidate(tags);
        settle();
        m_base.fault = away;
        desk.clock.advance(14min);

        const auto answer = arrived(ask(desk));
        QVERIFY(answer);
        QVERIFY(answer->freshness.isStale);
        QCOMPARE(answer->freshness.asOf, made);
        QVERIFY(!desk.cache.peek<Number>(m_key));
        QCOMPARE(day(desk).staleAnswers, 1u);

        desk.clock.advance(2min);
        QCOMPARE(arrived(ask(desk)).error(), away);
    }

    void denied_forgetsTheLastGoodAnswer()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        (void)desk.cache.invalidate(tags);
        m_base.fault = Error{Error::Code::Denied, {}, {}};
        QCOMPARE(arrived(ask(desk)).error().code, Error::Code::Denied);
        m_base.fault = away;
        QCOMPARE(arrived(ask(desk)).error().code, Error::Code::Unavailable);
    }

    void storeAway_theDatabaseAnswersAndMemoryServesBriefly()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        desk.store.setListening(false);
        desk.store.setAway(true);
        QCOMPARE(valueOf(ask(desk)), 1);
        m_base.value = 2;
        QVERIFY(desk.cache.peek<Number>(m_key));

        desk.clock.advance(2s);
        QVERIFY(!desk.cache.peek<Number>(m_key));
        QCOMPARE(valueOf(ask(desk)), 2);
        QVERIFY(desk.cache.figures().redisErrors > 0);
    }

    void noStoreAtAll_worksTheSameWay()
    {
        FakeClock clock;
        AbsentCacheStore store;
        Cache cache(store, clock);
        const auto get = [&] { return cache.get<Number>(m_key, tags, m_base.loader()); };
        QCOMPARE(valueOf(get()), 1);
        QVERIFY(cache.peek<Number>(m_key));
        m_base.value = 2;
        (void)cache.invalidate(tags);
        QCOMPARE(valueOf(get()), 2);
    }

    void withoutKeys_storeIsNeitherToldNorBelieved()
    {
        FakeCacheServer server;
        CacheDesk locked(server);
        locked.cache.clear(); // Nobody is signed in.
        QCOMPARE(valueOf(ask(locked)), 1);
        QVERIFY(server.entries.isEmpty());
        QVERIFY(locked.cache.peek<Number>(m_key));

        CacheDesk open(server);
        QCOMPARE(valueOf(ask(open)), 1);
        QCOMPARE(server.entries.size(), 1);
        CacheDesk elsewhere(server);
        elsewhere.cache.clear();
        elsewhere.cache.unlock({{ClinicId(4), SecretKey::random()}});
        QCOMPARE(valueOf(ask(elsewhere)), 1);
        QCOMPARE(m_base.loads, 3);
        QCOMPARE(elsewhere.cache.figures().unreadable, 0U); // It didn't even try.
        QVERIFY(server.leases.isEmpty());
    }

    void anothersKey_opensNothing()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        (void)arrived(ask(here));
        CacheDesk stranger(server);
        SealKeys keys{{m_key.clinic(), SecretKey::random()}};
        stranger.cache.unlock(keys);
        QVERIFY(keys.value(m_key.clinic()).isNull());
        m_base.value = 2;
        QCOMPARE(valueOf(ask(stranger)), 2);
        QVERIFY(stranger.cache.figures().unreadable > 0);
    }

    void listeningLost_emptiesMemory()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        desk.store.setListening(false);
        QVERIFY(!desk.cache.peek<Number>(m_key));
        desk.store.setListening(true);
        QVERIFY(!desk.cache.peek<Number>(m_key));
        QCOMPARE(arrived(ask(desk))->freshness.layer, Freshness::Layer::Memory); // Looked at again.
    }

    void emptiedStore_emptiesMemory()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        (void)arrived(ask(desk));
        m_base.value = 2;
        server.flush();
        settle();
        QVERIFY(!desk.cache.peek<Number>(m_key));
        QCOMPARE(valueOf(ask(desk)), 2);
    }

    void generationEvicted_isAMiss()
    {
        FakeCacheServer server;
        for (const CacheTag &tag : CacheTags{tags.first(), tags.last(), CacheTag::epoch()}) {
            CacheDesk here(server);
            CacheDesk there(server);
            m_base.value += 1;
            (void)here.cache.invalidate(tags);
            settle();
            (void)arrived(ask(here));
            m_base.value += 1;
            server.forget(tag);
            settle();
            QVERIFY(!here.cache.peek<Number>(m_key));
            QCOMPARE(valueOf(ask(there)), m_base.value);
            QCOMPARE(valueOf(ask(here)), m_base.value);
        }
    }

    void afterALoss_theStoreIsBelievedOnceTheMissedChangesAreKnown()
    {
        FakeCacheServer server;
        CacheDesk desk(server);
        QPromise<Result<CacheTags>> missed;
        missed.start();
        QDateTime asked;
        desk.cache.askMissedChanges([&](const QDateTime &since) {
            asked = since;
            return missed.future();
        });
        (void)arrived(ask(desk));
        desk.store.setListening(false);
        m_base.value = 2; // Another desk, which had lost the store too.
        desk.store.setListening(true);
        settle();
        QVERIFY(asked.isValid());
        QVERIFY(asked < desk.clock.now());
        QCOMPARE(valueOf(ask(desk)), 2); // Not from the store, which still holds 1.

        missed.addResult(Result<CacheTags>(CacheTags{tags.first()}));
        missed.finish();
        settle();
        QCOMPARE(valueOf(ask(desk)), 2);
        QVERIFY(desk.store.bumps >= 1);
        CacheDesk other(server);
        QCOMPARE(valueOf(ask(other)), 2);
        const auto last = arrived(ask(other));
        QCOMPARE(last->freshness.layer, Freshness::Layer::Memory);
    }

    void damagedEntry_isAMiss()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        (void)arrived(ask(here));
        QByteArray &bytes = *server.entries.find(m_key.toText());
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 4);
        CacheDesk there(server);
        QCOMPARE(arrived(ask(there))->freshness.layer, Freshness::Layer::Database);
        QVERIFY(there.cache.figures().unreadable > 0);
    }

    void entryOfAStranger_isAMissUnderAnotherName()
    {
        FakeCacheServer server;
        CacheDesk here(server);
        (void)arrived(ask(here));
        const CacheKey other = keyOf(CacheKind::Day, 2);
        server.entries.insert(other.toText(), server.entries.value(m_key.toText()));
        m_base.value = 2;
        const auto answer = here.cache.get<Number>(other, tags, m_base.loader());
        QCOMPARE(valueOf(answer), 2);
    }

    void cacheThatGoes_cancelsWhatIsOnItsWay()
    {
        FakeCacheServer server;
        auto desk = std::make_unique<CacheDesk>(server);
        m_base.isByHand = true;
        const auto answer = ask(*desk);
        settle();
        desk.reset();
        QVERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 0); // deliver() makes Cancelled of it.
        QVERIFY(m_base.readNext());
        QVERIFY(m_base.answerNext());
        settle();
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

QTEST_GUILESS_MAIN(TestCacheTroubles)
#include "tst_CacheTroubles.moc"
