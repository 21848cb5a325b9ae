#include "tests/ui/schedule/Board.h"

#include <QSignalSpy>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_DayBoardViewModel : public QObject
{
    Q_OBJECT

private slots:
    void day_isShownWithItsHours()
    {
        Board board;
        board.ports.hours.hoursCall.wait();
        board.show({samples::appointment(1, 0)});
        board.viewModel.setActive(true);
        QTRY_COMPARE(board.ports.hours.hoursCall.waiting(), 1);
        QTest::qWait(0);
        QCOMPARE(board.viewModel.state(), ListState::Loading);
        board.ports.hours.hoursCall.answer(samples::hours());
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        QVERIFY(board.viewModel.sheet().columns.first().areHoursKnown);
    }

    void hoursThatCannotBeRead_leaveTheAppointments()
    {
        Board board;
        board.ports.hours.hoursCall.always(samples::failure(Error::Code::Unavailable));
        board.open({samples::appointment(1, 0)});
        QVERIFY(board.viewModel.reading().hoursFailure());
        QVERIFY(board.viewModel.sheet().find(AppointmentId(1)));
    }

    void dayAtHand_isThereAtOnce_withoutAskingAnybody()
    {
        Board board;
        board.open({});
        const QDate next = samples::today.addDays(1);
        board.ports.days.peekRule = [](const FakeDayList::Question &asked) {
            return samples::day({samples::appointment(7, 0)}, asked.date);
        };
        board.ports.hours.peekRule
            = [](const FakeDayHours::Question &asked) { return samples::hours(asked.first); };
        const int asked = board.ports.days.dayCall.count();
        const int askedHours = board.ports.hours.hoursCall.count();
        board.viewModel.showDaysOn(1);
        QCOMPARE(board.viewModel.state(), ListState::Shown);
        QCOMPARE(board.viewModel.sheet().day, next);
        QVERIFY(board.viewModel.sheet().find(AppointmentId(7)));
        QCOMPARE(board.ports.days.dayCall.count(), asked);
        QCOMPARE(board.ports.hours.hoursCall.count(), askedHours);
    }

    void answerForADayNobodyLooksAtAnyMore_isDropped()
    {
        Board board;
        board.open({});
        board.ports.days.dayCall.wait();
        board.viewModel.showDaysOn(1);
        const int late = board.ports.days.dayCall.count() - 1;
        board.viewModel.showDaysOn(1);
        board.ports.days.dayCall.answer(
            late + 1, samples::day({samples::appointment(2, 0)}, samples::today.addDays(2)));
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        board.ports.days.dayCall.answer(
            late, samples::day({samples::appointment(1, 0)}, samples::today.addDays(1)));
        QTest::qWait(0);
        QVERIFY(board.viewModel.sheet().find(AppointmentId(2)));
    }

    void booking_isOnTheBoardAtOnce_andConfirmed()
    {
        Board board;
        board.open({});
        board.goTo(20);
        const QSignalSpy done(&board.viewModel, &DayBoardViewModel::done);
        board.book();
        QVERIFY(!board.viewModel.inPlace().isOpen());
        const Appointment *shown = board.viewModel.chosen();
        QVERIFY(shown);
        QCOMPARE(shown->family, u"Kirk"_s);
        QVERIFY(board.viewModel.sheet().find(shown->id)->isUnderWay);
        QCOMPARE(board.ports.book.bookCall.last().booking.startsAt, samples::at(20));
        QCOMPARE(board.ports.book.bookCall.last().booking.doctor, DoctorId(11));
        QCOMPARE(board.ports.book.bookCall.last().booking.department, DepartmentId(1));

        // Read again before the day knows of it: it stays.
        board.ports.book.bookCall.answer(samples::change(AppointmentId(31)));
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(done.first().first().toString().contains(u"05-Nov-1977"_s));
        const BoardEntry *entry = board.viewModel.sheet().find(AppointmentId(31));
        QVERIFY(entry && !entry->isUnderWay);
        QCOMPARE(board.viewModel.cursor().appointment, AppointmentId(31));
        QVERIFY(board.viewModel.inPlace().search().typed().isEmpty());
        QVERIFY(board.ports.booking.canUndo());
    }

    void refusal_thatComesLate_leavesWhatIsTypedMeanwhile()
    {
        Board board;
        board.open({});
        board.goTo(20);
        board.book();
        QVERIFY(board.viewModel.inPlace().search().typed().isEmpty()); // For the next patient.
        board.goTo(100);
        board.viewModel.openSlot();
        board.viewModel.inPlace().search().setTyped(u"spo"_s);
        board.ports.book.bookCall.answer(samples::failure(Error::Code::Conflict));
        QTRY_VERIFY(!board.viewModel.refusal().isEmpty());
        QCOMPARE(board.viewModel.inPlace().search().typed(), u"spo"_s);
    }

    void dayThatIsStillRead_showsNothingOfAnother()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.ports.days.dayCall.wait();
        board.viewModel.showDaysOn(1);
        QCOMPARE(board.viewModel.sheet().day, samples::today.addDays(1));
        QVERIFY(board.viewModel.sheet().columns.first().entries.isEmpty());
        board.goTo(40);
        board.viewModel.openSlot();
        QVERIFY(!board.viewModel.inPlace().isOpen());
    }

    void refusedBooking_isTakenBack_andWhatWasTypedIsKept()
    {
        Board board;
        board.open({});
        board.goTo(20);
        board.book();
        board.ports.book.takenByCall.always(u"Berta Desk"_s);
        board.ports.book.bookCall.answer(samples::failure(
            Error::Code::Conflict, {{u"taken"_s, u"doctor"_s}, {u"appointment"_s, 31}}));
        QTRY_VERIFY(board.viewModel.refusal().contains(u"Berta Desk"_s));
        QVERIFY(board.viewModel.sheet().columns.first().entries.isEmpty());
        QCOMPARE(board.viewModel.inPlace().search().typed(), u"kir"_s); // Comes back.
        QVERIFY(board.viewModel.refusal().contains(u"Choose another time"_s));
    }

    void slotNobodyCanHave_doesNotOpen()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        for (const int minute : {-40, 200, 380}) {
            board.goTo(minute);
            board.viewModel.openSlot();
            QVERIFY(!board.viewModel.inPlace().isOpen());
            QVERIFY(!board.viewModel.refusal().isEmpty());
        }
        board.ports.clock.set(samples::at(100));
        board.goTo(40);
        board.viewModel.openSlot();
        QVERIFY(board.viewModel.refusal().contains(u"is over"_s));
    }

    void length_isChosenBeforeTheSlotOpens()
    {
        Board board;
        board.open({});
        board.goTo(20);
        board.viewModel.lengthen(2);
        QCOMPARE(board.viewModel.timeAtCursor().length, 30min);
        board.book();
        QCOMPARE(board.ports.book.bookCall.last().booking.length, 30min);
        board.goTo(80);
        QCOMPARE(board.viewModel.timeAtCursor().length, 20min);
    }

    void lengthKeysPressedInARow_becomeOneChangeAfterTheOther()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.goTo(0);
        for (int count = 0; count < 3; ++count)
            board.viewModel.lengthen(1);
        QCOMPARE(board.viewModel.chosen()->endsAt, samples::at(35));
        QCOMPARE(board.ports.book.resizeCall.count(), 1);
        board.ports.book.resizeCall.answer(samples::change(AppointmentId(1)));
        QTRY_COMPARE(board.ports.book.resizeCall.count(), 2);
        QCOMPARE(board.ports.book.resizeCall.last().length, 35min);
        QCOMPARE(board.ports.book.resizeCall.last().seen.version, 2);
        board.viewModel.lengthen(-7);
        QCOMPARE(board.viewModel.chosen()->endsAt, samples::at(5));
    }

    void move_goesWithTheCursor_alsoToAnotherDay()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.goTo(0);
        board.viewModel.startMove();
        QVERIFY(board.viewModel.moving());
        board.viewModel.showDaysOn(1);
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        board.viewModel.step(BoardCursor::Step::Down);
        board.viewModel.drop();
        QVERIFY(!board.viewModel.moving());
        const auto &sent = board.ports.book.moveCall.last();
        QCOMPARE(sent.to.startsAt, samples::at(20, samples::today.addDays(1)));
        QCOMPARE(sent.to.doctor, DoctorId(11));
        QCOMPARE(sent.seen.version, 1);
        QVERIFY(board.viewModel.sheet().find(AppointmentId(1))->isUnderWay);
        board.viewModel.showDaysOn(-1);
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        QVERIFY(!board.viewModel.sheet().find(AppointmentId(1)));
    }

    void drop_whereItCannotBe_keepsItInHand_data()
    {
        QTest::addColumn<int>("minute");
        QTest::addColumn<QString>("says");
        QTest::newRow("taken") << 60 << u"taken"_s;
        QTest::newRow("away") << 380 << u"away"_s;
        QTest::newRow("closed") << 200 << u"no working hours"_s;
        QTest::newRow("past") << 20 << u"over"_s;
    }
    void drop_whereItCannotBe_keepsItInHand()
    {
        QFETCH(int, minute);
        QFETCH(QString, says);
        Board board;
        board.open({samples::appointment(1, 100), samples::appointment(2, 60)});
        board.ports.clock.set(samples::at(50));
        board.goTo(100);
        board.viewModel.startMove();
        board.goTo(minute);
        board.viewModel.drop();
        QVERIFY2(board.viewModel.refusal().contains(says), qPrintable(board.viewModel.refusal()));
        QVERIFY(board.viewModel.refusal().contains(u"hoose"_s));
        QCOMPARE(board.ports.book.moveCall.count(), 0);
        QVERIFY(board.viewModel.moving());
        board.goTo(140);
        board.viewModel.drop();
        QCOMPARE(board.ports.book.moveCall.count(), 1);
    }

    void drop_inAnotherClinic_isRefused()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.goTo(0);
        board.viewModel.startMove();
        board.clinics.choose(ClinicId(2));
        QTRY_COMPARE(board.viewModel.sheet().clinic, ClinicId(2));
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        board.viewModel.drop();
        QVERIFY(board.viewModel.refusal().contains(u"within its clinic"_s));
        QVERIFY(board.viewModel.moving());
        QCOMPARE(board.ports.book.moveCall.count(), 0);
    }

    void refusedMove_standsWhereItWas()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.viewModel.moveTo(AppointmentId(1),
                               {.column = 0, .startsAt = samples::at(100), .length = 20min});
        QCOMPARE(board.viewModel.sheet().find(AppointmentId(1))->appointment.startsAt,
                 samples::at(100));
        board.ports.book.moveCall.answer(samples::failure(Error::Code::Stale));
        QTRY_COMPARE(board.viewModel.sheet().find(AppointmentId(1))->appointment.startsAt,
                     samples::at(0));
        QVERIFY(board.viewModel.refusal().contains(u"Someone else"_s));
    }

    void movedOne_staysAtItsNewPlace_untilADayReadLaterShowsIt()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.viewModel.moveTo(AppointmentId(1),
                               {.column = 0, .startsAt = samples::at(100), .length = 20min});
        board.ports.book.moveCall.answer(samples::change(AppointmentId(1)));
        QTRY_VERIFY(!board.viewModel.sheet().find(AppointmentId(1))->isUnderWay);
        QCOMPARE(board.viewModel.sheet().find(AppointmentId(1))->appointment.startsAt,
                 samples::at(100));
        Appointment moved = samples::appointment(1, 100);
        moved.version = 2;
        board.show({moved});
        board.viewModel.refresh();
        QTRY_COMPARE(board.viewModel.sheet().find(AppointmentId(1))->appointment, moved);
    }

    void doctor_seesAndBooksNothing()
    {
        Board board(Role::Doctor);
        board.open({samples::appointment(1, 0)});
        board.goTo(40);
        board.viewModel.openSlot();
        QVERIFY(!board.viewModel.inPlace().isOpen());
        board.goTo(0);
        QVERIFY(!board.viewModel.canMove());
        board.viewModel.lengthen(1);
        QCOMPARE(board.ports.book.resizeCall.count(), 0);
    }

    void whileDisconnected_nothingCanBeChanged()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.ports.disconnect();
        board.goTo(40);
        board.viewModel.openSlot();
        QVERIFY(!board.viewModel.inPlace().isOpen());
        board.goTo(0);
        QVERIFY(!board.viewModel.canMove() && !board.viewModel.can(Action::CheckIn));
    }

    void cursor_beginsAtNow_andGoesWhereItWasSent()
    {
        Board board;
        board.ports.clock.set(samples::at(70));
        board.open({});
        QCOMPARE(board.viewModel.sheet().grid.rowAt(samples::at(70)), board.viewModel.cursor().row);
        board.viewModel.showTime(samples::today.addDays(1), QTime(14, 0));
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        QCOMPARE(board.viewModel.sheet().grid.rows().at(board.viewModel.cursor().row).local,
                 QTime(14, 0));
    }

    void step_isTakenForTheChosen()
    {
        Board board;
        board.open({samples::appointment(1, 0)});
        board.goTo(0);
        board.viewModel.act(Action::CheckIn);
        QCOMPARE(board.ports.book.actCall.last().seen.appointment, AppointmentId(1));
        QVERIFY(!board.viewModel.can(Action::CheckIn)); // Once.
    }
};

QTEST_GUILESS_MAIN(tst_DayBoardViewModel)
#include "tst_DayBoardViewModel.moc"
