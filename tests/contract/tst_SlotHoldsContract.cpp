// What SlotHolds promises, in memory and in a Redis of the tests' own.
#include "tests/contract/MemoryHolds.h"
#include "tests/fakes/FakeClock.h"
#include "tests/redis/HoldDesk.h"
#include "tests/support/TestRedis.h"

#include <QTest>

#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Beside = HoldWish::Beside;

class TestSlotHoldsContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isServer");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }
    void init()
    {
        m_redis.tell({"FLUSHALL"});
        open(SlotHolds::life);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(m_mara && m_tom);
    }
    void cleanup()
    {
        m_mara.reset();
        m_tom.reset();
        m_room.reset();
    }

    void heldTime_isSeenAtTheOtherDeskWithTheName()
    {
        const auto outcome = take(*m_mara, HoldToken::create(), {.time = heldTime()});
        QVERIFY(outcome && !outcome->inTheWay);
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        const SlotHold hold = seen(*m_tom).first();
        QCOMPARE(hold.time, heldTime());
        QCOMPARE(hold.who, u"Mara Lindt"_s);
        const qint64 left = now().msecsTo(hold.until);
        QVERIFY2(left > 100'000 && left <= 120'000, qPrintable(QString::number(left)));
        QVERIFY(qAbs(outcome->until.msecsTo(hold.until)) < 5'000);
        QVERIFY(seen(*m_mara).isEmpty()); // One's own is no news.
    }

    void heldTime_isRefusedToTheOtherDeskWithTheName()
    {
        QVERIFY(takes(*m_mara, HoldToken::create(), heldTime()));
        const auto outcome = take(*m_tom, HoldToken::create(), {.time = heldTime()});
        QVERIFY(outcome && outcome->inTheWay);
        QCOMPARE(outcome->inTheWay->who, u"Mara Lindt"_s);
        QCOMPARE(outcome->inTheWay->time, heldTime());
        QVERIFY(now() < outcome->inTheWay->until);
        QVERIFY(seen(*m_mara).isEmpty());
    }

    void twoWhoOpenAtTheSameMoment_areOneWhoHolds()
    {
        for (int round = 0; round < 20; ++round) {
            const HoldToken mine = HoldToken::create();
            const HoldToken other = HoldToken::create();
            const auto first = m_mara->take(mine, {.time = heldTime()});
            const auto second = m_tom->take(other, {.time = heldTime()});
            QTRY_VERIFY(first.isFinished() && second.isFinished());
            QVERIFY(first.result() && second.result());
            QCOMPARE(first.result()->inTheWay.has_value(), !second.result()->inTheWay.has_value());
            m_mara->release(mine);
            m_tom->release(other);
            const HoldToken last = HoldToken::create();
            QTRY_VERIFY(takes(*m_tom, last, heldTime())); // Mara's farewell may be on its way.
            m_tom->release(last);
        }
    }

    void timesThatMeet_areOneTime_data()
    {
        QTest::addColumn<ColumnTime>("other");
        QTest::addColumn<bool>("isFree");
        const auto changed = [](auto change) {
            ColumnTime time = heldTime();
            change(time);
            return time;
        };
        QTest::newRow("the same") << heldTime() << false;
        QTest::newRow("within") << heldTime(5, 5) << false;
        QTest::newRow("around") << heldTime(-10, 60) << false;
        QTest::newRow("over its start") << heldTime(-10, 15) << false;
        QTest::newRow("over its end") << heldTime(10, 15) << false;
        QTest::newRow("ends where it begins") << heldTime(-15, 15) << true;
        QTest::newRow("begins where it ends") << heldTime(15, 15) << true;
        QTest::newRow("another doctor")
            << changed([](ColumnTime &time) { time.doctor = DoctorId(18); }) << true;
        QTest::newRow("the same doctor, another department")
            << changed([](ColumnTime &time) { time.department = DepartmentId(9); }) << false;
        QTest::newRow("seats of the doctor's number") << changed([](ColumnTime &time) {
            time.doctor = {};
            time.department = DepartmentId(17);
        }) << true;
        QTest::newRow("another clinic")
            << changed([](ColumnTime &time) { time.clinic = ClinicId(4); }) << true;
        QTest::newRow("another day") << changed([](ColumnTime &time) {
            time.day = time.day.addDays(1);
            time.startsAt = time.startsAt.addDays(1);
            time.endsAt = time.endsAt.addDays(1);
        }) << true;
    }
    void timesThatMeet_areOneTime()
    {
        QFETCH(ColumnTime, other);
        QFETCH(bool, isFree);
        QVERIFY(takes(*m_mara, HoldToken::create(), heldTime()));
        QCOMPARE(takes(*m_tom, HoldToken::create(), other), isFree);
    }

    void released_isFreeAndGoneFromTheOtherDesk()
    {
        const HoldToken token = HoldToken::create();
        QVERIFY(takes(*m_mara, token, heldTime()));
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        m_mara->release(token);
        QTRY_VERIFY(seen(*m_tom).isEmpty());
        QVERIFY(takes(*m_tom, HoldToken::create(), heldTime()));
    }

    void anothersToken_letsNothingGo()
    {
        const HoldToken token = HoldToken::create();
        QVERIFY(takes(*m_mara, token, heldTime()));
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        m_tom->release(token);
        m_tom->release(HoldToken::create());
        m_tom->release({});
        QVERIFY(!takes(*m_tom, HoldToken::create(), heldTime()));
        QCOMPARE(seen(*m_tom).size(), 1);
    }

    void releasedBeforeTheAnswer_isFree()
    {
        const HoldToken token = HoldToken::create();
        (void)m_mara->take(token, {.time = heldTime()});
        m_mara->release(token);
        const HoldToken other = HoldToken::create();
        QTRY_VERIFY(takes(*m_tom, other, heldTime()));
    }

    void onceMore_renewsAndChangesIt()
    {
        const HoldToken token = HoldToken::create();
        QVERIFY(takes(*m_mara, token, heldTime()));
        QVERIFY(takes(*m_mara, token, heldTime()));
        QVERIFY(takes(*m_mara, token, heldTime(0, 30)));
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        QTRY_COMPARE(seen(*m_tom).first().time, heldTime(0, 30));
        QVERIFY(!takes(*m_tom, HoldToken::create(), heldTime(15)));
        QVERIFY(takes(*m_mara, token, heldTime(0, 15)));
        QVERIFY(takes(*m_tom, HoldToken::create(), heldTime(15)));
        // Into what another one holds it doesn't grow; it stays what it was.
        QVERIFY(!takes(*m_mara, token, heldTime(0, 30)));
        QTRY_COMPARE(seen(*m_tom).first().time, heldTime());
        QVERIFY(takes(*m_mara, token, heldTime()));
    }

    void onAnotherDay_isFreeOnTheFirst()
    {
        const HoldToken token = HoldToken::create();
        ColumnTime later = heldTime();
        later.day = later.day.addDays(1);
        later.startsAt = later.startsAt.addDays(1);
        later.endsAt = later.endsAt.addDays(1);
        QVERIFY(takes(*m_mara, token, heldTime()));
        QVERIFY(takes(*m_mara, token, later));
        QTRY_VERIFY(seen(*m_tom).isEmpty());
        QVERIFY(takes(*m_tom, HoldToken::create(), heldTime()));
        QVERIFY(!takes(*m_tom, HoldToken::create(), later));
    }

    void besideOthersOnPurpose_isHeldAndBothSeeIt()
    {
        const HoldToken first = HoldToken::create();
        const HoldToken second = HoldToken::create();
        QVERIFY(takes(*m_mara, first, heldTime()));
        QVERIFY(!takes(*m_tom, second, heldTime()));
        const HoldWish onPurpose{.time = heldTime(), .places = 1, .beside = Beside::Others};
        const auto outcome = take(*m_tom, second, onPurpose);
        QVERIFY(outcome && !outcome->inTheWay);
        QTRY_COMPARE(seen(*m_mara).size(), 1);
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        QCOMPARE(seen(*m_mara).first().who, u"Tom Berger"_s);
        // Who was first loses nothing by it.
        QVERIFY(takes(*m_mara, first, heldTime()));
    }

    void seats_areHeldAsOftenAsThereIsRoom()
    {
        ColumnTime seats = heldTime();
        seats.doctor = {};
        seats.department = DepartmentId(5);
        ColumnTime after = seats;
        after.startsAt = seats.endsAt;
        after.endsAt = seats.endsAt.addSecs(15 * 60);
        ColumnTime both = seats;
        both.endsAt = after.endsAt;
        const auto takesOneOfTwo = [this](SlotHolds &desk, const ColumnTime &time) {
            const auto outcome = take(desk, HoldToken::create(), {.time = time, .places = 2});
            return outcome && !outcome->inTheWay;
        };
        QVERIFY(takesOneOfTwo(*m_mara, seats));
        QVERIFY(takesOneOfTwo(*m_tom, after));
        QVERIFY(takesOneOfTwo(*m_tom, both)); // Never are more than two there at once…
        QVERIFY(!takesOneOfTwo(*m_mara, seats)); // …but now they would be.
        QVERIFY(!takesOneOfTwo(*m_mara, both));
    }

    void afterItsLife_itIsFreeAndOutOfSight()
    {
        cleanup();
        open(1s);
        QVERIFY(m_mara && m_tom);
        QVERIFY(takes(*m_mara, HoldToken::create(), heldTime()));
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        m_clock.advance(SlotHolds::life);
        QTRY_VERIFY(seen(*m_tom).isEmpty());
        QVERIFY(takes(*m_tom, HoldToken::create(), heldTime()));
    }

    void dayNobodyFollows_isEmpty()
    {
        m_tom->unfollow(heldTime().clinic, heldTime().day);
        QVERIFY(takes(*m_mara, HoldToken::create(), heldTime()));
        QVERIFY(!takes(*m_tom, HoldToken::create(), heldTime()));
        QVERIFY(seen(*m_tom).isEmpty());
        m_tom->follow(heldTime().clinic, heldTime().day);
        QTRY_COMPARE(seen(*m_tom).size(), 1);
        m_tom->follow(heldTime().clinic, heldTime().day);
        m_tom->unfollow(heldTime().clinic, heldTime().day);
        QCOMPARE(seen(*m_tom).size(), 1);
    }

    void whatIsNoTime_isRefused_data()
    {
        QTest::addColumn<ColumnTime>("wrong");
        QTest::addColumn<QString>("field");
        const auto add = [](const char *name, const QString &field, auto change) {
            ColumnTime time = heldTime();
            change(time);
            QTest::newRow(name) << time << field;
        };
        add("no clinic", u"clinic"_s, [](ColumnTime &time) { time.clinic = {}; });
        add("no column", u"doctor"_s, [](ColumnTime &time) { time.doctor = {}; });
        add("no day", u"day"_s, [](ColumnTime &time) { time.day = {}; });
        add("another day's time", u"day"_s,
            [](ColumnTime &time) { time.day = time.day.addDays(9); });
        add("no start", u"starts_at"_s, [](ColumnTime &time) { time.startsAt = {}; });
        add("no end", u"starts_at"_s, [](ColumnTime &time) { time.endsAt = {}; });
        add("no length", u"length"_s, [](ColumnTime &time) { time.endsAt = time.startsAt; });
        add("backwards", u"length"_s,
            [](ColumnTime &time) { time.endsAt = time.startsAt.addSecs(-60); });
        add("a week", u"length"_s,
            [](ColumnTime &time) { time.endsAt = time.startsAt.addDays(7); });
    }
    void whatIsNoTime_isRefused()
    {
        QFETCH(ColumnTime, wrong);
        QFETCH(QString, field);
        const auto outcome = take(*m_mara, HoldToken::create(), {.time = wrong});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, Error::Code::Invalid);
        QCOMPARE(outcome.error().facts.value(u"field"_s).toString(), field);
        QVERIFY(!take(*m_mara, {}, {.time = heldTime()}));
        QVERIFY(!take(*m_mara, HoldToken::create(), {.time = heldTime(), .places = 0}));
    }

private:
    void open(std::chrono::milliseconds life)
    {
        QFETCH_GLOBAL(bool, isServer);
        if (isServer) {
            const auto mara = std::make_shared<HoldDesk>(m_redis.options(), u"Mara Lindt"_s, life);
            const auto tom = std::make_shared<HoldDesk>(m_redis.options(), u"Tom Berger"_s, life);
            m_mara = {mara, &mara->holds};
            m_tom = {tom, &tom->holds};
            QTRY_VERIFY(mara->isWell() && tom->isWell());
        } else {
            m_room = std::make_unique<MemoryHoldRoom>(m_clock);
            m_mara = std::make_shared<MemoryHolds>(*m_room, u"Mara Lindt"_s);
            m_tom = std::make_shared<MemoryHolds>(*m_room, u"Tom Berger"_s);
            for (const auto &desk : {m_mara, m_tom})
                desk->follow(heldTime().clinic, heldTime().day);
        }
    }
    [[nodiscard]] QDateTime now() const
    {
        QFETCH_GLOBAL(bool, isServer);
        return isServer ? QDateTime::currentDateTimeUtc() : m_clock.now();
    }
    Result<HoldOutcome> take(SlotHolds &desk, const HoldToken &token, const HoldWish &wish)
    {
        const auto answer = desk.take(token, wish);
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000))
            qFatal("no answer");
        return answer.result();
    }
    bool takes(SlotHolds &desk, const HoldToken &token, const ColumnTime &time)
    {
        const auto outcome = take(desk, token, {.time = time});
        return outcome && !outcome->inTheWay;
    }
    [[nodiscard]] static QList<SlotHold> seen(const SlotHolds &desk)
    {
        return desk.holdsOf(heldTime().clinic, heldTime().day);
    }

    TestRedis m_redis;
    FakeClock m_clock;
    std::unique_ptr<MemoryHoldRoom> m_room;
    std::shared_ptr<SlotHolds> m_mara;
    std::shared_ptr<SlotHolds> m_tom;
};

QTEST_GUILESS_MAIN(TestSlotHoldsContract)
#include "tst_SlotHoldsContract.moc"
