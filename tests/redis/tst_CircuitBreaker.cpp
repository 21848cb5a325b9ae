#include "core/redis/CircuitBreaker.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;

using State = CircuitBreaker::State;

class TestCircuitBreaker final : public QObject
{
    Q_OBJECT

private slots:
    void threeFailuresInARow_openIt()
    {
        CircuitBreaker breaker;
        for (int i = 0; i < 10; ++i) {
            breaker.failed(m_now);
            breaker.failed(m_now);
            breaker.succeeded();
        }
        QVERIFY(breaker.admits(m_now));
        breaker.failed(m_now);
        breaker.failed(m_now);
        QVERIFY(breaker.admits(m_now));
        breaker.failed(m_now);
        QVERIFY(!breaker.admits(m_now));
        QCOMPARE(breaker.state(), State::Open);
    }

    void oneTimeOut_opensIt()
    {
        CircuitBreaker breaker;
        breaker.timedOut(m_now);
        QVERIFY(!breaker.admits(m_now + 1999ms));
    }

    void afterARest_oneQuestionTriesIt()
    {
        CircuitBreaker breaker;
        breaker.timedOut(m_now);
        QVERIFY(breaker.admits(m_now + 2s));
        QCOMPARE(breaker.state(), State::Probing);
        QVERIFY(!breaker.admits(m_now + 3s));
        breaker.failed(m_now + 3s);
        QVERIFY(!breaker.admits(m_now + 4s));
        QVERIFY(breaker.admits(m_now + 5s));
        breaker.succeeded();
        QVERIFY(breaker.admits(m_now + 5s));
        QCOMPARE(breaker.state(), State::Closed);
    }

private:
    CircuitBreaker::TimePoint m_now{100h};
};

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_CircuitBreaker.moc"
