#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "tests/ui/PageTest.h"
#include "ui/history/AppointmentHistoryPage.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/widgets/StateView.h"

#include <QAction>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

struct Desk
{
    explicit Desk(Role role = Role::Receptionist)
    {
        ports.ports.series = &ports.series;
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.history.pageCall.always([](const HistoryQuery &query) {
            HistoryPage answer = samples::historyPage(3, query.pageNumber, query.pageSize);
            answer.page.rows = {samples::appointment(5, 0)};
            return answer;
        });
        ports.book.appointmentCall.always(samples::appointment(5, 0));
        ports.book.eventsCall.always(QList<AppointmentEvent>{});
        free();
        page = std::make_unique<AppointmentHistoryPage>(ports.ports, clinics,
                                                        samples::session(role));
        page->resize(1280, 760);
        page->show();
        page->activateWindow();
        (void)QTest::qWaitForWindowActive(page.get());
        page->enter();
    }

    void free(const QList<int> &taken = {})
    {
        ports.seriesBook.conflictsCall.always(
            [taken](const FakeSeriesBook::ConflictsQuestion &question) {
                QList<StartState> states(question.starts.size());
                for (const int place : taken)
                    states[place].kind = StartState::Kind::Taken;
                return states;
            });
    }
    /// By the keyboard: the row, Enter, Repeat.
    void open()
    {
        auto *table = named<QTableView>(page.get(), "historyTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        auto *repeat = named<QToolButton>(page.get(), "historyDetailsRepeatButton");
        QTRY_VERIFY(repeat->isVisible() && repeat->isEnabled());
        repeat->setFocus(Qt::TabFocusReason);
        QTest::keyClick(repeat, Qt::Key_Space);
        QTRY_VERIFY(sheet()->isVisible());
        QTRY_COMPARE(state(), StateView::State::Content);
    }
    QWidget *sheet() { return named<QWidget>(page.get(), "seriesSheet"); }
    QTableView *rows() { return named<QTableView>(page.get(), "seriesTable"); }
    QPushButton *book() { return named<QPushButton>(page.get(), "seriesBook"); }
    QString cell(int row, int column)
    {
        return rows()->model()->index(row, column).data().toString().remove(QChar(0x200E));
    }
    StateView::State state() { return named<StateView>(page.get(), "seriesState")->state(); }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
    std::unique_ptr<AppointmentHistoryPage> page;
};

SeriesChanges changes(qsizetype count)
{
    SeriesChanges made;
    for (int i = 0; i < count; ++i)
        made.append(samples::change(AppointmentId(100 + i), Status::Booked, 500 + i));
    return made;
}

} // namespace

class TestSeriesSheet final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keysAlone_bookASeries()
    {
        Desk desk;
        desk.open();
        auto *step = named<QSpinBox>(desk.page.get(), "seriesStep");
        QTRY_VERIFY(step->hasFocus() || step->isAncestorOf(QApplication::focusWidget()));
        QCOMPARE(named<QLabel>(desk.page.get(), "seriesWho")->text(),
                 Wording::identity(u"Family5"_s, u"Given5"_s, QDate(1977, 11, 5)));
        QTest::keyClick(step, Qt::Key_Up); // Every second week.
        QTRY_COMPARE(desk.cell(0, 0), u"Thu 10-Dec-2026 09:00"_s);
        QTRY_COMPARE(desk.book()->text(), u"Book 5 appointments"_s);
        shoot(desk.page.get(), u"series"_s);

        QSignalSpy announced(desk.page.get(), &ShellPage::announced);
        QTRY_VERIFY(desk.book()->isEnabled());
        desk.book()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(desk.book(), Qt::Key_Space);
        QCOMPARE(desk.ports.seriesBook.bookCall.count(), 1);
        QVERIFY(!desk.book()->isEnabled());
        const auto &sent = desk.ports.seriesBook.bookCall.last().booking;
        QCOMPARE(sent.starts.size(), 5);
        QCOMPARE(sent.rule.step, 2);
        desk.ports.seriesBook.bookCall.answer(changes(5));
        QTRY_COMPARE(announced.count(), 1);
        QCOMPARE(announced[0][0].toString(), u"5 appointments booked"_s);
        QVERIFY(announced[0][1].toBool()); // With Undo.
        QVERIFY(!desk.sheet()->isVisible());
        QVERIFY(named<QWidget>(desk.page.get(), "historyDetailsState")->isVisible());
    }

    void takenTimes_areLeftOutOrPutElsewhereByKeys()
    {
        Desk desk;
        desk.free({1, 3});
        desk.open();
        QTRY_VERIFY(desk.cell(1, 1).startsWith(u"✕ Taken"_s));
        QVERIFY(!desk.book()->isEnabled());
        QVERIFY(named<QLabel>(desk.page.get(), "seriesSum")->text().startsWith(u"2 "_s));
        shoot(desk.page.get(), u"series-taken"_s);

        QTableView *rows = desk.rows();
        rows->setFocus();
        rows->setCurrentIndex(rows->model()->index(1, 0));
        desk.free({2});
        QTest::keyClick(rows, Qt::Key_Space);
        QTRY_COMPARE(desk.cell(1, 1), u"– Left out"_s);
        QVERIFY(rows->hasFocus());
        QCOMPARE(rows->currentIndex().row(), 1);

        rows->setCurrentIndex(rows->model()->index(3, 0));
        QTest::keyClick(rows, Qt::Key_Return);
        Slot other = samples::slot(0);
        other.startsAt = QDateTime(QDate(2026, 12, 24), QTime(12, 0), Qt::UTC);
        desk.ports.freeSlots.findCall.answer(QList<Slot>{other});
        auto *offers = named<QListWidget>(desk.page.get(), "seriesOfferList");
        QTRY_COMPARE(offers->count(), 1);
        offers->setFocus();
        desk.free();
        QTest::keyClick(offers, Qt::Key_Return);
        QTRY_COMPARE(desk.cell(3, 0), u"Thu 24-Dec-2026 13:00"_s);
        QTRY_VERIFY(desk.book()->isEnabled());
        QCOMPARE(desk.book()->text(), u"Book 4 appointments"_s);
        QVERIFY(rows->hasFocus());
    }

    void escape_goesOneStepBack()
    {
        Desk desk;
        desk.free({0});
        desk.open();
        QTableView *rows = desk.rows();
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "seriesOffers")->isVisible());
        desk.ports.freeSlots.findCall.answer(QList<Slot>{});
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!named<QWidget>(desk.page.get(), "seriesOffers")->isVisible());
        QVERIFY(desk.sheet()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.sheet()->isVisible());
        QVERIFY(named<QWidget>(desk.page.get(), "historyDetails")->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!named<QWidget>(desk.page.get(), "historyDetails")->isVisible());
    }

    void everyState_isShownAsItIs()
    {
        Desk desk;
        desk.open();
        auto *times = named<QSpinBox>(desk.page.get(), "seriesTimes");
        desk.ports.seriesBook.conflictsCall.wait();
        times->setValue(3);
        QTRY_COMPARE(desk.state(), StateView::State::Loading);
        desk.ports.seriesBook.conflictsCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.state(), StateView::State::Failed);
        QVERIFY(!desk.book()->isEnabled());
        desk.free();
        named<QPushButton>(desk.page.get(), "seriesStateRetry")->click();
        QTRY_COMPARE(desk.state(), StateView::State::Content);
        QTRY_VERIFY(desk.book()->isEnabled());

        auto *end = named<QComboBox>(desk.page.get(), "seriesEnd");
        end->setCurrentIndex(1);
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "seriesStepFault")->isVisible());
        auto *until = named<QLineEdit>(desk.page.get(), "seriesUntil");
        until->setFocus();
        QTest::keyClicks(until, u"28.11.2026"_s);
        QTRY_COMPARE(desk.state(), StateView::State::Empty);
        until->clear();
        QTest::keyClicks(until, u"+3w"_s);
        QTRY_COMPARE(desk.book()->text(), u"Book 3 appointments"_s);
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.free({0});
        desk.open();
        QCOMPARE(unnamedControls(desk.page.get()), QStringList());
        desk.rows()->setFocus();
        QTest::keyClick(desk.rows(), Qt::Key_Return);
        desk.ports.freeSlots.findCall.answer(QList<Slot>{samples::slot(0)});
        QTRY_COMPARE(named<QListWidget>(desk.page.get(), "seriesOfferList")->count(), 1);
        QCOMPARE(unnamedControls(desk.page.get()), QStringList());
    }

    void repeat_isOneOfThePagesActions()
    {
        Desk desk;
        QStringList names;
        for (const QAction *action : desk.page->allActions())
            names << action->objectName();
        QVERIFY(names.contains(u"historyDetailsRepeat"_s));
    }

    void whoMayNotBook_isOfferedNothing_data()
    {
        QTest::addColumn<Role>("role");
        QTest::newRow("doctor") << Role::Doctor;
        QTest::newRow("administrator") << Role::Administrator;
    }
    void whoMayNotBook_isOfferedNothing()
    {
        QFETCH(Role, role);
        Desk desk(role);
        QVERIFY(!desk.page->findChild<QWidget *>(u"seriesSheet"_s));
        QVERIFY(!desk.page->findChild<QToolButton *>(u"historyDetailsRepeatButton"_s));
    }

    void anotherAppointment_closesTheSheet()
    {
        Desk desk;
        desk.open();
        desk.ports.book.appointmentCall.always(samples::appointment(6, 0));
        named<QToolButton>(desk.page.get(), "historyDetailsClose")->click();
        QTRY_VERIFY(!desk.sheet()->isVisible());
    }
};

CLINIDESK_PAGE_TEST(TestSeriesSheet)
#include "tst_SeriesSheet.moc"
