// What the port AppointmentBook promises, asked of the clinic in memory and of the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

class TestAppointmentBookContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void booking_isTheFirstVersionAndReadsBack()
    {
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const auto change = booked(rita, bookingOf(slot));
        QVERIFY2(bool(change), qPrintable(change ? QString() : change.error().detail));
        QCOMPARE(change->version, 1);
        QCOMPARE(change->status, Status::Booked);
        QVERIFY(!change->event.isNull());

        const auto card = settled(rita.book.appointment(change->appointment));
        QVERIFY(bool(card));
        QCOMPARE(card->id, change->appointment);
        QCOMPARE(card->clinic, smallclinic::riverside);
        QCOMPARE(card->zone, QByteArrayLiteral("Europe/Berlin"));
        QCOMPARE(card->departmentName, u"Cardiology"_s);
        QCOMPARE(card->doctorName, u"Dr Weber"_s);
        QCOMPARE(card->patient, smallclinic::sara);
        QCOMPARE(card->mrn, u"M-000001"_s);
        QCOMPARE(card->family, u"Müller"_s);
        QCOMPARE(card->given, u"Sara"_s);
        QCOMPARE(card->birthDate, QDate(1977, 12, 19));
        QVERIFY(!card->diedOn.isValid());
        QCOMPARE(card->startsAt, slot.startsAt);
        QCOMPARE(card->startsAt.timeSpec(), Qt::UTC);
        QCOMPARE(card->endsAt, slot.endsAt);
        QCOMPARE(card->version, 1);
        QCOMPARE(card->status, Status::Booked);
        QCOMPARE(card->reason, u"cough"_s);
        QVERIFY(!card->arrivedAt.isValid());
        QVERIFY(change->tags.contains(u"day:1:"_s + card->day.toString(Qt::ISODate)));
        QCOMPARE(*settled(rita.book.takenBy(change->appointment)), u"Rita Bauer"_s);
    }

    void departmentThatReviews_startsPending()
    {
        const auto rita = desks.rita();
        const auto change = booked(rita, dermatologyBooking(rita));
        QVERIFY(bool(change));
        QCOMPARE(change->status, Status::Pending);
    }

    void takenTime_isAConflictThatNamesWhatAndWhich()
    {
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const auto first = booked(rita, bookingOf(slot));
        QVERIFY(bool(first));
        const QString id = QString::number(first->appointment.value());

        const auto sameDoctor = booked(rita, bookingOf(slot, smallclinic::nguyen));
        QCOMPARE(failureOf(sameDoctor), Code::Conflict);
        QCOMPARE(factOf(sameDoctor, u"taken"_s), u"doctor"_s);
        QCOMPARE(factOf(sameDoctor, u"appointment"_s), id);

        Booking elsewhere = bookingOf(slot);
        elsewhere.doctor = smallclinic::okafor;
        const auto samePatient = booked(rita, elsewhere);
        QCOMPARE(failureOf(samePatient), Code::Conflict);
        QCOMPARE(factOf(samePatient, u"taken"_s), u"patient"_s);
        QCOMPARE(factOf(samePatient, u"appointment"_s), id);

        QVERIFY(bool(acted(rita, *first, Action::Cancel)));
        QVERIFY(bool(booked(rita, bookingOf(slot, smallclinic::nguyen))));
    }

    void doubleBooking_needsTheRightAndAReason()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const Slot slot = rita.weberSlots().value(0);
        QVERIFY(bool(booked(rita, bookingOf(slot))));
        Booking beside = bookingOf(slot, smallclinic::nguyen);
        beside.lane = Booking::Lane::Double;
        QCOMPARE(failureOf(booked(rita, beside)), Code::Denied);
        beside.reason.clear();
        QCOMPARE(factOf(booked(ruth, beside), u"field"_s), u"reason"_s);
        beside.reason = u"urgent"_s;
        QVERIFY(bool(booked(ruth, beside)));
    }

    void badBooking_namesItsField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("problem");
        const QList<std::pair<const char *, const char *>> rows{
            {"reason", "too_long"},     {"starts_at", "past"},   {"starts_at", "future"},
            {"starts_at", "malformed"}, {"starts_at", "closed"}, {"minutes", "range"},
            {"department", "unknown"},  {"doctor", "unknown"},   {"patient", "unknown"}};
        for (const auto &[field, problem] : rows)
            QTest::addRow("%s %s", field, problem)
                << QString::fromLatin1(field) << QString::fromLatin1(problem);
    }

    void badBooking_namesItsField()
    {
        QFETCH(QString, field);
        QFETCH(QString, problem);
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const auto refused = booked(rita, spoilt(bookingOf(slot), field, problem));
        QCOMPARE(failureOf(refused), Code::Invalid);
        QCOMPARE(factOf(refused, u"field"_s), field);
        QCOMPARE(factOf(refused, u"problem"_s), problem);
        if (problem == u"too_long"_s)
            QCOMPARE(factOf(refused, u"limit"_s), u"500"_s);
        QCOMPARE(rita.weberSlots().value(0), slot);
    }

    void anotherClinic_isDenied()
    {
        const auto rita = desks.rita();
        Booking booking = bookingOf(rita.weberSlots().value(0));
        booking.clinic = smallclinic::harbour;
        QCOMPARE(failureOf(booked(rita, booking)), Code::Denied);
    }

    void requestSentAgain_answersTheSameAndChangesNothing()
    {
        const auto rita = desks.rita();
        const Booking booking = bookingOf(rita.weberSlots().value(0));
        const RequestId request = RequestId::create();
        const auto first = settled(rita.book.book(request, booking));
        QVERIFY(bool(first));
        QCOMPARE(settled(rita.book.book(request, booking)), first);

        const RequestId checkIn = RequestId::create();
        const Seen seen{first->appointment, first->version};
        const auto arrived = settled(rita.book.act(checkIn, seen, Action::CheckIn, {}));
        QVERIFY(bool(arrived));
        QCOMPARE(settled(rita.book.act(checkIn, seen, Action::CheckIn, u"ignored"_s)), arrived);
        QCOMPARE(settled(rita.book.book(request, booking)), first);
        QCOMPARE(settled(rita.book.appointment(first->appointment))->version, arrived->version);
        QCOMPARE(settled(rita.book.eventsOf(first->appointment))->size(), 2);
    }

    void requestWithOtherArguments_isRefused()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const RequestId request = RequestId::create();
        const auto first = settled(rita.book.book(request, bookingOf(free.value(0))));
        QVERIFY(bool(first));
        QCOMPARE(failureOf(settled(rita.book.book(request, bookingOf(free.value(1))))),
                 Code::RequestReused);
        QCOMPARE(failureOf(settled(rita.book.act(request, {first->appointment, first->version},
                                                 Action::Cancel, {}))),
                 Code::RequestReused);
    }

    void refusedRequest_mayBeSentAgain()
    {
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const auto other = booked(rita, bookingOf(slot, smallclinic::nguyen));
        const RequestId request = RequestId::create();
        QCOMPARE(failureOf(settled(rita.book.book(request, bookingOf(slot)))), Code::Conflict);
        QVERIFY(bool(acted(rita, *other, Action::Cancel)));
        QVERIFY(bool(settled(rita.book.book(request, bookingOf(slot)))));
    }

    void olderVersion_isStaleAndNamesTheCurrent()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const QList<Slot> free = rita.weberSlots();
        const auto first = booked(rita, bookingOf(free.value(0)));
        const auto arrived = acted(ruth, *first, Action::CheckIn);
        QVERIFY(bool(arrived));
        const Seen seen{first->appointment, first->version};
        const QList<Result<Change>> refused{
            acted(rita, *first, Action::Cancel),
            settled(
                rita.book.move(RequestId::create(), seen,
                               {.doctor = {}, .startsAt = free.value(3).startsAt, .length = {}})),
            settled(rita.book.resize(RequestId::create(), seen, 10min))};
        for (const auto &answer : refused) {
            QCOMPARE(failureOf(answer), Code::Stale);
            QCOMPARE(factOf(answer, u"version"_s), QString::number(arrived->version));
            QCOMPARE(factOf(answer, u"appointment"_s), QString::number(first->appointment.value()));
        }
    }

    void move_keepsWhatItIsNotTold()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const auto first = booked(rita, bookingOf(free.value(0)));
        const QDateTime nextDay = free.value(3).startsAt.addDays(1);
        const auto moved = moveTo(rita, *first, {}, nextDay);
        QVERIFY2(bool(moved), qPrintable(moved ? QString() : moved.error().detail));
        QCOMPARE(moved->version, 2);
        QCOMPARE(moved->status, Status::Booked);
        const auto card = settled(rita.book.appointment(first->appointment));
        QCOMPARE(card->startsAt, nextDay);
        QCOMPARE(card->endsAt, nextDay.addSecs(20 * 60));
        QCOMPARE(card->doctor, smallclinic::weber);
        for (const QDate day : {card->day, card->day.addDays(-1)})
            QVERIFY(moved->tags.contains(u"day:1:"_s + day.toString(Qt::ISODate)));
        QCOMPARE(rita.weberSlots().value(0), free.value(0));
    }

    void moveToAnotherDoctor_takesAlsoHisDepartment()
    {
        const auto rita = desks.rita();
        const Booking booking = dermatologyBooking(rita);
        const auto pending = booked(rita, booking);
        QVERIFY(bool(pending));
        const auto moved = moveTo(rita, *pending, smallclinic::okafor, booking.startsAt);
        QVERIFY2(bool(moved), qPrintable(moved ? QString() : moved.error().detail));
        const auto card = settled(rita.book.appointment(pending->appointment));
        QCOMPARE(card->doctor, smallclinic::okafor);
        QCOMPARE(card->department, smallclinic::cardiology);
        QCOMPARE(moveTo(rita, *moved, smallclinic::tran, booking.startsAt).has_value(), false);
    }

    void moveAndResize_askForTheirTimeAndStatus()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const auto first = booked(rita, bookingOf(free.value(0)));
        const auto second = booked(rita, bookingOf(free.value(1), smallclinic::nguyen));
        QVERIFY(first && second);
        const auto onto = moveTo(rita, *first, {}, free.value(1).startsAt);
        QCOMPARE(failureOf(onto), Code::Conflict);
        QCOMPARE(factOf(onto, u"appointment"_s), QString::number(second->appointment.value()));
        QCOMPARE(failureOf(resizeTo(rita, *first, 25min)), Code::Conflict);
        QCOMPARE(failureOf(resizeTo(rita, *first, 7min)), Code::Invalid);
        const auto shorter = resizeTo(rita, *first, 10min);
        QVERIFY(bool(shorter));
        QCOMPARE(settled(rita.book.appointment(first->appointment))->endsAt,
                 free.value(0).startsAt.addSecs(10 * 60));

        const auto arrived = acted(rita, *shorter, Action::CheckIn);
        QCOMPARE(failureOf(moveTo(rita, *arrived, {}, free.value(3).startsAt)), Code::Transition);
        const auto whole = resizeTo(rita, *arrived, 20min);
        QVERIFY(bool(whole));
        const auto cancelled = acted(rita, *whole, Action::Cancel);
        QCOMPARE(failureOf(resizeTo(rita, *cancelled, 10min)), Code::Transition);
    }

    void events_areOldestFirstAndTellWhatChanged()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const QList<Slot> free = rita.weberSlots();
        const auto first = booked(rita, bookingOf(free.value(0)));
        const auto moved = moveTo(rita, *first, {}, free.value(3).startsAt);
        const auto cancelled = acted(ruth, *moved, Action::Cancel, u"by phone"_s);
        QVERIFY(bool(cancelled));
        QCOMPARE(settled(rita.book.appointment(first->appointment))->reason, QString());

        const auto events = settled(rita.book.eventsOf(first->appointment));
        QVERIFY(bool(events));
        QCOMPARE(events->size(), 3);
        QCOMPARE(events->at(0).action, u"book"_s);
        QCOMPARE(events->at(0).id, first->event);
        QCOMPARE(events->at(0).staffName, u"Rita Bauer"_s);
        QCOMPARE(events->at(0).was, QJsonObject());
        QCOMPARE(events->at(1).action, u"move"_s);
        QCOMPARE(events->at(1).was, timesOf(free.value(0)));
        QCOMPARE(events->at(1).became, timesOf(free.value(3)));
        QCOMPARE(events->at(2).action, u"cancel"_s);
        QCOMPARE(events->at(2).staffName, u"Ruth Silva"_s);
        QCOMPARE(events->at(2).why, u"by phone"_s);
        QCOMPARE(events->at(2).was, (QJsonObject{{u"status"_s, int(Status::Booked)}}));
        QCOMPARE(events->at(2).became, (QJsonObject{{u"status"_s, int(Status::Cancelled)}}));
        QVERIFY(events->at(2).at.isValid());
    }

    void nobodysAppointment_isNotFound()
    {
        const auto rita = desks.rita();
        const AppointmentId nobodys(999'999);
        QCOMPARE(failureOf(settled(rita.book.appointment(nobodys))), Code::NotFound);
        QCOMPARE(failureOf(settled(rita.book.eventsOf(nobodys))), Code::NotFound);
        QCOMPARE(failureOf(settled(rita.book.takenBy(nobodys))), Code::NotFound);
        Change change;
        change.appointment = nobodys;
        change.version = 1;
        QCOMPARE(failureOf(acted(rita, change, Action::Cancel)), Code::NotFound);
        QCOMPARE(failureOf(resizeTo(rita, change, 10min)), Code::NotFound);
        QCOMPARE(failureOf(undone(rita, EventId(999'999))), Code::NotFound);
    }

private:
    static Booking dermatologyBooking(const ContractDesk &desk)
    {
        return bookingOf(desk.slotsOf(smallclinic::dermatology, smallclinic::weber, 1).value(0));
    }
    static QJsonObject timesOf(const Slot &slot)
    {
        return {{u"starts_at"_s, slot.startsAt.toString(Qt::ISODate)},
                {u"ends_at"_s, slot.endsAt.toString(Qt::ISODate)}};
    }
    static Result<Change> moveTo(const ContractDesk &desk, const Change &on, DoctorId doctor,
                                 const QDateTime &startsAt)
    {
        return settled(desk.book.move(RequestId::create(), {on.appointment, on.version},
                                      {.doctor = doctor, .startsAt = startsAt, .length = {}}));
    }
    static Result<Change> resizeTo(const ContractDesk &desk, const Change &on,
                                   std::chrono::minutes length)
    {
        return settled(desk.book.resize(RequestId::create(), {on.appointment, on.version}, length));
    }
    static Booking spoilt(Booking booking, const QString &field, const QString &problem)
    {
        if (field == u"reason"_s)
            booking.reason = QString(501, u'x');
        else if (problem == u"past"_s)
            booking.startsAt = booking.startsAt.addDays(-9);
        else if (problem == u"future"_s)
            booking.startsAt = booking.startsAt.addYears(2);
        else if (problem == u"malformed"_s)
            booking.startsAt = booking.startsAt.addSecs(1);
        else if (problem == u"closed"_s)
            booking.startsAt = booking.startsAt.addSecs(-60 * 60);
        else if (field == u"minutes"_s)
            booking.length = 7min;
        else if (field == u"department"_s)
            booking.department = DepartmentId(99);
        else if (field == u"doctor"_s)
            booking.doctor = smallclinic::tran;
        else
            booking.patient = PatientId(999'999);
        return booking;
    }

    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestAppointmentBookContract)
#include "tst_AppointmentBookContract.moc"
