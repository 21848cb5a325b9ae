#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/base/RequestId.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;

class TestClock final : public QObject
{
    Q_OBJECT

private slots:
    void clockOfADeskThatIsWrong_followsTheServer_data()
    {
        QTest::addColumn<qint64>("aheadSeconds");
        QTest::newRow("an hour behind") << qint64(3'600);
        QTest::newRow("an hour ahead") << qint64(-3'600);
        QTest::newRow("a year behind") << qint64(365 * 86'400);
    }
    void clockOfADeskThatIsWrong_followsTheServer()
    {
        QFETCH(qint64, aheadSeconds);
        SystemClock clock;
        const QDateTime serverTime = QDateTime::currentDateTimeUtc().addSecs(aheadSeconds);
        clock.follow(serverTime);

        const QDateTime now = clock.now();
        QCOMPARE(now.timeSpec(), Qt::UTC);
        QVERIFY(now >= serverTime);
        QVERIFY(serverTime.secsTo(now) < 60);
    }

    void laterWordOfTheServer_replacesTheEarlier()
    {
        SystemClock clock;
        clock.follow(QDateTime::currentDateTimeUtc().addDays(1));
        clock.follow(QDateTime::currentDateTimeUtc());
        QVERIFY(std::abs(clock.now().secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }

    void steadyTime_doesNotFollow()
    {
        SystemClock clock;
        const auto before = clock.steady();
        clock.follow(QDateTime::currentDateTimeUtc().addDays(-1));
        const auto after = clock.steady();
        QVERIFY(after >= before);
        QVERIFY(after - before < 60s);
    }

    void requestIds_areNeverTheSame()
    {
        const RequestId first = RequestId::create();
        QVERIFY(!first.uuid().isNull());
        QVERIFY(first != RequestId::create());
        QCOMPARE(RequestId(first), first);
    }

    void ids_areNullOnlyAtZero()
    {
        QVERIFY(PatientId().isNull());
        QVERIFY(!PatientId(-1).isNull());
        QVERIFY(PatientId(1) < PatientId(2));
        QCOMPARE(qHash(PatientId(7)), qHash(qint64(7)));
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_Clock.moc"
