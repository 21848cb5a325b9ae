#include "tests/window/Walk.h"
#include "ui/shell/CommandPalette.h"
#include "ui/widgets/ShellPage.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCalendarWidget>
#include <QScrollArea>
#include <QSet>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

template <typename Widget> bool isInside(const QObject *object)
{
    while (object && !qobject_cast<const Widget *>(object))
        object = object->parent();
    return object;
}

/// Deeds of the window and its pages; the menus inside Qt's own widgets are none of ours.
QList<QAction *> deeds(const FakeDesk &desk)
{
    QList<QAction *> found;
    for (QAction *action : desk.window.findChildren<QAction *>()) {
        const bool isQts = action->text().isEmpty() || action->objectName().startsWith(u"_q_"_s)
            || isInside<QLineEdit>(action) || isInside<QCalendarWidget>(action);
        if (!isQts)
            found.append(action);
    }
    return found;
}

/// In the window; what is scrolled out of sight lies at the edge where it went.
QRect placeOf(const QWidget *widget)
{
    const QWidget *window = widget->window();
    QRect place(widget->mapTo(window, QPoint()), widget->size());
    for (const QWidget *room = widget->parentWidget(); room; room = room->parentWidget()) {
        const auto *area = qobject_cast<const QScrollArea *>(room);
        if (!area)
            continue;
        const QRect seen(area->viewport()->mapTo(window, QPoint()), area->viewport()->size());
        if (place.bottom() > seen.bottom())
            place.moveBottom(seen.bottom());
        if (place.top() < seen.top())
            place.moveTop(seen.top());
    }
    return place;
}

/// Whether one who reads from the left and from the top meets @p after before @p before.
bool isReadBefore(const QRect &after, const QRect &before, Qt::LayoutDirection direction)
{
    const bool isLeft = direction == Qt::LeftToRight ? after.right() <= before.left()
                                                     : after.left() >= before.right();
    const bool isRight = direction == Qt::LeftToRight ? after.left() > before.right()
                                                      : after.right() < before.left();
    const bool isAbove = after.bottom() <= before.top();
    const bool isBelow = after.top() >= before.bottom();
    return (isAbove && !isRight) || (isLeft && !isBelow && !isAbove);
}

/// Tab from where the focus is until it comes round.
QWidgetList tabRound(FakeDesk &desk)
{
    QWidgetList round;
    // What is being read keeps the place of its list, which gets the focus back with the answer.
    if (!walk::tabStops(desk.window).contains(QApplication::focusWidget()))
        desk.press(Qt::Key_Tab);
    for (int step = 0; step < 150; ++step) {
        QWidget *now = QApplication::focusWidget();
        if (!now || round.contains(now))
            break;
        round.append(now);
        QTest::keyClick(now, Qt::Key_Tab);
        QCoreApplication::sendPostedEvents();
    }
    return round;
}

void addScenes()
{
    QTest::addColumn<int>("scene");
    const QList<Scene> all = walk::everywhere();
    for (int scene = 0; scene < all.size(); ++scene)
        QTest::addRow("%s", qPrintable(all.at(scene).name)) << scene;
}

} // namespace

class tst_U01_Keys : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase()
    {
        qInfo("U1 keys: %d scenes, %d stops of Tab, %d controls whose focus is seen",
              int(walk::everywhere().size()), int(m_stops), int(m_seen.size()));
    }

    void everyDeed_isInThePalette_withANameAndAText_data() { addRoles(); }
    void everyDeed_isInThePalette_withANameAndAText()
    {
        QFETCH(Role, role);
        const auto desk = newDesk();
        desk->open(role);
        const QList<QAction *> offered
            = desk->window.findChild<CommandPalette *>()->actionsOffered();
        QSet<QString> names;
        for (const QAction *action : deeds(*desk)) {
            const QString name = action->objectName();
            QVERIFY2(!name.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QVERIFY2(offered.contains(action), qPrintable(name + u": "_s + action->text()));
        }
        QVERIFY(names.size() > 20);
        qInfo("U1 keys: %d deeds", int(names.size()));
    }

    void noTwoDeedsInSight_shareAKey_data() { addRoles(); }
    void noTwoDeedsInSight_shareAKey()
    {
        QFETCH(Role, role);
        const auto desk = newDesk();
        desk->open(role);
        const auto pages = desk->window.findChildren<ShellPage *>().size();
        for (int page = 0; page < pages; ++page) {
            desk->window.showPage(page);
            QHash<QKeySequence, QString> taken;
            for (const QAction *action : deeds(*desk)) {
                const auto *owner = qobject_cast<const QWidget *>(action->parent());
                if (!owner || !owner->isVisibleTo(&desk->window))
                    continue;
                for (const QKeySequence &keys : action->shortcuts()) {
                    QVERIFY2(!taken.contains(keys),
                             qPrintable(keys.toString() + u": "_s + action->objectName()
                                        + u" and "_s + taken.value(keys)));
                    taken.insert(keys, action->objectName());
                }
            }
        }
    }

    void tab_goesRoundEverythingInReadingOrder_data() { addScenes(); }
    void tab_goesRoundEverythingInReadingOrder()
    {
        QFETCH(int, scene);
        const Scene shown = walk::everywhere().at(scene);
        if (shown.name.startsWith(u"palette"_s))
            return; // Its field keeps Tab for the matches; Escape leads back.
        const auto desk = newDesk();
        shown.arrange(*desk);
        settle();
        QVERIFY2(QApplication::focusWidget(), "the scene begins without the focus");

        const QWidgetList round = tabRound(*desk);
        QStringList faults;
        const QWidgetList stops = walk::tabStops(desk->window);
        for (const QWidget *stop : stops) {
            if (!round.contains(stop))
                faults << u"Tab misses "_s + walk::describe(stop);
        }
        for (qsizetype place = 0; place < round.size(); ++place) {
            const QWidget *now = round.at(place);
            if (!stops.contains(now) && !walk::isPartOfQt(now))
                faults << u"Tab lands out of sight on "_s + walk::describe(now);
        }
        m_stops += round.size();
        checkReadingOrder(round, stops, faults);
        checkWayBack(round, faults);
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
    }

    void focus_isSeen_onEveryControl_data() { addScenes(); }
    void focus_isSeen_onEveryControl()
    {
        QFETCH(int, scene);
        const Scene shown = walk::everywhere().at(scene);
        const auto desk = newDesk();
        shown.arrange(*desk);
        settle();
        QApplication::setCursorFlashTime(0);
        for (QWidget *stop : walk::tabStops(desk->window)) {
            if (m_seen.contains(stop->objectName()))
                continue;
            m_seen.insert(stop->objectName());
            stop->setFocus(Qt::TabFocusReason);
            settle();
            const QImage with = stop->grab().toImage();
            stop->clearFocus();
            settle();
            QVERIFY2(differs(with, stop->grab().toImage()), qPrintable(walk::describe(stop)));
        }
    }

    void escape_closesWhatOpened_andTheFocusReturns_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("closes");
        QTest::addColumn<QString>("focus");
        QTest::newRow("palette") << u"today"_s << u"commandPalette"_s << u"todayTable"_s;
        QTest::newRow("help") << u"today"_s << u"helpOverlay"_s << u"todayTable"_s;
        QTest::newRow("reason") << u"today-cancel"_s << u"reasonStrip"_s << u"todayTable"_s;
        QTest::newRow("form") << u"booking-register"_s << u"patientForm"_s << u"patientSearch"_s;
        QTest::newRow("correction") << u"booking-correct"_s << u"patientForm"_s << u"freeTimes"_s;
        QTest::newRow("calendar") << u"booking-calendar"_s << u"bookingCalendar"_s
                                  << u"openCalendar"_s;
    }
    void escape_closesWhatOpened_andTheFocusReturns()
    {
        QFETCH(QString, scene);
        QFETCH(QString, closes);
        QFETCH(QString, focus);
        const auto desk = newDesk();
        arrange(*desk, scene);
        if (closes == u"commandPalette"_s)
            desk->press(Qt::Key_K, Qt::ControlModifier);
        else if (closes == u"helpOverlay"_s)
            desk->press(Qt::Key_F1);
        auto *opened = named<QWidget>(&desk->window, qPrintable(closes));
        QVERIFY(opened->isVisible());
        desk->press(Qt::Key_Escape);
        QVERIFY(!opened->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), focus);
    }

    void escape_closesTheAppointment_alsoFromTheList()
    {
        const auto desk = newDesk();
        arrange(*desk, u"today-details"_s);
        auto *details = named<QWidget>(&desk->window, "todayDetails");
        QVERIFY(details->isVisible());
        named<QWidget>(&desk->window, "todayTable")->setFocus();
        desk->press(Qt::Key_Escape);
        QVERIFY(!details->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"todayTable"_s);
    }

    void toast_isReachedByTab_undoneByItsButton_andLeftByEscape()
    {
        const auto desk = newDesk();
        arrange(*desk, u"today-undo"_s);
        auto *toast = named<QWidget>(&desk->window, "toast");
        auto *undo = named<QWidget>(toast, "toastUndo");
        const QWidgetList round = tabRound(*desk);
        QVERIFY(round.contains(undo));
        undo->setFocus(Qt::TabFocusReason);
        desk->press(Qt::Key_Escape);
        QVERIFY(!toast->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"todayTable"_s);
    }

    void menuKey_offersWhatARowCanDo()
    {
        const auto desk = newDesk();
        arrange(*desk, u"today"_s);
        auto *table = named<QAbstractItemView>(&desk->window, "todayTable");
        QCOMPARE(table->contextMenuPolicy(), Qt::ActionsContextMenu);
        QVERIFY(table->actions().size() >= 5);
    }

private:
    static void addRoles()
    {
        QTest::addColumn<Role>("role");
        QTest::newRow("receptionist") << Role::Receptionist;
        QTest::newRow("doctor") << Role::Doctor;
        QTest::newRow("administrator") << Role::Administrator;
    }

    static void arrange(FakeDesk &desk, const QString &name)
    {
        for (const Scene &scene : walk::everywhere()) {
            if (scene.name == name)
                scene.arrange(desk);
        }
        settle();
    }

    /// The round is one cycle, so the one step from its end to its beginning goes back.
    static void checkReadingOrder(const QWidgetList &round, const QWidgetList &stops,
                                  QStringList &faults)
    {
        QStringList back;
        for (qsizetype place = 0; place < round.size(); ++place) {
            const QWidget *before = round.at(place);
            const QWidget *after = round.at((place + 1) % round.size());
            if (stops.contains(before) && stops.contains(after)
                && isReadBefore(placeOf(after), placeOf(before), before->layoutDirection()))
                back << walk::describe(before) + u" to "_s + walk::describe(after);
        }
        if (back.size() > 1)
            faults << u"Tab goes back from "_s + back.join(u", from "_s);
    }

    static void checkWayBack(const QWidgetList &round, QStringList &faults)
    {
        for (qsizetype place = round.size() - 1; place >= 0; --place) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
            QCoreApplication::sendPostedEvents();
            if (QApplication::focusWidget() == round.at(place))
                continue;
            faults << u"Shift+Tab leads to "_s + walk::describe(QApplication::focusWidget())
                    + u" instead of "_s + walk::describe(round.at(place));
            return;
        }
    }

    /// A ring, a line or a changed ground: at least as many pixels as a line of the height of it.
    static bool differs(const QImage &one, const QImage &other)
    {
        int pixels = 0;
        for (int y = 0; y < one.height(); ++y) {
            for (int x = 0; x < one.width(); ++x)
                pixels += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
        }
        return pixels >= one.height();
    }

    QSet<QString> m_seen;
    qsizetype m_stops = 0;
};

CLINIDESK_PAGE_TEST(tst_U01_Keys)
#include "tst_U01_Keys.moc"
