// The row that a change answers is the one that the day lists afterwards, for whoever made it;
// asked of the clinic in memory, of the real server, and of days that desks keep and mend with it.
#include "tests/contract/ContractDesks.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestChangedRowContract final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { ContractDesks::addRows(); }
    void initTestCase() { QVERIFY2(desks.start(), desks.problem()); }
    void init() { QVERIFY(desks.fresh()); }

    void everyChangeOfAReceptionist_answersItsRow()
    {
        const auto rita = desks.rita();
        const QList<Slot> free = rita.weberSlots();
        const QDate day = look(rita, free.value(0));
        auto change = booked(rita, bookingOf(free.value(0)));
        shows(rita, change, day);
        // Another in between, so that there is an order to keep.
        shows(rita, booked(rita, bookingOf(free.value(2), smallclinic::nguyen)), day);
        change = settled(
            rita.book.move(RequestId::create(), seen(change),
                           {.doctor = {}, .startsAt = free.value(4).startsAt, .length = {}}));
        shows(rita, change, day);
        change = settled(rita.book.resize(RequestId::create(), seen(change), 10min));
        shows(rita, change, day);
        change = undone(rita, change->event);
        shows(rita, change, day);
        for (const Action action : {Action::CheckIn, Action::Start, Action::Complete}) {
            change = acted(rita, *change, action);
            shows(rita, change, day);
        }
        auto other = booked(rita, bookingOf(free.value(6)));
        other = acted(rita, *other, Action::Cancel, u"ill"_s);
        shows(rita, other, day);
        other = booked(rita, bookingOf(free.value(6)));
        shows(rita, acted(rita, *other, Action::MarkNoShow), day);
        QCOMPARE(settled(rita.days.day(smallclinic::riverside, day))->appointments.size(), 4);
    }

    void appointmentThatMovesToAnotherDay_leavesItsOwn()
    {
        const auto rita = desks.rita();
        const Slot slot = rita.weberSlots().value(0);
        const QDate day = look(rita, slot);
        look(rita, slot, 1);
        const auto first = booked(rita, bookingOf(slot));
        const auto moved = settled(
            rita.book.move(RequestId::create(), seen(first),
                           {.doctor = {}, .startsAt = slot.startsAt.addDays(1), .length = {}}));
        shows(rita, moved, day.addDays(1));
        QVERIFY(settled(rita.days.day(smallclinic::riverside, day))->appointments.isEmpty());
        shows(rita, undone(rita, moved->event), day);
        QVERIFY(
            settled(rita.days.day(smallclinic::riverside, day.addDays(1)))->appointments.isEmpty());
    }

    void everyChangeOfADoctor_answersItsRow()
    {
        const auto rita = desks.rita();
        const auto jonas = desks.jonas();
        const Slot slot = rita.weberSlots().value(0);
        const QDate day = look(jonas, slot);
        auto change = booked(rita, bookingOf(slot));
        change = acted(rita, *change, Action::CheckIn);
        look(jonas, slot);
        change = acted(jonas, *change, Action::Start);
        shows(jonas, change, day);
        change = acted(jonas, *change, Action::Complete);
        shows(jonas, change, day);
        QCOMPARE(change->row->reason, u"cough"_s); // His own patient's.
    }

private:
    [[nodiscard]] static Seen seen(const Result<Change> &change)
    {
        return {change->appointment, change->version};
    }
    /// The day of @p slot, or one after it, which is kept from here on where days are kept.
    static QDate look(const ContractDesk &desk, const Slot &slot, int later = 0)
    {
        const QDate day = slot.startsAt.toTimeZone(QTimeZone("Europe/Berlin")).date();
        (void)settled(desk.days.day(smallclinic::riverside, day.addDays(later)));
        return day;
    }
    static void shows(const ContractDesk &desk, const Result<Change> &change, QDate day)
    {
        QVERIFY2(bool(change), qPrintable(change ? QString() : change.error().detail));
        QVERIFY(change->row);
        QCOMPARE(change->row->version, change->version);
        QCOMPARE(change->row->day, day);
        const auto listed = settled(desk.days.day(smallclinic::riverside, day));
        QVERIFY(bool(listed));
        const auto &rows = listed->appointments;
        QVERIFY(std::is_sorted(rows.begin(), rows.end(), [](const auto &a, const auto &b) {
            return std::pair(a.startsAt, a.id) < std::pair(b.startsAt, b.id);
        }));
        QCOMPARE(rows.count(*change->row), 1);
        // And so does the source itself, whatever was kept.
        const auto anew
            = settled(desk.days.day(smallclinic::riverside, day, Reading::PastTheCache));
        QCOMPARE(anew->appointments, rows);
    }

    ContractDesks desks;
};

QTEST_GUILESS_MAIN(TestChangedRowContract)
#include "tst_ChangedRowContract.moc"
