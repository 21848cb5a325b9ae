#include "tests/ui/schedule/Board.h"

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr ClinicId front(1);
constexpr ClinicId elsewhere(2); ///< Keeps New York's time.
constexpr ClinicId branch(3); ///< Keeps the same time as the one in front.

Clinic besideBerlin()
{
    Clinic clinic = samples::berlin();
    clinic.id = branch;
    clinic.name = u"Southgate Clinic"_s;
    clinic.opens = QTime(7, 0);
    return clinic;
}

Appointment there(int id, int minute)
{
    Appointment row = samples::appointment(id, minute);
    row.clinic = branch;
    return row;
}

/// The same doctors work in both clinics; the branch has an appointment at 10:00.
struct TwoClinics : Board
{
    TwoClinics()
    {
        ports.clinics.clinicsCall.always(
            QList<Clinic>{samples::berlin(), samples::newYork(), besideBerlin()});
        open({samples::appointment(1, 0)});
        ports.days.dayCall.always(
            [this](const FakeDayList::Question &asked) { return answer(asked); });
    }

    Result<Day> answer(const FakeDayList::Question &asked) const
    {
        const QDate day = asked.date.isValid() ? asked.date : samples::today;
        if (asked.clinic == branch && isBranchAway)
            return Error{Error::Code::Unavailable, {}, {}};
        QList<Appointment> rows;
        if (day == samples::today)
            rows = {asked.clinic == branch ? there(7, 60) : samples::appointment(1, 0)};
        return samples::day(rows, day);
    }
    void showBranch()
    {
        viewModel.showBeside({branch});
        QTRY_VERIFY(viewModel.sheet().find(AppointmentId(7)));
    }
    [[nodiscard]] int columnIn(ClinicId clinic) const
    {
        return viewModel.sheet().indexOf(DoctorId(11), {}, clinic);
    }

    bool isBranchAway = false;
};

} // namespace

class tst_BoardReadings : public QObject
{
    Q_OBJECT

private slots:
    void anotherClinic_standsBehind_withItsName()
    {
        TwoClinics board;
        QVERIFY(board.viewModel.sheet().columns.first().clinicName.isEmpty());
        QCOMPARE(board.viewModel.sheet().grid.instantAt(0), samples::at(-60));
        board.showBranch();
        const BoardSheet &sheet = board.viewModel.sheet();
        QCOMPARE(sheet.clinic, front);
        QCOMPARE(board.columnIn(front), 0);
        QCOMPARE(sheet.columns.first().clinicName, u"Northgate Clinic"_s);
        const int behind = board.columnIn(branch);
        QVERIFY(behind > 0);
        QCOMPARE(sheet.columns.at(behind).clinicName, u"Southgate Clinic"_s);
        QCOMPARE(sheet.columnWith(AppointmentId(7)), behind);
        // From when the first of them opens.
        QCOMPARE(sheet.grid.instantAt(0), samples::at(-120));

        board.viewModel.showBeside({});
        QVERIFY(!board.viewModel.sheet().find(AppointmentId(7)));
        QVERIFY(board.viewModel.sheet().columns.first().clinicName.isEmpty());
    }

    void onlyWhoKeepsTheSameTime_standsBeside()
    {
        TwoClinics board;
        board.viewModel.showBeside({elsewhere, front, ClinicId(99), branch, branch});
        QCOMPARE(board.viewModel.readings().beside(), QList{branch});
        board.clinics.choose(elsewhere);
        QCOMPARE(board.viewModel.readings().beside(), QList<ClinicId>());
    }

    void theClinicInFront_changesPlaces()
    {
        TwoClinics board;
        board.showBranch();
        board.clinics.choose(branch);
        QVERIFY(board.viewModel.readings().beside().isEmpty());
        QTRY_COMPARE(board.viewModel.sheet().clinic, branch);
        QTRY_VERIFY(board.viewModel.sheet().find(AppointmentId(7)));
    }

    void booking_isOfTheColumnsClinic()
    {
        TwoClinics board;
        board.showBranch();
        board.goTo(0, board.columnIn(branch));
        board.book();
        QCOMPARE(board.ports.book.bookCall.last().booking.clinic, branch);
        const BoardSheet &sheet = board.viewModel.sheet();
        const AppointmentId shown = board.viewModel.cursor().appointment;
        QCOMPARE(sheet.columnWith(shown), board.columnIn(branch));
    }

    void confirmedBooking_staysUntilItsOwnClinicIsRead()
    {
        PendingChanges pending;
        const AppointmentId shown = pending.add(there(0, 0));
        pending.confirm(shown, samples::change(AppointmentId(70)));
        for (int reading = 0; reading < 3; ++reading)
            pending.seen({samples::appointment(1, 0)}, front);
        QCOMPARE(pending.over({}, branch, samples::today).size(), 1);
        pending.seen({there(70, 0)}, branch);
        pending.seen({there(70, 0)}, branch);
        QCOMPARE(pending.over({}, branch, samples::today).size(), 0);
    }

    void holdsAreTakenAndSeen_inTheColumnsClinic()
    {
        TwoClinics board;
        board.showBranch();
        board.goTo(0, board.columnIn(branch));
        board.viewModel.openSlot();
        QTRY_VERIFY(board.ports.holds.takeCall.count() > 0);
        QCOMPARE(board.ports.holds.takeCall.last().wish.time.clinic, branch);
    }

    void moveAcrossClinics_isRefusedInASentence()
    {
        TwoClinics board;
        board.showBranch();
        board.viewModel.dropAt(
            AppointmentId(1),
            {.column = board.columnIn(branch), .startsAt = samples::at(120), .length = 20min});
        QCOMPARE(board.ports.book.moveCall.count(), 0);
        QVERIFY2(board.viewModel.refusal().contains(u"stays within its clinic"_s),
                 qPrintable(board.viewModel.refusal()));
    }

    void otherDay_isThatOfAll()
    {
        TwoClinics board;
        board.showBranch();
        board.viewModel.showDaysOn(1);
        QTRY_COMPARE(board.viewModel.state(), ListState::Shown);
        QTRY_VERIFY(board.columnIn(branch) > 0);
        QVERIFY(!board.viewModel.sheet().find(AppointmentId(7)));
        board.viewModel.show({});
        QTRY_VERIFY(board.viewModel.sheet().find(AppointmentId(7)));
    }

    void whatCannotBeRead_isSaid_andTheRestStands()
    {
        TwoClinics board;
        board.isBranchAway = true;
        board.viewModel.showBeside({branch});
        QTRY_COMPARE(board.viewModel.readings().besideFailures().size(), 1);
        QVERIFY(board.viewModel.readings().besideFailures().first().contains(u"Southgate"_s));
        QCOMPARE(board.viewModel.state(), ListState::Shown);
        QVERIFY(board.viewModel.sheet().find(AppointmentId(1)));

        board.isBranchAway = false;
        board.viewModel.refresh();
        QTRY_VERIFY(board.viewModel.sheet().find(AppointmentId(7)));
        QVERIFY(board.viewModel.readings().besideFailures().isEmpty());

        board.isBranchAway = true;
        board.viewModel.refresh();
        QTRY_COMPARE(board.viewModel.readings().besideFailures().size(), 1);
        QVERIFY(board.viewModel.sheet().find(AppointmentId(7)));
    }
};

QTEST_MAIN(tst_BoardReadings)
#include "tst_BoardReadings.moc"
