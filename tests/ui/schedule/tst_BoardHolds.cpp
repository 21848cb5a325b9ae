// What colleagues are about to book, on the board; and what is open here, told to them.
#include "tests/ui/schedule/Board.h"
#include "tests/ui/schedule/HeldSamples.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Beside = HoldWish::Beside;
using samples::heldAt;

namespace {

struct HeldBoard : Board
{
    explicit HeldBoard(const QList<Appointment> &rows = {}) { open(rows); }

    [[nodiscard]] const FakeSlotHolds::Question &asked() const
    {
        return ports.holds.takeCall.last();
    }
    [[nodiscard]] int takes() const { return ports.holds.takeCall.count(); }
    [[nodiscard]] bool isOpen() const { return viewModel.inPlace().isOpen(); }
    [[nodiscard]] QString note() const { return viewModel.inPlace().note(); }
    [[nodiscard]] QString cell() const
    {
        return BoardWording::cell(viewModel.sheet(), viewModel.cursor(), viewModel.now());
    }
};

} // namespace

class tst_BoardHolds : public QObject
{
    Q_OBJECT

private slots:
    void openedTime_isHeldUntilItIsClosed()
    {
        HeldBoard board;
        board.goTo(60);
        board.viewModel.openSlot();
        QVERIFY(board.isOpen());
        QCOMPARE(board.takes(), 1);
        QCOMPARE(board.asked().wish.time.clinic, ClinicId(1));
        QCOMPARE(board.asked().wish.time.day, samples::today);
        QCOMPARE(board.asked().wish.time.doctor, DoctorId(11));
        QCOMPARE(board.asked().wish.time.startsAt, samples::at(60));
        QCOMPARE(board.asked().wish.time.endsAt, samples::at(80));
        QVERIFY(board.ports.holds.released.isEmpty());
        const HoldToken token = board.asked().token;
        board.viewModel.closeSlot();
        QCOMPARE(board.ports.holds.released, QList<HoldToken>{token});
        board.viewModel.openSlot();
        QVERIFY(board.asked().token != token);
    }

    void openedTime_isLetGoWithTheDayThePageAndThePerson_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"another day", "another clinic", "another page", "signed out"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void openedTime_isLetGoWithTheDayThePageAndThePerson()
    {
        QFETCH(QString, how);
        auto board = std::make_unique<HeldBoard>();
        board->goTo(60);
        board->viewModel.openSlot();
        const HoldToken token = board->asked().token;
        FakeSlotHolds &holds = board->ports.holds;
        if (how == u"another day")
            board->viewModel.showDaysOn(1);
        else if (how == u"another clinic")
            board->clinics.choose(ClinicId(2));
        else if (how == u"another page")
            board->viewModel.setActive(false);
        QList<HoldToken> released = holds.released;
        if (how == u"signed out") {
            FakeSlotHolds last;
            last.takeCall.always(HoldOutcome{});
            Ports ports = board->ports.ports;
            ports.holds = &last;
            {
                DayBoardViewModel leaving(ports, board->clinics,
                                          samples::session(Role::Receptionist));
                leaving.setActive(true);
                QTRY_COMPARE(leaving.state(), ListState::Shown);
                leaving.setCursor(
                    cursorAt(leaving.sheet(), 0, leaving.sheet().grid.rowAt(samples::at(60))));
                leaving.openSlot();
                QCOMPARE(last.followed.size(), 1);
            }
            QCOMPARE(last.released, QList<HoldToken>{last.takeCall.last().token});
            QVERIFY(last.followed.isEmpty());
            return;
        }
        QTRY_COMPARE(holds.released, QList<HoldToken>{token});
        if (how != u"another page")
            return;
        QVERIFY(board->isOpen()); // What was typed stays…
        board->viewModel.setActive(true);
        QCOMPARE(board->takes(), 2); // …and so it is held again.
        QVERIFY(board->asked().token != token);
    }

    void otherLength_changesWhatIsHeld()
    {
        HeldBoard board;
        board.goTo(60);
        board.viewModel.openSlot();
        const HoldToken token = board.asked().token;
        board.viewModel.inPlace().setLength(40min);
        QCOMPARE(board.takes(), 2);
        QCOMPARE(board.asked().token, token);
        QCOMPARE(board.asked().wish.time.endsAt, samples::at(100));
        board.viewModel.inPlace().setReason(u"cough"_s);
        QCOMPARE(board.takes(), 2);
    }

    void bookedTime_isHeldUntilTheDatabaseHasAnswered_data()
    {
        QTest::addColumn<bool>("isBooked");
        QTest::newRow("booked") << true;
        QTest::newRow("taken") << false;
    }
    void bookedTime_isHeldUntilTheDatabaseHasAnswered()
    {
        QFETCH(bool, isBooked);
        HeldBoard board;
        board.goTo(60);
        board.book();
        const HoldToken token = board.asked().token;
        QTRY_COMPARE(board.ports.book.bookCall.waiting(), 1);
        QVERIFY(!board.isOpen());
        QVERIFY(board.ports.holds.released.isEmpty());
        if (isBooked)
            board.ports.book.bookCall.answer(samples::change(AppointmentId(9)));
        else
            board.ports.book.bookCall.answer(samples::failure(Error::Code::Conflict));
        QTRY_COMPARE(board.ports.holds.released, QList<HoldToken>{token});
    }

    void colleaguesHold_isOnTheBoardWithNameAndCountdown()
    {
        HeldBoard board;
        QCOMPARE(board.ports.holds.followed.size(), 1);
        QSignalSpy seconds(&board.viewModel, &DayBoardViewModel::secondPassed);
        board.ports.holds.show({heldAt(60)});
        QCOMPARE(board.viewModel.sheet().columns.first().ghosts.size(), 1);
        board.goTo(60);
        QVERIFY2(board.cell().endsWith(u"free, Mara Lindt is booking here, 2:30"_s),
                 qPrintable(board.cell()));
        board.ports.clock.advance(100s);
        QVERIFY(board.cell().endsWith(u"0:50"_s));
        board.ports.clock.advance(100s);
        QVERIFY(board.cell().endsWith(u"0:00"_s));
        board.goTo(80);
        QVERIFY(!board.cell().contains(u"Mara"_s));
        QTRY_VERIFY(!seconds.isEmpty());
        board.ports.holds.show({heldAt(60, 20, {})});
        board.goTo(60);
        QVERIFY(board.cell().contains(u"A colleague is booking here"_s));
        board.ports.holds.show({});
        QVERIFY(board.viewModel.sheet().columns.first().ghosts.isEmpty());
        seconds.clear();
        QVERIFY(!seconds.wait(1'200));
    }

    void anotherDay_hasNoneOfThem()
    {
        HeldBoard board;
        board.ports.holds.show({heldAt(60)});
        board.viewModel.showDaysOn(1);
        QVERIFY(board.viewModel.sheet().columns.first().ghosts.isEmpty());
        QCOMPARE(board.ports.holds.followed,
                 (QList{std::pair(ClinicId(1), samples::today.addDays(1))}));
    }

    void heldTime_opensWhenItIsAskedForOnceMore()
    {
        HeldBoard board;
        board.ports.holds.show({heldAt(60)});
        board.goTo(60);
        board.viewModel.openSlot();
        QVERIFY(!board.isOpen());
        QCOMPARE(board.takes(), 0);
        QVERIFY2(board.viewModel.refusal().startsWith(u"Mara Lindt has "_s),
                 qPrintable(board.viewModel.refusal()));
        QVERIFY(board.viewModel.refusal().contains(u"until 08:02:30"_s));
        board.viewModel.openSlot();
        QVERIFY(board.isOpen());
        QVERIFY(board.viewModel.refusal().isEmpty());
        QCOMPARE(board.asked().wish.beside, Beside::Others);
        QVERIFY2(board.note().startsWith(u"Mara Lindt has this time open, too"_s),
                 qPrintable(board.note()));
        board.ports.holds.show({});
        QVERIFY(board.note().isEmpty());
    }

    void warning_isForgottenWithTheNextStep()
    {
        HeldBoard board;
        board.ports.holds.show({heldAt(60)});
        board.goTo(60);
        board.viewModel.openSlot();
        board.goTo(80);
        board.goTo(60);
        board.viewModel.openSlot();
        QVERIFY(!board.isOpen());
        QVERIFY(!board.viewModel.refusal().isEmpty());
    }

    void timeThatRunsIntoAHeldOne_isWarnedOfToo()
    {
        HeldBoard board;
        board.ports.holds.show({heldAt(70)});
        board.goTo(60);
        board.viewModel.openSlot();
        QVERIFY(!board.isOpen());
        board.ports.holds.show({heldAt(80)});
        board.viewModel.openSlot();
        QVERIFY(board.isOpen());
        QCOMPARE(board.asked().wish.beside, Beside::Nobody);
    }

    /// The other one was there a moment before the news of it: nothing pops up over what is typed.
    void timeThatWasHeldAMomentBefore_staysOpenAndSaysSo()
    {
        HeldBoard board;
        board.ports.holds.takeCall.always(HoldOutcome{.inTheWay = heldAt(60), .until = {}});
        board.goTo(60);
        board.viewModel.openSlot();
        QTRY_VERIFY(board.note().startsWith(u"Mara Lindt has this time open, too"_s));
        QVERIFY(board.isOpen());
        // Once she lets it go it is ours.
        board.ports.holds.show({heldAt(60)});
        board.ports.holds.takeCall.always(HoldOutcome{});
        board.ports.holds.show({});
        QTRY_VERIFY(board.note().isEmpty());
    }

    void desksThatCannotTellOneAnother_bookAllTheSame()
    {
        HeldBoard board;
        board.ports.holds.takeCall.always(samples::failure(Error::Code::Unavailable));
        board.goTo(60);
        board.book();
        QTRY_COMPARE(board.ports.book.bookCall.waiting(), 1);
        board.goTo(120);
        board.viewModel.openSlot();
        QTRY_COMPARE(board.note(), u"Other desks don't see that you have this time open."_s);
        QVERIFY(board.viewModel.refusal().isEmpty());
    }

    void silentServer_delaysNothing()
    {
        HeldBoard board;
        board.ports.holds.takeCall.wait();
        board.goTo(60);
        board.book();
        QTRY_COMPARE(board.ports.book.bookCall.waiting(), 1);
        QVERIFY(board.ports.holds.released.isEmpty());
    }

    void deskWithoutHolds_books()
    {
        Board board;
        Ports ports = board.ports.ports;
        ports.holds = nullptr;
        board.show({});
        DayBoardViewModel day(ports, board.clinics, samples::session(Role::Receptionist));
        day.setActive(true);
        QTRY_COMPARE(day.state(), ListState::Shown);
        day.setCursor(cursorAt(day.sheet(), 0, day.sheet().grid.rowAt(samples::at(60))));
        day.openSlot();
        QVERIFY(day.inPlace().isOpen());
        QCOMPARE(day.inPlace().note(), u"Other desks don't see that you have this time open."_s);
        day.inPlace().search().setTyped(u"kir"_s);
        QTRY_COMPARE(day.inPlace().search().state(), ListState::Shown);
        day.inPlace().search().submit(0);
        QTRY_COMPARE(board.ports.book.bookCall.waiting(), 1);
    }

    void seats_areHeldAsLongAsThereIsRoom()
    {
        const auto column = [](int seats) {
            BoardColumn seat;
            seat.department = DepartmentId(1);
            seat.seats = seats;
            return seat;
        };
        BoardSheet sheet;
        sheet.clinic = ClinicId(1);
        sheet.day = samples::today;
        sheet.columns = {column(3)};
        Appointment there = samples::appointment(1, 60);
        sheet.columns.first().entries = {{.appointment = there, .place = {}}};
        const BoardTime time{.column = 0, .startsAt = there.startsAt, .length = 20min};
        QCOMPARE(holdWish(sheet, time).places, 2);
        QCOMPARE(holdWish(sheet, time).time.department, DepartmentId(1));
        sheet.columns = {column(1)};
        QCOMPARE(holdWish(sheet, time).places, 1);
    }

    /// Columns come and go while somebody types: the time stays the doctor's it was opened for.
    void columnsThatMove_takeTheOpenTimeAlong()
    {
        HeldBoard board;
        board.viewModel.showAllColumns(true);
        board.goTo(60, 0);
        const QString doctor = board.viewModel.sheet().columns.first().name;
        board.viewModel.openSlot();
        board.ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
            QList<SeatHours> hours = samples::hours(asked.first);
            std::swap(hours[0].hours, hours[1].hours); // The other one works instead.
            return hours;
        });
        board.viewModel.refresh();
        QTRY_COMPARE(board.viewModel.sheet().columns.at(1).name, doctor);
        QCOMPARE(board.viewModel.inPlace().time().column, 1);
    }

    void columnThatGoes_closesTheOpenTime()
    {
        HeldBoard board;
        board.goTo(60);
        board.viewModel.openSlot();
        const HoldToken token = board.asked().token;
        board.ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
            QList<SeatHours> hours = samples::hours(asked.first);
            std::swap(hours[0].hours, hours[1].hours);
            return hours;
        });
        board.viewModel.refresh();
        QTRY_VERIFY(!board.isOpen());
        QCOMPARE(board.ports.holds.released, QList<HoldToken>{token});
        QCOMPARE(board.viewModel.refusal(),
                 u"The time that was open is not on the board any more."_s);
    }
};

QTEST_GUILESS_MAIN(tst_BoardHolds)
#include "tst_BoardHolds.moc"
