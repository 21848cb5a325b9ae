#include "tests/fakes/FakePorts.h"
#include "tests/ui/schedule/BoardSamples.h"
#include "ui/viewmodels/schedule/BoardWording.h"
#include "ui/viewmodels/schedule/WeekViewModel.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Somebody's week on scripted ports; today is a Thursday.
struct Week
{
    explicit Week(Role role = Role::Receptionist)
        : clinics(ports.ports.clinics, ports.ports.connection)
        , viewModel(ports.ports, clinics, samples::session(role))
    {
        ports.clock.set(samples::at(-60));
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin(), samples::newYork()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        ports.hours.hoursCall.always([](const FakeDayHours::Question &asked) {
            QList<SeatHours> all;
            for (QDate day = asked.first; day <= asked.last; day = day.addDays(1))
                all += samples::hours(day);
            return all;
        });
        ports.days.dayCall.always([](const FakeDayList::Question &asked) {
            return samples::day(asked.date == samples::today
                                    ? QList<Appointment>{samples::appointment(1, 0)}
                                    : QList<Appointment>(),
                                asked.date);
        });
    }
    void open()
    {
        viewModel.setActive(true);
        QTRY_COMPARE(viewModel.state(), ListState::Shown);
    }
    void openOn(const WeekOwner &owner)
    {
        open();
        viewModel.showOwner(owner);
    }

    FakePorts ports;
    ClinicChoice clinics;
    WeekViewModel viewModel;
};

const WeekOwner okafor{DoctorId(11), {}, u"Dr Okafor"_s};

/// A week in Berlin, open day and night, of the doctor 11.
WeekFacts nights(QDate monday)
{
    WeekFacts facts;
    facts.clinic = samples::berlin();
    facts.clinic.opens = QTime(0, 0);
    facts.clinic.closes = {};
    facts.monday = monday;
    facts.owner = okafor;
    facts.departments = samples::departments();
    facts.doctors = samples::doctors();
    for (int place = 0; place < 7; ++place)
        facts.days.append(QList<Appointment>());
    return facts;
}

int rowsOf(const DayGrid &grid, GridRow::Kind kind)
{
    return int(std::count_if(grid.rows().cbegin(), grid.rows().cend(),
                             [kind](const GridRow &row) { return row.kind == kind; }));
}

} // namespace

class tst_WeekViewModel : public QObject
{
    Q_OBJECT

private slots:
    void week_isSevenDaysOfOneDoctor()
    {
        Week week;
        week.openOn(okafor);
        const BoardSheet &sheet = week.viewModel.sheet();
        QCOMPARE(sheet.columns.size(), 7);
        QCOMPARE(sheet.dayOf(0).dayOfWeek(), 1);
        QCOMPARE(sheet.dayOf(6), sheet.dayOf(0).addDays(6));
        const int today = int(sheet.dayOf(0).daysTo(samples::today));
        QCOMPARE(sheet.columns.at(today).entries.size(), 1);
        for (int column = 0; column < 7; ++column)
            QCOMPARE(sheet.columns.at(column).doctor, DoctorId(11));
        QCOMPARE(week.ports.hours.hoursCall.count(), 1);
    }

    void anotherDoctor_hasAnotherWeek()
    {
        Week week;
        week.open();
        QCOMPARE(week.viewModel.owners().size(), 2);
        QCOMPARE(week.viewModel.owner(), okafor); // The other one has no hours.
        week.viewModel.showOwnersOn(1);
        QCOMPARE(week.viewModel.ownerIndex(), 1);
        week.viewModel.showOwnersOn(-5);
        QCOMPARE(week.viewModel.ownerIndex(), 0);
    }

    void doctor_seesHisOwnWeek()
    {
        Week week(Role::Doctor);
        week.open();
        QVERIFY(!week.viewModel.mayChooseOwner());
        QCOMPARE(week.viewModel.owner().doctor, DoctorId(11));
        QCOMPARE(week.viewModel.owners().size(), 1);
        week.viewModel.setCursor(cursorAt(week.viewModel.sheet(), 6, 0));
        QVERIFY(!week.viewModel.slotAtCursor());
    }

    void freeTime_leadsToTheBoard()
    {
        Week week;
        week.openOn(okafor);
        const BoardSheet &sheet = week.viewModel.sheet();
        const int friday = int(sheet.dayOf(0).daysTo(samples::today)) + 1;
        const QDateTime ten = samples::at(60, samples::today.addDays(1));
        week.viewModel.setCursor(cursorAt(sheet, friday, sheet.gridOf(friday).rowAt(ten)));
        const auto slot = week.viewModel.slotAtCursor();
        QVERIFY(slot);
        QCOMPARE(slot->startsAt, ten);
        QCOMPARE(slot->doctor, DoctorId(11));
        // What is closed, over or taken doesn't.
        week.viewModel.setCursor(cursorAt(sheet, 0, 3));
        QVERIFY(!week.viewModel.slotAtCursor());
        week.viewModel.setCursor(*cursorOn(sheet, AppointmentId(1)));
        QVERIFY(!week.viewModel.slotAtCursor());
        QVERIFY(week.viewModel.chosen());
    }

    void shortNight_hatchesTheHourOnItsDayAlone()
    {
        const BoardSheet sheet = weekSheet(nights({2026, 3, 23}));
        QCOMPARE(sheet.days.size(), 7);
        for (int column = 0; column < 7; ++column) {
            QCOMPARE(sheet.gridOf(column).rows().size(), sheet.rows());
            QCOMPARE(rowsOf(sheet.gridOf(column), GridRow::Kind::Missing), column == 6 ? 3 : 0);
        }
        QVERIFY(!sheet.startAt(6, sheet.grid.rowShowing(QTime(2, 0))).isValid());
        QVERIFY(sheet.startAt(5, sheet.grid.rowShowing(QTime(2, 0))).isValid());
    }

    void longNight_isLabelledTwice_andIsNoTimeOfOtherDays()
    {
        const BoardSheet sheet = weekSheet(nights({2026, 10, 19}));
        QCOMPARE(rowsOf(sheet.grid, GridRow::Kind::First), 3);
        QCOMPARE(rowsOf(sheet.grid, GridRow::Kind::Second), 3);
        QCOMPARE(rowsOf(sheet.gridOf(6), GridRow::Kind::Elsewhere), 0);
        QCOMPARE(rowsOf(sheet.gridOf(0), GridRow::Kind::Elsewhere), 3);
        for (int row = 0; row < sheet.rows(); ++row) {
            const GridRow::Kind kind = sheet.grid.rows().at(row).kind;
            QCOMPARE(sheet.gridOf(6).rows().at(row).local, sheet.grid.rows().at(row).local);
            QCOMPARE(sheet.startAt(0, row).isValid(), kind != GridRow::Kind::Second);
        }
        // Three hours of both days stand at the same height all the same.
        const QDateTime sunday(QDate(2026, 10, 25), QTime(3, 0), QTimeZone("Europe/Berlin"));
        const QDateTime monday(QDate(2026, 10, 19), QTime(3, 0), QTimeZone("Europe/Berlin"));
        QCOMPARE(sheet.gridOf(6).fractionAt(sunday.toUTC()),
                 sheet.gridOf(0).fractionAt(monday.toUTC()));
    }

    void onePartMissing_isAFailure_andAnOlderWeekStays()
    {
        Week week;
        week.ports.days.dayCall.always([](const FakeDayList::Question &asked) -> Result<Day> {
            if (asked.date == samples::today)
                return samples::failure(Error::Code::Unavailable);
            return samples::day({}, asked.date);
        });
        week.viewModel.setActive(true);
        QTRY_COMPARE(week.viewModel.state(), ListState::Failed);
        week.ports.days.dayCall.always(
            [](const FakeDayList::Question &asked) { return samples::day({}, asked.date); });
        week.viewModel.refresh();
        QTRY_COMPARE(week.viewModel.state(), ListState::Shown);
        week.ports.days.dayCall.always(samples::failure(Error::Code::Unavailable));
        week.viewModel.refresh();
        QTRY_COMPARE(week.viewModel.state(), ListState::Old);
        QVERIFY(week.viewModel.sheet().rows() > 0);
    }

    void anotherWeek_isNeverShownUnderThisOnesDates()
    {
        Week week;
        week.openOn(okafor);
        week.ports.days.dayCall.wait();
        week.viewModel.showWeeksOn(1);
        QCOMPARE(week.viewModel.state(), ListState::Loading);
        QCOMPARE(week.viewModel.sheet().columns.size(), 0);
        week.viewModel.giveUp();
        QCOMPARE(week.viewModel.state(), ListState::Failed);
    }

    void change_isReadAgain()
    {
        Week week;
        week.openOn(okafor);
        const int before = week.ports.days.dayCall.count();
        emit week.ports.booking.changed(Change());
        QTRY_COMPARE(week.ports.days.dayCall.count(), before + 7);
    }

    void cell_saysItsOwnDay()
    {
        Week week;
        week.openOn(okafor);
        const BoardSheet &sheet = week.viewModel.sheet();
        const QString said
            = BoardWording::cell(sheet, *cursorOn(sheet, AppointmentId(1)), week.ports.clock.now());
        QVERIFY2(said.contains(BoardWording::day(samples::today)), qPrintable(said));
        QVERIFY2(said.startsWith(u"Dr Okafor"_s), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(tst_WeekViewModel)
#include "tst_WeekViewModel.moc"
