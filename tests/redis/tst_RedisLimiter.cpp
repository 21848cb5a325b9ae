// The limits of all desks: exact however many ask at once, by the server's clock alone, and never
// without a limit when the server is gone.
#include "core/limits/DeskLimiter.h"
#include "core/redis/RedisLimiter.h"
#include "tests/fakes/FakeClock.h"
#include "tests/limits/LimitSamples.h"
#include "tests/support/TestRedis.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <memory>
#include <optional>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::exactAsk;
using samples::smoothAsk;

namespace {

/// A desk's limiter on a connection of its own.
struct Desk
{
    /// A busy machine makes nobody decide alone, unless that is what is tested.
    explicit Desk(const RedisOptions &options, std::chrono::milliseconds patience = 20s)
        : shared(options, patience)
    {
        limiter.share(&shared);
        shared.open();
    }
    [[nodiscard]] bool isReady() const { return shared.isAvailable(); }

    LimitDecision decide(const LimitAsks &asks, RequestId request = RequestId::create())
    {
        const auto answer = limiter.decide(request, asks);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 30'000))
            qFatal("no decision");
        return *answer.result();
    }
    LimitDecision look(const LimitAsk &ask)
    {
        std::optional<LimitDecision> seen;
        shared.look(ask, [&seen](const Result<LimitDecision> &answer) { seen = *answer; });
        (void)QTest::qWaitFor([&] { return seen.has_value(); }, 10'000);
        return *seen;
    }

    SystemClock clock;
    LocalLimiter local{clock};
    RedisLimiter shared;
    DeskLimiter limiter{local, nullptr};
};

std::chrono::seconds roundedUp(std::chrono::microseconds time)
{
    return std::chrono::ceil<std::chrono::seconds>(time);
}

} // namespace

class TestRedisLimiter final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }
    void init() { m_redis.tell({"FLUSHALL"}); }

    void fourHundredAtOnce_passExactlyAsManyAsMay_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("isExact");
        QTest::newRow("exactly 10") << 10 << true;
        QTest::newRow("exactly 399") << 399 << true;
        QTest::newRow("smoothly 10") << 10 << false;
    }
    void fourHundredAtOnce_passExactlyAsManyAsMay()
    {
        QFETCH(int, limit);
        QFETCH(bool, isExact);
        const LimitAsk ask = isExact ? exactAsk(limit, 1h) : smoothAsk(limit, 1h);
        std::vector<std::unique_ptr<Desk>> desks;
        for (int i = 0; i < 20; ++i)
            desks.push_back(std::make_unique<Desk>(m_redis.options()));
        QTRY_VERIFY(std::all_of(desks.begin(), desks.end(),
                                [](const auto &desk) { return desk->isReady(); }));
        QList<Async<LimitDecision>> answers;
        for (int i = 0; i < 400; ++i)
            answers << desks.at(size_t(i % 20))->limiter.decide(RequestId::create(), {ask});
        QTRY_VERIFY_WITH_TIMEOUT(
            std::all_of(answers.begin(), answers.end(),
                        [](const auto &answer) { return answer.isFinished(); }),
            30'000);
        QCOMPARE(std::count_if(answers.begin(), answers.end(),
                               [](const auto &answer) { return answer.result()->isAllowed; }),
                 limit);
        for (const auto &desk : desks)
            QCOMPARE(desk->limiter.decidedAlone(), 0);
    }

    void desksClocks_makeNoDifference()
    {
        // The desks' own clocks are only asked once Redis is gone; here they are hours apart.
        FakeClock early;
        FakeClock late;
        late.set(early.now().addSecs(3600));
        late.advance(1h);
        RedisLimiter shared(m_redis.options(), 20s);
        LocalLimiter earlyLocal(early);
        LocalLimiter lateLocal(late);
        DeskLimiter earlyDesk(earlyLocal, nullptr);
        DeskLimiter lateDesk(lateLocal, nullptr);
        earlyDesk.share(&shared);
        lateDesk.share(&shared);
        shared.open();
        QTRY_VERIFY(shared.isAvailable());
        for (const LimitAsk &ask : {exactAsk(6, 30min), smoothAsk(6, 30min)}) {
            int passed = 0;
            for (int i = 0; i < 20; ++i) {
                const auto answer
                    = (i % 2 ? earlyDesk : lateDesk).decide(RequestId::create(), {ask});
                QTRY_VERIFY(answer.isFinished());
                const LimitDecision decision = *answer.result();
                passed += decision.isAllowed ? 1 : 0;
                if (!decision.isAllowed)
                    QVERIFY(decision.standing.retryAfter <= 30min);
                late.advance(20min);
            }
            QCOMPARE(passed, 6);
        }
    }

    void smoothLimit_hasTheKnownFigures()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        const LimitAsk ask = smoothAsk(16, 32s);
        const LimitDecision first = desk.decide({ask});
        QVERIFY(first.isAllowed);
        QCOMPARE(first.standing.limit, 16);
        QCOMPARE(first.standing.remaining, 15);
        QCOMPARE(roundedUp(first.standing.resetAfter), 2s);
        for (int i = 1; i < 16; ++i)
            QVERIFY(desk.decide({ask}).isAllowed);
        const LimitDecision last = desk.decide({ask});
        QVERIFY(!last.isAllowed);
        QCOMPARE(last.standing.remaining, 0);
        QCOMPARE(roundedUp(last.standing.retryAfter), 2s);
        QCOMPARE(roundedUp(last.standing.resetAfter), 32s);
    }

    void noWindow_letsThroughMoreThanMay_data()
    {
        QTest::addColumn<bool>("isExact");
        QTest::newRow("exactly") << true;
        QTest::newRow("smoothly") << false;
    }
    void noWindow_letsThroughMoreThanMay()
    {
        QFETCH(bool, isExact);
        QRandomGenerator chance(42);
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        const LimitAsk ask = isExact ? exactAsk(7, 1s) : smoothAsk(7, 1s);
        std::vector<double> passed;
        int refused = 0;
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < 4'000) {
            const double before = double(time.nsecsElapsed()) / 1e9;
            const bool isAllowed = desk.decide({ask}).isAllowed;
            const double after = double(time.nsecsElapsed()) / 1e9;
            refused += isAllowed ? 0 : 1;
            if (isAllowed)
                passed.push_back(isExact ? before : after);
            QTest::qWait(chance.bounded(20));
        }
        // In no window more than may: by GCRA the burst and what has become available meanwhile.
        for (size_t i = 0; i < passed.size(); ++i) {
            for (size_t j = i; j < passed.size(); ++j) {
                const double length = passed[j] - passed[i];
                const auto count = int(j - i + 1);
                if (isExact && length < 0.9)
                    QVERIFY2(count <= 7, qPrintable(QString::number(length)));
                if (!isExact)
                    QVERIFY2(count <= 8 + int(std::ceil((length + 0.05) * 7)),
                             qPrintable(QString::number(length)));
            }
        }
        QVERIFY(refused > 0 && passed.size() >= 14);
    }

    void twoLimits_spendBothOrNone()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        const LimitAsk narrow = exactAsk(2, 1h, 2);
        for (const LimitAsk &wide : {exactAsk(50, 1h, 1), smoothAsk(50, 1h)}) {
            m_redis.tell({"FLUSHALL"});
            int passed = 0;
            for (int i = 0; i < 10; ++i) {
                const LimitDecision decision = desk.decide({wide, narrow});
                passed += decision.isAllowed ? 1 : 0;
                QCOMPARE(decision.standing.kind, LimitKind::Booking);
                QCOMPARE(decision.standing.limit, 2);
            }
            QCOMPARE(passed, 2);
            QCOMPARE(desk.look(wide).standing.remaining, 48);
            QCOMPARE(desk.look(narrow).standing.remaining, 0);
        }
    }

    void sameRequest_spendsOnce_fromAnotherDeskToo()
    {
        Desk here(m_redis.options());
        Desk there(m_redis.options());
        QTRY_VERIFY(here.isReady() && there.isReady());
        const LimitAsks asks{smoothAsk(3, 1h), exactAsk(3, 1h)};
        const RequestId same = RequestId::create();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(here.decide(asks, same).isAllowed);
            QVERIFY(there.decide(asks, same).isAllowed);
        }
        QCOMPARE(here.look(asks.at(0)).standing.remaining, 2);
        QCOMPARE(here.look(asks.at(1)).standing.remaining, 2);
        QVERIFY(here.decide(asks).isAllowed);
        QVERIFY(here.decide(asks).isAllowed);
        QVERIFY(!here.decide(asks).isAllowed);
        QVERIFY(there.decide(asks, same).isAllowed);
        // A refused request isn't known: it has to pass like a new one.
        const RequestId refused = RequestId::create();
        QVERIFY(!here.decide(asks, refused).isAllowed);
        QVERIFY(!here.decide(asks, refused).isAllowed);
    }

    void whatIsGivenBack_isAvailableAgain()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        const LimitAsks asks{exactAsk(1, 1h)};
        const RequestId request = RequestId::create();
        QVERIFY(desk.decide(asks, request).isAllowed);
        QVERIFY(!desk.decide(asks).isAllowed);
        desk.limiter.giveBack(request, asks);
        QVERIFY(desk.decide(asks).isAllowed);
    }

    void everythingKept_goesByItself()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        QVERIFY(desk.decide({smoothAsk(3, 2s), exactAsk(3, 2s)}).isAllowed);
        QCOMPARE(m_redis.ask({"DBSIZE"}), QByteArray("2"));
        QTRY_COMPARE_WITH_TIMEOUT(m_redis.ask({"DBSIZE"}), QByteArray("0"), 10'000);
    }

    void redisKilledInTheMiddle_isLimitedAloneAndTogetherAgain()
    {
        TestRedis redis;
        QVERIFY2(redis.start(), redis.problem());
        Desk desk(redis.options());
        QTRY_VERIFY(desk.isReady());
        const LimitAsks asks{exactAsk(5, 1h), smoothAsk(50, 1h)};
        for (int i = 0; i < 3; ++i)
            QVERIFY(desk.decide(asks).isAllowed);
        const auto inFlight = desk.limiter.decide(RequestId::create(), asks);
        redis.kill();
        QTRY_VERIFY(inFlight.isFinished());
        QVERIFY(inFlight.result()->isAllowed);
        // One is left, by what this desk knows it has done itself.
        QVERIFY(desk.decide(asks).isAllowed);
        for (int i = 0; i < 20; ++i)
            QVERIFY(!desk.decide(asks).isAllowed);
        QVERIFY(desk.limiter.decidedAlone() >= 21);

        QVERIFY2(redis.restartEmpty(), redis.problem());
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), 20'000);
        const qint64 alone = desk.limiter.decidedAlone();
        for (int i = 0; i < 5; ++i)
            QVERIFY(desk.decide(asks).isAllowed);
        QVERIFY(!desk.decide(asks).isAllowed);
        QCOMPARE(desk.limiter.decidedAlone(), alone);
    }

    void silentRedis_isWaitedForOnce()
    {
        TestRedis redis;
        QVERIFY2(redis.start(), redis.problem());
        Desk desk(redis.options(), RedisLimiter::usualPatience);
        QTRY_VERIFY(desk.isReady());
        redis.pause();
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 50; ++i)
            QVERIFY(desk.decide({exactAsk(100, 1h)}).isAllowed);
        QVERIFY2(time.elapsed() < 10 * RedisLimiter::usualPatience.count(),
                 qPrintable(QString::number(time.elapsed())));
        redis.resume();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), 20'000);
    }

    void serverThatRefuses_isNotAsked()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        m_redis.tell({"SET", "cd:r:booking:7:1", "no list"}); // WRONGTYPE
        QVERIFY(desk.decide({exactAsk(1, 1h)}).isAllowed);
        QVERIFY(!desk.decide({exactAsk(1, 1h)}).isAllowed);
        QCOMPARE(desk.limiter.decidedAlone(), 2);
    }

    void oneTurnsDecisions_areFewCommands()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        QVERIFY(desk.decide({smoothAsk(1, 1h, 500)}).isAllowed); // Redis knows the script.
        m_redis.tell({"CONFIG", "RESETSTAT"});
        QList<Async<LimitDecision>> answers;
        for (int i = 0; i < 100; ++i)
            answers << desk.limiter.decide(RequestId::create(),
                                           {smoothAsk(60, 1h, i % 2), exactAsk(20, 1h, i % 10)});
        for (const auto &answer : std::as_const(answers)) {
            QTRY_VERIFY(answer.isFinished());
            QVERIFY(answer.result()->isAllowed);
        }
        const QByteArray done = m_redis.ask({"INFO", "commandstats"});
        QVERIFY2(done.contains("cmdstat_evalsha:calls=2,"), done.constData());
        QCOMPARE(desk.look(smoothAsk(60, 1h, 0)).standing.remaining, 10);
        QCOMPARE(desk.look(exactAsk(20, 1h, 3)).standing.remaining, 10);
        QCOMPARE(desk.limiter.decidedAlone(), 0);
    }

    void brokenKey_spoilsNoOtherDecisionOfItsTurn()
    {
        Desk desk(m_redis.options());
        QTRY_VERIFY(desk.isReady());
        m_redis.tell({"SET", "cd:r:booking:7:2", "no list"}); // WRONGTYPE
        QList<Async<LimitDecision>> answers;
        for (int i = 1; i <= 3; ++i)
            answers << desk.limiter.decide(RequestId::create(),
                                           {smoothAsk(5, 1h, 9), exactAsk(1, 1h, i)});
        for (const auto &answer : std::as_const(answers)) {
            QTRY_VERIFY(answer.isFinished());
            QVERIFY(answer.result()->isAllowed);
        }
        QCOMPARE(desk.limiter.decidedAlone(), 1);
        QCOMPARE(desk.look(smoothAsk(5, 1h, 9)).standing.remaining, 3);
    }

private:
    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestRedisLimiter)
#include "tst_RedisLimiter.moc"
