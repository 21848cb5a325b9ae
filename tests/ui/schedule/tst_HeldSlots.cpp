// What the board shows of the times that colleagues are about to book, and what its keys do there.
#include "tests/ui/schedule/BoardDesk.h"
#include "tests/ui/schedule/HeldSamples.h"
#include "ui/widgets/TextLabel.h"

#include <QAccessible>
#include <QLabel>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class tst_HeldSlots : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void heldTime_isPaintedAndSpokenWithTheName()
    {
        BoardDesk desk;
        desk.goTo(40);
        const QRect cell = cellAt(desk, 120);
        const QImage before = desk.board->grab(cell).toImage();
        desk.ports.holds.show({samples::heldAt(120)});
        const QImage held = desk.board->grab(cell).toImage();
        QVERIFY(held != before);
        QAccessibleTableInterface *table
            = QAccessible::queryAccessibleInterface(desk.board)->tableInterface();
        const int row = desk.page->viewModel().sheet().grid.rowAt(samples::at(120));
        const QString spoken = table->cellAt(row, 0)->text(QAccessible::Name);
        QVERIFY2(spoken.contains(u"Mara Lindt is booking here"_s), qPrintable(spoken));
        // It counts down by itself.
        desk.ports.clock.advance(std::chrono::seconds(40));
        QTRY_VERIFY(desk.board->grab(cell).toImage() != held);
        desk.ports.holds.show({});
        QCOMPARE(desk.board->grab(cell).toImage(), before);
    }

    void nameStaysLegible_whereTheKeysAre()
    {
        BoardDesk desk;
        desk.goTo(120);
        const QImage free = desk.board->grab(cellAt(desk, 120)).toImage();
        desk.ports.holds.show({samples::heldAt(120)});
        const QImage held = desk.board->grab(cellAt(desk, 120)).toImage();
        desk.ports.holds.show({samples::heldAt(120, 20, u"Tom Berger"_s)});
        QVERIFY(held != free);
        QVERIFY(desk.board->grab(cellAt(desk, 120)).toImage() != held);
    }

    void enterTwice_opensWhatAColleagueHolds()
    {
        BoardDesk desk;
        desk.ports.holds.show({samples::heldAt(120)});
        desk.goTo(120);
        desk.press(Qt::Key_Return);
        auto *editor = named<QWidget>(desk.page.get(), "bookInPlace");
        QVERIFY(!editor->isVisible());
        QVERIFY(named<QWidget>(desk.page.get(), "boardRefusal")->isVisible());
        QVERIFY2(desk.refusal().contains(u"Mara Lindt has "_s), qPrintable(desk.refusal()));
        desk.press(Qt::Key_Return);
        QVERIFY(editor->isVisible());
        auto *note = named<TextLabel>(desk.page.get(), "boardSlotNote");
        QVERIFY(note->isVisible());
        QVERIFY2(note->text().contains(u"Mara Lindt"_s), qPrintable(note->text()));
        desk.type(u"kir"_s);
        desk.waitForMatches();
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(desk.ports.book.bookCall.waiting(), 1);
    }

    void escape_letsGo()
    {
        BoardDesk desk;
        desk.goTo(120);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.holds.takeCall.count(), 1);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.ports.holds.released.size(), 1);
    }

    void withoutRedis_oneLineSaysSo()
    {
        BoardDesk desk;
        desk.ports.holds.takeCall.always(samples::failure(Error::Code::Unavailable));
        desk.goTo(120);
        desk.press(Qt::Key_Return);
        auto *note = named<TextLabel>(desk.page.get(), "boardSlotNote");
        QTRY_VERIFY(note->isVisible());
        QCOMPARE(note->text(), u"Other desks don't see that you have this time open."_s);
        QVERIFY(!named<QWidget>(desk.page.get(), "boardRefusal")->isVisible());
    }

    void looks_areWorthLookingAt()
    {
        BoardDesk desk;
        desk.ports.holds.show({samples::heldAt(120), samples::heldAt(260, 40, {})});
        desk.goTo(120);
        shoot(desk.page.get(), u"board-held"_s);
        desk.press(Qt::Key_Return);
        desk.press(Qt::Key_Return);
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "boardSlotNote")->isVisible());
        shoot(desk.page.get(), u"board-held-open"_s);
    }

private:
    [[nodiscard]] static QRect cellAt(const BoardDesk &desk, int minute)
    {
        const BoardSheet &sheet = desk.page->viewModel().sheet();
        const QRect cell = desk.board->geometryNow().cell(0, sheet.grid.rowAt(samples::at(minute)));
        return cell.translated(desk.board->viewport()->pos());
    }
};

CLINIDESK_PAGE_TEST(tst_HeldSlots)
#include "tst_HeldSlots.moc"
