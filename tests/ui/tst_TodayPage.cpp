#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/waiting/TodayPage.h"
#include "ui/widgets/StateView.h"

#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

struct Desk
{
    explicit Desk(Role role = Role::Receptionist)
        : page(ports.ports, clinics, samples::session(role))
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        page.resize(1280, 760);
    }

    void show()
    {
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        page.enter();
    }
    void open(const QList<Appointment> &appointments)
    {
        ports.days.dayCall.always(samples::day(appointments));
        show();
        QTRY_COMPARE(page.viewModel().state(), ListState::Shown);
        choose(0);
    }
    void choose(int row)
    {
        table()->setFocus();
        table()->setCurrentIndex(page.viewModel().table().index(row, 0));
    }
    QTableView *table() { return named<QTableView>(&page, "todayTable"); }
    StateView *state() { return named<StateView>(&page, "todayState"); }
    auto &acts() { return ports.book.actCall; }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
    TodayPage page;
};

QList<Appointment> morning()
{
    QList<Appointment> rows;
    const Status statuses[]
        = {Status::Completed, Status::InProgress, Status::Arrived, Status::Arrived, Status::Booked,
           Status::NoShow,    Status::Cancelled,  Status::Pending, Status::Booked};
    for (int row = 0; row < 9; ++row)
        rows.append(samples::appointment(row + 1, row * 20 - 60, statuses[row]));
    rows[3].family = u"Nguyễn-Baumgärtner de la Cruz"_s;
    rows[4].family = u"الحداد"_s;
    rows[4].given = u"ليلى"_s;
    rows[8].birthDate = {};
    return rows;
}

} // namespace

class TestTodayPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void letters_actOnlyWhileTheListHasTheFocus()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        auto *day = named<QLineEdit>(&desk.page, "todayDay");
        day->setFocus();
        QTest::keyClicks(day, u"i"_s);
        QCOMPARE(desk.acts().count(), 0);
        QCOMPARE(day->text(), u"i"_s);
        desk.table()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_I);
        QTRY_COMPARE(desk.acts().count(), 1);
        QCOMPARE(desk.acts().last().action, Action::CheckIn);
    }

    void aVisit_goesByKeysFromCheckInToComplete()
    {
        Desk desk;
        Appointment row = samples::appointment(1, 0);
        desk.open({row});
        const QSignalSpy announced(&desk.page, &ShellPage::announced);
        const auto step = [&](Qt::Key key, Status becomes) {
            QTest::keyClick(desk.table(), key);
            QTRY_COMPARE(desk.acts().waiting(), 1);
            row.status = becomes;
            ++row.version;
            desk.ports.days.dayCall.always(samples::day({row}));
            desk.acts().answer(samples::change(row.id, becomes));
            QTRY_COMPARE(desk.page.viewModel().table().at(0).status, becomes);
            QCoreApplication::processEvents();
            QCOMPARE(desk.table()->currentIndex().row(), 0); // The choice stays.
        };
        step(Qt::Key_I, Status::Arrived);
        step(Qt::Key_S, Status::InProgress);
        step(Qt::Key_C, Status::Completed);
        QCOMPARE(announced.count(), 3);
        QVERIFY(announced.first().at(1).toBool());
        for (const char *name : {"checkIn", "start", "complete", "noShow", "cancelAppointment"})
            QVERIFY(!named<QAction>(&desk.page, name)->isEnabled());
    }

    void cancelling_asksForTheReasonBeneathTheListAndIsDoneAtOnce()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0), samples::appointment(2, 20)});
        desk.choose(1);
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        auto *why = named<QLineEdit>(&desk.page, "reasonWhy");
        QTRY_COMPARE(QApplication::focusWidget(), why);
        QVERIFY(named<QLabel>(&desk.page, "reasonWho")->text().contains(u"FAMILY2"_s));
        QVERIFY(named<QLabel>(&desk.page, "reasonWho")->text().contains(u"05-Nov-1977"_s));
        shoot(&desk.page, u"today-cancel"_s);
        QTest::keyClicks(why, u"patient called"_s);
        QTest::keyClick(why, Qt::Key_Return);
        QTRY_COMPARE(desk.acts().count(), 1);
        QCOMPARE(desk.acts().last().seen.appointment, AppointmentId(2));
        QCOMPARE(desk.acts().last().why, u"patient called"_s);
        QCOMPARE(QApplication::focusWidget(), desk.table());
        QVERIFY(!named<QWidget>(&desk.page, "reasonStrip")->isVisible());
    }

    void escape_keepsTheAppointment()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        auto *why = named<QLineEdit>(&desk.page, "reasonWhy");
        QTRY_COMPARE(QApplication::focusWidget(), why);
        QTest::keyClick(why, Qt::Key_Escape);
        QVERIFY(!named<QWidget>(&desk.page, "reasonStrip")->isVisible());
        QCOMPARE(desk.acts().count(), 0);
        QCOMPARE(QApplication::focusWidget(), desk.table());
    }

    void tooLongReason_staysAndIsExplained()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        auto *why = named<QLineEdit>(&desk.page, "reasonWhy");
        why->setText(QString(10000, u'x'));
        QTest::keyClick(why, Qt::Key_Return);
        QVERIFY(named<QWidget>(&desk.page, "todayRefusal")->isVisible());
        QVERIFY(why->isVisible());
        QCOMPARE(why->text().size(), 10000);
        QCOMPARE(desk.acts().count(), 0);
    }

    void buttons_doTheSameWithTheMouse()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        auto *checkIn = named<QToolButton>(&desk.page, "checkInButton");
        QVERIFY(checkIn->isEnabled());
        QVERIFY(!named<QToolButton>(&desk.page, "startButton")->isEnabled());
        QTest::mouseClick(checkIn, Qt::LeftButton);
        QTRY_COMPARE(desk.acts().count(), 1);
        desk.ports.disconnect();
        QVERIFY(!checkIn->isEnabled());
    }

    void refusal_isShownAboveTheList()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        QTest::keyClick(desk.table(), Qt::Key_I);
        desk.acts().answer(samples::failure(Error::Code::Stale));
        QTRY_VERIFY(named<QWidget>(&desk.page, "todayRefusal")->isVisible());
        shoot(&desk.page, u"today-refused"_s);
    }

    void chosenRow_staysWhenTheDayIsReadAgain()
    {
        Desk desk;
        desk.open(morning());
        desk.choose(5);
        QList<Appointment> later = morning();
        later.prepend(samples::appointment(99, -100));
        desk.ports.days.dayCall.always(samples::day(later));
        desk.page.refresh();
        QTRY_COMPARE(desk.page.viewModel().table().rowCount(), 10);
        QCOMPARE(desk.table()->currentIndex().row(), 6);
        QVERIFY(desk.table()->selectionModel()->isRowSelected(6));
    }

    void days_flipByKeys()
    {
        Desk desk;
        desk.open({samples::appointment(1, 0)});
        QTest::keyClick(desk.table(), Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(desk.ports.days.dayCall.last().date, samples::today.addDays(1));
        QTest::keyClick(desk.table(), Qt::Key_Home, Qt::AltModifier);
        QTRY_VERIFY(!desk.ports.days.dayCall.last().date.isValid());
        QTest::keyClick(desk.table(), Qt::Key_G, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"+1w"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.ports.days.dayCall.last().date, samples::today.addDays(7));
    }

    void doctor_hasHisOwnSteps()
    {
        Desk desk(Role::Doctor);
        desk.open({samples::appointment(1, 0, Status::Pending)});
        QVERIFY(!desk.page.findChild<QAction *>(u"checkIn"_s));
        QVERIFY(named<QAction>(&desk.page, "accept")->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_A);
        QTRY_COMPARE(desk.acts().last().action, Action::Accept);
    }

    void day_isSavedAsCsv()
    {
        const QTemporaryDir folder;
        Desk desk;
        desk.open(morning());
        QTest::keyClick(desk.table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = desk.page.findChild<QFileDialog *>(u"todayExportDialog"_s);
        QVERIFY(dialog);
        QVERIFY(dialog->selectedFiles().value(0).endsWith(u"appointments-2026-11-26.csv"_s));
        emit dialog->fileSelected(folder.filePath(u"day.csv"_s));
        dialog->reject();
        QTRY_VERIFY(named<QLabel>(&desk.page, "todayExportText")
                        ->text()
                        .startsWith(u"9 appointments were saved in"_s));
        QFile file(folder.filePath(u"day.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 10);
        for (int row = 0; row < 9; ++row)
            QVERIFY2(lines.at(row + 1).contains(morning().at(row).mrn.toUtf8()),
                     lines.at(row + 1).constData());
    }

    void states_areAllDesigned()
    {
        Desk desk;
        desk.show();
        QTRY_VERIFY(named<QWidget>(&desk.page, "todayStateSkeleton")->isVisible());
        shoot(&desk.page, u"today-loading"_s);
        desk.ports.days.dayCall.always(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.state()->state(), StateView::State::Failed);
        shoot(&desk.page, u"today-failed"_s);
        desk.ports.days.dayCall.always(samples::day({}));
        QTest::mouseClick(named<QPushButton>(&desk.page, "todayStateRetry"), Qt::LeftButton);
        QTRY_COMPARE(desk.state()->state(), StateView::State::Empty);
        shoot(&desk.page, u"today-empty"_s);
        desk.ports.days.dayCall.always(samples::day(morning()));
        desk.page.refresh();
        QTRY_COMPARE(desk.state()->state(), StateView::State::Content);
        desk.choose(2);
        shoot(&desk.page, u"today-shown"_s);
        desk.ports.disconnect();
        QVERIFY(named<QWidget>(&desk.page, "todayStateOffline")->isVisible());
        shoot(&desk.page, u"today-offline"_s);
        desk.ports.days.dayCall.always(samples::failure(Error::Code::Busy));
        desk.ports.connect();
        QTRY_VERIFY(named<QWidget>(&desk.page, "todayStateStale")->isVisible());
        QCOMPARE(desk.page.viewModel().table().rowCount(), 9);
        shoot(&desk.page, u"today-stale"_s);
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.open(morning());
        QCOMPARE(unnamedControls(&desk.page).join(u", "_s), QString());
        for (const QAction *action : desk.page.actions())
            QVERIFY(!action->objectName().isEmpty() && !action->text().isEmpty());
    }
};

CLINIDESK_PAGE_TEST(TestTodayPage)
#include "tst_TodayPage.moc"
