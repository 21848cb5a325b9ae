#include "tests/ui/schedule/Board.h"
#include "ui/viewmodels/schedule/SlotOpening.h"

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_SlotOpening : public QObject
{
    Q_OBJECT

private slots:
    void freeTime_isOpenedOnceItsDayIsRead()
    {
        Board board;
        board.open({});
        SlotOpening opening(board.viewModel, nullptr);
        Slot slot = samples::slot(3 * 24 * 60 + 40);
        slot.endsAt = slot.startsAt.addSecs(35 * 60);
        opening.open(slot);
        QTRY_VERIFY(board.viewModel.inPlace().isOpen());
        QCOMPARE(board.viewModel.date(), samples::today.addDays(3));
        QCOMPARE(board.viewModel.inPlace().time().startsAt, slot.startsAt);
        QCOMPARE(board.viewModel.inPlace().time().length, 35min);
    }

    void timeOfTheDayInFront_isOpenedAtOnce()
    {
        Board board;
        board.open({});
        SlotOpening opening(board.viewModel, nullptr);
        opening.open(samples::slot(60));
        QVERIFY(board.viewModel.inPlace().isOpen());
        QCOMPARE(board.viewModel.inPlace().time().length, 20min);
    }

    void whatWasTakenMeanwhile_isNotOpened()
    {
        Board board;
        board.open({samples::appointment(1, 60)});
        SlotOpening opening(board.viewModel, nullptr);
        opening.open(samples::slot(60));
        QTest::qWait(0);
        QVERIFY(!board.viewModel.inPlace().isOpen());
    }

    void whoGoesElsewhereMeanwhile_isLeftAlone()
    {
        Board board;
        board.open({});
        SlotOpening opening(board.viewModel, nullptr);
        board.ports.days.dayCall.wait();
        opening.open(samples::slot(3 * 24 * 60 + 40));
        board.viewModel.show(samples::today.addDays(3));
        board.viewModel.show(samples::today.addDays(5));
        board.ports.days.dayCall.always(
            [](const auto &asked) { return samples::day({}, asked.date); });
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        QVERIFY(!board.viewModel.inPlace().isOpen());
    }
};

QTEST_GUILESS_MAIN(tst_SlotOpening)
#include "tst_SlotOpening.moc"
