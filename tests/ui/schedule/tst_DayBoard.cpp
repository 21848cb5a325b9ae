#include "tests/ui/schedule/BoardDesk.h"

#include <QScrollBar>

#include <algorithm>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_DayBoard : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void mirrored_theFirstColumnStandsOnTheRight()
    {
        BoardDesk desk;
        fill(desk, 3);
        const QRect usual = desk.board->geometryNow().columnHead(0);
        desk.page->setLayoutDirection(Qt::RightToLeft);
        const QRect mirrored = desk.board->geometryNow().columnHead(0);
        QVERIFY(mirrored.left() > desk.board->viewport()->width() / 2);
        QCOMPARE(mirrored.width(), usual.width());
        QCOMPARE(desk.board->geometryNow().columnAt(mirrored.center() + QPoint(0, 100)), 0);
        shoot(desk.page.get(), u"board-mirrored"_s);
    }

    void looks_areWorthLookingAt()
    {
        BoardDesk desk;
        shoot(desk.page.get(), u"board"_s);
        desk.goTo(0);
        desk.press(Qt::Key_M);
        desk.goTo(100);
        shoot(desk.page.get(), u"board-move"_s);
    }

    void aLargeBoard_paintsFastEnoughToScroll()
    {
        BoardDesk desk;
        fill(desk, 60);
        QCOMPARE(desk.page->viewModel().sheet().rows(), 96);
        shoot(desk.page.get(), u"board-60"_s);
        QScrollBar *down = desk.board->verticalScrollBar();
        QScrollBar *aside = desk.board->horizontalScrollBar();
        QList<qint64> frames;
        for (int frame = 0; frame < 120; ++frame) {
            down->setValue(down->maximum() * (frame % 60) / 60);
            aside->setValue(aside->maximum() * frame / 120);
            frames.append(ownTime([&] { desk.board->viewport()->repaint(); }));
        }
        std::sort(frames.begin(), frames.end());

        QList<qint64> flips;
        for (int flip = 0; flip < 20; ++flip)
            flips.append(ownTime([&] {
                desk.press(flip % 2 == 0 ? Qt::Key_PageDown : Qt::Key_PageUp);
                desk.board->viewport()->repaint();
            }));
        std::sort(flips.begin(), flips.end());
        qInfo("U1 day board, 60 columns of 96 lines, 2,880 appointments: a frame scrolled %.1f ms "
              "(worst %.1f), another "
              "day from memory to painted %.1f ms (worst %.1f)",
              double(frames.at(60)) / 1000, double(frames.last()) / 1000,
              double(flips.at(10)) / 1000, double(flips.last()) / 1000);
    }
};

CLINIDESK_PAGE_TEST(tst_DayBoard)
#include "tst_DayBoard.moc"
