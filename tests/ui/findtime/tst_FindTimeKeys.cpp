#include "tests/window/FakeDesk.h"
#include "ui/findtime/FindTimePage.h"
#include "ui/schedule/SchedulePage.h"

#include <QTableView>

using namespace clinidesk;
using namespace Qt::StringLiterals;

/// The whole window: from anywhere to a free time, and booked in place on the board.
class tst_FindTimeKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keysAlone_findATimeAndBookItOnTheBoard()
    {
        FakeDesk desk;
        desk.ports.days.dayCall.always(
            [](const FakeDayList::Question &asked) { return samples::day({}, asked.date); });
        desk.ports.freeSlots.findCall.always(
            QList<Slot>{samples::slot(2 * 24 * 60 + 40), samples::slot(2 * 24 * 60 + 60)});
        desk.ports.patients.searchCall.always(
            QList<PatientMatch>{samples::match(samples::patient(5, u"Kirk"_s, u"James"_s))});
        desk.open();
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        auto *page = named<FindTimePage>(&desk.window, "findTimePage");
        QTRY_VERIFY(page->isVisible());
        QTRY_COMPARE(page->viewModel().state(), ListState::Shown);
        QTest::keyClicks(QApplication::focusWidget(), u"okafor after 9:00"_s);
        QTRY_COMPARE(desk.ports.freeSlots.findCall.last().doctors, QList{DoctorId(11)});
        QTRY_COMPARE(page->viewModel().state(), ListState::Shown);
        desk.press(Qt::Key_Return);
        QVERIFY(named<QTableView>(page, "findTimeTable")->hasFocus());
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Return);
        auto *board = named<SchedulePage>(&desk.window, "schedulePage");
        QTRY_VERIFY(board->isVisible());
        QTRY_VERIFY(board->viewModel().inPlace().isOpen());
        QCOMPARE(board->viewModel().date(), samples::today.addDays(2));
        QCOMPARE(board->viewModel().inPlace().time().startsAt,
                 samples::at(60, samples::today.addDays(2)));
        auto *patient = named<QLineEdit>(board, "boardPatient");
        QTRY_VERIFY(patient->hasFocus());
        QTest::keyClicks(patient, u"kir"_s);
        QTRY_VERIFY(named<QWidget>(board, "boardPatientMatches")->isVisible());
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.bookCall.count(), 1);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt,
                 samples::at(60, samples::today.addDays(2)));
    }

    void timeChosen_bringsTheDayBeforeTheWeek()
    {
        FakeDesk desk;
        desk.ports.days.dayCall.always(
            [](const FakeDayList::Question &asked) { return samples::day({}, asked.date); });
        desk.open();
        auto *board = named<SchedulePage>(&desk.window, "schedulePage");
        desk.show("schedulePage");
        QTRY_VERIFY(board->isVisible());
        desk.press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(!named<QWidget>(board, "dayView")->isVisible());
        auto *page = named<FindTimePage>(&desk.window, "findTimePage");
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(page->viewModel().state(), ListState::Shown);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return);
        QTRY_VERIFY(named<QWidget>(board, "dayView")->isVisible());
        QTRY_VERIFY(named<QLineEdit>(board, "boardPatient")->hasFocus());
    }

    void escape_goesBackToWhereOneCameFrom()
    {
        FakeDesk desk;
        desk.open();
        desk.show("schedulePage");
        auto *board = named<ShellPage>(&desk.window, "schedulePage");
        QTRY_VERIFY(board->isVisible());
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(named<ShellPage>(&desk.window, "findTimePage")->isVisible());
        desk.press(Qt::Key_Escape);
        QTRY_VERIFY(board->isVisible());
    }

    void doctor_hasNoSuchPage()
    {
        FakeDesk desk;
        desk.open(Role::Doctor);
        QVERIFY(!desk.window.findChild<ShellPage *>(u"findTimePage"_s));
    }
};

CLINIDESK_PAGE_TEST(tst_FindTimeKeys)
#include "tst_FindTimeKeys.moc"
