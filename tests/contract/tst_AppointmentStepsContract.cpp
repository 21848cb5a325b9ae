// What the port AppointmentBook promises of steps and of undo, asked of the clinic in memory and of
// the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestAppointmentStepsContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void steps_areThoseOfTheTable_data()
    {
        using A = Action;
        QTest::addColumn<QList<Action>>("path");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QList<Action>>("open");
        const auto row
            = [](const char *name, const QList<A> &path, Status status, const QList<A> &open) {
                  QTest::newRow(name) << path << status << open;
              };
        row("pending", {}, Status::Pending, {A::Accept, A::Reject, A::Cancel});
        row("booked", {A::Accept}, Status::Booked, {A::CheckIn, A::Cancel, A::MarkNoShow});
        row("arrived", {A::Accept, A::CheckIn}, Status::Arrived, {A::Start, A::Cancel});
        row("in progress", {A::Accept, A::CheckIn, A::Start}, Status::InProgress, {A::Complete});
        row("completed", {A::Accept, A::CheckIn, A::Start, A::Complete}, Status::Completed, {});
        row("rejected", {A::Reject}, Status::Rejected, {});
        row("cancelled", {A::Cancel}, Status::Cancelled, {});
        row("no show", {A::Accept, A::MarkNoShow}, Status::NoShow, {});
    }

    void steps_areThoseOfTheTable()
    {
        QFETCH(QList<Action>, path);
        QFETCH(Status, status);
        QFETCH(QList<Action>, open);
        const auto rita = desks.rita();
        const auto jonas = desks.jonas();
        auto change = booked(rita, dermatologyBooking(rita));
        for (const Action action : path) {
            QVERIFY(bool(change));
            change = acted(isReview(action) ? jonas : rita, *change, action);
        }
        QVERIFY(bool(change));
        QCOMPARE(change->status, status);
        QCOMPARE(change->version, 1 + path.size());
        const auto card = settled(rita.book.appointment(change->appointment));
        QCOMPARE(card->status, status);
        QCOMPARE(card->arrivedAt.isValid(), path.contains(Action::CheckIn));
        QCOMPARE(card->startedAt.isValid(), path.contains(Action::Start));

        for (const Action action :
             {Action::CheckIn, Action::Start, Action::Complete, Action::MarkNoShow, Action::Cancel,
              Action::Accept, Action::Reject}) {
            if (open.contains(action))
                continue;
            const auto refused = acted(isReview(action) ? jonas : rita, *change, action);
            QCOMPARE(failureOf(refused), Code::Transition);
            QCOMPARE(factOf(refused, u"status"_s), QString::number(int(status)));
        }
    }

    void stepsOfOthers_areDenied()
    {
        const auto rita = desks.rita();
        const auto jonas = desks.jonas();
        const Booking booking = dermatologyBooking(rita);
        QCOMPARE(failureOf(booked(jonas, booking)), Code::Denied);
        const auto pending = booked(rita, booking);
        QVERIFY(bool(pending));
        QCOMPARE(failureOf(acted(rita, *pending, Action::Accept)), Code::Denied);
        const auto accepted = acted(jonas, *pending, Action::Accept);
        QVERIFY(bool(accepted));
        QCOMPARE(failureOf(acted(jonas, *accepted, Action::CheckIn)), Code::Denied);
    }

    void undo_takesBackEachChangeFromTheLast()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const auto first = booked(rita, bookingOf(free.value(0)));
        const Seen seen{first->appointment, first->version};
        const auto moved = settled(rita.book.move(
            RequestId::create(), seen,
            {.doctor = smallclinic::okafor, .startsAt = free.value(3).startsAt, .length = {}}));
        QVERIFY(bool(moved));
        const auto arrived = acted(rita, *moved, Action::CheckIn);
        QVERIFY(bool(arrived));

        const auto early = undone(rita, moved->event);
        QCOMPARE(failureOf(early), Code::Invalid);
        QCOMPARE(factOf(early, u"problem"_s), u"nothing_to_undo"_s);

        const auto left = undone(rita, arrived->event);
        QVERIFY(bool(left));
        QCOMPARE(left->status, Status::Booked);
        QCOMPARE(left->version, 4);
        QVERIFY(!settled(rita.book.appointment(first->appointment))->arrivedAt.isValid());
        QCOMPARE(failureOf(undone(rita, arrived->event)), Code::Invalid);
        QCOMPARE(failureOf(undone(rita, left->event)), Code::Invalid);

        const auto back = undone(rita, moved->event);
        QVERIFY(bool(back));
        const auto card = settled(rita.book.appointment(first->appointment));
        QCOMPARE(card->startsAt, free.value(0).startsAt);
        QCOMPARE(card->doctor, smallclinic::weber);

        const auto gone = undone(rita, first->event);
        QVERIFY(bool(gone));
        QCOMPARE(gone->status, Status::Cancelled);
        QCOMPARE(settled(rita.book.eventsOf(first->appointment))->last().action, u"undo"_s);
        QCOMPARE(rita.weberSlots().value(0), free.value(0));
    }

    void undoOfACancellation_makesTheSameAppointmentAgain()
    {
        const auto rita = desks.rita();
        const auto first = booked(rita, bookingOf(rita.weberSlots().value(0)));
        const auto before = settled(rita.book.appointment(first->appointment));
        const auto cancelled = acted(rita, *first, Action::Cancel, u"by phone"_s);
        const RequestId request = RequestId::create();
        const auto back = settled(rita.book.undo(request, cancelled->event));
        QVERIFY(bool(back));
        QCOMPARE(back->status, Status::Booked);
        QCOMPARE(settled(rita.book.undo(request, cancelled->event)), back);
        Appointment expected = *before;
        expected.version = back->version;
        QCOMPARE(*settled(rita.book.appointment(first->appointment)), expected);
    }

    void undoOntoATakenTime_isAConflict()
    {
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const auto first = booked(rita, bookingOf(slot));
        const auto cancelled = acted(rita, *first, Action::Cancel);
        const auto second = booked(rita, bookingOf(slot, smallclinic::nguyen));
        QVERIFY(cancelled && second);
        const auto refused = undone(rita, cancelled->event);
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(factOf(refused, u"taken"_s), u"doctor"_s);
        QCOMPARE(factOf(refused, u"appointment"_s), QString::number(second->appointment.value()));
    }

    void changeOfAColleague_isNotOnesOwnToUndo()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const auto first = booked(rita, bookingOf(rita.weberSlots().value(0)));
        QCOMPARE(failureOf(undone(ruth, first->event)), Code::Denied);
        const auto arrived = acted(ruth, *first, Action::CheckIn);
        QVERIFY(bool(arrived));
        QCOMPARE(failureOf(undone(rita, arrived->event)), Code::Denied);
        QCOMPARE(failureOf(undone(rita, first->event)), Code::Invalid);
    }

private:
    static bool isReview(Action action)
    {
        return action == Action::Accept || action == Action::Reject;
    }
    static Booking dermatologyBooking(const ContractDesk &desk)
    {
        return bookingOf(desk.slotsOf(smallclinic::dermatology, smallclinic::weber, 1).value(0));
    }

    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestAppointmentStepsContract)
#include "tst_AppointmentStepsContract.moc"
