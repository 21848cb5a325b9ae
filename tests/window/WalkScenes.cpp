#include "tests/window/Walk.h"

#include "tests/pictures/FindTimeScenes.h"
#include "tests/pictures/InventedClinic.h"
#include "tests/pictures/WaitlistScenes.h"
#include "tests/window/SeriesScenes.h"
#include "ui/absence/AbsencePage.h"
#include "ui/paper/PaperPage.h"
#include "ui/paper/PaperPreview.h"
#include "ui/widgets/RowTable.h"

#include <QComboBox>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace clinidesk::walk {

namespace {

using Kind = Scene::Kind;

void openOn(FakeDesk &desk, const char *page, Role role = Role::Receptionist)
{
    desk.open(role);
    desk.show(page);
    settle();
}

void beginRegistering(FakeDesk &desk)
{
    desk.ports.patients.searchCall.always(QList<PatientMatch>{});
    openOn(desk, "bookingPage");
    QTest::keyClicks(named<QLineEdit>(&desk.window, "patientSearch"), u"Zorro"_s);
    auto *create = named<QPushButton>(&desk.window, "patientSearchCreate");
    QTRY_VERIFY(create->isVisible());
    create->click();
}

void choosePatient(FakeDesk &desk)
{
    openOn(desk, "bookingPage");
    auto *search = named<QLineEdit>(&desk.window, "patientSearch");
    QTest::keyClicks(search, u"mul"_s);
    QTRY_VERIFY(named<QWidget>(&desk.window, "patientSearchMatches")->isVisible());
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(named<QPushButton>(&desk.window, "book")->isEnabled());
}

/// Ctrl+P over the first appointment of today.
void openPaper(FakeDesk &desk, Paper what)
{
    openOn(desk, "todayPage");
    auto *page = named<PaperPage>(&desk.window, "paperPage");
    auto *table = named<RowTable>(&desk.window, "todayTable");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_P, Qt::ControlModifier);
    page->viewModel().setWhat(what);
    QTRY_VERIFY(page->viewModel().state() != ListState::Loading);
    QTRY_VERIFY(page->viewModel().document().isEmpty()
                || named<PaperPreview>(page, "paperPreview")->pageCount() > 0);
    settle();
}

/// Three patients of an absent doctor: one to be moved, one who is there already, one left alone.
void openAbsence(FakeDesk &desk)
{
    AffectedList list;
    for (int number = 1; number <= 3; ++number)
        list.patients.append({samples::appointment(number, 20 * number), {samples::slot(300)}});
    list.patients[1].appointment.status = Status::Arrived;
    list.patients[1].proposals.clear();
    desk.ports.absences.standingCall.always(QList<Absence>{});
    desk.ports.absences.affectedCall.always(list);
    openOn(desk, "schedulePage");
    auto *page = named<AbsencePage>(&desk.window, "absencePage");
    page->prepare({.doctor = DoctorId(11), .department = {}, .day = samples::today});
    QTRY_COMPARE(page->viewModel().state(), ListState::Shown);
    page->viewModel().leave(2);
    settle();
}

QList<Scene> absences()
{
    return {
        {u"absence"_s, Kind::Other, openAbsence},
        {u"absence-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             openAbsence(desk);
             auto *page = named<AbsencePage>(&desk.window, "absencePage");
             page->viewModel().go();
             desk.ports.absences.enterCall.answer(
                 samples::failure(Error::Code::Conflict, {{u"taken"_s, u"absence"_s}}));
             QTRY_VERIFY(named<QWidget>(page, "absenceRefusal")->isVisible());
         }},
        {u"absence-entered"_s, Kind::Other,
         [](FakeDesk &desk) {
             openAbsence(desk);
             auto *page = named<AbsencePage>(&desk.window, "absencePage");
             desk.ports.absences.enterCall.always(EnteredAbsence{AbsenceId(7), {}});
             desk.ports.book.moveCall.always(
                 samples::failure(Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}}));
             page->viewModel().go();
             QTRY_VERIFY(named<QWidget>(page, "absenceRemove")->isEnabled());
         }},
    };
}

QList<Scene> doors()
{
    return {
        {u"sign-in-new-password"_s, Kind::Other,
         [](FakeDesk &desk) {
             QTest::keyClicks(named<QLineEdit>(&desk.window, "signInLogin"), u"mara"_s);
             auto *password = named<QLineEdit>(&desk.window, "signInPassword");
             QTest::keyClicks(password, u"secret"_s);
             QTest::keyClick(password, Qt::Key_Return);
             desk.ports.gate.signInCall.answer(samples::failure(Error::Code::PasswordExpired));
             QTRY_VERIFY(named<QLineEdit>(&desk.window, "newPassword")->isVisible());
         }},
        {u"sign-in-working"_s, Kind::Other,
         [](FakeDesk &desk) {
             QTest::keyClicks(named<QLineEdit>(&desk.window, "signInLogin"), u"mara"_s);
             QTest::keyClick(named<QLineEdit>(&desk.window, "signInPassword"), Qt::Key_Return);
         }},
        {u"sign-in-empty-clinic"_s, Kind::Other, [](FakeDesk &desk) { desk.signIn.offerDemo(); }},
        {u"today-admin"_s, Kind::Other,
         [](FakeDesk &desk) { openOn(desk, "todayPage", Role::Administrator); }},
        {u"booking-admin"_s, Kind::Other,
         [](FakeDesk &desk) { openOn(desk, "bookingPage", Role::Administrator); }},
        {u"history-doctor"_s, Kind::Other,
         [](FakeDesk &desk) { openOn(desk, "historyPage", Role::Doctor); }},
    };
}

QList<Scene> refusals()
{
    return {
        {u"today-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "todayPage");
             auto *table = named<RowTable>(&desk.window, "todayTable");
             table->setCurrentIndex(table->model()->index(11, 0));
             QTest::keyClick(table, Qt::Key_I);
             desk.ports.book.actCall.answer(samples::failure(Error::Code::Stale));
             QTRY_VERIFY(named<QWidget>(&desk.window, "todayRefusal")->isVisible());
         }},
        {u"today-undo-refused"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "todayPage");
             auto *table = named<RowTable>(&desk.window, "todayTable");
             table->setCurrentIndex(table->model()->index(11, 0));
             QTest::keyClick(table, Qt::Key_I);
             desk.ports.book.actCall.answer(samples::change(AppointmentId(12), Status::Arrived));
             QTRY_VERIFY(named<QWidget>(&desk.window, "toast")->isVisible());
             desk.press(Qt::Key_Z, Qt::ControlModifier);
             desk.ports.book.undoCall.answer(samples::failure(Error::Code::Denied));
             QTRY_VERIFY(named<QWidget>(&desk.window, "troubleBar")->isVisible());
         }},
        {u"booking-taken"_s, Kind::Other,
         [](FakeDesk &desk) {
             choosePatient(desk);
             named<QPushButton>(&desk.window, "book")->click();
             desk.ports.book.takenByCall.always(u"Berta Desk"_s);
             desk.ports.book.bookCall.answer(samples::failure(
                 Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 31}}));
             QTRY_VERIFY(desk.window.findChild<QPushButton *>(u"alternative2"_s));
         }},
        {u"history-reversed-dates"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "historyPage");
             QTest::keyClicks(named<QLineEdit>(&desk.window, "fromFilter"), u"26.11.2026"_s);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "toFilter"), u"20.11.2026"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "toFilterFault")->isVisible());
         }},
    };
}

QList<Scene> forms()
{
    return {
        {u"booking-register-faults"_s, Kind::Other,
         [](FakeDesk &desk) {
             beginRegistering(desk);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "birthDate"), u"1.1.2999"_s);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "phone"), u"abc"_s);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "email"), u"abc"_s);
             QTest::keyClick(named<QLineEdit>(&desk.window, "email"), Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "phoneFault")->isVisible());
         }},
        {u"booking-duplicates"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.patients.duplicatesCall.always(
                 QList<Patient>{invented::matches().constFirst().patient, invented::deceased()});
             beginRegistering(desk);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "givenNames"), u"Nadia"_s);
             QTest::keyClicks(named<QLineEdit>(&desk.window, "birthDate"), u"5 nov 1977"_s);
             QTRY_VERIFY(desk.window.findChild<QPushButton *>(u"duplicate1"_s));
         }},
        {u"booking-correct"_s, Kind::Other,
         [](FakeDesk &desk) {
             choosePatient(desk);
             named<QToolButton>(&desk.window, "correctPatientButton")->click();
         }},
        {u"booking-calendar"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "bookingPage");
             named<QToolButton>(&desk.window, "openCalendar")->setChecked(true);
         }},
        {u"history-patient"_s, Kind::Other,
         [](FakeDesk &desk) {
             openOn(desk, "historyPage");
             auto *search = named<QLineEdit>(&desk.window, "patientFilter");
             QTest::keyClicks(search, u"mul"_s);
             QTRY_VERIFY(named<QWidget>(&desk.window, "patientFilterMatches")->isVisible());
             QTest::keyClick(search, Qt::Key_Return);
             QTRY_VERIFY(named<QWidget>(&desk.window, "dropPatientFilter")->isVisible());
         }},
    };
}

QList<Scene> papers()
{
    return {
        {u"paper-day"_s, Kind::Other, [](FakeDesk &desk) { openPaper(desk, Paper::DaySheet); }},
        {u"paper-week"_s, Kind::Other, [](FakeDesk &desk) { openPaper(desk, Paper::WeekSheet); }},
        {u"paper-slip"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.book.appointmentCall.always(samples::appointment(1, 0));
             openPaper(desk, Paper::Slip);
         }},
        {u"paper-no-printer"_s, Kind::Other,
         [](FakeDesk &desk) {
             desk.ports.press.printersCall.always(PaperPress::Printers{});
             openPaper(desk, Paper::DaySheet);
             QTRY_VERIFY(named<QWidget>(&desk.window, "paperNoPrinter")->isVisible());
         }},
        {u"paper-not-printed"_s, Kind::Other,
         [](FakeDesk &desk) {
             openPaper(desk, Paper::DaySheet);
             QTest::keyClick(&desk.window, Qt::Key_P, Qt::ControlModifier);
             desk.ports.press.printCall.answer(samples::failure(Error::Code::Unavailable));
             QTRY_VERIFY(named<QWidget>(&desk.window, "paperSavingStrip")->isVisible());
         }},
    };
}

} // namespace

QList<Scene> everywhere()
{
    return scenes() + doors() + refusals() + forms() + papers() + absences() + rareFindTimeScenes()
        + seriesScenes() + rareWaitlistScenes();
}

} // namespace clinidesk::walk
