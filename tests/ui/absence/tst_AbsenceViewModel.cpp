#include "tests/ui/absence/AbsenceDesk.h"
#include "ui/viewmodels/absence/AbsenceViewModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;
using Fate = AffectedRow::Fate;

namespace {

struct Desk : AbsenceDesk
{
    explicit Desk(Role role = Role::Receptionist)
    {
        Session session = samples::session(role);
        if (role == Role::Doctor)
            session.doctor = DoctorId(11);
        absence = std::make_unique<AbsenceViewModel>(ports.ports, clinics, session);
        (void)QTest::qWaitFor([this] { return clinics.isLoaded(); });
    }
    void open(const QList<int> &numbers)
    {
        concern(numbers);
        absence->open({.doctor = DoctorId(11), .department = {}, .day = samples::today});
        (void)QTest::qWaitFor([this] { return absence->state() == ListState::Shown; });
    }
    QString text(int row, int column = AbsenceTable::Then)
    {
        return absence->table().index(row, column).data().toString().remove(QChar(0x200E));
    }
    Fate fate(int row) { return absence->table().rows().at(row).fate; }

    std::unique_ptr<AbsenceViewModel> absence;
};

QDateTime utc(QDate day, int hour, int minute = 0)
{
    return {day, QTime(hour, minute), Qt::UTC};
}

} // namespace

class TestAbsenceViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void wholeDay_isAskedFromMidnightToMidnight()
    {
        Desk desk;
        const QAbstractItemModelTester tester(&desk.absence->table());
        desk.open({1, 2});
        const AbsenceSpan asked = desk.absences.affectedCall.last();
        QCOMPARE(asked.clinic, ClinicId(1));
        QCOMPARE(asked.doctor, DoctorId(11));
        QCOMPARE(asked.startsAt, utc(samples::today.addDays(-1), 23));
        QCOMPARE(asked.endsAt, utc(samples::today, 23));
        QCOMPARE(desk.absence->moveCount(), 2);
        QCOMPARE(desk.text(0), u"→ Fri 27-Nov-2026 02:00, Dr Okafor"_s);
    }

    void turnedClocks_makeTheAbsenceLongerOrAreNamed()
    {
        Desk desk;
        desk.open({1});
        const QDate autumn(2027, 10, 31);
        desk.absence->setFrom({autumn, QTime(2, 30)});
        desk.absence->setUntil({autumn, QTime(2, 30)});
        QCOMPARE(desk.absences.affectedCall.last().startsAt, utc(autumn, 0, 30));
        QCOMPARE(desk.absences.affectedCall.last().endsAt, utc(autumn, 1, 30));
        desk.absence->setFrom({QDate(2027, 3, 28), QTime(2, 30)});
        QVERIFY(desk.absence->fault().contains(u"02:30"_s));
        QVERIFY(!desk.absence->canGo());
    }

    void entering_comesFirst_thenOneMoveAfterTheOther()
    {
        Desk desk;
        desk.open({1, 2, 3});
        QSignalSpy done(desk.absence.get(), &AbsenceViewModel::done);
        desk.absence->setReason(u"flu"_s);
        desk.absence->leave(1);
        QCOMPARE(desk.text(1), u"– Left where it is for now"_s);
        desk.absence->nextProposal(2);
        QVERIFY(desk.text(2).contains(u"Dr Lindqvist"_s));
        desk.absence->go();
        desk.absence->go(); // Pressed twice.
        QCOMPARE(desk.absences.enterCall.count(), 1);
        QCOMPARE(desk.absences.enterCall.last().reason, u"flu"_s);
        QCOMPARE(desk.ports.book.moveCall.count(), 0);
        desk.absences.enterCall.answer(EnteredAbsence{AbsenceId(7), {}});
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 1);
        QCOMPARE(desk.fate(0), Fate::Moving);
        desk.ports.book.moveCall.answer(samples::change(AppointmentId(1), Status::Booked, 500));
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 2);
        QCOMPARE(desk.fate(0), Fate::Moved);
        QCOMPARE(desk.ports.book.moveCall.last().to.doctor, DoctorId(12));
        desk.ports.book.moveCall.answer(samples::change(AppointmentId(3), Status::Booked, 501));
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done.first().first().toString(),
                 u"2 appointments were moved. One stays where it is."_s);
        QCOMPARE(desk.fate(1), Fate::Open);
        QVERIFY(desk.absence->isEntered());
        QVERIFY(!desk.absence->isBusy());
    }

    void takenTime_offersTheNextAndStopsNobody()
    {
        Desk desk;
        desk.open({1, 2});
        desk.absences.enterCall.always(EnteredAbsence{AbsenceId(7), {}});
        desk.absence->go();
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 1);
        desk.ports.book.moveCall.answer(
            samples::failure(Code::Conflict, {{u"taken"_s, u"doctor"_s}}));
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 2);
        QCOMPARE(desk.fate(0), Fate::Taken);
        QVERIFY(desk.text(0).startsWith(u"✕ Taken meanwhile. Next:"_s));
        QVERIFY(desk.text(0).contains(u"Dr Lindqvist"_s));
        desk.ports.book.moveCall.answer(samples::failure(Code::Stale));
        QTRY_VERIFY(!desk.absence->isBusy());
        QCOMPARE(desk.fate(1), Fate::Refused);
        QCOMPARE(desk.absence->moveCount(), 1);
        // Once more: only the one with a next time, and without entering it again.
        desk.absence->go();
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 3);
        QCOMPARE(desk.absences.enterCall.count(), 1);
        QCOMPARE(desk.ports.book.moveCall.last().to.doctor, DoctorId(12));
    }

    void lostConnection_leavesATrueList()
    {
        Desk desk;
        desk.open({1, 2, 3});
        desk.absences.enterCall.always(EnteredAbsence{AbsenceId(7), {}});
        desk.absence->go();
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 1);
        desk.ports.book.moveCall.answer(samples::change(AppointmentId(1), Status::Booked, 500));
        QTRY_COMPARE(desk.ports.book.moveCall.count(), 2);
        desk.ports.book.moveCall.answer(samples::failure(Code::Unavailable));
        QTRY_VERIFY(!desk.absence->isBusy());
        QVERIFY(!desk.absence->refusal().isEmpty());
        QCOMPARE(desk.ports.book.moveCall.count(), 2);
        QCOMPARE(desk.fate(0), Fate::Moved);
        QCOMPARE(desk.fate(1), Fate::Open);
        QCOMPARE(desk.fate(2), Fate::Open);
        QCOMPARE(desk.absence->moveCount(), 2);
        QVERIFY(desk.absence->canGo());
    }

    void lateBooking_isListedAndNotMovedUnasked()
    {
        Desk desk;
        desk.open({1});
        desk.acceptEverything();
        desk.concern({1, 2});
        desk.absence->go();
        QTRY_VERIFY(!desk.absence->isBusy());
        QCOMPARE(desk.ports.book.moveCall.count(), 1);
        QCOMPARE(desk.absence->table().rowCount(), 2);
        QCOMPARE(desk.fate(0), Fate::Moved);
        QVERIFY(desk.text(1).startsWith(u"– Booked meanwhile"_s));
    }

    void refusedAbsence_movesNobody()
    {
        Desk desk;
        desk.open({1});
        desk.absence->go();
        desk.absences.enterCall.answer(
            samples::failure(Code::Conflict, {{u"taken"_s, u"absence"_s}, {u"absence"_s, 3}}));
        QTRY_VERIFY(!desk.absence->isBusy());
        QVERIFY(desk.absence->refusal().contains(u"entered already"_s));
        QCOMPARE(desk.ports.book.moveCall.count(), 0);
        QVERIFY(!desk.absence->isEntered());
    }

    void lostAnswer_isAskedAgainByTheSameName()
    {
        Desk desk;
        desk.open({1});
        desk.absence->go();
        desk.absences.enterCall.answer(samples::failure(Code::Unknown));
        QTRY_VERIFY(!desk.absence->isBusy());
        desk.absence->go();
        QCOMPARE(desk.absences.enterCall.count(), 2);
        QCOMPARE(desk.absences.enterCall.question(0).request,
                 desk.absences.enterCall.question(1).request);
        desk.absences.enterCall.answer(samples::failure(Code::Unavailable));
        QTRY_VERIFY(!desk.absence->isBusy());
        desk.absence->setReason(u"another"_s);
        desk.absence->go();
        QVERIFY(desk.absences.enterCall.question(2).request
                != desk.absences.enterCall.question(1).request);
    }

    void standingAbsence_isOpenedAgainAndTakenAway()
    {
        Desk desk;
        const AbsenceSpan span{.clinic = {},
                               .doctor = DoctorId(12),
                               .department = {},
                               .startsAt = utc(samples::today, 7),
                               .endsAt = utc(samples::today, 11)};
        desk.absences.standingCall.always(QList<Absence>{{.id = AbsenceId(4),
                                                          .span = span,
                                                          .name = u"Dr Lindqvist"_s,
                                                          .reason = u"course"_s,
                                                          .affected = 1}});
        desk.open({1});
        QTRY_COMPARE(desk.absence->standing().size(), 1);
        desk.absence->chooseStanding(1);
        QTRY_COMPARE(desk.absence->standingIndex(), 1);
        QCOMPARE(desk.absence->from(), (AbsenceEdge{samples::today, QTime(8, 0)}));
        QCOMPARE(desk.absence->reason(), u"course"_s);
        QCOMPARE(desk.absences.affectedCall.last().clinic, ClinicId(1));
        QCOMPARE(desk.absences.affectedCall.last().doctor, DoctorId(12));
        desk.absence->setFrom({samples::today.addDays(3), {}}); // It stands as it is.
        QCOMPARE(desk.absence->from().day, samples::today);
        desk.absence->remove();
        QCOMPARE(desk.absences.removeCall.last().absence, AbsenceId(4));
        desk.absences.removeCall.answer(QStringList());
        QTRY_VERIFY(!desk.absence->isEntered());
    }

    void undoneMove_isAffectedAgain()
    {
        Desk desk;
        desk.open({1});
        desk.acceptEverything();
        desk.absence->go();
        QTRY_COMPARE(desk.absence->movedCount(), 1);
        desk.ports.book.undoCall.always(
            samples::change(samples::appointment(1, 0).id, Status::Booked, 501));
        (void)desk.ports.booking.undoLast();
        QTRY_COMPARE(desk.absence->movedCount(), 0);
        QCOMPARE(desk.fate(0), Fate::Open);
    }

    void unreadableList_isNoEmptyOne()
    {
        Desk desk;
        desk.absences.affectedCall.always(samples::failure(Code::Unavailable));
        desk.absence->open({.doctor = DoctorId(11), .department = {}, .day = {}});
        QTRY_COMPARE(desk.absence->state(), ListState::Failed);
        QVERIFY(!desk.absence->canGo());
        desk.concern({});
        desk.absence->refresh();
        QTRY_COMPARE(desk.absence->state(), ListState::Empty);
        QVERIFY(desk.absence->canGo());
    }

    void senselessTime_isASentence()
    {
        Desk desk;
        desk.absences.affectedCall.always(samples::failure(
            Code::Invalid,
            {{u"field"_s, u"ends_at"_s}, {u"problem"_s, u"range"_s}, {u"limit"_s, 366}}));
        desk.absence->open({.doctor = DoctorId(11), .department = {}, .day = {}});
        QTRY_VERIFY(desk.absence->fault().contains(u"a year at most"_s));
        QCOMPARE(desk.absence->state(), ListState::Idle);
        QVERIFY(!desk.absence->canGo());
    }

    void doctor_findsHimselfAndMovesNobody()
    {
        Desk desk(Role::Doctor);
        desk.open({1});
        desk.acceptEverything();
        QCOMPARE(desk.absence->choices().size(), 1);
        QCOMPARE(desk.text(0), u"Stays where it is until the front desk moves it"_s);
        QCOMPARE(desk.absence->moveCount(), 0);
        desk.absence->go();
        QTRY_VERIFY(desk.absence->isEntered());
        QTRY_VERIFY(!desk.absence->isBusy());
        QCOMPARE(desk.ports.book.moveCall.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAbsenceViewModel)
#include "tst_AbsenceViewModel.moc"
