#include "core/base/Backoff.h"

#include <QTest>

#include <algorithm>

using namespace clinidesk;
using namespace std::chrono_literals;

namespace {

/// The longest of many first waits after @p failures before it: close to the ceiling, never above.
std::chrono::milliseconds longestAfter(int failures)
{
    std::chrono::milliseconds longest = 0ms;
    for (int round = 0; round < 2'000; ++round) {
        Backoff backoff;
        for (int i = 0; i < failures; ++i)
            (void)backoff.next();
        longest = std::max(longest, backoff.next());
    }
    return longest;
}

} // namespace

class TestBackoff final : public QObject
{
    Q_OBJECT

private slots:
    void waits_doubleUpToTheirCeiling_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<qint64>("ceiling");
        QTest::newRow("first") << 0 << qint64(250);
        QTest::newRow("second") << 1 << qint64(500);
        QTest::newRow("third") << 2 << qint64(1'000);
        QTest::newRow("fourth") << 3 << qint64(2'000);
        QTest::newRow("tenth") << 9 << qint64(4'000);
    }
    void waits_doubleUpToTheirCeiling()
    {
        QFETCH(int, failures);
        QFETCH(qint64, ceiling);
        const auto longest = longestAfter(failures).count();
        QVERIFY2(longest <= ceiling, qPrintable(QString::number(longest)));
        QVERIFY2(longest > ceiling * 9 / 10, qPrintable(QString::number(longest)));
    }

    void reset_beginsAgain()
    {
        Backoff backoff;
        for (int i = 0; i < 10; ++i)
            (void)backoff.next();
        for (int i = 0; i < 100; ++i) {
            backoff.reset();
            QVERIFY(backoff.next() <= 250ms);
        }
    }

    void desksOfAClinic_comeBackOneByOne()
    {
        QList<qint64> waits;
        for (int desk = 0; desk < 200; ++desk)
            waits << Backoff().next().count();
        const auto early
            = std::count_if(waits.begin(), waits.end(), [](auto w) { return w < 125; });
        QVERIFY(early > 50 && early < 150);
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_Backoff.moc"
