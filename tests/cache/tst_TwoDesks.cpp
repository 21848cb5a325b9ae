#include "core/base/Clock.h"
#include "core/cache/Cache.h"
#include "core/redis/RedisCacheStore.h"
#include "tests/cache/CountedDays.h"
#include "tests/cache/NumberCodec.h"
#include "tests/fakes/SealKeySamples.h"
#include "tests/support/TestRedis.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <array>
#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Desk
{
    Desk(const RedisOptions &options, const Clock &clock)
        : store(options)
        , cache(store, clock)
    {
        cache.unlock(sampleSealKeys());
        store.open();
    }

    RedisCacheStore store;
    Cache cache;
    std::array<qint64, countedDays> announced{};
};

/// Two desks, each with a memory and a connection of its own, that read and write the counters of a
/// database which takes its time.
class Work final : public QObject
{
public:
    Work(const TestRedis &redis, quint32 seed)
        : m_chance(seed)
        , m_desks{std::make_unique<Desk>(redis.options(), m_clock),
                  std::make_unique<Desk>(redis.options(), m_clock)}
    {
    }

    [[nodiscard]] bool isReady() const
    {
        return std::all_of(m_desks.begin(), m_desks.end(), [](const auto &desk) {
            return desk->store.isListening() && desk->store.isAvailable();
        });
    }
    /// Starts one read or write; what it starts ends by itself.
    void begin()
    {
        Desk &desk = *m_desks[size_t(m_chance.bounded(2))];
        const int day = m_chance.bounded(countedDays);
        if (m_chance.bounded(5) == 0)
            write(desk, day);
        else
            read(desk, day);
    }
    [[nodiscard]] int underway() const { return m_underway; }

    int reads = 0;
    int writes = 0;
    int unannounced = 0; ///< Redis was away; the worker would announce them.
    std::array<int, 3> layers{}; ///< By Freshness::Layer.
    QStringList faults;

private:
    struct Announcement
    {
        std::chrono::nanoseconds at;
        qint64 value;
    };

    void read(Desk &desk, int day)
    {
        ++reads;
        // What had been announced to the end before this read, by anyone; and what is this desk's
        // own.
        const auto alone = desk.store.isListening() ? 0ms : traitsOf(CacheKind::Day).life.alone;
        const qint64 atLeast
            = std::max(announcedBefore(day, m_clock.steady() - alone), desk.announced[size_t(day)]);
        if (const auto peeked = desk.cache.peek<Number>(keyOfDay(day)))
            return judge(*peeked, atLeast, "peek");
        ++m_underway;
        const auto reading = m_chance.bounded(20) ? Reading::Usual : Reading::PastTheCache;
        deliver(desk.cache.get<Number>(
                    keyOfDay(day), tagsOfDay(day), [this, day] { return load(day); }, reading),
                this, [this, atLeast](const Result<Cached<Number>> &answer) {
                    --m_underway;
                    if (answer)
                        judge(*answer, atLeast, "get");
                    else
                        faults << u"an error though the database answers"_s;
                });
    }
    void judge(const Cached<Number> &answer, qint64 atLeast, const char *how)
    {
        ++layers[size_t(answer.freshness.layer)];
        if (answer.value->value < atLeast)
            faults << u"%1 from layer %2: %3 instead of %4"_s.arg(QLatin1StringView(how))
                          .arg(int(answer.freshness.layer))
                          .arg(answer.value->value)
                          .arg(atLeast);
    }
    void write(Desk &desk, int day)
    {
        ++writes;
        ++m_underway;
        const qint64 value = ++m_committed[size_t(day)];
        QTimer::singleShot(m_chance.bounded(3), this, [this, &desk, day, value] {
            qint64 &own = desk.announced[size_t(day)];
            own = std::max(own, value);
            deliver(desk.cache.invalidate({tagsOfDay(day).first()}), this,
                    [this, day, value](const Result<Done> &done) {
                        --m_underway;
                        if (done)
                            m_announced[size_t(day)].append({m_clock.steady(), value});
                        else
                            ++unannounced;
                    });
        });
    }
    [[nodiscard]] qint64 announcedBefore(int day, std::chrono::nanoseconds time) const
    {
        qint64 value = 0;
        for (const Announcement &each : m_announced[size_t(day)]) {
            if (each.at <= time)
                value = std::max(value, each.value);
        }
        return value;
    }
    /// The database reads at some moment, and its answer arrives at another.
    Async<Number> load(int day)
    {
        auto promise = std::make_shared<QPromise<Result<Number>>>();
        promise->start();
        QTimer::singleShot(m_chance.bounded(3), this, [this, day, promise] {
            const Number seen{m_committed[size_t(day)], {}};
            QTimer::singleShot(m_chance.bounded(3), this, [promise, seen] {
                promise->addResult(seen);
                promise->finish();
            });
        });
        return promise->future();
    }

    SystemClock m_clock;
    QRandomGenerator m_chance;
    std::array<std::unique_ptr<Desk>, 2> m_desks;
    std::array<qint64, countedDays> m_committed{};
    std::array<QList<Announcement>, countedDays> m_announced;
    int m_underway = 0;
};

} // namespace

class TestTwoDesks final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }

    /// A desk that can't hear may answer from memory what it saw in the last two seconds; what has
    /// been announced for longer, and what it changed itself, it has to know even then.
    void noRead_isOlderThanAnAnnouncedChange_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::newRow("nothing happens") << int(Trouble::None);
        QTest::newRow("generations are evicted one by one") << int(Trouble::Evictions);
        QTest::newRow("FLUSHALL") << int(Trouble::Flush);
        QTest::newRow("kill -9") << int(Trouble::Kill);
    }
    void noRead_isOlderThanAnAnnouncedChange()
    {
        QFETCH(const int, trouble);
        Work work(m_redis, 20261122);
        QTRY_VERIFY_WITH_TIMEOUT(work.isReady(), 10'000);
        QElapsedTimer time;
        time.start();
        const int all = qMax(10'000, qEnvironmentVariableIntValue("CLINIDESK_CACHE_READS"));
        for (int step = 1; step <= all; ++step) {
            while (work.underway() >= 16)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            work.begin();
            QCoreApplication::processEvents();
            if (step % (all / 20) == 0)
                make(Trouble(trouble), step);
        }
        QTRY_COMPARE_WITH_TIMEOUT(work.underway(), 0, 20'000);

        qInfo("two desks: %d reads (%d from memory, %d from Redis, %d loads' answers), %d writes, "
              "%d of them not announced, in %lld ms; %lld older than announced",
              work.reads, work.layers[0], work.layers[1], work.layers[2], work.writes,
              work.unannounced, time.elapsed(), qlonglong(work.faults.size()));
        QVERIFY2(work.faults.isEmpty(), qPrintable(work.faults.value(0)));
        QVERIFY(work.layers[0] > 0);
        QVERIFY(work.layers[1] > 0);
    }

private:
    enum class Trouble { None, Evictions, Flush, Kill };

    void make(Trouble trouble, int step)
    {
        switch (trouble) {
        case Trouble::None:
            break;
        case Trouble::Evictions:
            for (int day = 0; day < countedDays; ++day)
                m_redis.tell({"DEL", "cd:g:" + tagsOfDay(day).at(step % 2).toText()});
            break;
        case Trouble::Flush:
            m_redis.tell({"FLUSHALL"});
            break;
        case Trouble::Kill:
            if (step % 4 == 0)
                QVERIFY(m_redis.restart());
            break;
        }
    }

    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestTwoDesks)
#include "tst_TwoDesks.moc"
