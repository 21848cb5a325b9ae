#include "tests/ui/schedule/BoardDesk.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_SchedulePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void booking_takesEightKeysAtMost_andReturnsToItsSlot()
    {
        BoardDesk desk;
        desk.keys = 0;
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"boardPatient"_s);
        desk.type(u"kir"_s);
        desk.waitForMatches();
        shoot(desk.page.get(), u"board-in-place"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt, samples::at(40));
        QVERIFY(desk.board->hasFocus());
        QVERIFY(desk.page->viewModel().chosen());
        QVERIFY(desk.keys <= 8);
        qInfo("U1 booking on the board: %d keys", desk.keys);
        QSignalSpy announced(desk.page.get(), &SchedulePage::announced);
        desk.ports.book.bookCall.answer(samples::change(AppointmentId(31)));
        QTRY_COMPARE(announced.count(), 1);
        QVERIFY(desk.ports.booking.canUndo());
    }

    void enterHeldDown_booksOnce()
    {
        BoardDesk desk;
        desk.press(Qt::Key_Return);
        desk.type(u"kir"_s);
        desk.waitForMatches();
        desk.press(Qt::Key_Return);
        for (int count = 0; count < 30; ++count) {
            QWidget *focus = QApplication::focusWidget();
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
            QApplication::sendEvent(focus, &again);
        }
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
        QVERIFY(!desk.page->viewModel().inPlace().isOpen());
    }

    void doubleClickOnAMatch_booksOnce_andOpensNothingBeneath()
    {
        BoardDesk desk;
        desk.press(Qt::Key_Return);
        desk.type(u"kir"_s);
        desk.waitForMatches();
        auto *matches = named<QAbstractScrollArea>(desk.page.get(), "boardPatientMatches");
        const QPoint spot(20, 12);
        const QPoint beneath
            = desk.board->viewport()->mapFromGlobal(matches->viewport()->mapToGlobal(spot));
        QTest::mouseClick(matches->viewport(), Qt::LeftButton, {}, spot);
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
        QTest::mouseDClick(desk.board->viewport(), Qt::LeftButton, {}, beneath);
        QCOMPARE(desk.ports.book.bookCall.count(), 1);
    }

    void escape_closesTheSlot_andNothingHappened()
    {
        BoardDesk desk;
        desk.press(Qt::Key_Return);
        desk.type(u"k"_s);
        desk.press(Qt::Key_Escape);
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.page->viewModel().inPlace().isOpen());
        QVERIFY(desk.board->hasFocus());
        QCOMPARE(desk.ports.book.bookCall.count(), 0);
    }

    void refusedBooking_isRepeatedElsewhereWithTwoKeys()
    {
        BoardDesk desk;
        desk.press(Qt::Key_Return);
        desk.type(u"kir"_s);
        desk.waitForMatches();
        desk.press(Qt::Key_Return);
        desk.ports.book.bookCall.answer(samples::failure(Error::Code::Conflict));
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "boardRefusal")->isVisible());
        desk.goTo(100);
        desk.press(Qt::Key_Return);
        desk.waitForMatches();
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "boardPatientMatches")->isEnabled());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.book.bookCall.count(), 2);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt, samples::at(100));
    }

    void keys_moveAndLengthen()
    {
        BoardDesk desk;
        desk.goTo(0);
        desk.press(Qt::Key_Plus);
        QCOMPARE(desk.ports.book.resizeCall.last().length, 25min);
        desk.ports.book.resizeCall.answer(samples::change(AppointmentId(1)));
        QTRY_VERIFY(!desk.page->viewModel().sheet().find(AppointmentId(1))->isUnderWay);
        desk.press(Qt::Key_M);
        QVERIFY(desk.page->viewModel().moving());
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.page->viewModel().moving());
        desk.press(Qt::Key_M);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.book.moveCall.last().to.startsAt, samples::at(20));
    }

    void pinnedAppointment_isDroppedOnAnotherDay()
    {
        BoardDesk desk;
        desk.goTo(0);
        auto *strip = named<QWidget>(desk.page.get(), "boardPins");
        QVERIFY(!strip->isVisible());
        desk.press(Qt::Key_P);
        QVERIFY(strip->isVisible());
        desk.press(Qt::Key_PageDown);
        QTRY_COMPARE(desk.page->viewModel().sheet().day, samples::today.addDays(1));
        QTRY_COMPARE(desk.page->viewModel().state(), ListState::Shown);
        desk.press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(desk.page->viewModel().moving());
        const BoardSheet &sheet = desk.page->viewModel().sheet();
        const QDateTime there = samples::at(100, samples::today.addDays(1));
        desk.page->viewModel().setCursor(cursorAt(sheet, 0, sheet.grid.rowAt(there)));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.book.moveCall.last().seen.appointment, AppointmentId(1));
        QCOMPARE(desk.ports.book.moveCall.last().to.startsAt, there);
        QVERIFY(strip->isVisible()); // Until the server has said so.
        Change change = samples::change(AppointmentId(1));
        change.row = samples::appointment(1, 24 * 60 + 100);
        desk.ports.book.moveCall.answer(change);
        QTRY_VERIFY(!strip->isVisible());
    }

    void pins_goByTheirButtonsToo()
    {
        BoardDesk desk;
        desk.goTo(0);
        desk.press(Qt::Key_P);
        QTest::mouseClick(named<QWidget>(desk.page.get(), "takePinned1"), Qt::LeftButton);
        QVERIFY(desk.page->viewModel().moving());
        QVERIFY(desk.board->hasFocus());
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.page->viewModel().moving());
        QVERIFY(desk.page->viewModel().pinboard().isPinned(AppointmentId(1)));
        QTest::mouseClick(named<QWidget>(desk.page.get(), "unpin1"), Qt::LeftButton);
        QVERIFY(!desk.page->viewModel().pinboard().isPinned(AppointmentId(1)));
        QVERIFY(!named<QWidget>(desk.page.get(), "boardPins")->isVisible());
    }

    void drag_movesAndARefusedDropLosesNothing()
    {
        BoardDesk desk;
        desk.drag(0, 120);
        QCOMPARE(desk.ports.book.moveCall.count(), 1);
        QCOMPARE(desk.ports.book.moveCall.last().to.startsAt, samples::at(120));
        desk.ports.book.moveCall.answer(samples::change(AppointmentId(1)));
        QTRY_VERIFY(!desk.page->viewModel().sheet().find(AppointmentId(1))->isUnderWay);

        desk.drag(60, 120);
        QVERIFY2(desk.refusal().contains(u"taken"_s), qPrintable(desk.refusal()));
        QVERIFY(named<QWidget>(desk.page.get(), "boardRefusal")->isVisible());
        desk.drag(60, 180);
        QVERIFY2(desk.refusal().contains(u"no working hours"_s), qPrintable(desk.refusal()));
        desk.ports.clock.set(samples::at(50));
        desk.drag(60, 20);
        QVERIFY2(desk.refusal().contains(u"over"_s), qPrintable(desk.refusal()));
        QCOMPARE(desk.ports.book.moveCall.count(), 1);
        QVERIFY(!desk.page->viewModel().moving());
        QCOMPARE(desk.page->viewModel().sheet().find(AppointmentId(2))->appointment.startsAt,
                 samples::at(60));
    }

    void lowerEdge_isPulledLonger_andARefusalLosesNothing()
    {
        BoardDesk desk;
        desk.pull(1, 40);
        QCOMPARE(desk.ports.book.resizeCall.count(), 1);
        QCOMPARE(desk.ports.book.resizeCall.last().length, 40min);
        QCOMPARE(desk.ports.book.moveCall.count(), 0);
        desk.ports.book.resizeCall.answer(samples::change(AppointmentId(1)));
        QTRY_VERIFY(!desk.page->viewModel().sheet().find(AppointmentId(1))->isUnderWay);

        // Over the next patient.
        desk.pull(1, 70);
        QVERIFY2(desk.refusal().contains(u"are free from 09:00"_s), qPrintable(desk.refusal()));
        // Never to nothing.
        desk.pull(2, -30);
        QCOMPARE(desk.ports.book.resizeCall.count(), 2);
        QCOMPARE(desk.ports.book.resizeCall.last().length, 5min);
        QVERIFY(!desk.page->viewModel().moving());
    }

    void lowerEdge_looksAsIfItCouldBePulled()
    {
        BoardDesk desk;
        const QWidget *viewport = desk.board->viewport();
        desk.hover(desk.lowerEdge(1));
        QCOMPARE(viewport->cursor().shape(), Qt::SizeVerCursor);
        desk.hover(desk.pointAt(0));
        QCOMPARE(viewport->cursor().shape(), Qt::ArrowCursor);
        desk.ports.disconnect();
        desk.hover(desk.lowerEdge(1));
        QCOMPARE(viewport->cursor().shape(), Qt::ArrowCursor);
    }

    void click_opensWithADoubleClickOnly()
    {
        BoardDesk desk;
        QTest::mouseClick(desk.board->viewport(), Qt::LeftButton, {}, desk.pointAt(100));
        QVERIFY(!desk.page->viewModel().inPlace().isOpen());
        QTest::mouseDClick(desk.board->viewport(), Qt::LeftButton, {}, desk.pointAt(100));
        QVERIFY(desk.page->viewModel().inPlace().isOpen());
        QCOMPARE(desk.page->viewModel().inPlace().time().startsAt, samples::at(100));
    }

    void typedTimes_goThere_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<QTime>("time");
        QTest::newRow("in two weeks") << u"+2w"_s << samples::today.addDays(14) << QTime();
        QTest::newRow("day and time") << u"fri 9:40"_s << samples::today.addDays(1) << QTime(9, 40);
        QTest::newRow("time") << u"14:00"_s << samples::today << QTime(14, 0);
        QTest::newRow("next free") << u"next free dr okafor"_s << samples::today << QTime(10, 20);
    }
    void typedTimes_goThere()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, day);
        QFETCH(QTime, time);
        BoardDesk desk;
        desk.ports.freeSlots.findCall.always(QList<Slot>{samples::slot(80)});
        desk.press(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"boardGoToText"_s);
        desk.type(typed);
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.page->viewModel().sheet().day, day);
        const auto line = [&] {
            const BoardSheet &sheet = desk.page->viewModel().sheet();
            return sheet.grid.rows().at(desk.page->viewModel().cursor().row).local;
        };
        if (time.isValid())
            QTRY_COMPARE(line(), time);
        QVERIFY(desk.board->hasFocus());
    }

    void whatIsNotUnderstood_isSaid_andStays()
    {
        BoardDesk desk;
        desk.press(Qt::Key_G, Qt::ControlModifier);
        desk.type(u"xyzzy"_s);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.refusal().contains(u"xyzzy"_s));
        QCOMPARE(named<QLineEdit>(desk.page.get(), "boardGoToText")->text(), u"xyzzy"_s);
    }

    void readers_hearATableOfSentences()
    {
        BoardDesk desk;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(desk.board);
        QCOMPARE(spoken->role(), QAccessible::Table);
        QAccessibleTableInterface *table = spoken->tableInterface();
        QVERIFY(table);
        const BoardSheet &sheet = desk.page->viewModel().sheet();
        QCOMPARE(table->rowCount(), sheet.rows());
        QCOMPARE(table->columnCount(), 1);
        const int row = sheet.grid.rowAt(samples::at(0));
        const QString said = table->cellAt(row, 0)->text(QAccessible::Name);
        for (const QString &part :
             {u"Dr Okafor"_s, u"Thursday 26 November"_s, u"09:00 to 09:20"_s, u"FAMILY1"_s})
            QVERIFY2(said.contains(part), qPrintable(said));
        QCOMPARE(table->cellAt(row, 0), table->cellAt(row, 0));
        QVERIFY(spoken->focusChild()->state().focused);
        QCOMPARE(table->columnDescription(0), u"Dr Okafor, Cardiology"_s);
        QCOMPARE(unnamedControls(desk.page.get()), QStringList());
    }
};

CLINIDESK_PAGE_TEST(tst_SchedulePage)
#include "tst_SchedulePage.moc"
