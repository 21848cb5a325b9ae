// Offers of a free time, of which two desks can't both make or answer one.
#include "tests/postgres/WaitlistTest.h"

#include <QTest>

#include <algorithm>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Code = Error::Code;

class TestWaitlistOffers final : public QObject, private WaitlistTest
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(start(), problem()); }
    void init() { QVERIFY2(begin(), problem()); }
    void cleanup() { end(); }

    void seats_areOfferedToThoseWhoWaitForTheDepartment()
    {
        WaitingWish jab = wishOf(smallclinic::sara, {});
        jab.department = smallclinic::vaccination;
        const SeenWaiting sara = add(jab);
        jab.patient = smallclinic::nguyen;
        const SeenWaiting nguyen = add(jab);
        jab.patient = smallclinic::wang;
        const SeenWaiting wang = add(jab);
        const FreeTime seat{.clinic = smallclinic::riverside,
                            .department = smallclinic::vaccination,
                            .doctor = {},
                            .startsAt = local(m_day, 9)};
        QCOMPARE(candidates(seat).size(), 3);
        QVERIFY(bool(settled(m_rita->waitlist.offer(RequestId::create(), sara, seat))));
        const auto second = settled(m_ruth->waitlist.offer(RequestId::create(), nguyen, seat));
        QVERIFY(bool(second)); // Two seats.
        const auto third = settled(m_rita->waitlist.offer(RequestId::create(), wang, seat));
        QCOMPARE(taken(third), u"capacity"_s);
        const auto made = settled(m_ruth->waitlist.accept(RequestId::create(), second->id));
        QVERIFY2(bool(made), qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(made->row->patient, smallclinic::nguyen);
    }

    void acceptedOffer_booksAndLeavesTheList_andUndoPutsItBack()
    {
        const SeenWaiting seen = add(wishOf(smallclinic::sara));
        const MadeOffer offer = offered(seen, weberAt(local(m_day, 9)));
        QVERIFY(offer.left > 14min && offer.left <= 15min);
        const Waiting waiting = entries().value(0);
        QVERIFY(waiting.offer.has_value());
        QCOMPARE(waiting.offer->startsAt, local(m_day, 9));
        QCOMPARE(waiting.offer->endsAt, local(m_day, 9, 20));
        QCOMPARE(waiting.offer->doctorName, u"Dr Weber"_s);
        const RequestId request = RequestId::create();
        const auto made = settled(m_rita->waitlist.accept(request, offer.id));
        QVERIFY2(bool(made), qPrintable(made ? QString() : made.error().detail));
        QCOMPARE(made->row->patient, smallclinic::sara);
        QCOMPARE(made->row->startsAt, local(m_day, 9));
        QCOMPARE(*settled(m_rita->waitlist.accept(request, offer.id)), *made);
        QCOMPARE(entries().size(), 0);
        const auto again = settled(m_rita->waitlist.accept(RequestId::create(), offer.id));
        QCOMPARE(failureOf(again), Code::Transition);
        QCOMPARE(again.error().facts.value(u"outcome"_s).toString(), u"accepted"_s);

        const auto undone = settled(m_rita->book.undo(RequestId::create(), made->event));
        QVERIFY(bool(undone));
        QCOMPARE(undone->status, Status::Cancelled);
        QCOMPARE(entries().size(), 1);
        QCOMPARE(entries().first().since, waiting.since);
        QCOMPARE(candidates(weberAt(local(m_day, 9))).size(), 1);
    }

    void undoOfAnAcceptedOffer_leavesANewWishOfThePatientAlone()
    {
        const MadeOffer offer = offered(add(wishOf(smallclinic::sara)), weberAt(local(m_day, 9)));
        const auto made = settled(m_rita->waitlist.accept(RequestId::create(), offer.id));
        QVERIFY(bool(made));
        add(wishOf(smallclinic::sara));
        QVERIFY(bool(settled(m_rita->book.undo(RequestId::create(), made->event))));
        QCOMPARE(entries().size(), 1);
    }

    void acceptOfATimeTakenMeanwhile_losesNothing()
    {
        const SeenWaiting seen = add(wishOf(smallclinic::sara));
        const MadeOffer offer = offered(seen, weberAt(local(m_day, 9)));
        book(smallclinic::doe, local(m_day, 9, 10)); // An offer stops nobody.
        const RequestId request = RequestId::create();
        const auto refused = settled(m_rita->waitlist.accept(request, offer.id));
        QCOMPARE(failureOf(refused), Code::Conflict);
        QCOMPARE(taken(refused), u"doctor"_s);
        const auto list = entries(); // Reading it notes what became of the offer.
        QCOMPARE(list.size(), 1);
        QVERIFY(!list.first().offer);
        const auto ended = settled(m_rita->waitlist.accept(request, offer.id));
        QCOMPARE(failureOf(ended), Code::Transition);
        QCOMPARE(ended.error().facts.value(u"outcome"_s).toString(), u"taken"_s);
        QVERIFY(offered({list.first().id, list.first().version}, weberAt(local(m_day, 11))).id
                != offer.id);
    }

    void declinedAndExpiredOffers_passToTheNext()
    {
        const SeenWaiting sara = add(wishOf(smallclinic::sara));
        const SeenWaiting nguyen = add(wishOf(smallclinic::nguyen));
        const SeenWaiting doe = add(wishOf(smallclinic::doe));
        const FreeTime time = weberAt(local(m_day, 9));
        const MadeOffer first = offered(sara, time);
        QVERIFY(bool(settled(
            m_rita->waitlist.end(RequestId::create(), first.id, Waitlist::Ending::Declined))));
        auto list = candidates(time);
        QCOMPARE(list.size(), 3);
        QCOMPARE(list.at(0).waiting.id, nguyen.id);
        QCOMPARE(list.at(2).waiting.id, sara.id);
        QCOMPARE(list.at(2).asked, Candidate::Asked::SaidNo);

        const MadeOffer second = offered(nguyen, time);
        QCOMPARE(failureOf(settled(m_ruth->waitlist.offer(RequestId::create(), doe,
                                                          weberAt(local(m_day, 9, 10))))),
                 Code::Conflict); // Overlaps what is being offered.
        expire(second.id);
        QCOMPARE(failureOf(settled(m_rita->waitlist.accept(RequestId::create(), second.id))),
                 Code::Transition);
        list = candidates(time);
        QCOMPARE(list.at(0).waiting.id, doe.id);
        const auto expired = std::find_if(list.begin(), list.end(), [&](const Candidate &one) {
            return one.waiting.id == nguyen.id;
        });
        QCOMPARE(expired->asked, Candidate::Asked::DidNotAnswer);
        QVERIFY(!expired->waiting.offer);
        QVERIFY(offered(doe, time).left > 0s);
        QCOMPARE(m_server.value(u"SELECT string_agg(action, ' ' ORDER BY id) FROM clinidesk.audit"
                                " WHERE action LIKE 'offer%'"_s),
                 u"offer_slot offer_declined offer_slot offer_expired offer_slot"_s);
        // A word about another time says nothing about this one.
        QCOMPARE(candidates(weberAt(local(m_day, 13))).value(0).waiting.id, sara.id);
    }

    void withdrawnOffer_asksThePatientAgain()
    {
        const SeenWaiting sara = add(wishOf(smallclinic::sara));
        const FreeTime time = weberAt(local(m_day, 9));
        const MadeOffer offer = offered(sara, time);
        const RequestId request = RequestId::create();
        for (int round = 0; round < 2; ++round)
            QVERIFY(bool(
                settled(m_rita->waitlist.end(request, offer.id, Waitlist::Ending::Withdrawn))));
        QCOMPARE(candidates(time).value(0).asked, Candidate::Asked::NotYet);
        QCOMPARE(failureOf(settled(m_rita->waitlist.end(RequestId::create(), offer.id,
                                                        Waitlist::Ending::Declined))),
                 Code::Transition);
    }

    void ofTwoDesks_oneAloneMakesTheOffer_data()
    {
        QTest::addColumn<bool>("sameEntry");
        QTest::newRow("one patient, two times") << true;
        QTest::newRow("one time, two patients") << false;
    }
    void ofTwoDesks_oneAloneMakesTheOffer()
    {
        QFETCH(bool, sameEntry);
        const SeenWaiting sara = add(wishOf(smallclinic::sara));
        const SeenWaiting doe = sameEntry ? sara : add(wishOf(smallclinic::doe));
        constexpr int rounds = 25;
        for (int round = 0; round < rounds; ++round) {
            const QDateTime at = local(m_day.addDays(round / 5), 9 + round % 5);
            const auto one = m_rita->waitlist.offer(RequestId::create(), sara, weberAt(at));
            const auto two = m_ruth->waitlist.offer(RequestId::create(), doe,
                                                    weberAt(sameEntry ? at.addSecs(1200) : at));
            const auto first = settled(one);
            const auto second = settled(two);
            QVERIFY2(bool(first) != bool(second), qPrintable(QString::number(round)));
            const Error refused = first ? second.error() : first.error();
            QCOMPARE(refused.code, Code::Conflict);
            QCOMPARE(refused.facts.value(u"taken"_s).toString(),
                     sameEntry ? u"entry"_s : u"offer"_s);
            QVERIFY(bool(
                settled(m_rita->waitlist.end(RequestId::create(), first ? first->id : second->id,
                                             Waitlist::Ending::Withdrawn))));
        }
    }

    void ofTwoDesks_oneAloneAccepts()
    {
        const MadeOffer offer = offered(add(wishOf(smallclinic::sara)), weberAt(local(m_day, 9)));
        const auto one = m_rita->waitlist.accept(RequestId::create(), offer.id);
        const auto two = m_ruth->waitlist.accept(RequestId::create(), offer.id);
        const auto first = settled(one);
        const auto second = settled(two);
        QVERIFY(bool(first) != bool(second));
        QCOMPARE(
            m_server.value(u"SELECT count(*) FROM clinidesk.appointment WHERE patient_id = 1"_s),
            u"1"_s);
    }

    void offersLife_isTheClinicsSettingAndEndsAsTheTimeBegins()
    {
        const SeenWaiting sara = add(wishOf(smallclinic::sara));
        m_server.run(
            u"INSERT INTO clinidesk.settings (clinic_id, key, value)"
            " VALUES (1, 'waitlist.offer_minutes', '3'), (2, 'waitlist.offer_minutes', '9')"_s);
        const MadeOffer offer = offered(sara, weberAt(local(m_day, 9)));
        QVERIFY(offer.left > 170s && offer.left <= 180s);
    }

    void takenOffTheList_withdrawsTheOffer()
    {
        const SeenWaiting sara = add(wishOf(smallclinic::sara));
        const MadeOffer offer = offered(sara, weberAt(local(m_day, 9)));
        QVERIFY(bool(settled(m_ruth->waitlist.takeOff(RequestId::create(), sara))));
        const auto accepted = settled(m_rita->waitlist.accept(RequestId::create(), offer.id));
        QCOMPARE(failureOf(accepted), Code::Transition);
        QVERIFY(offered(add(wishOf(smallclinic::doe)), weberAt(local(m_day, 9))).left > 0s);
    }
};

QTEST_GUILESS_MAIN(TestWaitlistOffers)
#include "tst_WaitlistOffers.moc"
