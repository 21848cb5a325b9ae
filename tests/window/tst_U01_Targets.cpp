#include "tests/window/Walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCalendarWidget>
#include <QComboBox>
#include <QHeaderView>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int smallest = 24; ///< WCAG 2.2, 2.5.8.
constexpr int frequent = 32; ///< What is pressed all day.

/// What a receptionist or a doctor presses many times a day.
bool isFrequent(const QWidget *widget)
{
    static const QStringList names{u"actionPage1Button"_s,
                                   u"actionPage2Button"_s,
                                   u"actionPage3Button"_s,
                                   u"actionPaletteButton"_s,
                                   u"actionLockButton"_s,
                                   u"checkInButton"_s,
                                   u"startButton"_s,
                                   u"completeButton"_s,
                                   u"noShowButton"_s,
                                   u"cancelAppointmentButton"_s,
                                   u"previousDayButton"_s,
                                   u"nextDayButton"_s,
                                   u"historyBackButton"_s,
                                   u"historyOnButton"_s,
                                   u"book"_s,
                                   u"signInButton"_s,
                                   u"patientSearch"_s,
                                   u"reasonDo"_s};
    return names.contains(widget->objectName());
}

} // namespace

class tst_U01_Targets : public QObject
{
    Q_OBJECT

private slots:
    void everyTarget_isLargeEnough_data()
    {
        QTest::addColumn<int>("scene");
        const QList<Scene> all = walk::everywhere();
        for (int scene = 0; scene < all.size(); ++scene)
            QTest::addRow("%s", qPrintable(all.at(scene).name)) << scene;
    }
    void everyTarget_isLargeEnough()
    {
        QFETCH(int, scene);
        const auto desk = newDesk();
        walk::everywhere().at(scene).arrange(*desk);
        settle();
        QStringList faults;
        for (const QWidget *widget : walk::inSight(desk->window)) {
            const bool isTarget = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QLineEdit *>(widget)
                || qobject_cast<const QComboBox *>(widget);
            const int least = isFrequent(widget) ? frequent : smallest;
            if (isTarget && std::min(widget->width(), widget->height()) < least)
                faults << u"%1 is %2×%3"_s.arg(walk::describe(widget))
                              .arg(widget->width())
                              .arg(widget->height());
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view
                && view->model()->rowCount() > 0
                && view->visualRect(view->model()->index(0, 0)).height() < smallest)
                faults << walk::describe(view) + u" has rows too low"_s;
        }
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
    }
};

CLINIDESK_PAGE_TEST(tst_U01_Targets)
#include "tst_U01_Targets.moc"
