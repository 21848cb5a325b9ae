#include "tests/ui/PageTest.h"
#include "tests/ui/findtime/FindTimeDesk.h"
#include "ui/findtime/FindTimePage.h"
#include "ui/widgets/StateView.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Desk : FindTimeDesk
{
    Desk()
        : page(ports.ports, clinics)
    {
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
        page.resize(1280, 760);
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        page.enter();
    }
    StateView::State state() { return named<StateView>(&page, "findTimeState")->state(); }
    QTableView *table() { return named<QTableView>(&page, "findTimeTable"); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    FindTimePage page;
};

QList<Slot> someSlots()
{
    return {samples::slot(0), samples::slot(20), samples::slot(24 * 60), samples::slot(48 * 60)};
}

} // namespace

class TestFindTimePage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        dress();
    }

    void keysAlone_findATimeAndGoToIt()
    {
        Desk desk;
        desk.search().always(someSlots());
        QVERIFY(named<QLineEdit>(&desk.page, "findTimeWhom")->hasFocus());
        desk.type(u"okafor"_s);
        QTRY_COMPARE(desk.search().last().doctors, QList{DoctorId(11)});
        QCOMPARE(named<QLabel>(&desk.page, "findTimeMeant")->text(), u"Dr Chidi Okafor"_s);
        desk.press(Qt::Key_Tab);
        QVERIFY(named<QCheckBox>(&desk.page, "findTimeWeekday1")->hasFocus());
        desk.press(Qt::Key_Space);
        for (int i = 0; i < 7; ++i)
            desk.press(Qt::Key_Tab);
        QVERIFY(named<QLineEdit>(&desk.page, "findTimeHours")->hasFocus());
        desk.type(u"after 14:00"_s);
        QTRY_COMPARE(desk.search().last().hours, (QList<WallHours>{{QTime(14, 0), QTime(0, 0)}}));
        QCOMPARE(desk.search().last().weekdays, QList{Qt::Monday});
        desk.press(Qt::Key_Tab);
        desk.type(u"+2w"_s);
        QTRY_COMPARE(desk.search().last().firstDay, samples::today.addDays(14));
        desk.press(Qt::Key_Tab);
        QVERIFY(named<QComboBox>(&desk.page, "findTimeLength")->hasFocus());
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(desk.search().last().length, std::optional(5min));
        QTRY_COMPARE(desk.table()->model()->rowCount(), 4);
        shoot(&desk.page, u"find-time"_s);

        named<QLineEdit>(&desk.page, "findTimeHours")->setFocus(Qt::TabFocusReason);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.table()->hasFocus());
        desk.press(Qt::Key_Down);
        QSignalSpy chosen(&desk.page, &FindTimePage::chosen);
        desk.press(Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().value<Slot>(), samples::slot(20));
        QSignalSpy left(&desk.page, &ShellPage::finished);
        desk.press(Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void none_saysUntilWhenAndLeadsToLaterDays()
    {
        Desk desk;
        desk.search().always(QList<Slot>{});
        QTRY_COMPARE(desk.state(), StateView::State::Empty);
        shoot(&desk.page, u"find-time-none"_s);
        const auto texts = desk.page.findChildren<QLabel *>();
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QLabel *label) {
            return label->text().startsWith(u"None free until "_s);
        }));
        desk.press(Qt::Key_PageDown, Qt::AltModifier);
        QTRY_COMPARE(desk.search().last().firstDay, samples::today.addDays(61));
    }

    void failure_isShownWithAnotherTry()
    {
        Desk desk;
        desk.search().always(samples::failure(Error::Code::Unavailable));
        QTRY_COMPARE(desk.state(), StateView::State::Failed);
        shoot(&desk.page, u"find-time-failed"_s);
        desk.search().always(someSlots());
        QTest::keyClick(named<QWidget>(&desk.page, "findTimeStateRetry"), Qt::Key_Space);
        QTRY_COMPARE(desk.state(), StateView::State::Content);
    }

    void slowAnswer_isWaitedForAndCanBeGivenUp()
    {
        Desk desk;
        QTRY_COMPARE(desk.state(), StateView::State::Loading);
        auto *cancel = named<QWidget>(&desk.page, "findTimeStateCancel");
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 10'000);
        shoot(&desk.page, u"find-time-loading"_s);
        QTest::keyClick(cancel, Qt::Key_Space);
        QTRY_COMPARE(desk.state(), StateView::State::Failed);
    }

    void unknownWords_areSaidBesideTheFields()
    {
        Desk desk;
        desk.search().always(someSlots());
        desk.type(u"dr who"_s);
        auto *fault = named<QLabel>(&desk.page, "findTimeWhomFaultText");
        QTRY_VERIFY(fault->isVisible());
        QVERIFY(fault->text().contains(u"dr who"_s));
        shoot(&desk.page, u"find-time-fault"_s);
        QVERIFY(!desk.table()->isVisible());
    }

    void everyControl_hasAName()
    {
        Desk desk;
        desk.search().always(someSlots());
        QTRY_COMPARE(desk.state(), StateView::State::Content);
        QCOMPARE(unnamedControls(&desk.page), QStringList());
    }
};

CLINIDESK_PAGE_TEST(TestFindTimePage)
#include "tst_FindTimePage.moc"
