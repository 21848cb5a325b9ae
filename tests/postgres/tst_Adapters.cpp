// The adapters of appointments against a real server: what goes in comes out, and failures arrive
// as their Error.
#include "tests/postgres/Reception.h"

#include <QTimeZone>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

class TestAdapters final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init() { QVERIFY(!server.freshDatabase().isEmpty()); }

    void clinics_departmentsAndDoctors_areListed()
    {
        Reception rita(server);
        const auto clinics = settled(rita.directory.clinics());
        QCOMPARE(clinics->size(), 1);
        QCOMPARE(clinics->first().name, u"Riverside Clinic"_s);
        QCOMPARE(clinics->first().zone, QByteArrayLiteral("Europe/Berlin"));
        QCOMPARE(clinics->first().opens, QTime(8, 0));
        QVERIFY(clinics->first().today.isValid());

        const auto departments = settled(rita.directory.departments(smallclinic::riverside));
        QCOMPARE(departments->size(), 3);
        QCOMPARE(departments->first().name, u"Cardiology"_s);
        QCOMPARE(departments->first().slotLength, 20min);

        const auto doctors = settled(rita.directory.doctors(smallclinic::riverside));
        QCOMPARE(doctors->size(), 2);
        const auto weber = std::find_if(doctors->begin(), doctors->end(), [](const Doctor &doctor) {
            return doctor.id == smallclinic::weber;
        });
        QVERIFY(weber != doctors->end());
        QCOMPARE(weber->departments,
                 (QList<DepartmentId>{smallclinic::cardiology, smallclinic::dermatology}));

        const auto steps = settled(rita.directory.statusSteps());
        QVERIFY(isAllowed(*steps, Status::Booked, Action::CheckIn));
        QVERIFY(!isAllowed(*steps, Status::Completed, Action::CheckIn));
    }

    void bookedSlot_isInTheDayTheCardAndTheHistory()
    {
        Reception rita(server);
        const Slot slot = rita.freeSlot();
        const auto change = settled(rita.book.book(RequestId::create(), rita.bookingAt(slot)));
        QVERIFY2(bool(change), qPrintable(change ? QString() : change.error().detail));
        QCOMPARE(change->status, Status::Booked);
        QCOMPARE(change->version, 1);
        QVERIFY(!change->event.isNull());
        QVERIFY(!change->tags.isEmpty());

        const auto card = settled(rita.book.appointment(change->appointment));
        QCOMPARE(card->startsAt, slot.startsAt);
        QCOMPARE(card->startsAt.timeSpec(), Qt::UTC);
        QCOMPARE(card->endsAt, slot.startsAt.addSecs(20 * 60));
        QCOMPARE(card->family, u"Müller"_s);
        QCOMPARE(card->birthDate, QDate(1977, 12, 19));
        QVERIFY(!card->diedOn.isValid());
        QCOMPARE(card->doctorName, u"Dr Weber"_s);
        QCOMPARE(card->reason, u"O'Neill said: \"100 %\" 🫀"_s);
        QCOMPARE(card->day, slot.startsAt.toTimeZone(QTimeZone("Europe/Berlin")).date());

        const auto day = settled(rita.days.day(smallclinic::riverside, card->day));
        QCOMPARE(day->appointments, QList<Appointment>{*card});
        QCOMPARE(day->date, card->day);
        QVERIFY(day->freshness.asOf.isValid());

        const auto history = settled(rita.history.page({}));
        QCOMPARE(history->page.total, 1);
        QVERIFY(history->page.isExact);
        QCOMPARE(history->page.rows, QList<Appointment>{*card});
        QCOMPARE(*settled(rita.book.takenBy(change->appointment)), u"Rita Bauer"_s);
    }

    void sameRequest_answersTheSameAndBooksOnce()
    {
        Reception rita(server);
        const Booking booking = rita.bookingAt(rita.freeSlot());
        const RequestId request = RequestId::create();
        const auto first = settled(rita.book.book(request, booking));
        const auto again = settled(rita.book.book(request, booking));
        QCOMPARE(*again, *first);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"1"_s);

        Booking other = booking;
        other.patient = smallclinic::nguyen;
        QCOMPARE(failureOf(settled(rita.book.book(request, other))), Code::RequestReused);
    }

    void takenSlot_isAConflictThatNamesTheAppointment()
    {
        Reception rita(server);
        const Slot slot = rita.freeSlot();
        const auto first = settled(rita.book.book(RequestId::create(), rita.bookingAt(slot)));
        Booking second = rita.bookingAt(slot);
        second.patient = smallclinic::nguyen;
        const auto refused = settled(rita.book.book(RequestId::create(), second));
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(refused.error().facts.value(u"taken"_s).toString(), u"doctor"_s);
        QCOMPARE(refused.error().facts.value(u"appointment"_s).toInteger(),
                 first->appointment.value());
    }

    void moveResizeCancelAndUndo_riseInVersionAndAreRemembered()
    {
        Reception rita(server);
        const QList<Slot> free = rita.freeSlots(4);
        const auto booked = settled(rita.book.book(RequestId::create(), rita.bookingAt(free[0])));
        const auto moved
            = settled(rita.book.move(RequestId::create(), {booked->appointment, booked->version},
                                     {.doctor = {}, .startsAt = free[3].startsAt, .length = {}}));
        QVERIFY2(bool(moved), qPrintable(moved ? QString() : moved.error().detail));
        const auto resized = settled(
            rita.book.resize(RequestId::create(), {booked->appointment, moved->version}, 10min));
        QVERIFY2(bool(resized), qPrintable(resized ? QString() : resized.error().detail));
        const auto stale = settled(
            rita.book.resize(RequestId::create(), {booked->appointment, moved->version}, 15min));
        QCOMPARE(failureOf(stale), Code::Stale);
        QCOMPARE(stale.error().facts.value(u"version"_s).toInt(), resized->version);

        const auto cancelled
            = settled(rita.book.act(RequestId::create(), {booked->appointment, resized->version},
                                    Action::Cancel, u"by phone"_s));
        QCOMPARE(cancelled->status, Status::Cancelled);
        const auto undone = settled(rita.book.undo(RequestId::create(), cancelled->event));
        QCOMPARE(undone->status, Status::Booked);

        const auto events = settled(rita.book.eventsOf(booked->appointment));
        QStringList actions;
        for (const AppointmentEvent &event : *events)
            actions.append(event.action);
        QCOMPARE(actions, (QStringList{u"book"_s, u"move"_s, u"resize"_s, u"cancel"_s, u"undo"_s}));
        QCOMPARE(events->at(3).why, u"by phone"_s);
        QCOMPARE(events->at(3).staffName, u"Rita Bauer"_s);
        QVERIFY(events->at(1).was.contains(u"starts_at"_s));
    }

    void forbiddenStep_isATransitionError()
    {
        Reception rita(server);
        const auto booked
            = settled(rita.book.book(RequestId::create(), rita.bookingAt(rita.freeSlot())));
        const auto refused = settled(rita.book.act(
            RequestId::create(), {booked->appointment, booked->version}, Action::Complete, {}));
        QCOMPARE(failureOf(refused), Code::Transition);
        QCOMPARE(refused.error().facts.value(u"status"_s).toInt(), 1);
    }

    void doctorReviews_whatHisDepartmentHolds()
    {
        Reception rita(server);
        Reception jonas(server, logins::doctor);
        for (const Action action : {Action::Accept, Action::Reject}) {
            Booking booking = rita.bookingAt(rita.freeSlot(smallclinic::dermatology));
            booking.department = smallclinic::dermatology;
            booking.length = 30min;
            const auto pending = settled(rita.book.book(RequestId::create(), booking));
            QVERIFY2(bool(pending), qPrintable(pending ? QString() : pending.error().detail));
            QCOMPARE(pending->status, Status::Pending);
            const auto reviewed = settled(jonas.book.act(
                RequestId::create(), {pending->appointment, pending->version}, action, u"seen"_s));
            QVERIFY2(bool(reviewed), qPrintable(reviewed ? QString() : reviewed.error().detail));
            QCOMPARE(reviewed->status, resultOf(action));
        }
    }

    void badValues_nameTheirField()
    {
        Reception rita(server);
        const Slot slot = rita.freeSlot();
        Booking booking = rita.bookingAt(slot);
        booking.reason = QString(10'000, u'x');
        const auto tooLong = settled(rita.book.book(RequestId::create(), booking));
        QCOMPARE(failureOf(tooLong), Code::Invalid);
        QCOMPARE(tooLong.error().facts.value(u"field"_s).toString(), u"reason"_s);
        QCOMPARE(tooLong.error().facts.value(u"problem"_s).toString(), u"too_long"_s);

        booking = rita.bookingAt(slot);
        booking.reason = QString(u"a"_s + QChar() + u"b"_s);
        QCOMPARE(failureOf(settled(rita.book.book(RequestId::create(), booking))), Code::Invalid);

        booking = rita.bookingAt(slot);
        booking.startsAt = QDateTime::currentDateTimeUtc().addDays(-2);
        QCOMPARE(failureOf(settled(rita.book.book(RequestId::create(), booking))), Code::Invalid);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"0"_s);
    }

    void historyPages_refuseBadNumbersAndEndWithTheLast()
    {
        Reception rita(server);
        for (const Slot &slot : rita.freeSlots(3))
            QVERIFY(settled(rita.book.book(RequestId::create(), rita.bookingAt(slot))));

        HistoryQuery query;
        query.pageNumber = 0;
        QCOMPARE(failureOf(settled(rita.history.page(query))), Code::Invalid);
        query = {};
        query.pageSize = 51;
        QCOMPARE(failureOf(settled(rita.history.page(query))), Code::Invalid);
        query.pageSize = 2;
        query.pageNumber = 99;
        const auto last = settled(rita.history.page(query));
        QCOMPARE(last->page.total, 3);
        QCOMPARE(last->page.number, 2);
        QCOMPARE(last->page.rows.size(), 1);
    }

    void historyFilters_allReachTheDatabase()
    {
        Reception rita(server);
        for (const Slot &slot : rita.freeSlots(3))
            QVERIFY(settled(rita.book.book(RequestId::create(), rita.bookingAt(slot))));
        HistoryQuery query;
        query.clinics = {smallclinic::riverside};
        query.departments = {smallclinic::cardiology};
        query.doctors = {smallclinic::weber};
        query.statuses = {Status::Booked, Status::Pending};
        query.patient = smallclinic::sara;
        query.text = u"mull"_s;
        query.order = HistoryQuery::Order::OldestFirst;
        const auto found = settled(rita.history.page(query));
        QVERIFY2(bool(found), qPrintable(found ? QString() : found.error().detail));
        QCOMPARE(found->page.total, 3);
        QVERIFY(found->page.rows.first().startsAt < found->page.rows.last().startsAt);

        HistoryQuery nothing;
        nothing.statuses = {Status::NoShow};
        const auto none = settled(rita.history.page(nothing));
        QCOMPARE(none->page.total, 0);
        QVERIFY(none->page.rows.isEmpty());
    }

    void freeSlots_areUtcAndSkipWhatIsTaken()
    {
        Reception rita(server);
        const QList<Slot> before = rita.freeSlots(5);
        QCOMPARE(before.size(), 5);
        QCOMPARE(before.first().startsAt.timeSpec(), Qt::UTC);
        QVERIFY(settled(rita.book.book(RequestId::create(), rita.bookingAt(before.first()))));
        QVERIFY(!rita.freeSlots(5).contains(before.first()));
    }

    void missingHour_cannotBeNamed()
    {
        Reception rita(server);
        // Berlin skips 02:00 to 03:00 on 28 March 2027 and repeats that hour on 31 October.
        const auto missing = settled(rita.freeTime.instantOf(
            smallclinic::riverside, QDateTime(QDate(2027, 3, 28), QTime(2, 30), Qt::UTC), 0));
        QCOMPARE(failureOf(missing), Code::Invalid);
        QCOMPARE(missing.error().facts.value(u"problem"_s).toString(), u"missing_hour"_s);

        const QDateTime repeated(QDate(2027, 10, 31), QTime(2, 30), Qt::UTC);
        const auto first = settled(rita.freeTime.instantOf(smallclinic::riverside, repeated, 0));
        const auto second = settled(rita.freeTime.instantOf(smallclinic::riverside, repeated, 1));
        QCOMPARE(*first, QDateTime(QDate(2027, 10, 31), QTime(0, 30), Qt::UTC));
        QCOMPARE(*second, first->addSecs(3600));
    }

    void otherClinicsRows_areNotToBeHad()
    {
        Reception rita(server);
        const auto day = settled(rita.days.day(smallclinic::harbour, {}));
        QVERIFY(!day);
        const auto nobody = settled(rita.patients.patient(PatientId(999'999)));
        QVERIFY(!nobody);
        QVERIFY(nobody.error().code == Code::NotFound || nobody.error().code == Code::Denied);
    }

private:
    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestAdapters)
#include "tst_Adapters.moc"
