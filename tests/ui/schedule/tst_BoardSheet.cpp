#include "tests/ui/schedule/BoardSamples.h"
#include "ui/viewmodels/schedule/BoardCursor.h"
#include "ui/viewmodels/schedule/BoardRules.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Step = BoardCursor::Step;

BoardFacts facts(const QList<Appointment> &appointments)
{
    BoardFacts made;
    made.clinic = samples::berlin();
    made.day = samples::today;
    made.appointments = appointments;
    made.hours = samples::hours();
    made.doctors = samples::doctors();
    made.departments = samples::departments();
    return made;
}

BoardTime when(int minute, std::chrono::minutes length = 20min, int column = 0)
{
    return {.column = column, .startsAt = samples::at(minute), .length = length};
}

QDateTime early()
{
    return samples::at(-60);
}

} // namespace

class tst_BoardSheet : public QObject
{
    Q_OBJECT

private slots:
    void doctorsWithHoursComeFirst_theIdleOnesOnlyWhenWanted()
    {
        BoardSheet sheet = boardSheet(facts({}));
        QCOMPARE(sheet.columns.size(), 1);
        QCOMPARE(sheet.columns.first().name, u"Dr Okafor"_s);
        QCOMPARE(sheet.columns.first().departmentName, u"Cardiology"_s);
        QCOMPARE(sheet.hiddenColumns, 1);

        BoardFacts all = facts({});
        all.columns = BoardFacts::Columns::All;
        sheet = boardSheet(all);
        QCOMPARE(sheet.columns.size(), 2);
        QCOMPARE(sheet.columns.first().name, u"Dr Okafor"_s);
        QCOMPARE(sheet.hiddenColumns, 0);
    }

    void nobodysAppointment_isEverWithoutAColumn()
    {
        Appointment idle = samples::appointment(1, 0);
        idle.doctor = DoctorId(12);
        Appointment gone = samples::appointment(2, 0);
        gone.doctor = DoctorId(99);
        gone.doctorName = u"Dr Gone"_s;
        const BoardSheet sheet = boardSheet(facts({idle, gone}));
        QCOMPARE(sheet.columns.size(), 3);
        QCOMPARE(sheet.columnWith(AppointmentId(1)), 1);
        QCOMPARE(sheet.columns.at(sheet.columnWith(AppointmentId(2))).name, u"Dr Gone"_s);
    }

    void cancelledOnes_areCountedAndShownOnRequest()
    {
        BoardFacts made
            = facts({samples::appointment(1, 0, Status::Cancelled), samples::appointment(2, 0)});
        QCOMPARE(boardSheet(made).hiddenCancelled, 1);
        QCOMPARE(boardSheet(made).columns.first().entries.size(), 1);
        made.cancelled = BoardFacts::Cancelled::Shown;
        const BoardSheet sheet = boardSheet(made);
        QCOMPARE(sheet.hiddenCancelled, 0);
        QCOMPARE(sheet.columns.first().entries.size(), 2);
        QCOMPARE(sheet.columns.first().entries.first().place.lanes, 2);
    }

    void lines_reachToWhatStandsOutsideOpeningHours()
    {
        Appointment early = samples::appointment(1, -150); // 06:30, before the clinic opens.
        const BoardSheet sheet = boardSheet(facts({early}));
        QCOMPARE(sheet.grid.rows().first().local, QTime(6, 0));
        QVERIFY(sheet.grid.rowAt(early.startsAt) >= 0);
    }

    void time_isJudgedByWhatIsOnTheBoard()
    {
        const BoardSheet sheet = boardSheet(facts({samples::appointment(1, 0)}));
        const auto judge = [&](const BoardTime &time, const QDateTime &now = early()) {
            return hindranceAt(sheet, time, now);
        };
        QCOMPARE(judge(when(20)), Hindrance::None);
        QCOMPARE(judge(when(0)), Hindrance::Taken);
        QCOMPARE(judge(when(170)), Hindrance::TooLong);
        QCOMPARE(freeLength(sheet, when(170)), 10min);
        QCOMPARE(judge(when(180)), Hindrance::Closed);
        QCOMPARE(judge(when(-60)), Hindrance::Closed);
        QCOMPARE(judge(when(360)), Hindrance::Away);
        QCOMPARE(judge(when(350)), Hindrance::TooLong);
        QCOMPARE(judge(when(20), samples::at(34)), Hindrance::None); // Has just begun.
        QCOMPARE(judge(when(20), samples::at(36)), Hindrance::Past);
        QCOMPARE(judge({.column = 0, .startsAt = {}, .length = 20min}), Hindrance::Missing);
        QCOMPARE(hindranceAt(sheet, when(0), early(), AppointmentId(1)), Hindrance::None);
        QCOMPARE(hindranceAt(sheet, when(20), samples::at(60), {}, PastTimes::Allowed),
                 Hindrance::None);
    }

    void whoIsDoneOrDidNotCome_occupiesNothing()
    {
        const BoardSheet sheet = boardSheet(facts({samples::appointment(1, 0, Status::NoShow)}));
        QCOMPARE(hindranceAt(sheet, when(0), early()), Hindrance::None);
    }

    void seats_takeAsManyAsThereAre()
    {
        BoardFacts made = facts({});
        made.departments.first().capacity = 2;
        made.hours->append(samples::seatsOf(DepartmentId(1), u"Cardiology"_s));
        Appointment one = samples::appointment(1, 0);
        one.doctor = {};
        Appointment other = samples::appointment(2, 10);
        other.doctor = {};
        made.appointments = {one};
        QCOMPARE(hindranceAt(boardSheet(made), when(0, 20min, 1), early()), Hindrance::None);
        made.appointments = {one, other};
        const BoardSheet sheet = boardSheet(made);
        QCOMPARE(sheet.columns.at(1).seats, 2);
        QCOMPARE(hindranceAt(sheet, when(0, 10min, 1), early()), Hindrance::None);
        QCOMPARE(hindranceAt(sheet, when(0, 20min, 1), early()), Hindrance::TooLong);
        QCOMPARE(hindranceAt(sheet, when(10, 10min, 1), early()), Hindrance::Taken);
    }

    void withoutHours_onlyWhatIsTakenCounts()
    {
        BoardFacts made = facts({samples::appointment(1, 0)});
        made.hours.reset();
        const BoardSheet sheet = boardSheet(made);
        QCOMPARE(sheet.columns.size(), 2); // Everybody, since nobody knows who works.
        QCOMPARE(hindranceAt(sheet, when(180), early()), Hindrance::None);
        QCOMPARE(hindranceAt(sheet, when(0), early()), Hindrance::Taken);
    }

    void cursor_goesFromAppointmentToAppointment()
    {
        Appointment longer = samples::appointment(1, 0);
        longer.endsAt = samples::at(60);
        const BoardSheet sheet = boardSheet(facts({longer, samples::appointment(2, 60)}));
        BoardCursor at = cursorAt(sheet, 0, 0);
        QVERIFY(at.appointment.isNull());
        at = *cursorOn(sheet, AppointmentId(1));
        at = stepped(sheet, at, Step::Down);
        QCOMPARE(at.appointment, AppointmentId(2));
        at = stepped(sheet, at, Step::Down);
        QVERIFY(at.appointment.isNull());
        QCOMPARE(sheet.startAt(0, at.row), samples::at(80));
        at = stepped(sheet, stepped(sheet, at, Step::Up), Step::Up);
        QCOMPARE(at.appointment, AppointmentId(1));
        QCOMPARE(stepped(sheet, at, Step::Left), at);
        QCOMPARE(stepped(sheet, at, Step::Right), at);
    }

    void restOfALine_belongsToTheNextPatient()
    {
        Appointment odd = samples::appointment(1, 0);
        odd.endsAt = samples::at(30); // Ends in the middle of a line of 20 minutes.
        const BoardSheet sheet = boardSheet(facts({odd}));
        const int line = sheet.grid.rowAt(samples::at(30));
        QVERIFY(sheet.entriesAt(0, line).isEmpty());
        QCOMPARE(sheet.startAt(0, line), samples::at(30));
    }

    void besideEachOther_cursorGoesThroughTheLanes()
    {
        BoardFacts made = facts({});
        made.departments.first().capacity = 3;
        made.hours->append(samples::seatsOf(DepartmentId(1), u"Cardiology"_s));
        for (int id = 1; id <= 2; ++id) {
            made.appointments.append(samples::appointment(id, 0));
            made.appointments.last().doctor = {};
        }
        const BoardSheet sheet = boardSheet(made);
        BoardCursor at = cursorAt(sheet, 0, sheet.grid.rowAt(samples::at(0)));
        QVERIFY(at.appointment.isNull());
        QList<qint64> seen;
        for (int count = 0; count < 4; ++count) {
            at = stepped(sheet, at, Step::Right);
            seen.append(at.appointment.value());
        }
        QCOMPARE(seen, (QList<qint64>{1, 2, 0, 0}));
        QCOMPARE(at.column, 1);
        for (int count = 0; count < 3; ++count)
            at = stepped(sheet, at, Step::Left);
        QCOMPARE(at.column, 0);
    }

    void cursor_staysOnItsAppointmentAndTime()
    {
        const BoardSheet before = boardSheet(facts({samples::appointment(1, 0)}));
        const BoardCursor on = *cursorOn(before, AppointmentId(1));
        const BoardSheet moved = boardSheet(facts({samples::appointment(1, 40)}));
        QCOMPARE(carried(before, on, moved), *cursorOn(moved, AppointmentId(1)));

        BoardFacts tomorrow = facts({});
        tomorrow.day = samples::today.addDays(1);
        tomorrow.hours = samples::hours(tomorrow.day);
        const BoardSheet other = boardSheet(tomorrow);
        const BoardCursor there = carried(before, cursorAt(before, 0, 5), other);
        QCOMPARE(other.grid.rows().at(there.row).local, before.grid.rows().at(5).local);
    }

    void dayOfTheSpringChange_hasLinesWithoutTime()
    {
        BoardFacts spring = facts({});
        spring.day = QDate(2027, 3, 28);
        spring.hours = samples::hours(spring.day);
        spring.clinic.opens = QTime(0, 0);
        const BoardSheet sheet = boardSheet(spring);
        const int line = sheet.grid.rowShowing(QTime(2, 0));
        QVERIFY(line >= 0);
        QVERIFY(!sheet.startAt(0, line).isValid());
        QVERIFY(BoardWording::cell(sheet, cursorAt(sheet, 0, line), early())
                    .contains(u"does not exist"_s));
    }

    void cell_saysWhoWhenWhat()
    {
        const BoardSheet sheet = boardSheet(facts({samples::appointment(1, 30)}));
        const QString said = BoardWording::cell(sheet, *cursorOn(sheet, AppointmentId(1)), early());
        for (const QString &part : {u"Dr Okafor"_s, u"Thursday 26 November"_s, u"09:30 to 09:50"_s,
                                    u"Booked"_s, u"FAMILY1"_s, u"05-Nov-1977"_s})
            QVERIFY2(said.contains(part), qPrintable(said));
        const auto at = [&](int minute) {
            return BoardWording::cell(
                sheet, cursorAt(sheet, 0, sheet.grid.rowAt(samples::at(minute))), early());
        };
        QVERIFY(at(100).endsWith(u"free"_s));
        QVERIFY(at(200).endsWith(u"closed"_s));
        QVERIFY(at(380).endsWith(u"away: course"_s));
    }

    void everyHindrance_saysWhatToDoNext()
    {
        const BoardSheet sheet = boardSheet(facts({samples::appointment(1, 0)}));
        for (const Hindrance each : {Hindrance::Missing, Hindrance::Past, Hindrance::Closed,
                                     Hindrance::Away, Hindrance::Taken, Hindrance::TooLong}) {
            const QString said
                = BoardWording::hindrance(sheet, when(170), each, BoardWording::notMoved());
            QVERIFY2(said.contains(u"stays where it was"_s), qPrintable(said));
            QVERIFY2(said.contains(u"hoose"_s), qPrintable(said));
        }
    }
};

QTEST_GUILESS_MAIN(tst_BoardSheet)
#include "tst_BoardSheet.moc"
