#include "core/limits/LimitWatch.h"
#include "core/limits/RefusalReports.h"
#include "tests/fakes/FakeCall.h"
#include "tests/fakes/FakeClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

class FakeRefusalLog final : public RefusalLog
{
public:
    Async<Done> write(const QList<Refusals> &refusals) override { return call.ask(refusals); }

    FakeCall<Done, QList<Refusals>> call;
};

} // namespace

class TestRefusalReports final : public QObject
{
    Q_OBJECT

private slots:
    void manyRefusals_areOneLine()
    {
        RefusalReports reports(m_log, m_clock);
        reports.enter();
        for (int i = 0; i < 100; ++i)
            reports.note(LimitKind::Booking);
        reports.note(LimitKind::Change);
        QCOMPARE(m_log.call.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_log.call.count(), 1, 10'000);
        QCOMPARE(m_log.call.last(),
                 (QList<Refusals>{{LimitKind::Booking, 100, m_clock.now()},
                                  {LimitKind::Change, 1, m_clock.now()}}));
        m_log.call.answer(Done{});
        QTRY_VERIFY(reports.isEmpty());
    }

    void refusedSignIns_waitForSomebodyWhoIsLetIn_andForTheServer()
    {
        FakeRefusalLog log;
        RefusalReports reports(log, m_clock);
        reports.note(LimitKind::SignInDesk);
        QVERIFY(!reports.isEmpty());
        reports.enter();
        QTRY_COMPARE_WITH_TIMEOUT(log.call.count(), 1, 10'000);
        reports.note(LimitKind::SignInDesk);
        log.call.answer(Error{Error::Code::Unavailable, {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(log.call.count(), 2, 10'000);
        QCOMPARE(log.call.last().first().count, 2);
        log.call.answer(Error{Error::Code::Denied, {}, {}}); // Nobody will ever write it.
        QTRY_VERIFY(reports.isEmpty());
    }

    void watch_warnsBeforeItHurts()
    {
        LimitWatch watch;
        QSignalSpy changed(&watch, &LimitWatch::changed);
        QSignalSpy refused(&watch, &LimitWatch::refused);
        LimitDecision decision{.isAllowed = true, .standing = {.limit = 10, .remaining = 3}};
        watch.note(decision);
        QVERIFY(!watch.low());
        decision.standing.remaining = 2;
        watch.note(decision);
        QCOMPARE(watch.low()->remaining, 2);
        QCOMPARE(changed.count(), 1);
        decision.isAllowed = false;
        watch.note(decision);
        QCOMPARE(refused.count(), 1);
        QVERIFY(watch.low());
        decision = {.isAllowed = true, .standing = {.limit = 10, .remaining = 9}};
        watch.note(decision);
        QVERIFY(!watch.low());
        QCOMPARE(changed.count(), 2);
    }

private:
    FakeRefusalLog m_log;
    FakeClock m_clock;
};

QTEST_GUILESS_MAIN(TestRefusalReports)
#include "tst_RefusalReports.moc"
