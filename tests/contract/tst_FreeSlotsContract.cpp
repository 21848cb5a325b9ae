// What the port FreeSlots promises, asked of the clinic in memory and of the real server.
#include "tests/contract/ContractDesks.h"

#include <set>

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
        query.doctors = {};
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

    void severalDoctors_areEachOfferedInTheirOwnDepartment()
    {
        const auto rita = desks.rita();
        SlotQuery query = cardiology();
        query.department = {};
        query.doctors = {smallclinic::okafor, smallclinic::weber, smallclinic::okafor};
        query.firstDay = query.lastDay = rita.weberSlots(1).value(0).startsAt.date();
        query.most = 200;
        const auto found = settled(rita.freeTime.find(query));
        QVERIFY(bool(found));
        QCOMPARE(found->size(), 60);
        for (qsizetype i = 0; i + 1 < found->size(); i += 2) {
            QCOMPARE(found->at(i).doctor, smallclinic::weber);
            QCOMPARE(found->at(i + 1).doctor, smallclinic::okafor);
            QCOMPARE(found->at(i).department, smallclinic::cardiology);
            QCOMPARE(found->at(i).startsAt, found->at(i + 1).startsAt);
        }
        query.department = smallclinic::dermatology;
        const auto there = settled(rita.freeTime.find(query));
        QVERIFY(bool(there));
        QVERIFY(std::all_of(there->begin(), there->end(),
                            [](const Slot &slot) { return slot.doctor == smallclinic::weber; }));
    }

    void weekdaysAndHours_boundTheWholeSlot()
    {
        const auto rita = desks.rita();
        SlotQuery query = cardiology();
        query.firstDay = rita.weberSlots(1).value(0).startsAt.date();
        query.lastDay = query.firstDay.addDays(13);
        query.weekdays = {Qt::Thursday, Qt::Monday};
        query.hours = {{QTime(9, 0), QTime(10, 0)},
                       {QTime(10, 0), QTime(10, 30)},
                       {QTime(17, 30), QTime(0, 0)}};
        query.length = std::chrono::minutes(30);
        query.most = 200;
        const auto found = settled(rita.freeTime.find(query));
        QVERIFY(bool(found));
        QList<QTime> starts;
        std::set<int> weekdays;
        for (const Slot &slot : *found) {
            const QDateTime local = slot.startsAt.toTimeZone(QTimeZone("Europe/Berlin"));
            weekdays.insert(local.date().dayOfWeek());
            if (local.date() == found->first().startsAt.date())
                starts.append(local.time());
        }
        QCOMPARE(weekdays, (std::set<int>{Qt::Monday, Qt::Thursday}));
        QCOMPARE(starts, (QList{QTime(9, 0), QTime(9, 20), QTime(9, 40), QTime(10, 0)}));
        QCOMPARE(found->size(), 16);
    }

    void equalQuestions_haveEqualAnswers()
    {
        const auto rita = desks.rita();
        SlotQuery one = cardiology();
        one.doctors = {smallclinic::okafor, smallclinic::weber};
        one.weekdays = {Qt::Friday, Qt::Monday};
        one.hours = {{QTime(13, 0), QTime(15, 0)}, {QTime(9, 0), QTime(13, 0)}};
        SlotQuery other = one;
        other.doctors = {smallclinic::weber, smallclinic::okafor, smallclinic::weber};
        other.weekdays = {Qt::Monday, Qt::Friday, Qt::Monday};
        other.hours = {{QTime(9, 0), QTime(15, 0)}};
        QCOMPARE(canonical(one), canonical(other));
        const auto first = settled(rita.freeTime.find(one));
        const auto second = settled(rita.freeTime.find(other));
        QVERIFY(first && second);
        QVERIFY(!first->isEmpty());
        QCOMPARE(*first, *second);
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
                     query.doctors = {};
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
        QCOMPARE(find([](SlotQuery &query) {
                     query.hours = {{QTime(14, 0), QTime(9, 0)}};
                 }),
                 Code::Invalid);
        QCOMPARE(find([](SlotQuery &query) {
                     query.department = {};
                     query.doctors = {smallclinic::weber, DoctorId(4711)};
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
        query.doctors = {smallclinic::weber};
        return query;
    }

    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestFreeSlotsContract)
#include "tst_FreeSlotsContract.moc"
