// Day, week and month, and the views of them that are saved: by keys alone.
#include "tests/ui/schedule/BoardDesk.h"
#include "ui/schedule/MonthGrid.h"
#include "ui/schedule/MonthView.h"
#include "ui/schedule/WeekView.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

/// The page with a week and a month that have something in them.
struct CalendarDesk : BoardDesk
{
    explicit CalendarDesk(Role role = Role::Receptionist)
        : BoardDesk(role)
    {
        ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
            QList<SeatHours> all;
            for (QDate day = asked.first; day <= asked.last; day = day.addDays(1))
                all += samples::hours(day);
            return all;
        });
        ports.loads.loadsCall.always([](const LoadQuery &asked) {
            DayLoadList list;
            list.freshness = samples::fresh();
            for (QDate day = asked.first; day <= asked.last; day = day.addDays(1))
                list.days.append({.day = day,
                                  .offered = 420min,
                                  .open = 420min,
                                  .taken = 210min,
                                  .appointments = 10});
            return list;
        });
    }

    [[nodiscard]] WeekViewModel &week() { return page->week().viewModel(); }
    [[nodiscard]] MonthViewModel &month() { return page->month().viewModel(); }
    void openWeek()
    {
        press(Qt::Key_W, ctrlShift);
        QTRY_COMPARE(week().state(), ListState::Shown);
        week().showOwner({DoctorId(11), {}, QStringLiteral("Dr Okafor")});
    }
    void openMonth()
    {
        press(Qt::Key_M, ctrlShift);
        QTRY_COMPARE(month().state(), ListState::Shown);
    }
};

} // namespace

class tst_Calendars : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }

    void freeTimeOfTheWeek_isBookedInPlaceOnItsDay()
    {
        CalendarDesk desk;
        desk.openWeek();
        QCOMPARE(QApplication::focusWidget()->objectName(), u"weekBoard"_s);
        const BoardSheet &sheet = desk.week().sheet();
        const int friday = int(sheet.dayOf(0).daysTo(samples::today)) + 1;
        const QDateTime ten = samples::at(60, samples::today.addDays(1));
        desk.week().setCursor(cursorAt(sheet, friday, sheet.gridOf(friday).rowAt(ten)));
        desk.press(Qt::Key_Return);
        QTRY_VERIFY(desk.page->viewModel().inPlace().isOpen());
        QCOMPARE(desk.page->viewModel().inPlace().time().startsAt, ten);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"boardPatient"_s);
        desk.type(u"kir"_s);
        desk.waitForMatches();
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.ports.book.bookCall.last().booking.startsAt, ten);
        QCOMPARE(desk.ports.book.bookCall.last().booking.doctor, DoctorId(11));
    }

    void appointmentOfTheWeek_isShown()
    {
        CalendarDesk desk;
        desk.ports.book.appointmentCall.always(samples::appointment(1, 0));
        desk.ports.book.eventsCall.always(QList<AppointmentEvent>{});
        desk.openWeek();
        desk.week().setCursor(*cursorOn(desk.week().sheet(), AppointmentId(1)));
        desk.press(Qt::Key_Return);
        QTRY_VERIFY(named<QWidget>(desk.page.get(), "weekDetails")->isVisible());
        desk.press(Qt::Key_Escape);
        QTRY_VERIFY(!named<QWidget>(desk.page.get(), "weekDetails")->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"weekBoard"_s);
    }

    void keys_turnWeeksAndDoctors()
    {
        CalendarDesk desk;
        desk.openWeek();
        const QDate monday = desk.week().monday();
        desk.press(Qt::Key_PageDown);
        QCOMPARE(desk.week().monday(), monday.addDays(7));
        desk.press(Qt::Key_T);
        QCOMPARE(desk.week().monday(), monday);
        QTRY_COMPARE(desk.week().state(), ListState::Shown);
        const int before = desk.week().ownerIndex();
        desk.press(Qt::Key_Left, Qt::ControlModifier);
        desk.press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(desk.week().ownerIndex(), std::max(1, before));
        const int row = desk.week().cursor().row;
        desk.press(Qt::Key_Down);
        QVERIFY(desk.week().cursor().row > row);
    }

    void dayOfTheMonth_opens()
    {
        CalendarDesk desk;
        desk.openMonth();
        QCOMPARE(QApplication::focusWidget()->objectName(), u"monthGrid"_s);
        desk.press(Qt::Key_Right);
        desk.press(Qt::Key_Down);
        QTRY_COMPARE(desk.month().state(), ListState::Shown);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"monthGrid"_s);
        desk.press(Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"dayBoard"_s);
        QCOMPARE(desk.page->viewModel().date(), samples::today.addDays(8));
        desk.press(Qt::Key_M, ctrlShift);
        desk.press(Qt::Key_PageDown);
        QCOMPARE(desk.month().month().month(), samples::today.addDays(8).addMonths(1).month());
    }

    void month_isATableForReaders()
    {
        CalendarDesk desk;
        desk.openMonth();
        auto *grid
            = QAccessible::queryAccessibleInterface(named<MonthGrid>(desk.page.get(), "monthGrid"));
        QVERIFY(grid && grid->tableInterface());
        QCOMPARE(grid->tableInterface()->rowCount(), 6);
        QCOMPARE(grid->tableInterface()->columnCount(), 7);
        QCOMPARE(grid->focusChild()->text(QAccessible::Name),
                 MonthWording::cell(desk.month(), desk.month().cellOf(samples::today)));
        QVERIFY(grid->focusChild()->state().focused);
        auto *board
            = QAccessible::queryAccessibleInterface(named<QWidget>(desk.page.get(), "weekBoard"));
        desk.openWeek();
        QCOMPARE(board->tableInterface()->columnCount(), 7);
        QVERIFY(board->tableInterface()->columnDescription(0).startsWith(u"Monday"_s));
    }

    void savedView_comesBackByItsNumber()
    {
        CalendarDesk desk;
        desk.openWeek();
        desk.press(Qt::Key_V, ctrlShift);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"savedViewName"_s);
        desk.type(u"Okafor"_s);
        desk.press(Qt::Key_Return);
        QVERIFY(desk.page->savedViews().at(1));
        QCOMPARE(desk.page->savedViews().at(1)->doctor, DoctorId(11));
        QCOMPARE(QApplication::focusWidget()->objectName(), u"weekBoard"_s);
        desk.week().showOwnersOn(-5);
        desk.press(Qt::Key_D, ctrlShift);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"dayBoard"_s);
        desk.press(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"weekBoard"_s);
        QTRY_COMPARE(desk.week().owner().doctor, DoctorId(11));
        desk.press(Qt::Key_2, Qt::AltModifier); // Nothing is saved there.
        QCOMPARE(QApplication::focusWidget()->objectName(), u"weekBoard"_s);
    }

    void viewOfSomebodyGone_saysSo()
    {
        CalendarDesk desk;
        SavedView view;
        view.name = u"Gone"_s;
        view.kind = SavedView::Kind::Week;
        view.clinic = samples::berlin().id;
        view.doctor = DoctorId(999);
        desk.page->savedViews().save(4, view);
        view.doctor = {};
        view.clinic = ClinicId(999);
        desk.page->savedViews().save(5, view);
        auto *refusal = named<QWidget>(desk.page.get(), "savedViewRefusal");
        for (const auto key : {Qt::Key_4, Qt::Key_5}) {
            desk.press(Qt::Key_D, ctrlShift);
            QVERIFY(!refusal->isVisible());
            desk.press(key, Qt::AltModifier);
            QVERIFY(refusal->isVisible());
            QCOMPARE(QApplication::focusWidget()->objectName(), u"dayBoard"_s);
        }
    }

    void savedView_isRenamedAndDeletedInTheStrip()
    {
        CalendarDesk desk;
        SavedView view;
        view.name = u"Old"_s;
        view.clinic = samples::berlin().id;
        desk.page->savedViews().save(1, view);
        desk.press(Qt::Key_V, ctrlShift);
        auto *number = named<QComboBox>(desk.page.get(), "savedViewNumber");
        QCOMPARE(number->currentIndex(), 1);
        number->setCurrentIndex(0);
        auto *name = named<QLineEdit>(desk.page.get(), "savedViewName");
        QCOMPARE(name->text(), u"Old"_s);
        name->setText(u"New"_s);
        named<QPushButton>(desk.page.get(), "savedViewRename")->click();
        QCOMPARE(desk.page->savedViews().at(1)->name, u"New"_s);
        named<QPushButton>(desk.page.get(), "savedViewDelete")->click();
        QVERIFY(!desk.page->savedViews().at(1));
        desk.press(Qt::Key_Escape);
        QVERIFY(!named<QWidget>(desk.page.get(), "savedViewStrip")->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"dayBoard"_s);
    }
};

CLINIDESK_PAGE_TEST(tst_Calendars)
#include "tst_Calendars.moc"
