#include "tests/window/FakeDesk.h"
#include "ui/paper/PaperPage.h"
#include "ui/shell/CommandPalette.h"
#include "ui/widgets/ShellPage.h"
#include "ui/widgets/Toast.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCalendarWidget>
#include <QClipboard>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

template <typename Widget> bool isInside(const QObject *object)
{
    while (object && !qobject_cast<const Widget *>(object))
        object = object->parent();
    return object;
}

/// Shown to people: visible, or on a page of a stack that will be.
QWidgetList shownWidgets(const QWidget &window)
{
    QWidgetList shown;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && !widget->objectName().startsWith(u"qt_"_s))
            shown.append(widget);
    }
    return shown;
}

void chooseFirstOfToday(FakeDesk &desk)
{
    auto *table = named<QAbstractItemView>(&desk.window, "todayTable");
    QTRY_VERIFY(table->model()->rowCount() > 0);
    table->setCurrentIndex(table->model()->index(0, 0));
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private slots:
    void palette_holdsEveryAction_ofWindowAndPages()
    {
        FakeDesk desk;
        desk.open();
        const QList<QAction *> offered
            = desk.window.findChild<CommandPalette *>()->actionsOffered();
        const QSet<QAction *> inPalette(offered.begin(), offered.end());
        int count = 0;
        for (QAction *action : desk.window.findChildren<QAction *>()) {
            // Menus inside Qt's own widgets are no deeds of ours.
            if (action->text().isEmpty() || action->objectName().startsWith(u"_q_"_s)
                || isInside<QLineEdit>(action) || isInside<QCalendarWidget>(action))
                continue;
            ++count;
            QVERIFY2(inPalette.contains(action),
                     qPrintable(action->objectName() + u": "_s + action->text()));
        }
        QVERIFY(count > 25);
    }

    void everyAction_hasAnObjectNameOfItsOwn()
    {
        FakeDesk desk;
        desk.open();
        QSet<QString> names;
        for (const QAction *action : desk.window.allActions()) {
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
            QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
            names.insert(action->objectName());
        }
    }

    void noTwoActionsInSight_shareAShortcut()
    {
        FakeDesk desk;
        desk.open();
        for (int page = 0; page < 4; ++page) {
            desk.window.showPage(page);
            QHash<QKeySequence, QString> taken;
            QSet<const QAction *> seen;
            const auto check = [&](const QList<QAction *> &actions) {
                for (const QAction *action : actions) {
                    if (seen.contains(action))
                        continue;
                    seen.insert(action);
                    for (const QKeySequence &keys : action->shortcuts()) {
                        QVERIFY2(!taken.contains(keys),
                                 qPrintable(keys.toString() + u": "_s + action->objectName()
                                            + u" and "_s + taken.value(keys)));
                        taken.insert(keys, action->objectName());
                    }
                }
            };
            check(desk.window.actions());
            check(desk.window.currentPage()->actions());
        }
    }

    void palette_opensQuickly_findsWithASlip_andGivesTheFocusBack()
    {
        FakeDesk desk;
        desk.open();
        QWidget *before = QApplication::focusWidget();
        QElapsedTimer timer;
        timer.start();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto *edit = named<QLineEdit>(&desk.window, "commandPaletteText");
        QTRY_VERIFY(edit->hasFocus());
        QVERIFY2(timer.elapsed() <= 100, qPrintable(QString::number(timer.elapsed())));

        QTest::keyClicks(edit, u"theem dark"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(desk.appearance.choice(), Appearance::Choice::Dark);
        QVERIFY(!desk.window.findChild<CommandPalette *>()->isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
        desk.appearance.choose(Appearance::Choice::Light);
    }

    void palette_findsPatients_andLeadsToTheirHistory()
    {
        FakeDesk desk;
        desk.open();
        desk.press(Qt::Key_K, Qt::ControlModifier);
        auto *edit = named<QLineEdit>(&desk.window, "commandPaletteText");
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"okaf"_s);
        QTRY_COMPARE(desk.ports.patients.searchCall.count(), 1);
        desk.ports.patients.searchCall.answer(
            QList<PatientMatch>{samples::match(samples::patient(7, u"Okafor"_s, u"Nadia"_s))});
        auto *list = named<QAbstractItemView>(&desk.window, "commandPaletteList");
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(desk.window.currentPage()->objectName(), u"historyPage"_s);
    }

    void palette_isShut_whileNobodyIsSignedIn()
    {
        FakeDesk desk;
        desk.press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!desk.window.findChild<CommandPalette *>()->isVisible());
    }

    void everyControl_isNamed_onEveryPage()
    {
        FakeDesk desk;
        QCOMPARE(unnamedControls(&desk.window), QStringList());
        desk.open();
        QCOMPARE(unnamedControls(&desk.window), QStringList());
    }

    void objectNames_areUnique_onEachPageAndAroundThem()
    {
        FakeDesk desk;
        desk.open();
        QSet<std::pair<const QWidget *, QString>> names;
        for (const QWidget *widget : desk.window.findChildren<QWidget *>()) {
            const QString name = widget->objectName();
            if (name.isEmpty() || name.startsWith(u"qt_"_s))
                continue;
            const QWidget *page = widget;
            while (page && !qobject_cast<const ShellPage *>(page))
                page = page->parentWidget();
            QVERIFY2(!names.contains({page, name}), qPrintable(name));
            names.insert({page, name});
        }
    }

    void tab_reachesEveryControlInSight()
    {
        FakeDesk desk;
        desk.open();
        for (int page = 0; page < 4; ++page) {
            desk.window.showPage(page);
            QTest::qWait(50);
            QSet<QWidget *> reached;
            for (int step = 0; step < 200; ++step) {
                QWidget *now = QApplication::focusWidget();
                QVERIFY(now);
                if (reached.contains(now) && step > 100)
                    break;
                reached.insert(now);
                QTest::keyClick(now, Qt::Key_Tab);
            }
            for (QWidget *widget : shownWidgets(desk.window)) {
                const bool wantsTab = (widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled()
                    && !widget->focusProxy() && !widget->visibleRegion().isEmpty();
                if (wantsTab)
                    QVERIFY2(reached.contains(widget),
                             qPrintable(desk.window.currentPage()->objectName() + u": "_s
                                        + widget->objectName()));
            }
        }
    }

    void statusStrip_opensTheFigures_andEscapeLeadsBack()
    {
        FakeDesk desk;
        desk.open();
        const ShellPage *before = desk.window.currentPage();
        auto *strip = named<QWidget>(&desk.window, "statusStrip");
        strip->setFocus(Qt::TabFocusReason);
        QTest::keyClick(strip, Qt::Key_Return);
        QCOMPARE(desk.window.currentPage()->objectName(), u"monitorPage"_s);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window.currentPage(), before);
        QTest::mouseClick(strip, Qt::LeftButton);
        QCOMPARE(desk.window.currentPage()->objectName(), u"monitorPage"_s);
        QTest::mouseClick(named<QWidget>(&desk.window, "closeMonitorButton"), Qt::LeftButton);
        QCOMPARE(desk.window.currentPage(), before);
    }

    void copiedFigures_areOnTheClipboard_andSaid()
    {
        FakeDesk desk;
        desk.ports.monitor.shown.kinds = {{.name = u"day"_s, .memoryHits = 3, .loads = 1}};
        desk.open();
        QTest::keyClick(named<QWidget>(&desk.window, "statusStrip"), Qt::Key_Space);
        desk.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"Memory\t3\t75 %"_s));
        QVERIFY(named<QWidget>(&desk.window, "toast")->isVisible());
    }

    void offlineBar_isShown_whileTheConnectionIsLost()
    {
        FakeDesk desk;
        desk.open();
        auto *bar = named<QWidget>(&desk.window, "offlineBar");
        QVERIFY(!bar->isVisible());
        desk.ports.disconnect();
        QVERIFY(bar->isVisible());
        QVERIFY(
            named<QLabel>(&desk.window, "connectionState")->text().contains(u"Not connected"_s));
        desk.ports.connect();
        QVERIFY(!bar->isVisible());
    }

    void undo_waits_whileTheServerTakesNoChanges()
    {
        FakeDesk desk;
        desk.open();
        desk.ports.book.bookCall.always(samples::change(AppointmentId(77)));
        const auto booked = desk.ports.booking.book(Booking{});
        QTRY_VERIFY(booked.isFinished() && desk.ports.booking.canUndo());
        auto *toast = desk.window.findChild<Toast *>();
        toast->announce(u"Booked."_s, Toast::Offer::Undo);
        auto *offered = named<QPushButton>(toast, "toastUndo");
        auto *action = named<QAction>(&desk.window, "actionUndo");
        QVERIFY(offered->isEnabled() && action->isEnabled());
        desk.ports.disconnect();
        QVERIFY(!offered->isEnabled() && !action->isEnabled());
        QTest::mouseClick(offered, Qt::LeftButton);
        QVERIFY(toast->isVisible()); // A refused press clears nothing.
        desk.ports.connect();
        QVERIFY(offered->isEnabled() && action->isEnabled());
    }

    void lock_hidesEverything_andUnlockingFindsItAsItWas()
    {
        FakeDesk desk;
        desk.open();
        desk.press(Qt::Key_3, Qt::ControlModifier);
        ShellPage *page = desk.window.currentPage();
        QCOMPARE(page->objectName(), u"bookingPage"_s);
        desk.press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!page->isVisible());
        auto *password = named<QLineEdit>(&desk.window, "signInPassword");
        QTRY_VERIFY(password->hasFocus());
        QTest::keyClicks(password, u"secret"_s);
        QTest::keyClick(password, Qt::Key_Return);
        desk.ports.gate.signInCall.answer(samples::session(Role::Receptionist));
        QTRY_VERIFY(page->isVisible());
        QCOMPARE(desk.window.currentPage(), page);
    }

    void signOut_leavesNothingBehind()
    {
        FakeDesk desk;
        desk.open();
        desk.press(Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!desk.window.currentPage());
        QVERIFY(desk.window.findChildren<ShellPage *>().isEmpty());
        QVERIFY(!desk.window.session());
        QCOMPARE(desk.ports.gate.signOutCount, 1);
        QVERIFY(named<QLineEdit>(&desk.window, "signInPassword")->text().isEmpty());
    }

    void help_listsTheKeys_andEscapeClosesIt()
    {
        FakeDesk desk;
        desk.open();
        desk.press(Qt::Key_F1);
        auto *help = named<QWidget>(&desk.window, "helpOverlay");
        QVERIFY(help->isVisible());
        QVERIFY(named<QAbstractItemView>(help, "helpTable")->model()->rowCount() > 10);
        desk.press(Qt::Key_Escape);
        QVERIFY(!help->isVisible());
    }

    void doctor_hasNoBookingPage()
    {
        FakeDesk desk;
        desk.open(Role::Doctor);
        for (const ShellPage *page : desk.window.findChildren<ShellPage *>())
            QVERIFY(page->objectName() != u"bookingPage"_s);
    }

    void offeredAccount_signsInWithOnePress()
    {
        FakeDesk desk;
        desk.signIn.setOffered({{.login = u"mara"_s,
                                 .displayName = u"Mara Lindner"_s,
                                 .password = u"secret"_s,
                                 .description = u"Receptionist"_s}});
        QTest::mouseClick(named<QPushButton>(&desk.window, "signInAs_mara"), Qt::LeftButton);
        QCOMPARE(desk.ports.gate.signInCall.last().credentials.password, u"secret"_s);
    }

    void ctrlP_leadsToPaperAndEscapeBack()
    {
        FakeDesk desk;
        desk.open();
        auto *paper = named<PaperPage>(&desk.window, "paperPage");
        for (const char *page : {"todayPage", "schedulePage"}) {
            desk.show(page);
            chooseFirstOfToday(desk);
            desk.press(Qt::Key_P, Qt::ControlModifier);
            QTRY_COMPARE(desk.window.currentPage(), paper);
            QTRY_VERIFY(!paper->viewModel().document().isEmpty());
            QVERIFY(paper->viewModel().hasSlip() || page != QByteArray("todayPage"));
            desk.press(Qt::Key_Escape);
            QTRY_COMPARE(desk.window.currentPage()->objectName(), QString::fromLatin1(page));
        }
    }

    void openAppointment_hasItsSlip()
    {
        FakeDesk desk;
        desk.ports.book.appointmentCall.always(samples::appointment(1, 0));
        desk.ports.book.eventsCall.always(QList<AppointmentEvent>());
        desk.open();
        desk.show("todayPage");
        chooseFirstOfToday(desk);
        desk.press(Qt::Key_Return);
        auto *slip = named<QAction>(&desk.window, "todayDetailsSlip");
        QTRY_VERIFY(slip->isEnabled());
        desk.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto *paper = named<PaperPage>(&desk.window, "paperPage");
        QTRY_COMPARE(desk.window.currentPage(), paper);
        QTRY_VERIFY(paper->viewModel().document().slip);
        QVERIFY(paper->viewModel().document().slip->who.contains(u"FAMILY1"_s));
    }
};

CLINIDESK_PAGE_TEST(tst_MainWindow)
#include "tst_MainWindow.moc"
