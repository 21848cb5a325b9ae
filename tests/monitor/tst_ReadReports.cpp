#include "core/monitor/ReadReports.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeReadLog.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

KeptRead card(qint64 patient)
{
    return {.action = u"patient_card"_s,
            .entity = u"patient"_s,
            .id = patient,
            .clinic = {},
            .day = {},
            .at = {}};
}

} // namespace

class TestReadReports final : public QObject
{
    Q_OBJECT

private slots:
    void reads_goTogetherWithinSeconds()
    {
        Desk desk;
        for (int patient = 1; patient <= 3; ++patient) {
            desk.reports.note(card(patient));
            desk.clock.advance(10ms);
        }
        QVERIFY(desk.call().count() == 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.call().count(), 1, 5000);
        QCOMPARE(desk.call().last().size(), 3);
        QCOMPARE(desk.call().last().at(1).id, 2);
        QCOMPARE(desk.call().last().at(1).at, desk.clock.now().addMSecs(-20));
        desk.call().answer(Done{});
        QTRY_VERIFY(desk.reports.isEmpty());
    }

    void manyReads_goInPieces()
    {
        Desk desk;
        for (int patient = 1; patient <= 2500; ++patient)
            desk.reports.note(card(patient));
        desk.call().always(Done{});
        const QSignalSpy emptied(&desk.reports, &ReadReports::emptied);
        desk.reports.flush();
        QTRY_COMPARE(emptied.count(), 1);
        QCOMPARE(desk.call().count(), 3);
        QCOMPARE(desk.call().question(2).size(), 500);
        QCOMPARE(desk.call().question(2).last().id, 2500);
    }

    void serverThatIsAway_isToldLater()
    {
        Desk desk;
        desk.reports.note(card(1));
        desk.reports.flush();
        desk.reports.note(card(2));
        desk.call().answer(Error{Error::Code::Unavailable, {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(desk.call().count(), 2, 6000);
        QCOMPARE(desk.call().last().size(), 2);
        QCOMPARE(desk.call().last().first().id, 1);
    }

    void refusedReads_areNotSentForEver()
    {
        Desk desk;
        desk.reports.note(card(1));
        desk.reports.flush();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not written down"_s));
        desk.call().answer(Error{Error::Code::Denied, {}, {}});
        QTRY_VERIFY(desk.reports.isEmpty());
    }

    void anotherPersonsReads_areNeverSentInHerName()
    {
        Desk desk;
        desk.reports.note(card(1));
        desk.reports.flush();
        QCOMPARE(desk.reports.takeRest().value(0).id, 1);
        QVERIFY(desk.reports.isEmpty());
        desk.reports.note(card(2));
        desk.call().answer(Error{Error::Code::Unavailable, {}, {}});
        QTRY_COMPARE_WITH_TIMEOUT(desk.call().count(), 2, 6000);
        QCOMPARE(desk.call().last().size(), 1);
        QCOMPARE(desk.call().last().first().id, 2);
    }

    void earlierRead_keepsItsTime()
    {
        Desk desk;
        KeptRead earlier = card(1);
        earlier.at = desk.clock.now().addDays(-1);
        desk.reports.note(earlier);
        desk.reports.flush();
        QCOMPARE(desk.call().last().first().at, earlier.at);
    }

    void waitingReads_areBounded()
    {
        Desk desk;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"too many reads"_s));
        for (int patient = 1; patient <= ReadReports::mostWaiting + 5; ++patient)
            desk.reports.note(card(patient));
        QCOMPARE(desk.reports.lost(), 5);
    }

private:
    struct Desk
    {
        FakeCall<Done, QList<KeptRead>> &call() { return log.writeCall; }

        FakeReadLog log;
        FakeClock clock;
        ReadReports reports{log, clock};
    };
};

QTEST_GUILESS_MAIN(TestReadReports)
#include "tst_ReadReports.moc"
