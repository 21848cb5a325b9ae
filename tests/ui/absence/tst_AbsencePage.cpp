#include "tests/ui/PageTest.h"
#include "tests/ui/absence/AbsenceDesk.h"
#include "ui/absence/AbsencePage.h"
#include "ui/widgets/StateView.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

struct Desk : AbsenceDesk
{
    Desk()
        : page(ports.ports, clinics, samples::session(Role::Receptionist))
    {
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
        page.resize(1280, 760);
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
    }
    void open(const QList<int> &numbers)
    {
        concern(numbers);
        page.prepare({.doctor = DoctorId(11), .department = {}, .day = samples::today});
        page.enter();
        (void)QTest::qWaitFor([this] { return state() == StateView::State::Content; });
    }
    StateView::State state() { return named<StateView>(&page, "absenceState")->state(); }
    QPushButton *go() { return named<QPushButton>(&page, "absenceGo"); }
    QTableView *table() { return named<QTableView>(&page, "absenceTable"); }
    QString cell(int row, int column)
    {
        return table()->model()->index(row, column).data().toString().remove(QChar(0x200E));
    }
    QLineEdit *edit(const char *name) { return named<QLineEdit>(&page, name); }

    AbsencePage page;
};

} // namespace

class TestAbsencePage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keysAlone_enterAnAbsenceAndMoveWhomItConcerns()
    {
        Desk desk;
        desk.open({1, 2, 3});
        desk.acceptEverything();
        QSignalSpy announced(&desk.page, &ShellPage::announced);
        QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
        QCOMPARE(named<QComboBox>(&desk.page, "absenceWho")->currentText(), u"Dr Chidi Okafor"_s);
        QLineEdit *until = desk.edit("absenceUntilDay");
        until->setFocus(Qt::TabFocusReason);
        QTest::keyClicks(until, u"+1d"_s);
        QTRY_COMPARE(desk.absences.affectedCall.last().endsAt,
                     QDateTime(samples::today.addDays(1), QTime(23, 0), Qt::UTC));
        QTest::keyClick(desk.edit("absenceUntilTime"), Qt::Key_9);
        QTest::keyClicks(desk.edit("absenceUntilTime"), u":30"_s);
        QTRY_COMPARE(desk.absences.affectedCall.last().endsAt,
                     QDateTime(samples::today.addDays(1), QTime(8, 30), Qt::UTC));
        QTest::keyClick(until, Qt::Key_Return);
        QTRY_VERIFY(desk.table()->hasFocus());
        QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QVERIFY(desk.cell(0, 2).contains(u"Dr Lindqvist"_s));
        QTest::keyClick(desk.table(), Qt::Key_Down);
        QTest::keyClick(desk.table(), Qt::Key_Space);
        QCOMPARE(desk.cell(1, 2), u"– Left where it is for now"_s);
        shoot(&desk.page, u"absence"_s);
        QCOMPARE(desk.go()->text(), u"Enter absence and move 2 appointments"_s);
        desk.go()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(desk.go(), Qt::Key_Space);
        QTRY_COMPARE(announced.count(), 1);
        QCOMPARE(announced.first().first().toString(),
                 u"2 appointments were moved. One stays where it is."_s);
        QVERIFY(announced.first().last().toBool());
        QVERIFY(desk.cell(0, 2).startsWith(u"✓ Moved to"_s));
        QVERIFY(!desk.go()->isVisible()); // Nothing is left to be moved.
        QVERIFY(named<QPushButton>(&desk.page, "absenceRemove")->isVisible());
        shoot(&desk.page, u"absence-moved"_s);
    }

    void unreadableTime_isSaidBesideTheFields()
    {
        Desk desk;
        desk.open({1});
        QTest::keyClicks(desk.edit("absenceFromTime"), u"soon"_s);
        auto *fault = named<QLabel>(&desk.page, "absenceWhoFaultText");
        QTRY_VERIFY(fault->isVisible());
        QVERIFY(fault->text().contains(u"9:30"_s));
        QVERIFY(!desk.go()->isEnabled());
        desk.edit("absenceFromTime")->clear();
        QTest::keyClicks(desk.edit("absenceFromTime"), u"14h"_s);
        QTRY_VERIFY(desk.go()->isEnabled());
        QVERIFY(!fault->isVisible());
        QCOMPARE(desk.absences.affectedCall.last().startsAt,
                 QDateTime(samples::today, QTime(13, 0), Qt::UTC));
    }

    void states_areToldApart()
    {
        Desk desk;
        desk.page.prepare({.doctor = DoctorId(11), .department = {}, .day = {}});
        QTRY_COMPARE(desk.state(), StateView::State::Loading);
        QVERIFY(!desk.go()->isEnabled());
        desk.absences.affectedCall.answer(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.state(), StateView::State::Failed);
        desk.concern({});
        QTest::keyClick(named<QPushButton>(&desk.page, "absenceStateRetry"), Qt::Key_Space);
        QTRY_COMPARE(desk.state(), StateView::State::Empty);
        QCOMPARE(desk.go()->text(), u"Enter absence"_s);
        QVERIFY(desk.go()->isEnabled());
        desk.concern({4});
        desk.page.refresh();
        QTRY_COMPARE(desk.state(), StateView::State::Content);
        desk.absences.affectedCall.always(samples::failure(Error::Code::Unavailable));
        desk.page.refresh();
        QTRY_VERIFY(!desk.go()->isEnabled()); // Old rows are shown and not acted on.
        QCOMPARE(desk.state(), StateView::State::Content);
        QCOMPARE(desk.table()->model()->rowCount(), 1);
    }

    void withoutAnybody_theNextStepIsSaid()
    {
        Desk desk;
        desk.page.enter();
        QVERIFY(named<QLabel>(&desk.page, "absenceHint")->isVisible());
        QVERIFY(!desk.go()->isEnabled());
        desk.concern({1});
        auto *who = named<QComboBox>(&desk.page, "absenceWho");
        QCOMPARE(who->count(), 2);
        QTest::keyClick(who, Qt::Key_Down);
        QTRY_COMPARE(desk.state(), StateView::State::Content);
        QVERIFY(!named<QLabel>(&desk.page, "absenceHint")->isVisible());
    }

    void escape_goesBackAndStopsNothing()
    {
        Desk desk;
        desk.open({1, 2});
        desk.absences.enterCall.always(EnteredAbsence{AbsenceId(7), {}});
        QTest::keyClick(desk.go(), Qt::Key_Space);
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 1);
        QSignalSpy finished(&desk.page, &ShellPage::finished);
        desk.table()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_Escape);
        QTRY_COMPARE(finished.count(), 1);
        desk.page.hide();
        desk.ports.book.moveCall.answer(samples::change(AppointmentId(1)));
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 2);
        // Coming back with another wish shows what is being worked on.
        desk.page.prepare({.doctor = DoctorId(12), .department = {}, .day = {}});
        QVERIFY(desk.page.viewModel().isBusy());
        QVERIFY(desk.cell(0, 2).startsWith(u"✓ Moved"_s));
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.open({1});
        QCOMPARE(unnamedControls(&desk.page), QStringList());
        const auto spoken
            = desk.table()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(u"FAMILY1"_s) && spoken.contains(u"Dr Okafor"_s));
    }
};

CLINIDESK_PAGE_TEST(TestAbsencePage)
#include "tst_AbsencePage.moc"
