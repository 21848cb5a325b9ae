// A kept answer that lives through a change, with the change in it: on one desk, on two at once,
// and with a store that fails.
#include "tests/cache/CacheDesk.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Layer = Freshness::Layer;
using Pace = FakeCacheStore::Pace;

const CacheTag dayTag = CacheTag::day(ClinicId(3), QDate(2026, 11, 22));
const CacheTag peopleTag = CacheTag::people(ClinicId(3));
const CacheTags tags{dayTag, peopleTag};

CacheOptions impatient()
{
    CacheOptions options;
    options.lease = 0ms; // A wait takes time, and here time stands.
    return options;
}

} // namespace

/// The database's number is the changes it has seen, a bit each.
class TestCacheMending final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_other.reset();
        m_desk.reset();
        m_server = {};
        m_base = {};
        m_desk = std::make_unique<CacheDesk>(m_server, impatient());
        m_other = std::make_unique<CacheDesk>(m_server, impatient());
    }

    void changedAnswer_isLoadedByNobody()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        QCOMPARE(valueOf(asked(*m_other)), 1);
        const auto done = change(*m_desk, 2);
        settle();
        QVERIFY(done.isFinished() && done.result());
        QCOMPARE(peeked(*m_desk), 3); // Its own news have arrived, and were found out.
        const auto theirs = arrived(asked(*m_other));
        QCOMPARE(theirs->value->value, 3);
        QCOMPARE(theirs->freshness.layer, Layer::Redis);
        QCOMPARE(m_base.loads, 1);
    }

    void answerThatOnlyTheStoreHas_isMendedAsWell()
    {
        QCOMPARE(valueOf(asked(*m_other)), 1);
        (void)change(*m_desk, 2);
        settle();
        QCOMPARE(peeked(*m_desk), 3);
        QCOMPARE(valueOf(asked(*m_other)), 3);
        QCOMPARE(m_base.loads, 1);
    }

    void answerThatOnlyMemoryHas_isMendedAndStored()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        m_server.entries.clear(); // Pushed out.
        (void)change(*m_desk, 2);
        settle();
        QCOMPARE(valueOf(asked(*m_other)), 3);
        QCOMPARE(m_base.loads, 1);
    }

    void nothingKept_isNotMadeUp()
    {
        (void)change(*m_desk, 2);
        settle();
        QCOMPARE(m_desk->store.amends, 0);
        QVERIFY(m_server.entries.isEmpty());
        QCOMPARE(valueOf(asked(*m_desk)), 3);
    }

    void answerOutOfDate_isNotBroughtBack()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        m_base.value |= 8; // By somebody who announced the people, and nothing of the day.
        (void)m_other->cache.invalidate({peopleTag});
        settle();
        (void)change(*m_desk, 2);
        settle();
        QVERIFY(!m_desk->cache.peek<Number>(m_key));
        QCOMPARE(valueOf(asked(*m_desk)), 11);
    }

    void age_isThatOfTheFirstAnswer()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        const auto longest = traitsOf(CacheKind::Day).life.longest;
        m_desk->clock.advance(longest * 8 / 10); // Nearer to its end it is read again ahead.
        (void)change(*m_desk, 2);
        settle();
        QCOMPARE(valueOf(asked(*m_desk)), 3);
        QCOMPARE(m_base.loads, 1);
        m_desk->clock.advance(longest / 5 + 1min);
        m_other->clock.advance(longest + 1min);
        QCOMPARE(valueOf(asked(*m_other)), 3);
        QCOMPARE(m_base.loads, 2);
    }

    /// Each way in which the steps of two desks can follow each other.
    void twoChangesAtOnce_areBothSeen()
    {
        constexpr int most = 12;
        int once = 0;
        for (int order = 0; order < 1 << most; ++order) {
            init();
            QCOMPARE(valueOf(asked(*m_desk)), 1);
            QCOMPARE(valueOf(asked(*m_other)), 1);
            for (CacheDesk *desk : {m_desk.get(), m_other.get()})
                desk->store.setPace(Pace::ByHand);
            (void)change(*m_desk, 2);
            (void)change(*m_other, 4);
            for (int step = 0; step < most; ++step)
                advance(order >> step & 1 ? *m_desk : *m_other);
            while (advance(*m_desk) || advance(*m_other)) { }
            for (CacheDesk *desk : {m_desk.get(), m_other.get()}) {
                desk->store.setPace(Pace::AtOnce);
                if (const auto kept = desk->cache.peek<Number>(m_key))
                    QCOMPARE(kept->value->value, 7);
                QCOMPARE(valueOf(asked(*desk)), 7);
            }
            once += m_base.loads == 1 ? 1 : 0;
        }
        qInfo("two desks: %d of %d orders without a load", once, 1 << most);
        QVERIFY(once > 0);
    }

    void ownChangeThatWasNotAnnounced_isNotHiddenByTheNext()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        QCOMPARE(valueOf(asked(*m_other)), 1);
        m_desk->store.setAway(true);
        const auto first = change(*m_desk, 2);
        settle();
        QVERIFY(first.isFinished() && !first.result());
        m_desk->store.setAway(false);
        (void)change(*m_desk, 4); // What is stored lacks the first.
        settle();
        QCOMPARE(m_desk->store.mended, 0);
        QCOMPARE(valueOf(asked(*m_other)), 7);
        QCOMPARE(valueOf(asked(*m_desk)), 7);
    }

    void storeThatGoesAway_leavesTheChangeOwed()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        m_desk->store.setPace(Pace::ByHand);
        const auto done = change(*m_desk, 2);
        settle();
        m_desk->store.loseConnection(); // The look at what is kept gets no answer.
        settle();
        m_desk->store.loseConnection(); // Nor does what announces it.
        settle();
        QVERIFY(done.isFinished() && !done.result());
        QCOMPARE(m_desk->cache.figures().owedBumps, 1);
        QVERIFY(!m_desk->cache.peek<Number>(m_key));
    }

    void nextPerson_findsNothingOfIt()
    {
        QCOMPARE(valueOf(asked(*m_desk)), 1);
        m_desk->store.setPace(Pace::ByHand);
        const auto done = change(*m_desk, 2);
        m_desk->cache.clear();
        while (m_desk->store.executeNext() || m_desk->store.answerNext()) { }
        settle();
        QVERIFY(done.isFinished() && done.result()); // Announced all the same.
        QCOMPARE(m_desk->cache.figures().entries, 0);
        QCOMPARE(valueOf(asked(*m_other)), 3);
    }

private:
    Async<Cached<Number>> asked(CacheDesk &desk)
    {
        return desk.cache.get<Number>(m_key, tags, m_base.loader());
    }
    Async<Done> change(CacheDesk &desk, qint64 bit)
    {
        m_base.value |= bit;
        return desk.cache.amend(CacheTags{dayTag},
                                {Cache::mend<Number>(m_key, tags, [bit](const Number &kept) {
                                    return Number{kept.value | bit, {}};
                                })});
    }
    qint64 peeked(CacheDesk &desk) const
    {
        const auto kept = desk.cache.peek<Number>(m_key);
        return kept ? kept->value->value : -1;
    }
    /// One step of whatever waits at a desk; false when nothing does.
    static bool advance(CacheDesk &desk)
    {
        const bool hasStepped
            = desk.store.executeNext() || desk.store.answerNext() || desk.store.hearNext();
        settle();
        return hasStepped;
    }

    FakeCacheServer m_server;
    NumberBase m_base;
    const CacheKey m_key = keyOf(CacheKind::Day);
    std::unique_ptr<CacheDesk> m_desk;
    std::unique_ptr<CacheDesk> m_other;
};

QTEST_GUILESS_MAIN(TestCacheMending)
#include "tst_CacheMending.moc"
