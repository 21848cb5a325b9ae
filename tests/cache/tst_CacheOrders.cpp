#include "tests/cache/CacheDesk.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Pace = FakeCacheStore::Pace;

CacheOptions impatient()
{
    CacheOptions options;
    options.lease = 0ms; // Nobody waits for another desk: a wait takes time, and here time stands.
    return options;
}

const CacheTag dayTag = CacheTag::day(ClinicId(3), QDate(2026, 11, 22));
const CacheTags tags{dayTag, CacheTag::people(ClinicId(3))};

/// A desk asks, another (or the same) changes what it asks about and announces it, the desk asks
/// again: in one order of all the steps that this takes.
class Meeting
{
public:
    enum class Writer { Another, TheSame };
    enum class Store { Empty, HasTheAnswer };
    enum class Change { Kills, Mends };

    struct Ask
    {
        Async<Cached<Number>> answer;
        qint64 atLeast; ///< What the desk knew to be changed when it asked.
    };

    Meeting(Writer writer, Store store, Change change)
        : m_reader(m_server, impatient(), Pace::AtOnce)
        , m_other(m_server, impatient(), Pace::AtOnce)
        , m_isOwnChange(writer == Writer::TheSame)
        , m_mends(change == Change::Mends)
    {
        if (store == Store::HasTheAnswer) {
            (void)m_other.cache.get<Number>(m_key, tags, m_base.loader());
            settle();
        }
        for (const CacheTag &tag : tags + CacheTags{CacheTag::epoch()}) {
            if (!m_server.generations.contains(tag))
                (void)m_server.renewed(tag);
        }
        m_reader.store.setPace(Pace::ByHand);
        m_other.store.setPace(Pace::ByHand);
        m_base.isByHand = true;
        ask();
    }

    /// The steps that could come next.
    [[nodiscard]] QList<int> possible() const
    {
        QList<int> steps;
        for (int step = 0; step < int(m_steps.size()); ++step) {
            if (m_steps[size_t(step)].isPossible(*this))
                steps.append(step);
        }
        return steps;
    }
    void take(int step)
    {
        m_story += QLatin1StringView(m_steps[size_t(step)].name) + u" → "_s;
        m_steps[size_t(step)].take(*this);
        settle();
    }
    [[nodiscard]] bool isMended() const { return m_reader.store.mended + m_other.store.mended > 0; }
    /// What is wrong when all is said and done; empty when nothing is.
    [[nodiscard]] QString fault()
    {
        for (const Ask &asked : std::as_const(m_asked)) {
            if (!asked.answer.isFinished() || !asked.answer.result())
                return m_story + u"no answer"_s;
            if (asked.answer.result()->value->value < asked.atLeast)
                return m_story + u"an answer older than what was known"_s;
        }
        m_base.isByHand = false;
        CacheDesk newcomer(m_server, impatient());
        for (CacheDesk *desk : {&m_reader, &m_other, &newcomer}) {
            while (desk->store.hearNext()) { }
            desk->store.setPace(Pace::AtOnce);
            const auto peeked = desk->cache.peek<Number>(m_key);
            if (peeked && peeked->value->value != 2)
                return m_story + u"memory keeps the old answer"_s;
            const auto answer = desk->cache.get<Number>(m_key, tags, m_base.loader());
            settle();
            if (answer.result()->value->value != 2)
                return m_story + u"the store keeps the old answer"_s;
        }
        return {};
    }
    /// Whether two steps that are both possible lead to the same, whichever comes first.
    [[nodiscard]] static bool areIndependent(int a, int b, Writer writer)
    {
        const auto isOf = [a, b](Which one, Which other) {
            return (a == one && b == other) || (a == other && b == one);
        };
        if (a == Announce || b == Announce)
            return writer == Writer::Another && !isOf(Announce, Commit) && !isOf(Announce, Bump);
        if (a == Commit || b == Commit)
            return !isOf(Commit, Database);
        if (a == Bump || b == Bump)
            return !isOf(Bump, StoreSees) && !isOf(Bump, Hear);
        // With the writer's bump in the same queue, the store's look also decides what is heard.
        return (a == StoreSees || b == StoreSees)
            && (writer == Writer::Another || !isOf(StoreSees, Hear));
    }

private:
    struct Step
    {
        const char *name;
        bool (*isPossible)(const Meeting &);
        void (*take)(Meeting &);
    };

    [[nodiscard]] CacheDesk &writer() { return m_isOwnChange ? m_reader : m_other; }
    [[nodiscard]] QList<CacheMend> mends() const
    {
        if (!m_mends)
            return {};
        return {Cache::mend<Number>(m_key, tags, [](const Number &) { return Number{2, {}}; })};
    }
    void ask()
    {
        const bool knows = m_hasHeard || (m_isOwnChange && m_isAnnounced);
        m_asked.append({m_reader.cache.get<Number>(m_key, tags, m_base.loader()), knows ? 2 : 1});
    }

    enum Which { Commit, Announce, Bump, Hear, StoreSees, StoreSays, Database, AskAgain };

    static constexpr int stepCount = AskAgain + 1;
    static const std::array<Step, stepCount> m_steps; ///< In the order of Which.

    FakeCacheServer m_server;
    NumberBase m_base;
    CacheDesk m_reader;
    CacheDesk m_other;
    const CacheKey m_key = keyOf(CacheKind::Day);
    QList<Ask> m_asked;
    QString m_story;
    bool m_isOwnChange;
    bool m_mends;
    bool m_isAnnounced = false;
    bool m_hasHeard = false;
};

const std::array<Meeting::Step, Meeting::stepCount> Meeting::m_steps{{
    {"commit", [](const Meeting &m) { return m.m_base.value == 1; },
     [](Meeting &m) { m.m_base.value = 2; }},
    {"announce", [](const Meeting &m) { return m.m_base.value == 2 && !m.m_isAnnounced; },
     [](Meeting &m) {
         m.m_isAnnounced = true;
         (void)m.writer().cache.amend(CacheTags{dayTag}, m.mends());
     }},
    {"bump", [](const Meeting &m) { return !m.m_isOwnChange && m.m_other.store.hasQuestion(); },
     [](Meeting &m) {
         m.m_other.store.executeNext();
         m.m_other.store.answerNext();
     }},
    {"hear", [](const Meeting &m) { return m.m_reader.store.hasNews(); },
     [](Meeting &m) {
         m.m_reader.store.hearNext();
         m.m_hasHeard = true;
     }},
    {"store sees", [](const Meeting &m) { return m.m_reader.store.hasQuestion(); },
     [](Meeting &m) { m.m_reader.store.executeNext(); }},
    {"store says", [](const Meeting &m) { return m.m_reader.store.hasAnswer(); },
     [](Meeting &m) { m.m_reader.store.answerNext(); }},
    {"database",
     [](const Meeting &m) { return m.m_base.wantsToRead() || m.m_base.wantsToAnswer(); },
     [](Meeting &m) {
         if (!m.m_base.answerNext())
             m.m_base.readNext();
     }},
    {"ask again", [](const Meeting &m) { return m.m_asked.size() == 1; },
     [](Meeting &m) { m.ask(); }},
}};

/// Every order that can make a difference, depth first: a step is not undone, but all are taken
/// anew. Of orders that differ only in steps which don't touch each other, one is taken (sleep
/// sets).
class AllOrders
{
public:
    AllOrders(Meeting::Writer writer, Meeting::Store store, Meeting::Change change)
        : m_writer(writer)
        , m_store(store)
        , m_change(change)
    {
    }

    /// The first fault that an order shows.
    [[nodiscard]] QString fault()
    {
        do {
            Meeting meeting(m_writer, m_store, m_change);
            if (!follow(meeting))
                continue; // Another order has shown it.
            ++m_count;
            m_mended += meeting.isMended() ? 1 : 0;
            if (QString fault = meeting.fault(); !fault.isEmpty())
                return fault;
        } while (advance());
        return {};
    }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int mended() const { return m_mended; }

private:
    struct Branch
    {
        QList<int> steps; ///< Possible ones that are not asleep.
        QList<int> asleep;
        int chosen = 0;
    };

    /// Takes the path, and goes on to the end; false when everything possible is asleep.
    bool follow(Meeting &meeting)
    {
        for (size_t depth = 0;; ++depth) {
            const QList<int> possible = meeting.possible();
            if (possible.isEmpty())
                return true;
            if (depth == m_path.size())
                m_path.push_back({awake(possible), asleepNow(), 0});
            if (m_path[depth].steps.isEmpty()) {
                m_path.pop_back();
                return false;
            }
            meeting.take(m_path[depth].steps.at(m_path[depth].chosen));
        }
    }
    /// What was tried before the last step of the path, and would come to the same after it.
    [[nodiscard]] QList<int> asleepNow() const
    {
        if (m_path.empty())
            return {};
        const Branch &last = m_path.back();
        QList<int> asleep;
        for (const int step : last.asleep + last.steps.first(last.chosen)) {
            if (Meeting::areIndependent(step, last.steps.at(last.chosen), m_writer))
                asleep.append(step);
        }
        return asleep;
    }
    [[nodiscard]] QList<int> awake(const QList<int> &possible) const
    {
        QList<int> steps;
        const QList<int> asleep = asleepNow();
        std::copy_if(possible.begin(), possible.end(), std::back_inserter(steps),
                     [&asleep](int step) { return !asleep.contains(step); });
        return steps;
    }
    bool advance()
    {
        while (!m_path.empty() && ++m_path.back().chosen >= m_path.back().steps.size())
            m_path.pop_back();
        return !m_path.empty();
    }

    Meeting::Writer m_writer;
    Meeting::Store m_store;
    Meeting::Change m_change;
    int m_mended = 0;
    std::vector<Branch> m_path;
    int m_count = 0;
};

} // namespace

Q_DECLARE_METATYPE(Meeting::Writer)
Q_DECLARE_METATYPE(Meeting::Store)
Q_DECLARE_METATYPE(Meeting::Change)

class TestCacheOrders final : public QObject
{
    Q_OBJECT

private slots:
    void noOrderOfLoadsAndChanges_showsWhatWasChanged_data()
    {
        QTest::addColumn<Meeting::Writer>("writer");
        QTest::addColumn<Meeting::Store>("store");
        QTest::addColumn<Meeting::Change>("change");
        using Writer = Meeting::Writer;
        using Store = Meeting::Store;
        for (const auto change : {Meeting::Change::Kills, Meeting::Change::Mends}) {
            const char *how = change == Meeting::Change::Mends ? ", mended" : "";
            QTest::addRow("another desk, cold%s", how) << Writer::Another << Store::Empty << change;
            QTest::addRow("same desk, cold%s", how) << Writer::TheSame << Store::Empty << change;
            QTest::addRow("another desk, stored%s", how)
                << Writer::Another << Store::HasTheAnswer << change;
            QTest::addRow("same desk, stored%s", how)
                << Writer::TheSame << Store::HasTheAnswer << change;
        }
    }
    void noOrderOfLoadsAndChanges_showsWhatWasChanged()
    {
        QFETCH(const Meeting::Writer, writer);
        QFETCH(const Meeting::Store, store);
        QFETCH(const Meeting::Change, change);
        AllOrders orders(writer, store, change);
        const QString fault = orders.fault();
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        qInfo("%d orders, mended in %d", orders.count(), orders.mended());
        if (change == Meeting::Change::Mends && store == Meeting::Store::HasTheAnswer)
            QVERIFY(orders.mended() > 0);
    }
};

QTEST_GUILESS_MAIN(TestCacheOrders)
#include "tst_CacheOrders.moc"
