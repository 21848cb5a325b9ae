// The waitlist: who is on it, whom a free time suits, and in which order.
#include "tests/postgres/WaitlistTest.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Code = Error::Code;
using Urgency = WaitingWish::Urgency;
using WaitingDesk = WaitlistTest::WaitingDesk;

class TestWaitlist final : public QObject, private WaitlistTest
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(start(), problem()); }
    void init() { QVERIFY2(begin(), problem()); }
    void cleanup() { end(); }

    void whatIsWished_isListedAsItWasEntered()
    {
        WaitingWish wish = wishOf(smallclinic::nguyen, {});
        wish.urgency = Urgency::Urgent;
        wish.weekdays = {Qt::Monday, Qt::Sunday};
        wish.from = QTime(8, 30);
        wish.until = QTime(12, 0);
        wish.firstDay = m_day;
        wish.lastDay = m_day.addDays(30);
        wish.length = 40min;
        wish.remark = u"O'Neill said: \"100 %\" 🫀"_s;
        const RequestId request = RequestId::create();
        const auto added = settled(m_rita->waitlist.add(request, wish));
        QVERIFY2(bool(added), qPrintable(added ? QString() : added.error().detail));
        QCOMPARE(*settled(m_rita->waitlist.add(request, wish)), *added);
        const auto list = entries();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list.first().wish, wish);
        QCOMPARE(list.first().family, u"Nguyễn"_s);
        QCOMPARE(list.first().departmentName, u"Cardiology"_s);
        QCOMPARE(list.first().zone, "Europe/Berlin"_ba);
        QCOMPARE(list.first().days, 0);
        QVERIFY(!list.first().offer);
    }

    void anEntry_isChangedTakenOffAndPutBack()
    {
        const SeenWaiting added = add(wishOf(smallclinic::sara));
        WaitingWish other = wishOf(smallclinic::sara, smallclinic::okafor);
        other.urgency = Urgency::WheneverItSuits;
        const auto changed = settled(m_rita->waitlist.change(RequestId::create(), added, other));
        QVERIFY(bool(changed));
        QCOMPARE(entries().value(0).wish, other);
        QCOMPARE(failureOf(settled(m_rita->waitlist.change(RequestId::create(), added, other))),
                 Code::Stale);
        const auto gone = settled(m_rita->waitlist.takeOff(RequestId::create(), *changed));
        QVERIFY(bool(gone));
        QCOMPARE(entries().size(), 0);
        QCOMPARE(failureOf(settled(m_rita->waitlist.takeOff(RequestId::create(), *gone))),
                 Code::Transition);
        const auto back = settled(m_rita->waitlist.putBack(RequestId::create(), *gone));
        QVERIFY(bool(back));
        QCOMPARE(entries().value(0).wish, other);
        QCOMPARE(m_server.value(u"SELECT string_agg(action, ' ' ORDER BY id) FROM clinidesk.audit"
                                " WHERE entity = 'waitlist' AND action <> 'waitlist_list'"_s),
                 u"waitlist_add waitlist_change waitlist_take_off waitlist_put_back"_s);
    }

    void theSameWishTwice_isRefusedWhoeverEntersIt()
    {
        add(wishOf(smallclinic::sara));
        const auto again
            = settled(m_ruth->waitlist.add(RequestId::create(), wishOf(smallclinic::sara)));
        QCOMPARE(failureOf(again), Code::Conflict);
        QCOMPARE(taken(again), u"waiting"_s);
        add(wishOf(smallclinic::sara, smallclinic::okafor)); // Another wish of hers.
        const auto one = m_rita->waitlist.add(RequestId::create(), wishOf(smallclinic::doe));
        const auto two = m_ruth->waitlist.add(RequestId::create(), wishOf(smallclinic::doe));
        const auto first = settled(one);
        const auto second = settled(two);
        QVERIFY(bool(first) != bool(second));
    }

    void senselessWishes_areRefusedByName_data()
    {
        QTest::addColumn<WaitingWish>("wish");
        QTest::addColumn<QString>("field");
        WaitingWish wish = wishOf(smallclinic::sara);
        wish.department = smallclinic::paediatrics;
        QTest::newRow("another clinic's department") << wish << u"department"_s;
        QTest::newRow("a doctor of another department")
            << wishOf(smallclinic::sara, smallclinic::tran) << u"doctor"_s;
        wish = wishOf({});
        QTest::newRow("nobody") << wish << u"patient"_s;
        wish = wishOf(smallclinic::sara);
        wish.from = QTime(12, 0);
        wish.until = QTime(9, 0);
        QTest::newRow("hours reversed") << wish << u"until_time"_s;
        wish.from = QTime(8, 50);
        wish.length = 20min;
        QTest::newRow("hours too few") << wish << u"until_time"_s;
        wish = wishOf(smallclinic::sara);
        wish.lastDay = QDate::currentDate().addDays(-3);
        QTest::newRow("past") << wish << u"last_day"_s;
        wish.lastDay = QDate::currentDate().addDays(3);
        wish.firstDay = QDate::currentDate().addDays(4);
        QTest::newRow("days reversed") << wish << u"last_day"_s;
        wish = wishOf(smallclinic::sara);
        wish.length = 7min;
        QTest::newRow("length") << wish << u"minutes"_s;
        wish = wishOf(smallclinic::sara);
        wish.remark = QString(201, u'x');
        QTest::newRow("remark") << wish << u"remark"_s;
    }
    void senselessWishes_areRefusedByName()
    {
        QFETCH(WaitingWish, wish);
        QFETCH(QString, field);
        const auto answer = settled(m_rita->waitlist.add(RequestId::create(), wish));
        QCOMPARE(failureOf(answer), Code::Invalid);
        QCOMPARE(answer.error().facts.value(u"field"_s).toString(), field);
    }

    void candidates_areThoseWhomTheTimeSuits()
    {
        WaitingWish morning = wishOf(smallclinic::sara);
        morning.until = QTime(9, 20);
        add(morning);
        WaitingWish late = wishOf(smallclinic::nguyen);
        late.from = QTime(9, 1);
        add(late);
        WaitingWish otherDay = wishOf(smallclinic::wang);
        otherDay.weekdays = {static_cast<Qt::DayOfWeek>(m_day.dayOfWeek() % 7 + 1)};
        add(otherDay);
        WaitingWish longer = wishOf(smallclinic::haddad, {});
        longer.length = 60min;
        add(longer);
        WaitingWish later = wishOf(smallclinic::doe);
        later.firstDay = m_day.addDays(1);
        add(later);
        book(smallclinic::oneill, local(m_day, 10)); // The time is free for an hour.
        const auto list = candidates(weberAt(local(m_day, 9)));
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.at(0).waiting.wish.patient, smallclinic::sara);
        QCOMPARE(list.at(0).length, 20min);
        QCOMPARE(list.at(1).waiting.wish.patient, smallclinic::haddad);
        QCOMPARE(list.at(1).length, 60min);
        QCOMPARE(candidates(weberAt(local(m_day, 9, 20))).size(), 1); // Nguyễn's; no hour is left.
    }

    void whoIsElsewhereAtThatTime_isNoCandidate()
    {
        const SeenWaiting seen = add(wishOf(smallclinic::sara));
        book(smallclinic::sara, local(m_day, 9), smallclinic::okafor);
        QCOMPARE(candidates(weberAt(local(m_day, 9))).size(), 0);
        QCOMPARE(candidates(weberAt(local(m_day, 9, 20))).size(), 1);
        const auto offered
            = settled(m_rita->waitlist.offer(RequestId::create(), seen, weberAt(local(m_day, 9))));
        QCOMPARE(failureOf(offered), Code::Conflict);
        QCOMPARE(taken(offered), u"patient"_s);
        QCOMPARE(entries().value(0).hasAppointment, local(m_day, 9));
    }

    void aTimeThatIsTaken_hasNoCandidates()
    {
        add(wishOf(smallclinic::sara));
        book(smallclinic::doe, local(m_day, 9));
        const auto list = settled(m_rita->waitlist.candidates(weberAt(local(m_day, 9))));
        QCOMPARE(failureOf(list), Code::Conflict);
        const auto closed = settled(m_rita->waitlist.candidates(weberAt(local(m_day, 19))));
        QCOMPARE(failureOf(closed), Code::Conflict);
    }

    void order_isThatOfAPlainReference()
    {
        QRandomGenerator random(20261123);
        m_server.run(u"INSERT INTO clinidesk.patient (id, mrn, family, given, phone, email, search)"
                     " SELECT 100 + i, 'W' || i, 'Family ' || i, 'Given',"
                     " CASE WHEN i % 3 = 0 THEN '' ELSE '+49 30 5550' || i END, '', ' w ' || i"
                     " FROM generate_series(0, 79) i"_s);
        for (int i = 0; i < 80; ++i)
            addRandom(random, PatientId(100 + i));
        const QList<Waiting> all = entries();
        QCOMPARE(all.size(), 80);
        int listed = 0;
        for (int round = 0; round < 40; ++round) {
            FreeTime time = weberAt(local(m_day.addDays(random.bounded(10)), 8 + random.bounded(9),
                                          20 * random.bounded(3)));
            if (random.bounded(2))
                time.doctor = smallclinic::okafor;
            const auto found = candidates(time);
            QList<WaitingId> ids;
            for (const Candidate &one : found)
                ids.append(one.waiting.id);
            QCOMPARE(ids, reference(all, time));
            listed += int(ids.size());
        }
        QVERIFY(listed > 100);
        qInfo("Waitlist: 40 times, 80 entries, %d candidates as the reference lists them", listed);
    }

    void cancelledAndMovedTimes_nameHowManyWait()
    {
        add(wishOf(smallclinic::sara));
        add(wishOf(smallclinic::nguyen, {}));
        const Change one = book(smallclinic::doe, local(m_day, 9));
        QCOMPARE(freed(one), std::nullopt); // A booking frees nothing.
        const auto moved = settled(
            m_rita->book.move(RequestId::create(), {one.appointment, one.version},
                              {.doctor = {}, .startsAt = local(m_day, 11), .length = 40min}));
        QVERIFY(bool(moved));
        const auto old = freed(*moved);
        QVERIFY(old.has_value());
        QCOMPARE(old->time, weberAt(local(m_day, 9)));
        QCOMPARE(old->name, u"Dr Weber"_s);
        QCOMPARE(old->endsAt, local(m_day, 11));
        QCOMPARE(old->waiting, 2);
        const auto shorter = settled(
            m_rita->book.resize(RequestId::create(), {moved->appointment, moved->version}, 20min));
        QVERIFY(bool(shorter));
        QCOMPARE(freed(*shorter)->time.startsAt, local(m_day, 11, 20));
        const auto cancelled = settled(m_rita->book.act(RequestId::create(),
                                                        {shorter->appointment, shorter->version},
                                                        Action::Cancel, u"rain"_s));
        QVERIFY(bool(cancelled));
        QCOMPARE(freed(*cancelled)->time, weberAt(local(m_day, 11)));
        QCOMPARE(failureOf(settled(m_ruth->waitlist.freedBy(cancelled->event))), Code::Denied);
    }

    void freedTimesNobodyWaitsFor_areNotNamed()
    {
        WaitingWish wish = wishOf(smallclinic::sara);
        wish.from = QTime(15, 0);
        add(wish);
        const Change one = book(smallclinic::doe, local(m_day, 9));
        const auto cancelled = settled(m_rita->book.act(
            RequestId::create(), {one.appointment, one.version}, Action::Cancel, u"rain"_s));
        QVERIFY(bool(cancelled));
        QCOMPARE(freed(*cancelled), std::nullopt);
    }

    void others_areDenied_data()
    {
        QTest::addColumn<QString>("login");
        QTest::newRow("doctor") << logins::doctor;
        QTest::newRow("administrator") << logins::admin;
    }
    void others_areDenied()
    {
        QFETCH(QString, login);
        const SeenWaiting seen = add(wishOf(smallclinic::sara));
        const FreeTime time = weberAt(local(m_day, 9));
        const MadeOffer offer = offered(seen, time);
        WaitingDesk other(m_server, login);
        QCOMPARE(failureOf(settled(other.waitlist.entries(smallclinic::riverside))), Code::Denied);
        QCOMPARE(failureOf(settled(other.waitlist.candidates(time))), Code::Denied);
        QCOMPARE(
            failureOf(settled(other.waitlist.add(RequestId::create(), wishOf(smallclinic::doe)))),
            Code::Denied);
        QCOMPARE(failureOf(settled(other.waitlist.takeOff(RequestId::create(), seen))),
                 Code::Denied);
        QCOMPARE(failureOf(settled(other.waitlist.accept(RequestId::create(), offer.id))),
                 Code::Denied);
    }

    void anotherClinicsList_isDenied()
    {
        WaitingWish wish = wishOf(smallclinic::haddad, smallclinic::tran);
        wish.clinic = smallclinic::harbour;
        wish.department = smallclinic::paediatrics;
        const auto added = settled(m_ruth->waitlist.add(RequestId::create(), wish));
        QVERIFY(bool(added));
        const QTimeZone newYork("America/New_York");
        const FreeTime time{.clinic = smallclinic::harbour,
                            .department = smallclinic::paediatrics,
                            .doctor = smallclinic::tran,
                            .startsAt = QDateTime(m_day, QTime(9, 0), newYork).toUTC()};
        const auto offer = settled(m_ruth->waitlist.offer(RequestId::create(), *added, time));
        QVERIFY(bool(offer));
        QCOMPARE(failureOf(settled(m_rita->waitlist.entries(smallclinic::harbour))), Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->waitlist.candidates(time))), Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->waitlist.add(RequestId::create(), wish))), Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->waitlist.takeOff(RequestId::create(), *added))),
                 Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->waitlist.accept(RequestId::create(), offer->id))),
                 Code::Denied);
        QCOMPARE(failureOf(settled(m_rita->waitlist.end(RequestId::create(), offer->id,
                                                        Waitlist::Ending::Declined))),
                 Code::Denied);
    }

private:
    void addRandom(QRandomGenerator &random, PatientId patient)
    {
        WaitingWish wish = wishOf(patient, DoctorId(random.bounded(3)));
        wish.urgency = static_cast<Urgency>(random.bounded(3));
        for (int day = 1; day <= 7; ++day) {
            if (random.bounded(4) > 0)
                wish.weekdays.append(static_cast<Qt::DayOfWeek>(day));
        }
        if (random.bounded(3) == 0)
            wish.from = QTime(8 + random.bounded(6), 0);
        if (random.bounded(3) == 0)
            wish.until = QTime(15 + random.bounded(4), 0);
        if (random.bounded(3) == 0)
            wish.firstDay = m_day.addDays(random.bounded(6));
        if (random.bounded(3) == 0)
            wish.lastDay = m_day.addDays(6 + random.bounded(6));
        if (random.bounded(2))
            wish.length = std::chrono::minutes(10 * (1 + random.bounded(9)));
        const SeenWaiting seen = add(wish);
        m_server.run(u"UPDATE clinidesk.waitlist SET created_at = now() - %1 * interval '1 day'"
                     " - %2 * interval '1 min' WHERE id = %3"_s.arg(random.bounded(5))
                         .arg(random.bounded(3))
                         .arg(seen.id.value()));
    }
    /// The same question answered without a database.
    QList<WaitingId> reference(QList<Waiting> all, const FreeTime &time) const
    {
        const QDateTime starts = time.startsAt.toTimeZone(berlinZone);
        const auto suits = [&](const Waiting &one) {
            const WaitingWish &wish = one.wish;
            const QDateTime ends
                = starts.addSecs(std::chrono::seconds(wish.length.value_or(20min)).count());
            return (wish.doctor.isNull() || wish.doctor == time.doctor)
                && ends <= QDateTime(starts.date(), QTime(18, 0), berlinZone)
                && (wish.weekdays.isEmpty()
                    || wish.weekdays.contains(
                        static_cast<Qt::DayOfWeek>(starts.date().dayOfWeek())))
                && (!wish.from.isValid() || starts.time() >= wish.from)
                && (!wish.until.isValid() || ends.time() <= wish.until)
                && (!wish.firstDay.isValid() || starts.date() >= wish.firstDay)
                && (!wish.lastDay.isValid() || starts.date() <= wish.lastDay);
        };
        all.removeIf([&](const Waiting &one) { return !suits(one); });
        const auto rank = [](const Waiting &one) {
            return std::tuple(!one.canBeReached(), -int(one.wish.urgency), -one.days,
                              one.wish.doctor.isNull(), one.since, one.id.value());
        };
        std::sort(all.begin(), all.end(),
                  [&](const Waiting &a, const Waiting &b) { return rank(a) < rank(b); });
        QList<WaitingId> ids;
        for (const Waiting &one : all)
            ids.append(one.id);
        return ids;
    }
};

QTEST_GUILESS_MAIN(TestWaitlist)
#include "tst_Waitlist.moc"
