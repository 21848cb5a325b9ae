#include "tests/window/Layout.h"
#include "tests/window/Walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QStyle>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Where things stand: object name and place in the window.
QHash<QString, QRect> placesOf(const FakeDesk &desk)
{
    QHash<QString, QRect> places;
    for (const QWidget *widget : walk::inSight(desk.window)) {
        if (!widget->objectName().isEmpty())
            places.insert(widget->objectName(),
                          {widget->mapTo(&desk.window, QPoint()), widget->size()});
    }
    return places;
}

} // namespace

class tst_U01_Mirrored : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void window_standsTheOtherWayRound_data() { addScenes(); }
    void window_standsTheOtherWayRound()
    {
        QFETCH(int, scene);
        const Scene shown = walk::everywhere().at(scene);
        QHash<QString, QRect> usual;
        {
            const auto desk = newDesk();
            shown.arrange(*desk);
            settle();
            usual = placesOf(*desk);
        }
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto desk = newDesk();
        shown.arrange(*desk);
        settle();
        const QHash<QString, QRect> mirrored = placesOf(*desk);
        const int width = desk->window.width();

        QStringList faults;
        for (auto each = usual.cbegin(); each != usual.cend(); ++each) {
            const QRect there = mirrored.value(each.key());
            const int expected = width - each->right() - 1;
            if (there.isValid() && qAbs(there.left() - expected) > each->width() / 2 + 4)
                faults
                    << u"%1 is at %2, not at %3"_s.arg(each.key()).arg(there.left()).arg(expected);
        }
        faults += walk::layoutFaults(desk->window);
        QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
        QCOMPARE(desk->window.size(), QSize(1280, 800));
    }

    void dates_keepTheirOrder()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto desk = newDesk();
        desk->open();
        const auto *table = named<QAbstractItemView>(&desk->window, "todayTable");
        int dates = 0;
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            const QString text = table->model()->index(0, column).data().toString();
            if (!text.contains(u'-') || !text.at(text.size() - 1).isDigit())
                continue;
            ++dates;
            // A left-to-right mark in front: "05-Nov-1977", never "1977-Nov-05".
            QVERIFY2(text.startsWith(QChar(0x200E)) || text.front().isLetter(), qPrintable(text));
        }
        QVERIFY(dates > 0);
    }

    void text_beginsOnTheRight()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto desk = newDesk();
        desk->open();
        desk->show("bookingPage");
        settle();
        for (const QWidget *widget : walk::inSight(desk->window)) {
            QCOMPARE(widget->layoutDirection(), Qt::RightToLeft);
            const auto *label = qobject_cast<const QLabel *>(widget);
            if (!label || label->alignment() & Qt::AlignHCenter)
                continue;
            const auto shown = QStyle::visualAlignment(Qt::RightToLeft, label->alignment());
            QVERIFY2(shown & Qt::AlignRight, qPrintable(walk::describe(label)));
        }
    }

private:
    static void addScenes()
    {
        QTest::addColumn<int>("scene");
        const QList<Scene> all = walk::everywhere();
        for (int scene = 0; scene < all.size(); ++scene)
            QTest::addRow("%s", qPrintable(all.at(scene).name)) << scene;
    }
};

CLINIDESK_PAGE_TEST(tst_U01_Mirrored)
#include "tst_U01_Mirrored.moc"
