// What the port FreeSlots promises, asked of the clinic in memory and of the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestFreeSlotsContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void slots_areTheEarliestFirstAndInTheFuture()
    {
        const auto rita = desks.rita();
        SlotQuery query = cardiology();
        query.doctor = {};
        query.most = 50;
        const auto found = settled(rita.freeTime.find(query));
        QVERIFY(bool(found));
        QCOMPARE(found->size(), 50);
        QDateTime before;
        for (const Slot &slot : *found) {
            QVERIFY(!before.isValid() || slot.startsAt >= before);
            QCOMPARE(slot.startsAt.timeSpec(), Qt::UTC);
            QCOMPARE(slot.startsAt.secsTo(slot.endsAt), 20 * 60);
            QCOMPARE(slot.department, smallclinic::cardiology);
            before = slot.startsAt;
        }
        QVERIFY(std::any_of(found->begin(), found->end(), [](const Slot &slot) {
            return slot.doctor == smallclinic::okafor && slot.doctorName == u"Dr Okafor"_s;
        }));
        QVERIFY(bool(booked(rita, bookingOf(found->first()))));
    }

    void booking_takesExactlyWhatItCovers()
    {
        const auto rita = desks.rita();
        const QList<Slot> before = rita.weberSlots(50);
        QCOMPARE(before.size(), 30);
        const auto change = booked(rita, bookingOf(before.at(4)));
        QVERIFY(bool(change));
        QList<Slot> expected = before;
        expected.removeAt(4);
        QCOMPARE(rita.weberSlots(50), expected);
        QVERIFY(bool(acted(rita, *change, Action::Cancel)));
        QCOMPARE(rita.weberSlots(50), before);
    }

    void otherLength_keepsTheGrid()
    {
        const auto rita = desks.rita();
        const QList<Slot> whole = rita.weberSlots(50);
        SlotQuery query = cardiology();
        query.firstDay = query.lastDay = whole.first().startsAt.date();
        query.length = std::chrono::minutes(60);
        query.most = 50;
        const auto found = settled(rita.freeTime.find(query));
        QVERIFY(bool(found));
        QCOMPARE(found->size(), 28);
        QCOMPARE(found->at(1).startsAt, whole.at(1).startsAt);
        QCOMPARE(found->at(1).endsAt, whole.at(3).endsAt);
    }

    void seats_areOfferedUntilTheLastIsTaken()
    {
        const auto ruth = desks.ruth();
        const Slot seat = ruth.slotsOf(smallclinic::vaccination, {}, 1).value(0);
        QVERIFY(seat.doctor.isNull());
        QVERIFY(seat.doctorName.isEmpty());
        QVERIFY(bool(booked(ruth, bookingOf(seat))));
        QCOMPARE(ruth.slotsOf(smallclinic::vaccination, {}, 1).value(0), seat);
        QVERIFY(bool(booked(ruth, bookingOf(seat, smallclinic::nguyen))));
        QVERIFY(ruth.slotsOf(smallclinic::vaccination, {}, 1).value(0) != seat);

        const auto refused = booked(ruth, bookingOf(seat, smallclinic::doe));
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(factOf(refused, u"taken"_s), u"capacity"_s);
        QVERIFY(refused.error().facts.value(u"appointment"_s).isNull());
    }

    void badQuery_isInvalid()
    {
        const auto rita = desks.rita();
        const auto find = [&](const auto &spoil) {
            SlotQuery query = cardiology();
            spoil(query);
            return failureOf(settled(rita.freeTime.find(query)));
        };
        const QDate day = rita.weberSlots().value(0).startsAt.date();
        QCOMPARE(find([](SlotQuery &query) { query.most = 0; }), Code::Invalid);
        QCOMPARE(find([](SlotQuery &query) { query.length = std::chrono::minutes(7); }),
                 Code::Invalid);
        QCOMPARE(find([](SlotQuery &query) {
                     query.department = {};
                     query.doctor = {};
                 }),
                 Code::Invalid);
        QCOMPARE(find([day](SlotQuery &query) {
                     query.firstDay = day;
                     query.lastDay = day.addDays(-1);
                 }),
                 Code::Invalid);
        QCOMPARE(find([day](SlotQuery &query) {
                     query.firstDay = day;
                     query.lastDay = day.addDays(62);
                 }),
                 Code::Invalid);
        QCOMPARE(find([](SlotQuery &query) { query.clinic = smallclinic::harbour; }), Code::Denied);
    }

    void wallClock_isAnInstantExceptInTheMissingHour()
    {
        const auto rita = desks.rita();
        const auto instantOf = [&](QDate date, QTime time, int fold) {
            return settled(rita.freeTime.instantOf(smallclinic::riverside, {date, time}, fold));
        };
        const QDate autumn(2027, 10, 31);
        const QDate spring(2027, 3, 28);
        const QTime night(2, 30);
        QCOMPARE(*instantOf(QDate(2027, 7, 1), QTime(9, 0), 0),
                 QDateTime(QDate(2027, 7, 1), QTime(7, 0), Qt::UTC));
        QCOMPARE(*instantOf(autumn, night, 0), QDateTime(autumn, QTime(0, 30), Qt::UTC));
        QCOMPARE(*instantOf(autumn, night, 1), QDateTime(autumn, QTime(1, 30), Qt::UTC));
        const auto missing = instantOf(spring, night, 0);
        QCOMPARE(failureOf(missing), Code::Invalid);
        QCOMPARE(factOf(missing, u"problem"_s), u"missing_hour"_s);
    }

private:
    static SlotQuery cardiology()
    {
        SlotQuery query;
        query.clinic = smallclinic::riverside;
        query.department = smallclinic::cardiology;
        query.doctor = smallclinic::weber;
        return query;
    }

    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestFreeSlotsContract)
#include "tst_FreeSlotsContract.moc"
