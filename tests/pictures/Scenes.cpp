#include "tests/pictures/Scenes.h"

#include "tests/pictures/BoardScenes.h"
#include "tests/pictures/CalendarScenes.h"
#include "tests/pictures/FindTimeScenes.h"
#include "tests/pictures/InventedClinic.h"
#include "tests/pictures/MonitorScenes.h"
#include "tests/pictures/WaitlistScenes.h"
#include "tests/window/FakeDesk.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/ShellPage.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = Scene::Kind;

Error unavailable()
{
    return {.code = Error::Code::Unavailable,
            .detail = u"57P01 terminating connection due to administrator command"_s,
            .facts = {}};
}

/// Opens the desk on @p page. No row is chosen yet: a list that has its rows before
/// it has the focus chooses the first.
void openOn(FakeDesk &desk, const char *page, Role role = Role::Receptionist)
{
    desk.open(role);
    desk.show(page);
    QCoreApplication::processEvents();
    for (const QAbstractItemView *view : desk.window.findChildren<QAbstractItemView *>()) {
        if (view->selectionModel())
            view->selectionModel()->clear();
    }
}

/// A day without rows, where the list isn't what the picture is about.
void emptyDay(FakeDesk &desk)
{
    desk.ports.days.dayCall.always(
        Day{.date = samples::today, .appointments = {}, .freshness = samples::fresh()});
}

/// Six rows of the day, where what stands around the list matters.
void shortDay(FakeDesk &desk, int first = 0)
{
    Day day = invented::today();
    day.appointments = day.appointments.mid(first, 6);
    desk.ports.days.dayCall.always(day);
}

/// As arrow keys do; QTableView::selectRow() finds no current cell in a window turned round.
void choose(RowTable &table, int row)
{
    table.setCurrentIndex(table.model()->index(row, 0));
}

void waitForCancel(const FakeDesk &desk, const char *name)
{
    auto *cancel = named<QWidget>(&desk.window, name);
    QTRY_VERIFY(cancel->isVisible());
}

void lose(FakeDesk &desk)
{
    desk.ports.clock.advance(std::chrono::minutes(3));
    desk.ports.disconnect();
}

void tryToSignIn(FakeDesk &desk)
{
    QTest::keyClicks(named<QLineEdit>(&desk.window, "signInLogin"), u"mara"_s);
    auto *password = named<QLineEdit>(&desk.window, "signInPassword");
    QTest::keyClicks(password, u"secret"_s);
    QTest::keyClick(password, Qt::Key_Return);
}

void refuse(FakeDesk &desk, const Error &error)
{
    tryToSignIn(desk);
    desk.ports.gate.signInCall.answer(error);
    QTRY_VERIFY(desk.signIn.hasFailed());
}

QList<Scene> signInScenes()
{
    return {
        {u"sign-in"_s, Kind::Content, [](FakeDesk &) {}},
        {u"sign-in-demo"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.signIn.setOffered({{.login = u"rosa"_s,
                                      .displayName = u"Rosa Reception"_s,
                                      .password = u"secret"_s,
                                      .description = u"Receptionist"_s},
                                     {.login = u"okafor"_s,
                                      .displayName = u"Dr Chidi Okafor"_s,
                                      .password = u"secret"_s,
                                      .description = u"Doctor"_s}});
         }},
        {u"sign-in-refused"_s, Kind::Failed,
         [](FakeDesk &desk) { refuse(desk, samples::failure(Error::Code::WrongPassword)); }},
        {u"sign-in-offline"_s, Kind::Failed,
         [](FakeDesk &desk) {
             refuse(desk, samples::failure(Error::Code::Unavailable, {{u"layer"_s, u"tcp"_s}}));
         }},
        {u"sign-in-locked"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "todayPage");
             desk.press(Qt::Key_L, Qt::ControlModifier);
         }},
    };
}

QList<Scene> todayScenes()
{
    return {
        {u"today"_s, Kind::Content, [](FakeDesk &desk) { openOn(desk, "todayPage"); }},
        {u"today-doctor"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(invented::todayOfDoctor());
             openOn(desk, "todayPage", Role::Doctor);
         }},
        {u"today-details"_s, Kind::Content,
         [](FakeDesk &desk) {
             shortDay(desk, 9);
             openOn(desk, "todayPage");
             auto *table = named<RowTable>(&desk.window, "todayTable");
             QTRY_VERIFY(table->model()->rowCount() > 5);
             choose(*table, 0);
             QTest::keyClick(table, Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "todayDetailsEvents")->isVisible());
         }},
        {u"today-undo"_s, Kind::Other,
         [](FakeDesk &desk) {
             shortDay(desk, 9);
             openOn(desk, "todayPage");
             auto *table = named<RowTable>(&desk.window, "todayTable");
             QTRY_VERIFY(table->model()->rowCount() > 5);
             choose(*table, 2);
             QTest::keyClick(table, Qt::Key_I);
             desk.ports.book.actCall.answer(samples::change(AppointmentId(12), Status::Arrived));
             QTRY_VERIFY(named<QWidget>(&desk.window, "toast")->isVisible());
         }},
        {u"today-cancel"_s, Kind::Other,
         [](FakeDesk &desk) {
             shortDay(desk, 9);
             openOn(desk, "todayPage");
             auto *table = named<RowTable>(&desk.window, "todayTable");
             QTRY_VERIFY(table->model()->rowCount() > 5);
             choose(*table, 2);
             QTest::keyClick(table, Qt::Key_Delete);
         }},
        {u"today-empty"_s, Kind::Other,
         [](FakeDesk &desk) {
             emptyDay(desk);
             openOn(desk, "todayPage");
         }},
        {u"today-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.wait();
             openOn(desk, "todayPage");
             waitForCancel(desk, "todayStateCancel");
         }},
        {u"today-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.days.dayCall.always(unavailable());
             openOn(desk, "todayPage");
             named<QPushButton>(&desk.window, "todayStateDetails")->setChecked(true);
             // Its number and minute are another each time.
             named<QLabel>(&desk.window, "todayStateDetailsText")
                 ->setText(u"Error 7K2M4P, 26-Nov-2026 09:40:12\n57P01"_s);
         }},
        {u"today-offline"_s, Kind::Content,
         [](FakeDesk &desk) {
             shortDay(desk);
             openOn(desk, "todayPage");
             lose(desk);
         }},
        {u"today-slow"_s, Kind::Other,
         [](FakeDesk &desk) {
             shortDay(desk);
             openOn(desk, "todayPage");
             desk.ports.connection.setState({.kind = ConnectionState::Kind::Slow,
                                             .since = desk.ports.clock.now(),
                                             .retryAt = {},
                                             .roundTrip = {},
                                             .isWeak = false});
         }},
        {u"today-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             shortDay(desk);
             openOn(desk, "todayPage");
             desk.ports.days.dayCall.always(unavailable());
             desk.press(Qt::Key_F5);
             QTRY_VERIFY(named<QWidget>(&desk.window, "todayStateStale")->isVisible());
         }},
    };
}

void chooseMueller(FakeDesk &desk)
{
    auto *search = named<QLineEdit>(&desk.window, "patientSearch");
    QTest::keyClicks(search, u"mul"_s);
    auto *found = named<QListView>(&desk.window, "patientSearchMatches");
    QTRY_VERIFY(found->isVisible());
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(named<QWidget>(&desk.window, "patientBanner")->isVisible());
}

void failBooking(FakeDesk &desk)
{
    desk.ports.patients.searchCall.always(unavailable());
    desk.ports.freeSlots.findCall.always(unavailable());
    openOn(desk, "bookingPage");
    QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), u"mul"_s);
    QTRY_VERIFY(named<QWidget>(&desk.window, "patientSearchRetry")->isVisible());
}

QList<Scene> bookingScenes()
{
    return {
        {u"booking"_s, Kind::Content,
         [](FakeDesk &desk) {
             openOn(desk, "bookingPage");
             chooseMueller(desk);
         }},
        {u"booking-deceased"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.patients.searchCall.always(
                 QList<PatientMatch>{samples::match(invented::deceased())});
             openOn(desk, "bookingPage");
             chooseMueller(desk);
         }},
        {u"booking-search"_s, Kind::Content,
         [](FakeDesk &desk) {
             openOn(desk, "bookingPage");
             QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), u"mul"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "patientSearchMatches")->isVisible());
         }},
        {u"booking-register"_s, Kind::Content,
         [](FakeDesk &desk) {
             desk.ports.patients.searchCall.always(QList<PatientMatch>{});
             openOn(desk, "bookingPage");
             QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), u"Zorro"_s);
             auto *create = named<QPushButton>(&desk.window, "patientSearchCreate");
             QTRY_VERIFY(create->isVisible());
             create->click();
         }},
        {u"booking-empty"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.patients.searchCall.always(QList<PatientMatch>{});
             desk.ports.freeSlots.findCall.always(QList<Slot>{});
             openOn(desk, "bookingPage");
             QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), u"Zorro"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "patientSearchCreate")->isVisible());
         }},
        {u"booking-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.freeSlots.findCall.wait();
             openOn(desk, "bookingPage");
             waitForCancel(desk, "slotStateCancel");
         }},
        {u"booking-failed"_s, Kind::Failed, failBooking},
        {u"booking-offline"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "bookingPage");
             chooseMueller(desk);
             lose(desk);
         }},
    };
}

QList<Scene> historyScenes()
{
    return {
        {u"history"_s, Kind::Content, [](FakeDesk &desk) { openOn(desk, "historyPage"); }},
        {u"history-details"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "historyPage");
             auto *table = named<RowTable>(&desk.window, "historyTable");
             QTRY_VERIFY(table->model()->rowCount() > 2);
             choose(*table, 2);
             QTest::keyClick(table, Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "historyDetailsEvents")->isVisible());
         }},
        {u"history-empty"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.history.pageCall.always(HistoryPage{});
             openOn(desk, "historyPage");
         }},
        {u"history-loading"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.history.pageCall.wait();
             openOn(desk, "historyPage");
             waitForCancel(desk, "historyStateCancel");
         }},
        {u"history-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.history.pageCall.always(unavailable());
             openOn(desk, "historyPage");
         }},
        {u"history-offline"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "historyPage");
             lose(desk);
         }},
        {u"history-stale"_s, Kind::Other,
         [](FakeDesk &desk) {
             HistoryPage page = invented::historyPage();
             page.freshness.isStale = true;
             page.freshness.asOf = page.freshness.asOf.addSecs(-1980);
             desk.ports.history.pageCall.always(page);
             openOn(desk, "historyPage");
         }},
    };
}

void openPalette(FakeDesk &desk, const QString &typed)
{
    emptyDay(desk);
    openOn(desk, "todayPage");
    desk.press(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(named<QLineEdit>(&desk.window, "commandPaletteText"), typed);
    if (typed.size() < 2)
        return;
    const int before = desk.ports.patients.searchCall.count();
    QTRY_VERIFY(desk.ports.patients.searchCall.count() > before);
    QCoreApplication::processEvents();
}

QList<Scene> overlayScenes()
{
    return {
        {u"palette"_s, Kind::Content, [](FakeDesk &desk) { openPalette(desk, {}); }},
        {u"palette-patients"_s, Kind::Other, [](FakeDesk &desk) { openPalette(desk, u"mul"_s); }},
        {u"palette-empty"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.patients.searchCall.always(QList<PatientMatch>{});
             openPalette(desk, u"qqqq"_s);
         }},
        {u"palette-failed"_s, Kind::Failed,
         [](FakeDesk &desk) {
             desk.ports.patients.searchCall.always(unavailable());
             openPalette(desk, u"mul"_s);
         }},
        {u"help"_s, Kind::Content,
         [](FakeDesk &desk) {
             emptyDay(desk);
             openOn(desk, "todayPage");
             desk.press(Qt::Key_F1);
         }},
    };
}

} // namespace

QList<Scene> scenes()
{
    return signInScenes() + todayScenes() + boardScenes() + calendarScenes() + bookingScenes()
        + historyScenes() + findTimeScenes() + monitorScenes() + waitlistScenes() + overlayScenes();
}

} // namespace clinidesk
