#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/history/AppointmentHistoryPage.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/widgets/StateView.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
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
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
    }

    void open(qint64 total)
    {
        ports.history.pageCall.always([total](const HistoryQuery &query) {
            HistoryPage answer = samples::historyPage(total, query.pageNumber, query.pageSize);
            for (int row = 0; row < answer.page.rows.size(); ++row)
                answer.page.rows[row].status = Status(row % statusCount);
            return answer;
        });
        page.enter();
        QTRY_VERIFY(clinics.isLoaded());
        QTRY_VERIFY(page.viewModel().page());
        QTRY_COMPARE(page.viewModel().state(), ListState::Shown);
    }
    QLineEdit *number() { return named<QLineEdit>(&page, "pageNumber"); }
    QTableView *table() { return named<QTableView>(&page, "historyTable"); }
    int shownPage() { return page.viewModel().page()->page.number; }
    StateView *state() { return named<StateView>(&page, "historyState"); }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
    AppointmentHistoryPage page;
};

/// Presses Ctrl+Shift+S in the table; the dialog that asks where to.
QFileDialog *saveDialog(Desk &desk)
{
    desk.table()->setFocus();
    QTest::keyClick(desk.table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = desk.page.findChild<QFileDialog *>(u"exportDialog"_s);
    if (!dialog)
        return nullptr;
    dialog->activateWindow();
    return QTest::qWaitFor([&] { return dialog->isActiveWindow(); }) ? dialog : nullptr;
}

void saveAs(Desk &desk, const QString &path)
{
    QFileDialog *dialog = saveDialog(desk);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(edit && edit->hasFocus());
    edit->setCompleter(nullptr); // Its list would grab the keyboard, which this display has not.
    edit->selectAll();
    QTest::keyClicks(edit, path);
    QTest::keyClick(edit, Qt::Key_Return);
}

/// By the space bar, as somebody who has tabbed to it.
void press(QWidget *button)
{
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    button->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button, Qt::Key_Space);
}

} // namespace

class TestHistoryPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keys_flipThePages()
    {
        Desk desk;
        desk.open(1234567);
        QCOMPARE(named<QLabel>(&desk.page, "totalCount")->text(), u"1,234,567 appointments"_s);
        QTest::keyClick(desk.table(), Qt::Key_PageDown, Qt::AltModifier);
        QTRY_COMPARE(desk.shownPage(), 2);
        QTest::keyClick(desk.table(), Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(desk.shownPage(), 3);
        QTest::keyClick(desk.table(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(desk.shownPage(), 2);
        QTest::keyClick(desk.table(), Qt::Key_End, Qt::AltModifier);
        QTRY_COMPARE(desk.shownPage(), 123457);
        QTest::keyClick(desk.table(), Qt::Key_Home, Qt::AltModifier);
        QTRY_COMPARE(desk.shownPage(), 1);
    }

    void typedNumber_jumpsDeep()
    {
        Desk desk;
        desk.open(2000000);
        QTest::keyClick(desk.table(), Qt::Key_G, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), desk.number());
        QTest::keyClicks(desk.number(), u"140000"_s);
        QTest::keyClick(desk.number(), Qt::Key_Return);
        QTRY_COMPARE(desk.shownPage(), 140000);
    }

    void wrongNumber_staysAndIsExplained()
    {
        Desk desk;
        desk.open(100);
        QTest::keyClick(desk.table(), Qt::Key_G, Qt::ControlModifier);
        QTest::keyClicks(desk.number(), u"0"_s);
        QTest::keyClick(desk.number(), Qt::Key_Return);
        QVERIFY(named<QWidget>(&desk.page, "pageNumberFault")->isVisible());
        QCOMPARE(desk.number()->text(), u"0"_s);
        QCOMPARE(desk.shownPage(), 1);
    }

    void flipFromMemory_isPaintedWithin16ms()
    {
        Desk desk;
        desk.open(1000);
        named<QComboBox>(&desk.page, "pageSize")->setCurrentIndex(2);
        QTRY_COMPARE(desk.page.viewModel().table().rowCount(), 50);
        QTRY_COMPARE(desk.ports.history.pageCall.waiting(), 0);
        desk.ports.history.peekRule = [](const HistoryQuery &query) {
            return samples::historyPage(1000, query.pageNumber, query.pageSize);
        };
        (void)desk.page.grab();
        QList<qint64> took;
        for (int flip = 0; flip < 15; ++flip) {
            QCoreApplication::processEvents();
            took.append(ownTime([&] {
                desk.page.viewModel().goOn();
                desk.table()->viewport()->repaint();
            }));
            QCOMPARE(desk.shownPage(), flip + 2);
        }
        std::sort(took.begin(), took.end());
        qInfo("history.flip from memory, 50 rows: p50 %lld us, worst %lld us", took.at(7),
              took.last());
        QVERIFY2(took.at(7) <= 16000, qPrintable(QString::number(took.at(7))));
    }

    void filters_reachTheQuestion()
    {
        Desk desk;
        desk.open(100);
        auto &call = desk.ports.history.pageCall;
        QTest::mouseClick(named<QToolButton>(&desk.page, "statusFilter6"), Qt::LeftButton);
        QTest::mouseClick(named<QToolButton>(&desk.page, "statusFilter7"), Qt::LeftButton);
        QTRY_COMPARE(call.last().statuses, (QList<Status>{Status::Cancelled, Status::NoShow}));
        named<QComboBox>(&desk.page, "doctorFilter")->setCurrentIndex(1);
        QTRY_COMPARE(call.last().doctors, QList<DoctorId>{DoctorId(11)});
        named<QComboBox>(&desk.page, "spanFilter")->setCurrentIndex(4); // Last month
        QTRY_COMPARE(call.last().firstDay, QDate(2026, 10, 1));
        QTest::keyClicks(named<QLineEdit>(&desk.page, "textFilter"), u"oka"_s);
        QTRY_COMPARE(call.last().text, u"oka"_s);

        desk.ports.patients.searchCall.always(
            QList{samples::match(samples::patient(5, u"Okafor"_s, u"Nadia"_s))});
        QTest::keyClicks(named<QLineEdit>(&desk.page, "patientFilter"), u"nadia"_s);
        QTRY_VERIFY(named<QWidget>(&desk.page, "patientFilterMatches")->isEnabled()
                    && named<QWidget>(&desk.page, "patientFilterMatches")->isVisible());
        QTest::keyClick(named<QLineEdit>(&desk.page, "patientFilter"), Qt::Key_Return);
        QTRY_COMPARE(call.last().patient, PatientId(5));
        QVERIFY(
            named<QToolButton>(&desk.page, "dropPatientFilter")->text().contains(u"05-Nov-1977"_s));
        shoot(&desk.page, u"history-filtered"_s);

        named<QAction>(&desk.page, "historyClear")->trigger();
        QTRY_COMPARE(call.last().patient, PatientId());
        QVERIFY(call.last().statuses.isEmpty() && call.last().text.isEmpty()
                && !call.last().firstDay.isValid());
    }

    void reversedDates_areExplainedAndStay()
    {
        Desk desk;
        desk.open(100);
        auto *from = named<QLineEdit>(&desk.page, "fromFilter");
        auto *to = named<QLineEdit>(&desk.page, "toFilter");
        QTest::keyClicks(from, u"20.11.2026"_s);
        QTest::keyClicks(to, u"10.11.2026"_s);
        QTRY_VERIFY(named<QWidget>(&desk.page, "toFilterFault")->isVisible());
        QCOMPARE(from->text(), u"20.11.2026"_s);
        QCOMPARE(to->text(), u"10.11.2026"_s);
    }

    void row_opensItsWholeLife()
    {
        Desk desk;
        desk.open(100);
        Appointment open = samples::appointment(1, 0, Status::Cancelled);
        open.reason = u"Check-up"_s;
        AppointmentEvent booked;
        booked.at = open.startsAt.addDays(-3);
        booked.staffName = u"Rosa Reception"_s;
        booked.action = u"book"_s;
        booked.became = {{u"status"_s, 1}};
        AppointmentEvent cancelled = booked;
        cancelled.at = open.startsAt.addDays(-1);
        cancelled.action = u"cancel"_s;
        cancelled.was = {{u"status"_s, 1}};
        cancelled.became = {{u"status"_s, 6}};
        cancelled.why = u"patient called"_s;
        desk.ports.book.appointmentCall.always(open);
        desk.ports.book.eventsCall.always(QList{booked, cancelled});
        desk.table()->setFocus();
        desk.table()->setCurrentIndex(desk.page.viewModel().table().index(0, 0));
        QTest::keyClick(desk.table(), Qt::Key_Return);
        auto *events = named<QTableWidget>(&desk.page, "historyDetailsEvents");
        QTRY_COMPARE(events->rowCount(), 2);
        const QString last = events->item(1, 2)->text();
        QVERIFY2(last.contains(u"from Booked to Cancelled"_s) && last.contains(u"patient called"_s),
                 qPrintable(last));
        QCOMPARE(events->item(0, 1)->text(), u"Rosa Reception"_s);
        QVERIFY(named<QLabel>(&desk.page, "historyDetailsIdentifiers")
                    ->text()
                    .contains(u"05-Nov-1977"_s));
        QTRY_VERIFY(events->rowHeight(1) > events->rowHeight(0)); // The whole reason can be read.
        shoot(&desk.page, u"history-details"_s);
        QTest::mouseClick(named<QToolButton>(&desk.page, "historyDetailsClose"), Qt::LeftButton);
        QVERIFY(!named<QWidget>(&desk.page, "historyDetails")->isVisible());
    }

    void states_areAllDesigned()
    {
        Desk desk;
        desk.page.enter();
        QTRY_VERIFY(named<QWidget>(&desk.page, "historyStateSkeleton")->isVisible());
        shoot(&desk.page, u"history-loading"_s);
        desk.ports.history.pageCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.state()->state(), StateView::State::Failed);
        shoot(&desk.page, u"history-failed"_s);
        QTest::mouseClick(named<QPushButton>(&desk.page, "historyStateRetry"), Qt::LeftButton);
        desk.ports.history.pageCall.answer(samples::historyPage(0, 1, 10));
        QTRY_COMPARE(desk.state()->state(), StateView::State::Empty);
        shoot(&desk.page, u"history-empty"_s);
        desk.page.refresh();
        desk.ports.history.pageCall.wait();
        desk.ports.history.pageCall.answer(samples::historyPage(7, 1, 10));
        QTRY_COMPARE(desk.state()->state(), StateView::State::Content);
        shoot(&desk.page, u"history-shown"_s);
        desk.ports.disconnect();
        QVERIFY(named<QWidget>(&desk.page, "historyStateOffline")->isVisible());
        shoot(&desk.page, u"history-offline"_s);
        desk.ports.connect();
        QTRY_VERIFY(desk.ports.history.pageCall.waiting() > 0); // Restored: read again.
        desk.ports.history.pageCall.answer(samples::failure(Error::Code::Busy));
        QTRY_VERIFY(named<QWidget>(&desk.page, "historyStateStale")->isVisible());
        QCOMPARE(desk.page.viewModel().table().rowCount(), 7);
        shoot(&desk.page, u"history-stale"_s);
    }

    void wholeList_isSavedByKeys()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"list.csv"_s);
        Desk desk;
        desk.open(70);
        saveAs(desk, path);
        auto *said = named<QLabel>(&desk.page, "exportText");
        QTRY_VERIFY(said->text().contains(u"70 appointments were saved"_s));
        QVERIFY(!named<QWidget>(&desk.page, "exportDetails")->isVisible());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 71);
        press(named<QToolButton>(&desk.page, "exportClose"));
        QVERIFY(said->text().isEmpty());
    }

    void escape_savesNothing()
    {
        Desk desk;
        desk.open(70);
        const int asked = desk.ports.history.pageCall.count();
        QPointer<QFileDialog> dialog = saveDialog(desk);
        QVERIFY(dialog);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
        QCOMPARE(desk.ports.history.pageCall.count(), asked);
        QVERIFY(named<QLabel>(&desk.page, "exportText")->text().isEmpty());
    }

    void stoppedSaving_writesNothing()
    {
        const QTemporaryDir folder;
        Desk desk;
        desk.open(70);
        desk.ports.history.pageCall.wait();
        saveAs(desk, folder.filePath(u"list.csv"_s));
        QTRY_VERIFY(named<QWidget>(&desk.page, "exportProgress")->isVisible());
        press(named<QToolButton>(&desk.page, "exportCancel"));
        QVERIFY(named<QLabel>(&desk.page, "exportText")->text().contains(u"No file was written"_s));
        QVERIFY(!named<QWidget>(&desk.page, "exportDetails")->isVisible());
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void failedSaving_saysWhyAndHasDetails()
    {
        const QTemporaryDir folder;
        Desk desk;
        desk.open(70);
        Error error = samples::failure(Error::Code::Unavailable);
        error.detail = u"08006"_s;
        desk.ports.history.pageCall.always(error);
        saveAs(desk, folder.filePath(u"list.csv"_s));
        auto *open = named<QPushButton>(&desk.page, "exportDetails");
        QTRY_VERIFY(open->isVisible());
        QVERIFY(named<QLabel>(&desk.page, "exportText")->text().contains(u"no file was written"_s));
        auto *details = named<QLabel>(&desk.page, "exportDetailsText");
        QVERIFY(!details->isVisible());
        press(open);
        QVERIFY(details->isVisible());
        press(named<QPushButton>(&desk.page, "exportCopy"));
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(u"no file was written"_s) && copied.contains(details->text()));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void stalledServer_canBeGivenUpByKeys()
    {
        Desk desk;
        desk.page.enter(); // Nobody answers.
        auto *cancel = named<QPushButton>(&desk.page, "historyStateCancel");
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 5000);
        press(cancel);
        QCOMPARE(desk.state()->state(), StateView::State::Failed);
        QVERIFY(named<QLabel>(&desk.page, "historyStateWhy")->text().contains(u"You stopped it"_s));
        desk.ports.history.pageCall.answer(samples::historyPage(7, 1, 10));
        QTest::qWait(50);
        QCOMPARE(desk.page.viewModel().table().rowCount(),
                 0); // Too late: it isn't wanted any more.
        press(named<QPushButton>(&desk.page, "historyStateRetry"));
        desk.ports.history.pageCall.answer(samples::historyPage(7, 1, 10));
        QTRY_COMPARE(desk.page.viewModel().table().rowCount(), 7);
    }

    void doctor_hasNoChoiceOfDoctors()
    {
        Desk desk(Role::Doctor);
        desk.open(100);
        QVERIFY(!named<QComboBox>(&desk.page, "doctorFilter")->isVisible());
    }

    void rightToLeft_isLaidOutTheOtherWay()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        Desk desk;
        desk.open(100);
        shoot(&desk.page, u"history-rtl"_s);
        const auto *first = named<QWidget>(&desk.page, "historyFirstButton");
        const auto *last = named<QWidget>(&desk.page, "historyLastButton");
        QVERIFY(first->x() > last->x());
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.open(100);
        QCOMPARE(unnamedControls(&desk.page).join(u", "_s), QString());
        for (const QAction *action : desk.page.actions())
            QVERIFY(!action->objectName().isEmpty() && !action->text().isEmpty());
    }
};

CLINIDESK_PAGE_TEST(TestHistoryPage)
#include "tst_HistoryPage.moc"
