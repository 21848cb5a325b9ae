// What the port DayList promises, asked of the clinic in memory and of the real server.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestDayListContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void day_listsEveryStatusByStart()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const auto late = booked(rita, bookingOf(free.value(5)));
        const auto early = booked(rita, bookingOf(free.value(1), smallclinic::nguyen));
        Booking beside = bookingOf(free.value(5), smallclinic::nguyen);
        beside.doctor = smallclinic::okafor;
        const auto sameTime = booked(rita, beside);
        QVERIFY(late && early && sameTime);
        QVERIFY(bool(acted(rita, *early, Action::Cancel)));

        QList<Appointment> expected;
        for (const auto &change : {*early, *late, *sameTime})
            expected.append(*settled(rita.book.appointment(change.appointment)));
        const auto day = settled(rita.days.day(smallclinic::riverside, expected.first().day));
        QVERIFY(bool(day));
        QCOMPARE(day->date, expected.first().day);
        QVERIFY(day->freshness.asOf.isValid());
        QVERIFY(!day->freshness.isStale);
        QCOMPARE(day->appointments, expected);
    }

    void otherDays_areEmpty()
    {
        const auto rita = desks.rita();
        const auto change = booked(rita, bookingOf(rita.weberSlots().value(0)));
        const auto card = settled(rita.book.appointment(change->appointment));
        const auto next = settled(rita.days.day(smallclinic::riverside, card->day.addDays(1)));
        QVERIFY(bool(next));
        QCOMPARE(next->date, card->day.addDays(1));
        QVERIFY(next->appointments.isEmpty());
    }

    void noDate_isToday()
    {
        const auto rita = desks.rita();
        const auto today = settled(rita.days.day(smallclinic::riverside, {}));
        QVERIFY(bool(today));
        QVERIFY(today->date.isValid());
        QCOMPARE(*today, (Day{today->date, QList<Appointment>(), today->freshness}));
    }

    void doctor_seesHisOwn()
    {
        const auto rita = desks.rita();
        const auto jonas = desks.jonas();
        const QList<Slot> free = rita.weberSlots();
        const auto his = booked(rita, bookingOf(free.value(0)));
        Booking other = bookingOf(free.value(1), smallclinic::nguyen);
        other.doctor = smallclinic::okafor;
        const auto hers = booked(rita, other);
        QVERIFY(his && hers);
        const auto card = settled(jonas.book.appointment(his->appointment));
        const auto day = settled(jonas.days.day(smallclinic::riverside, card->day));
        QCOMPARE(day->appointments, QList<Appointment>{*card});
    }

    void anotherClinic_isDenied()
    {
        const auto rita = desks.rita();
        const QDate date = rita.weberSlots().value(0).startsAt.date();
        QCOMPARE(failureOf(settled(rita.days.day(smallclinic::harbour, date))), Code::Denied);
    }

    void todayOfAnotherClinic_isDenied()
    {
        const auto rita = desks.rita();
        const auto refused = settled(rita.days.day(smallclinic::harbour, {}));
        QCOMPARE(failureOf(refused), Code::Denied);
    }

private:
    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestDayListContract)
#include "tst_DayListContract.moc"
