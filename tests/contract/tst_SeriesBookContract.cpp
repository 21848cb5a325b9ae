// What the port SeriesBook promises, asked of the clinic in memory and of the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;
using Kind = StartState::Kind;
using Scope = SeriesPart::Scope;

namespace {

constexpr int count = 5;

/// Sara at Dr Weber's, once a week at his first free time of the next week but one.
SeriesBooking weekly(const ContractDesk &desk)
{
    const Slot slot = desk.weberSlots().value(3);
    SeriesBooking booking;
    booking.place = {.clinic = smallclinic::riverside,
                     .department = slot.department,
                     .doctor = slot.doctor,
                     .patient = smallclinic::sara,
                     .length = 20min};
    booking.rule
        = {.unit = SeriesRule::Unit::Week, .step = 1, .weekdays = {}, .times = count, .until = {}};
    const auto times
        = occurrencesOf(booking.rule, slot.startsAt, QByteArrayLiteral("Europe/Berlin"));
    for (const Occurrence &one : *times)
        booking.starts.append(one.instants.value(0));
    booking.reason = u"physiotherapy"_s;
    return booking;
}

Booking singleOf(const SeriesBooking &series, int place, PatientId patient)
{
    return {.clinic = series.place.clinic,
            .department = series.place.department,
            .doctor = series.place.doctor,
            .patient = patient,
            .startsAt = series.starts.at(place),
            .length = series.place.length,
            .reason = {}};
}

SeriesPart partOf(const SeriesChanges &changes, int anchor, Scope scope)
{
    SeriesPart part{.appointment = changes.at(anchor).appointment, .scope = scope, .seen = {}};
    for (int i = scope == Scope::Following ? anchor : 0; i < changes.size(); ++i)
        part.seen.append({changes.at(i).appointment, changes.at(i).version});
    if (scope == Scope::This)
        part.seen = {{changes.at(anchor).appointment, changes.at(anchor).version}};
    return part;
}

QList<Kind> kindsOf(const QList<StartState> &states)
{
    QList<Kind> kinds;
    for (const StartState &state : states)
        kinds.append(state.kind);
    return kinds;
}

} // namespace

class TestSeriesBookContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void bookedSeries_readsBackAsItsAppointments()
    {
        const auto rita = desks.rita();
        const SeriesBooking wish = weekly(rita);
        const auto made = settled(rita.series.book(RequestId::create(), wish));
        QVERIFY2(bool(made), qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(made->size(), count);
        for (int i = 0; i < count; ++i) {
            const auto row = settled(rita.book.appointment(made->at(i).appointment));
            QVERIFY(bool(row));
            QCOMPARE(row->startsAt, wish.starts.at(i));
            QCOMPARE(row->patient, smallclinic::sara);
            QCOMPARE(row->reason, u"physiotherapy"_s);
            QCOMPARE(made->at(i).status, Status::Booked);
            QVERIFY(made->at(i).tags.contains(u"day:1:"_s + row->day.toString(Qt::ISODate)));
        }
        const auto members = settled(rita.series.membersOf(made->at(2).appointment));
        QVERIFY(bool(members));
        QCOMPARE(members->size(), count);
        QCOMPARE(members->at(0).appointment, made->at(0).appointment);
        QCOMPARE(members->at(4).startsAt, wish.starts.at(4));
    }

    void singleAppointment_hasNoMembers()
    {
        const auto rita = desks.rita();
        const auto one = booked(rita, bookingOf(rita.weberSlots().value(0)));
        QCOMPARE(settled(rita.series.membersOf(one->appointment))->size(), 0);
        QCOMPARE(failureOf(settled(rita.series.membersOf(AppointmentId(987)))), Code::NotFound);
    }

    void sameRequestAgain_changesNothingMore()
    {
        const auto rita = desks.rita();
        const SeriesBooking wish = weekly(rita);
        const RequestId request = RequestId::create();
        const auto first = settled(rita.series.book(request, wish));
        const auto again = settled(rita.series.book(request, wish));
        QVERIFY(bool(first) && bool(again));
        QCOMPARE(*again, *first);
        QCOMPARE(settled(rita.series.membersOf(first->at(0).appointment))->size(), count);
    }

    void whatCantBe_isListedFirstAndRefusedAsOne()
    {
        const auto rita = desks.rita();
        SeriesBooking wish = weekly(rita);
        const auto other = booked(rita, singleOf(wish, 1, smallclinic::nguyen));
        QVERIFY(bool(other));
        wish.starts[2] = wish.starts[2].addSecs(qint64(12) * 3600);
        wish.starts[3] = wish.starts[0].addSecs(600);
        const QList<Kind> expected{Kind::Free, Kind::Taken, Kind::Closed, Kind::Overlap,
                                   Kind::Free};

        const auto listed = settled(rita.series.conflicts(wish.place, wish.starts));
        QVERIFY2(bool(listed), qPrintable(listed ? QString() : listed.error().detail));
        QCOMPARE(kindsOf(*listed), expected);
        QCOMPARE(listed->at(1).other, other->appointment);

        const auto refused = settled(rita.series.book(RequestId::create(), wish));
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(factOf(refused, u"taken"_s), u"series"_s);
        QCOMPARE(kindsOf(startStatesOf(refused.error(), count)), expected);
        // The rest was not booked either.
        QVERIFY(bool(booked(rita, singleOf(wish, 4, smallclinic::doe))));
    }

    void patientsOtherAppointment_standsInTheWay()
    {
        const auto rita = desks.rita();
        const SeriesBooking wish = weekly(rita);
        Booking elsewhere = singleOf(wish, 2, smallclinic::sara);
        elsewhere.doctor = smallclinic::okafor;
        QVERIFY(bool(booked(rita, elsewhere)));
        const auto listed = settled(rita.series.conflicts(wish.place, wish.starts));
        QCOMPARE(listed->at(2).kind, Kind::PatientBusy);
        QCOMPARE(listed->at(3).kind, Kind::Free);
    }

    void badSeries_isInvalid()
    {
        const auto rita = desks.rita();
        SeriesBooking wish = weekly(rita);
        wish.place.patient = PatientId(999);
        QCOMPARE(failureOf(settled(rita.series.book(RequestId::create(), wish))), Code::Invalid);
        wish = weekly(rita);
        wish.starts.clear();
        QCOMPARE(factOf(settled(rita.series.book(RequestId::create(), wish)), u"field"_s),
                 u"starts"_s);
    }

    void cancellation_takesThisTheFollowingOrAll()
    {
        const auto rita = desks.rita();
        const auto made = settled(rita.series.book(RequestId::create(), weekly(rita)));
        QVERIFY(bool(made));
        const auto cancel = [&](const SeriesPart &part) {
            return settled(rita.series.cancel(RequestId::create(), part, u"away"_s));
        };
        QCOMPARE(cancel(partOf(*made, 4, Scope::This))->size(), 1);
        // One that is gone isn't among those seen any more.
        QCOMPARE(failureOf(cancel(partOf(*made, 0, Scope::All))), Code::Stale);
        const SeriesChanges left = made->first(4);
        QCOMPARE(cancel(partOf(left, 2, Scope::Following))->size(), 2);
        const auto gone = cancel(partOf(left.first(2), 1, Scope::All));
        QCOMPARE(gone->size(), 2);
        QCOMPARE(gone->at(0).status, Status::Cancelled);
    }

    void whatAnotherDeskChanged_isNotTouched()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const auto made = settled(rita.series.book(RequestId::create(), weekly(rita)));
        const auto moved = settled(ruth.book.move(
            RequestId::create(), {made->at(3).appointment, made->at(3).version},
            {.doctor = {}, .startsAt = weekly(rita).starts.at(3).addSecs(3600), .length = {}}));
        QVERIFY(bool(moved));
        const auto refused = settled(
            rita.series.cancel(RequestId::create(), partOf(*made, 0, Scope::All), u"away"_s));
        QCOMPARE(failureOf(refused), Code::Stale);
        QCOMPARE(factOf(refused, u"appointment"_s),
                 QString::number(made->at(3).appointment.value()));
        QCOMPARE(settled(rita.book.appointment(made->at(0).appointment))->status, Status::Booked);
    }

    void move_isAllOrNothing()
    {
        const auto rita = desks.rita();
        const SeriesBooking wish = weekly(rita);
        const auto made = settled(rita.series.book(RequestId::create(), wish));
        QList<QDateTime> later;
        for (const QDateTime &start : wish.starts)
            later.append(start.addSecs(3600));
        Booking inTheWay = singleOf(wish, 4, smallclinic::nguyen);
        inTheWay.startsAt = later.at(4);
        const auto other = booked(rita, inTheWay);
        const auto move = [&] {
            return settled(
                rita.series.move(RequestId::create(), partOf(*made, 0, Scope::All), later));
        };
        const auto refused = move();
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(startStatesOf(refused.error(), count).at(4).kind, Kind::Taken);
        QCOMPARE(settled(rita.book.appointment(made->at(0).appointment))->version, 1);

        QVERIFY(bool(acted(rita, *other, Action::Cancel)));
        const auto moved = move();
        QVERIFY(bool(moved));
        QCOMPARE(moved->size(), count);
        QCOMPARE(settled(rita.book.appointment(made->at(2).appointment))->startsAt, later.at(2));
    }

    void moveOfThoseSeenInAnyOrder_namesThemInThatOrder()
    {
        const auto rita = desks.rita();
        const SeriesBooking wish = weekly(rita);
        const auto made = settled(rita.series.book(RequestId::create(), wish));
        SeriesPart part = partOf(*made, 0, Scope::All);
        std::reverse(part.seen.begin(), part.seen.end());
        QList<QDateTime> later;
        for (int i = count - 1; i >= 0; --i)
            later.append(wish.starts.at(i).addSecs(3600));
        later[1] = wish.starts.at(3); // Stays where it is.
        Booking inTheWay = singleOf(wish, 2, smallclinic::nguyen);
        inTheWay.startsAt = later.at(2);
        const auto other = booked(rita, inTheWay);
        const auto refused = settled(rita.series.move(RequestId::create(), part, later));
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(kindsOf(startStatesOf(refused.error(), count)),
                 (QList<Kind>{Kind::Free, Kind::Free, Kind::Taken, Kind::Free, Kind::Free}));

        QVERIFY(bool(acted(rita, *other, Action::Cancel)));
        const auto moved = settled(rita.series.move(RequestId::create(), part, later));
        QVERIFY(bool(moved));
        QCOMPARE(moved->size(), count - 1);
        QCOMPARE(settled(rita.book.appointment(made->at(3).appointment))->version, 1);
        QCOMPARE(settled(rita.book.appointment(made->at(4).appointment))->startsAt, later.at(0));
    }

    void undo_takesAllBackOrNothing()
    {
        const auto rita = desks.rita();
        const auto ruth = desks.ruth();
        const auto events = [](const SeriesChanges &changes) {
            QList<EventId> ids;
            for (const Change &change : changes)
                ids.append(change.event);
            return ids;
        };
        const auto undo = [&](const SeriesChanges &changes) {
            return settled(rita.series.undo(RequestId::create(), events(changes)));
        };
        const SeriesBooking wish = weekly(rita);
        const auto made = settled(rita.series.book(RequestId::create(), wish));
        const auto back = undo(*made);
        QVERIFY2(bool(back), qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(back->size(), count);
        QCOMPARE(back->at(0).status, Status::Cancelled);

        const auto second = settled(rita.series.book(RequestId::create(), wish));
        QVERIFY(bool(second));
        QVERIFY(bool(acted(ruth, second->at(3), Action::Cancel)));
        QCOMPARE(failureOf(undo(*second)), Code::Invalid);
        QCOMPARE(settled(rita.book.appointment(second->at(0).appointment))->status, Status::Booked);
    }

    void repeatedAppointment_becomesOneOfTheSeries()
    {
        const auto rita = desks.rita();
        SeriesBooking wish = weekly(rita);
        const auto first = booked(rita, singleOf(wish, 0, smallclinic::sara));
        wish.starts.removeFirst();
        wish.repeats = first->appointment;
        QVERIFY(bool(settled(rita.series.book(RequestId::create(), wish))));
        const auto members = settled(rita.series.membersOf(first->appointment));
        QCOMPARE(members->size(), count);
        QCOMPARE(members->at(0).appointment, first->appointment);
    }

private:
    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestSeriesBookContract)
#include "tst_SeriesBookContract.moc"
