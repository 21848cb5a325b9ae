#include "tests/ui/PageTest.h"
#include "tests/ui/paper/PaperDesk.h"
#include "ui/paper/PaperPage.h"
#include "ui/paper/PaperPreview.h"
#include "ui/widgets/StateView.h"

#include <QComboBox>
#include <QFileDialog>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

struct Desk : PaperDesk
{
    explicit Desk(int appointments = 12)
        : page(ports.ports, clinics, samples::session(Role::Receptionist))
    {
        ports.days.dayCall.always([appointments](const FakeDayList::Question &asked) {
            QList<Appointment> rows;
            for (int place = 0; place < appointments; ++place)
                rows << samples::appointment(place + 1, place * 10, Status(place % statusCount));
            return Result<Day>(
                samples::day(rows, asked.date.isValid() ? asked.date : samples::today));
        });
        ports.book.appointmentCall.always(samples::appointment(1, 0));
        clinics.load();
        page.resize(1100, 800);
        page.show();
        page.activateWindow();
        (void)QTest::qWaitForWindowActive(&page);
        page.enter();
    }

    [[nodiscard]] QAction *action(const char *name) const { return named<QAction>(&page, name); }
    [[nodiscard]] bool isPainted() const
    {
        return QTest::qWaitFor([this] { return preview()->pageCount() > 0; }, 5000);
    }
    [[nodiscard]] PaperPreview *preview() const
    {
        return named<PaperPreview>(&page, "paperPreview");
    }
    [[nodiscard]] QString text(const char *name) const
    {
        return named<QLabel>(&page, name)->text();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, key,
                        modifiers);
    }

    PaperPage page;
};

/// Whether anything but white is on @p image.
bool hasInk(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128)
                return true;
        }
    }
    return false;
}

} // namespace

class TestPaperPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void preview_showsThePageAndTurnsIt()
    {
        Desk desk(60);
        desk.page.viewModel().setOwnerIndex(1);
        QVERIFY(desk.isPainted());
        QVERIFY(hasInk(desk.preview()->image()));
        const int pages = desk.preview()->pageCount();
        QVERIFY(pages > 1);
        QCOMPARE(desk.text("paperPageText"), u"Page 1 of %1"_s.arg(pages));
        QVERIFY(!desk.action("previousSheet")->isEnabled());
        desk.press(Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(desk.text("paperPageText"), u"Page 2 of %1"_s.arg(pages));
        desk.press(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(desk.text("paperPageText"), u"Page 1 of %1"_s.arg(pages));
        shoot(&desk.page, u"paper-day"_s);
    }

    void keysAlone_printWhatTheListHas()
    {
        Desk desk;
        desk.page.prepare(wishFor(samples::appointment(1, 0), Paper::DaySheet));
        QTRY_VERIFY(desk.action("printPaper")->isEnabled());
        QTest::keyClick(named<QComboBox>(&desk.page, "paperPrinter"), Qt::Key_Down);
        named<QSpinBox>(&desk.page, "paperCopies")->setValue(3);
        desk.press(Qt::Key_P, Qt::ControlModifier);
        QTRY_COMPARE(desk.ports.press.printCall.count(), 1);
        const FakePaperPress::PrintQuestion &asked = desk.ports.press.printCall.last();
        QCOMPARE(asked.job.printer, u"Room 2"_s);
        QCOMPARE(asked.job.copies, 3);
        QCOMPARE(asked.document.sections.size(), 1);
        QCOMPARE(asked.document.sections.first().rows.size(), 12);
        QSignalSpy announced(&desk.page, &ShellPage::announced);
        desk.ports.press.printCall.answer(Done{});
        QTRY_COMPARE(announced.count(), 1);
        QSignalSpy finished(&desk.page, &ShellPage::finished);
        desk.preview()->setFocus();
        desk.press(Qt::Key_Escape);
        QCOMPARE(finished.count(), 1);
    }

    void choice_leadsToEverySheet()
    {
        Desk desk;
        desk.page.prepare(wishFor(samples::appointment(1, 0), Paper::Slip));
        QTRY_VERIFY(desk.page.viewModel().document().slip);
        QVERIFY(desk.isPainted());
        QVERIFY(desk.text("paperSlipOf").contains(u"FAMILY1"_s));
        QVERIFY(!named<QWidget>(&desk.page, "paperOwner")->isVisible());
        shoot(&desk.page, u"paper-slip"_s);
        auto *what = named<QComboBox>(&desk.page, "paperWhat");
        QCOMPARE(what->count(), 3);
        QTest::keyClick(what, Qt::Key_Up);
        QTRY_VERIFY(!desk.page.viewModel().document().sections.isEmpty());
        QVERIFY(desk.page.viewModel().document().sections.first().title.startsWith(u"Week"_s));
        QVERIFY(named<QWidget>(&desk.page, "paperOwner")->isVisible());
        shoot(&desk.page, u"paper-week"_s);
        desk.page.prepare({});
        QTRY_COMPARE(what->count(), 2);
    }

    void typedDay_isPrinted()
    {
        Desk desk;
        auto *day = named<QLineEdit>(&desk.page, "paperDay");
        day->setFocus();
        QTest::keyClicks(day, u"+1"_s);
        QTest::keyClick(day, Qt::Key_Return);
        QTRY_COMPARE(desk.page.viewModel().date(), samples::today.addDays(1));
        QVERIFY(desk.text("paperShown").contains(u"27-Nov-2026"_s));
    }

    void pdf_goesWhereItIsWanted()
    {
        const QTemporaryDir folder;
        Desk desk;
        desk.page.prepare(wishFor(samples::appointment(1, 0), Paper::Slip));
        QTRY_VERIFY(desk.action("savePaper")->isEnabled());
        desk.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = desk.page.findChild<QFileDialog *>(u"paperDialog"_s);
        QVERIFY(dialog);
        const QString name = dialog->selectedFiles().value(0);
        QVERIFY2(name.endsWith(u"appointment-2026-11-26.pdf"_s), qPrintable(name));
        emit dialog->fileSelected(folder.filePath(u"slip.pdf"_s));
        dialog->reject();
        QTRY_COMPARE(desk.ports.press.pdfCall.count(), 1);
        desk.ports.press.pdfCall.answer(QByteArray("%PDF"));
        QTRY_VERIFY(QFile::exists(folder.filePath(u"slip.pdf"_s)));
        QTRY_VERIFY(desk.text("paperSavingText").contains(u"slip.pdf"_s));
    }

    void withoutAPrinter_saysWhatToDo()
    {
        Desk desk;
        desk.ports.press.printersCall.always(PaperPress::Printers{});
        desk.page.refresh();
        QTRY_VERIFY(desk.text("paperNoPrinter").contains(u"Save a PDF instead"_s));
        QVERIFY(!desk.action("printPaper")->isEnabled());
        QTRY_VERIFY(desk.action("savePaper")->isEnabled());
    }

    void failedRead_showsNoSheet()
    {
        Desk desk;
        QVERIFY(desk.isPainted());
        desk.ports.days.dayCall.always(samples::failure(Error::Code::Unavailable));
        desk.page.viewModel().setDate(samples::today.addDays(3));
        QTRY_COMPARE(named<StateView>(&desk.page, "paperState")->state(), StateView::State::Failed);
        QVERIFY(!desk.action("savePaper")->isEnabled());
    }

    void everything_hasANameForScreenReaders()
    {
        Desk desk;
        QVERIFY(desk.isPainted());
        QCOMPARE(unnamedControls(&desk.page), QStringList());
        QVERIFY(desk.preview()->accessibleName().contains(u"12 appointment"_s));
    }
};

CLINIDESK_PAGE_TEST(TestPaperPage)
#include "tst_PaperPage.moc"
