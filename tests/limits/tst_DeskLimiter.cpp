// Redis' word counts while it can be had; what was let through here is known when it can't.
#include "core/limits/DeskLimiter.h"
#include "tests/fakes/FakeClock.h"
#include "tests/limits/LimitSamples.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::exactAsk;

namespace {

/// Answers in a later turn, what the test says.
class FakeSharedLimiter final : public SharedLimiter
{
public:
    void decide(RequestId, const LimitAsks &, Handler handler) override
    {
        ++asked;
        QMetaObject::invokeMethod(
            &m_context, [this, handler] { handler(answer); }, Qt::QueuedConnection);
    }
    void giveBack(RequestId, const LimitAsks &) override { ++givenBack; }

    Result<LimitDecision> answer = Error{Error::Code::Unavailable, {}, {}};
    int asked = 0;
    int givenBack = 0;

private:
    QObject m_context;
};

struct Desk
{
    Desk() { limiter.share(&shared); }

    LimitDecision decide(RequestId request = RequestId::create())
    {
        const auto answer = limiter.decide(request, asks);
        (void)QTest::qWaitFor([&] { return answer.isFinished(); }, 5'000);
        return *answer.result();
    }

    FakeClock clock;
    LocalLimiter local{clock};
    FakeSharedLimiter shared;
    DeskLimiter limiter{local, nullptr};
    LimitAsks asks{exactAsk(3, 60s)};
    const LimitDecision yes{.isAllowed = true, .standing = {.limit = 3, .remaining = 1}};
    const LimitDecision no{.isAllowed = false, .standing = {.limit = 3, .retryAfter = 7s}};
};

} // namespace

class TestDeskLimiter final : public QObject
{
    Q_OBJECT

private slots:
    void sharedWord_counts()
    {
        Desk desk;
        desk.shared.answer = desk.no;
        QCOMPARE(desk.decide(), desk.no);
        desk.shared.answer = desk.yes;
        for (int i = 0; i < 10; ++i) // However much that is for one desk.
            QCOMPARE(desk.decide(), desk.yes);
        QCOMPARE(desk.limiter.decidedAlone(), 0);
    }

    void withoutTheShared_theDeskKnowsWhatItDid()
    {
        Desk desk;
        desk.shared.answer = desk.yes;
        QVERIFY(desk.decide().isAllowed);
        QVERIFY(desk.decide().isAllowed);
        desk.shared.answer = Error{Error::Code::Unavailable, {}, {}};
        QVERIFY(desk.decide().isAllowed);
        const LimitDecision refused = desk.decide();
        QVERIFY(!refused.isAllowed);
        QCOMPARE(refused.standing.retryAfter, std::chrono::microseconds(60s));
        QCOMPARE(desk.limiter.decidedAlone(), 2);
        desk.shared.answer = desk.yes;
        QCOMPARE(desk.decide(), desk.yes);
    }

    void noShared_isLocal()
    {
        Desk desk;
        desk.limiter.share(nullptr);
        for (int i = 0; i < 3; ++i)
            QVERIFY(desk.decide().isAllowed);
        QVERIFY(!desk.decide().isAllowed);
        QCOMPARE(desk.shared.asked, 0);
    }

    void requestThatWasLetThrough_isNeverRefusedLater()
    {
        Desk desk;
        const RequestId request = RequestId::create();
        QVERIFY(desk.decide(request).isAllowed); // Redis was away.
        desk.shared.answer = desk.no;
        QVERIFY(desk.decide(request).isAllowed);
        QVERIFY(!desk.decide().isAllowed);
    }

    void givingBack_reachesBoth()
    {
        Desk desk;
        desk.shared.answer = desk.yes;
        const RequestId request = RequestId::create();
        QVERIFY(desk.decide(request).isAllowed);
        desk.limiter.giveBack(request, desk.asks);
        QCOMPARE(desk.shared.givenBack, 1);
        QCOMPARE(desk.local.spent(desk.asks.first()).size(), 0);
    }

    void answerAfterTheDeskIsGone_isDropped()
    {
        FakeClock clock;
        LocalLimiter local(clock);
        FakeSharedLimiter shared;
        Async<LimitDecision> answer;
        {
            DeskLimiter limiter(local, nullptr);
            limiter.share(&shared);
            answer = limiter.decide(RequestId::create(), {exactAsk(3, 60s)});
        }
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.resultCount(), 0); // Which deliver() makes Cancelled.
    }
};

QTEST_GUILESS_MAIN(TestDeskLimiter)
#include "tst_DeskLimiter.moc"
