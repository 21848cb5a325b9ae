#include "tests/pictures/BoardScenes.h"

#include "tests/pictures/InventedClinic.h"
#include "tests/window/FakeDesk.h"
#include "ui/schedule/DayBoard.h"
#include "ui/schedule/SchedulePage.h"

#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

Error unavailable()
{
    return samples::failure(Error::Code::Unavailable);
}

DayBoardViewModel &boardOf(FakeDesk &desk)
{
    return named<SchedulePage>(&desk.window, "schedulePage")->viewModel();
}

void openBoard(FakeDesk &desk, Role role = Role::Receptionist)
{
    desk.open(role);
    desk.show("schedulePage");
    QCoreApplication::processEvents();
}

/// To @p hour:@p minute at the clinic, in column @p column.
void goTo(FakeDesk &desk, int column, int hour, int minute)
{
    DayBoardViewModel &board = boardOf(desk);
    const QDateTime time(samples::today, QTime(hour - 1, minute), Qt::UTC);
    board.setCursor(cursorAt(board.sheet(), column, board.sheet().grid.rowAt(time)));
}

/// Opens the board and stands there.
void standOn(FakeDesk &desk, int column, int hour, int minute)
{
    openBoard(desk);
    QTRY_COMPARE(boardOf(desk).state(), ListState::Shown);
    goTo(desk, column, hour, minute);
}

void press(FakeDesk &desk, Qt::Key key)
{
    QTest::keyClick(named<DayBoard>(&desk.window, "dayBoard"), key);
}

QList<Scene> boardDeeds()
{
    return {
        {u"board-booking"_s, Kind::Content,
         [](FakeDesk &desk) {
             standOn(desk, 0, 14, 0);
             press(desk, Qt::Key_Return);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "boardPatient"), u"mul"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "boardPatientMatches")->isVisible());
         }},
        {u"board-moving"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 12, 0);
             press(desk, Qt::Key_M);
             press(desk, Qt::Key_Down);
         }},
        {u"board-pinned"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 12, 0);
             press(desk, Qt::Key_P);
             goTo(desk, 0, 15, 0);
             press(desk, Qt::Key_P);
             QVERIFY(named<QWidget>(&desk.window, "boardPins")->isVisible());
         }},
        {u"board-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 1, 12, 20);
             press(desk, Qt::Key_Return);
         }},
        {u"board-details"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 9, 40);
             press(desk, Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "boardDetailsEvents")->isVisible());
         }},
        {u"board-cancel"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 9, 40);
             press(desk, Qt::Key_Delete);
         }},
    };
}

QList<Scene> boardStates()
{
    return {
        {u"board"_s, Kind::Content, [](FakeDesk &desk) { standOn(desk, 0, 10, 20); }},
        {u"board-doctor"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(invented::todayOfDoctor());
             desk.ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
                 return invented::hours(asked.first).mid(0, 1);
             });
             openBoard(desk, Role::Doctor);
         }},
        {u"board-nobody"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(
                 Day{.date = samples::today, .appointments = {}, .freshness = samples::fresh()});
             desk.ports.hours.hoursCall.always(QList<SeatHours>{});
             openBoard(desk);
         }},
        {u"board-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.wait();
             openBoard(desk);
             QTRY_VERIFY(named<QWidget>(&desk.window, "boardStateCancel")->isVisible());
         }},
        {u"board-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(unavailable());
             openBoard(desk);
         }},
        {u"board-without-hours"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.hours.hoursCall.always(unavailable());
             openBoard(desk);
             QTRY_VERIFY(named<QWidget>(&desk.window, "boardHoursNote")->isVisible());
         }},
        {u"board-offline"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 10, 20);
             desk.ports.clock.advance(std::chrono::minutes(3));
             desk.ports.disconnect();
         }},
        {u"board-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             standOn(desk, 0, 10, 20);
             desk.ports.days.dayCall.always(unavailable());
             desk.press(Qt::Key_F5);
             QTRY_VERIFY(named<QWidget>(&desk.window, "boardStateStale")->isVisible());
         }},
    };
}

} // namespace

QList<Scene> boardScenes()
{
    return boardStates() + boardDeeds();
}

} // namespace clinidesk
