// The desk's own counting, against the plainest way to count.
#include "core/limits/KeptSignIns.h"
#include "core/limits/LocalLimiter.h"
#include "tests/fakes/FakeClock.h"
#include "tests/limits/LimitSamples.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::exactAsk;
using samples::smoothAsk;

namespace {

/// Every time something passed; counts them all anew for each question.
struct PlainLog
{
    bool mayPass(qint64 now) const
    {
        return std::count_if(passed.begin(), passed.end(),
                             [&](qint64 at) { return at > now - windowMs; })
            < limit;
    }
    qint64 nextAt(qint64 now) const
    {
        qint64 next = now + windowMs;
        for (const qint64 at : passed) {
            if (at + windowMs > now && mayPass(at + windowMs))
                next = std::min(next, at + windowMs);
        }
        return next;
    }

    int limit;
    qint64 windowMs;
    std::vector<qint64> passed;
};

/// GCRA seen from the other side: a bucket that fills evenly.
struct Bucket
{
    bool mayPass(qint64 now)
    {
        tokens = std::min(double(limit), tokens + double(now - seenMs) * limit / double(windowMs));
        seenMs = now;
        return tokens >= 1 - 1e-6;
    }

    int limit;
    qint64 windowMs;
    double tokens = limit;
    qint64 seenMs = 0;
};

RequestId request()
{
    return RequestId::create();
}

} // namespace

class TestLocalLimiter final : public QObject
{
    Q_OBJECT

private slots:
    void exactLimit_agreesWithCountingEverything()
    {
        QRandomGenerator chance(4711);
        int refused = 0;
        for (int run = 0; run < 60; ++run) {
            FakeClock clock;
            LocalLimiter limiter(clock);
            const int limit = chance.bounded(1, 12);
            const int seconds = chance.bounded(1, 8);
            PlainLog plain{limit, seconds * 1000, {}};
            const LimitAsk ask = exactAsk(limit, std::chrono::seconds(seconds));
            qint64 now = 0;
            for (int i = 0; i < 200; ++i) {
                const int step = chance.bounded(2) ? chance.bounded(1200) : chance.bounded(40);
                now += step;
                clock.advance(std::chrono::milliseconds(step));
                const bool mayPass = plain.mayPass(now);
                const LimitDecision decision = limiter.decide(request(), {ask});
                QCOMPARE(decision.isAllowed, mayPass);
                if (mayPass) {
                    plain.passed.push_back(now);
                } else {
                    ++refused;
                    QCOMPARE(decision.standing.retryAfter,
                             std::chrono::microseconds(1000 * (plain.nextAt(now) - now)));
                }
            }
        }
        QVERIFY(refused > 1'000);
    }

    void smoothLimit_agreesWithABucketThatFills()
    {
        QRandomGenerator chance(815);
        int refused = 0;
        for (int run = 0; run < 60; ++run) {
            FakeClock clock;
            LocalLimiter limiter(clock);
            const int limit = chance.bounded(1, 20);
            const int seconds = chance.bounded(1, 30);
            Bucket bucket{.limit = limit, .windowMs = seconds * 1000};
            const LimitAsk ask = smoothAsk(limit, std::chrono::seconds(seconds));
            qint64 now = 0;
            for (int i = 0; i < 200; ++i) {
                const int step = chance.bounded(seconds * 1100 / limit);
                now += step;
                clock.advance(std::chrono::milliseconds(step));
                const bool mayPass = bucket.mayPass(now);
                const LimitDecision decision = limiter.decide(request(), {ask});
                QCOMPARE(decision.isAllowed, mayPass);
                if (mayPass)
                    bucket.tokens -= 1;
                refused += mayPass ? 0 : 1;
                QCOMPARE(decision.standing.remaining, int(std::floor(bucket.tokens + 1e-6)));
            }
        }
        QVERIFY(refused > 1'000);
    }

    void smoothLimit_hasTheKnownFigures()
    {
        // A burst of 15 and 30 a minute, as redis-cell counts them.
        FakeClock clock;
        LocalLimiter limiter(clock);
        const LimitAsk ask = smoothAsk(16, 32s);
        const LimitStanding first = limiter.decide(request(), {ask}).standing;
        QCOMPARE(first.limit, 16);
        QCOMPARE(first.remaining, 15);
        QCOMPARE(first.retryAfter, 0us);
        QCOMPARE(first.resetAfter, std::chrono::microseconds(2s));
        for (int i = 1; i < 16; ++i)
            QVERIFY(limiter.decide(request(), {ask}).isAllowed);
        const LimitDecision last = limiter.decide(request(), {ask});
        QVERIFY(!last.isAllowed);
        QCOMPARE(last.standing.remaining, 0);
        QCOMPARE(last.standing.retryAfter, std::chrono::microseconds(2s));
        QCOMPARE(last.standing.resetAfter, std::chrono::microseconds(32s));
    }

    void twoLimits_spendBothOrNone()
    {
        FakeClock clock;
        LocalLimiter limiter(clock);
        const LimitAsk wide = exactAsk(5, 60s, 1);
        const LimitAsk narrow = exactAsk(2, 30s, 2);
        QVERIFY(limiter.decide(request(), {wide, narrow}).isAllowed);
        QVERIFY(limiter.decide(request(), {wide, narrow}).isAllowed);
        for (int i = 0; i < 10; ++i) {
            const LimitDecision refused = limiter.decide(request(), {wide, narrow});
            QVERIFY(!refused.isAllowed);
            QCOMPARE(refused.standing.limit, 2);
        }
        QCOMPARE(limiter.spent(wide).size(), 2);
        QCOMPARE(limiter.decide(request(), {wide}).standing.remaining, 2);
        // Both refuse: the one that takes longer is told.
        while (limiter.decide(request(), {wide}).isAllowed) { }
        QCOMPARE(limiter.decide(request(), {narrow, wide}).standing.limit, 5);
    }

    void sameRequest_spendsOnce()
    {
        FakeClock clock;
        LocalLimiter limiter(clock);
        const LimitAsks asks{exactAsk(3, 60s), smoothAsk(3, 60s)};
        const RequestId same = request();
        for (int i = 0; i < 20; ++i) {
            const LimitDecision decision = limiter.decide(same, asks);
            QVERIFY(decision.isAllowed);
            QCOMPARE(decision.standing.remaining, 2);
        }
        QVERIFY(limiter.decide(request(), asks).isAllowed);
        QVERIFY(limiter.decide(request(), asks).isAllowed);
        QVERIFY(!limiter.decide(request(), asks).isAllowed);
        QVERIFY(limiter.decide(same, asks).isAllowed);
    }

    void whatIsGivenBack_isAvailableAgain()
    {
        FakeClock clock;
        LocalLimiter limiter(clock);
        const LimitAsk ask = exactAsk(2, 60s);
        const RequestId first = request();
        QVERIFY(limiter.decide(first, {ask}).isAllowed);
        QVERIFY(limiter.decide(request(), {ask}).isAllowed);
        QVERIFY(!limiter.decide(request(), {ask}).isAllowed);
        limiter.giveBack(first, {ask});
        limiter.giveBack(first, {ask});
        QVERIFY(limiter.decide(request(), {ask}).isAllowed);
        QVERIFY(!limiter.decide(request(), {ask}).isAllowed);
    }

    void memory_holdsOnlyWhatStillCounts()
    {
        FakeClock clock;
        LocalLimiter limiter(clock);
        for (int i = 0; i < 20'000; ++i) {
            clock.advance(10ms);
            QVERIFY(limiter.decide(request(), {exactAsk(5, 2s, i), smoothAsk(5, 2s, i)}).isAllowed);
        }
        QVERIFY2(limiter.size() < 3'000, qPrintable(QString::number(limiter.size())));
    }

    void failedSignIns_countAfterTheProgramBeganAnew()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"limits.ini"_s);
        const LimitAsk desk{LimitKey::signInDesk("desk"), {LimitPolicy::Count::Exactly, 5, 15min}};
        FakeClock clock;
        {
            LocalLimiter limiter(clock);
            KeptSignIns kept(IniFile(path), desk, limiter, clock);
            kept.restore();
            for (int i = 0; i < 4; ++i) {
                QVERIFY(limiter.decide(request(), {desk}).isAllowed);
                kept.keep();
                clock.advance(1min);
            }
        }
        LocalLimiter limiter(clock);
        KeptSignIns kept(IniFile(path), desk, limiter, clock);
        kept.restore();
        QVERIFY(limiter.decide(request(), {desk}).isAllowed);
        const LimitDecision refused = limiter.decide(request(), {desk});
        QVERIFY(!refused.isAllowed);
        QCOMPARE(refused.standing.retryAfter, std::chrono::microseconds(11min));
        clock.advance(11min);
        QVERIFY(limiter.decide(request(), {desk}).isAllowed);
    }

    void clockThatWasSetBack_doesNotLockTheDeskForLonger()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"limits.ini"_s);
        const LimitAsk desk{LimitKey::signInDesk("desk"), {LimitPolicy::Count::Exactly, 1, 15min}};
        FakeClock clock;
        const QDateTime later = clock.now().addDays(1);
        QVERIFY(IniFile(path).write(
            {{u"sign_in/failed_at"_s, QString::number(later.toMSecsSinceEpoch()) + u" x "_s}}));
        LocalLimiter limiter(clock);
        KeptSignIns(IniFile(path), desk, limiter, clock).restore();
        const LimitDecision refused = limiter.decide(request(), {desk});
        QVERIFY(!refused.isAllowed);
        QCOMPARE(refused.standing.retryAfter, std::chrono::microseconds(15min));
    }
};

QTEST_GUILESS_MAIN(TestLocalLimiter)
#include "tst_LocalLimiter.moc"
