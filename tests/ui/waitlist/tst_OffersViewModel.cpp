// One free time and whom it is offered to, one after the other; and times that become free.
#include "tests/ui/waitlist/WaitlistDesk.h"
#include "ui/viewmodels/waitlist/FreedTimes.h"

#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Code = Error::Code;

namespace {

struct Desk : WaitlistDesk
{
    void open(const QList<Candidate> &list)
    {
        waitlist.candidatesCall.always(list);
        offers.open(freePlace());
        (void)QTest::qWaitFor([this] { return offers.state() == ListState::Shown; });
    }
    QString text(int row, int column)
    {
        return offers.table().index(row, column).data().toString().remove(QChar(0x200E));
    }

    QString note() const
    {
        return QString(offers.note()).remove(QChar(0x2068)).remove(QChar(0x2069));
    }

    OffersViewModel offers{ports.ports};
};

} // namespace

class TestOffersViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void candidates_areListedWithTheReasons()
    {
        Desk desk;
        Candidate second = candidate(1);
        second.waiting.phone.clear();
        second.waiting.doctorName.clear();
        second.waiting.wish.weekdays = {Qt::Thursday, Qt::Friday};
        second.waiting.wish.urgency = WaitingWish::Urgency::Urgent;
        second.waiting.hasAppointment = freePlace().time.startsAt.addDays(7);
        second.asked = Candidate::Asked::SaidNo;
        second.askedAt = QDateTime(samples::today, QTime(7, 5), Qt::UTC);
        desk.open({candidate(12), second});
        QVERIFY(desk.offers.title().contains(u"13:30"_s));
        QCOMPARE(desk.text(0, CandidateTable::Why),
                 u"waiting 12 days, wants Dr Okafor, until 12:00"_s);
        QCOMPARE(desk.text(0, CandidateTable::Contact), u"+49 30 5550101"_s.append(u"2"_s));
        QCOMPARE(desk.text(0, CandidateTable::State), u"○ Not asked yet"_s);
        QVERIFY(desk.text(1, CandidateTable::Why)
                    .startsWith(
                        u"urgent, waiting 1 day, any doctor will do, Thu Fri, until 12:00, has"_s));
        QVERIFY(desk.text(1, CandidateTable::Why).endsWith(u"no phone number and no e-mail"_s));
        QCOMPARE(desk.text(1, CandidateTable::State), u"✕ Said no at 08:05"_s);
    }

    void anOffer_isHeldForTheOtherDesksAndCountedDown()
    {
        Desk desk;
        desk.open({candidate(3), candidate(2)});
        desk.offers.offer(0);
        desk.offers.offer(0); // Enter held down.
        QCOMPARE(desk.waitlist.offerCall.count(), 1);
        QCOMPARE(desk.waitlist.offerCall.last().seen, (SeenWaiting{WaitingId(3), 1}));
        QCOMPARE(desk.waitlist.offerCall.last().time, freePlace().time);
        desk.waitlist.candidatesCall.always(
            QList<Candidate>{offered(candidate(3), 15min), candidate(2)});
        desk.waitlist.offerCall.answer(MadeOffer{OfferId(70), 15min});
        QTRY_VERIFY(desk.offers.canAnswer(0));
        QVERIFY(desk.offers.note().contains(u"+49 30 5550103"_s.left(8)));
        QCOMPARE(desk.text(0, CandidateTable::State), u"▶ Offered by Rita Desk, 15:00 left"_s);
        QVERIFY(!desk.offers.canOffer(1)); // One time, one offer.
        QTRY_COMPARE(desk.ports.holds.takeCall.count(), 1);
        const HoldWish held = desk.ports.holds.takeCall.last().wish;
        QCOMPARE(held.time.startsAt, freePlace().time.startsAt);
        QCOMPARE(held.time.day, samples::today);
        QCOMPARE(held.time.doctor, DoctorId(11));
        desk.ports.clock.advance(61s);
        QTRY_COMPARE(desk.text(0, CandidateTable::State), u"▶ Offered by Rita Desk, 13:59 left"_s);
        desk.offers.close();
        QCOMPARE(desk.ports.holds.released.size(), 1);
    }

    void declined_proposesTheNext()
    {
        Desk desk;
        desk.open({offered(candidate(3), 15min), candidate(2)});
        QSignalSpy proposed(&desk.offers, &OffersViewModel::proposed);
        desk.offers.decline(0);
        QCOMPARE(desk.waitlist.endCall.last().offer, OfferId(70));
        QCOMPARE(desk.waitlist.endCall.last().ending, Waitlist::Ending::Declined);
        Candidate asked = candidate(3);
        asked.asked = Candidate::Asked::SaidNo;
        desk.waitlist.candidatesCall.always(QList<Candidate>{candidate(2), asked});
        desk.waitlist.endCall.answer(Done{});
        QTRY_COMPARE(proposed.count(), 1);
        QVERIFY(desk.note().contains(u"Next: PATIENT2"_s));
        QVERIFY(desk.offers.canOffer(0));
    }

    void expired_proposesTheNextByItself()
    {
        Desk desk;
        desk.open({offered(candidate(3), 2s), candidate(2)});
        QSignalSpy proposed(&desk.offers, &OffersViewModel::proposed);
        Candidate asked = candidate(3);
        asked.asked = Candidate::Asked::DidNotAnswer;
        desk.waitlist.candidatesCall.always(QList<Candidate>{candidate(2), asked});
        desk.ports.clock.advance(3s);
        QTRY_COMPARE(proposed.count(), 1);
        QVERIFY(desk.offers.note().contains(u"PATIENT3"_s));
        QVERIFY(desk.note().contains(u"Next: PATIENT2"_s));
        QCOMPARE(desk.offers.table().rows().first().waiting.id, WaitingId(2));
        QTRY_VERIFY(!desk.ports.holds.released.isEmpty());
    }

    void withNobodyLeft_thatIsSaid()
    {
        Desk desk;
        desk.open({offered(candidate(3), 15min)});
        Candidate asked = candidate(3);
        asked.asked = Candidate::Asked::SaidNo;
        desk.waitlist.candidatesCall.always(QList<Candidate>{asked});
        desk.offers.decline(0);
        desk.waitlist.endCall.answer(Done{});
        QTRY_VERIFY(desk.offers.note().contains(u"Nobody else waits"_s));
    }

    void accepted_isBookedAndCanBeTakenBack()
    {
        Desk desk;
        desk.open({offered(candidate(3), 15min)});
        QSignalSpy booked(&desk.offers, &OffersViewModel::booked);
        desk.offers.accept(0);
        QCOMPARE(desk.waitlist.acceptCall.last().offer, OfferId(70));
        desk.waitlist.candidatesCall.always(samples::failure(Code::Conflict));
        desk.waitlist.acceptCall.answer(samples::change(AppointmentId(9)));
        QTRY_COMPARE(booked.count(), 1);
        QVERIFY(booked.first().first().toString().contains(u"PATIENT3"_s));
        QVERIFY(desk.ports.booking.canUndo());
        desk.ports.book.undoCall.always(samples::change(AppointmentId(9), Status::Cancelled));
        (void)desk.ports.booking.undoLast();
        QCOMPARE(desk.ports.book.undoCall.last().event, EventId(501));
    }

    void acceptWhoseAnswerWasLost_isAskedAgainUnderTheSameRequest()
    {
        Desk desk;
        desk.open({offered(candidate(3), 15min)});
        desk.offers.accept(0);
        desk.waitlist.acceptCall.answer(samples::failure(Code::Unknown));
        QTRY_COMPARE(desk.waitlist.acceptCall.count(), 2);
        QCOMPARE(desk.waitlist.acceptCall.question(1).request,
                 desk.waitlist.acceptCall.question(0).request);
    }

    void takenMeanwhile_isSaidAndNothingIsLost()
    {
        Desk desk;
        desk.open({offered(candidate(3), 15min)});
        desk.waitlist.candidatesCall.always(
            samples::failure(Code::Conflict, {{u"taken"_s, u"doctor"_s}}));
        desk.offers.accept(0);
        desk.waitlist.acceptCall.answer(
            samples::failure(Code::Conflict, {{u"taken"_s, u"doctor"_s}}));
        QTRY_VERIFY(desk.offers.isTaken());
        QVERIFY(desk.offers.refusal().contains(u"stays on the waitlist"_s));
        QCOMPARE(desk.offers.state(), ListState::Empty);
        QVERIFY(!desk.ports.booking.canUndo());
        QTRY_VERIFY(!desk.ports.holds.released.isEmpty());
    }

    void refusals_sayWhatToDoNext_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("said");
        const auto conflict = [](const QString &what) {
            return samples::failure(Code::Conflict, {{u"taken"_s, what}});
        };
        QTest::newRow("another desk's offer") << conflict(u"offer"_s) << u"somebody else"_s;
        QTest::newRow("another time") << conflict(u"entry"_s) << u"another time just now"_s;
        QTest::newRow("patient elsewhere") << conflict(u"patient"_s) << u"next patient"_s;
        QTest::newRow("ran out") << samples::failure(Code::Transition,
                                                     {{u"outcome"_s, u"expired"_s}})
                                 << u"run out"_s;
        QTest::newRow("gone") << samples::failure(Code::NotFound) << u"no longer"_s;
        QTest::newRow("changed") << samples::failure(Code::Stale) << u"look again"_s;
    }
    void refusals_sayWhatToDoNext()
    {
        QFETCH(Error, error);
        QFETCH(QString, said);
        Desk desk;
        desk.open({candidate(3)});
        desk.offers.offer(0);
        desk.waitlist.offerCall.answer(error);
        QTRY_VERIFY2(desk.offers.refusal().contains(said), qPrintable(desk.offers.refusal()));
        QTRY_VERIFY(desk.offers.canOffer(0));
    }

    void oldRows_areNotActedOn()
    {
        Desk desk;
        desk.open({candidate(3)});
        desk.waitlist.candidatesCall.always(samples::failure(Code::Unavailable));
        desk.offers.refresh();
        QTRY_COMPARE(desk.offers.state(), ListState::Old);
        QVERIFY(!desk.offers.canOffer(0));
    }

    void whatOnesOwnChangeFrees_isNamed()
    {
        Desk desk;
        FreedTimes freed(desk.ports.ports);
        QSignalSpy changed(&freed, &FreedTimes::changed);
        desk.ports.book.actCall.always(samples::change(AppointmentId(1), Status::Cancelled));
        (void)desk.ports.booking.act({AppointmentId(1), 1}, Action::Cancel, u"rain"_s);
        QTRY_COMPARE(desk.waitlist.freedCall.count(), 1);
        QCOMPARE(desk.waitlist.freedCall.last(), EventId(501));
        desk.waitlist.freedCall.answer(
            std::optional(FreedTime{.time = freePlace().time,
                                    .zone = freePlace().zone,
                                    .name = freePlace().name,
                                    .endsAt = freePlace().time.startsAt.addSecs(1200),
                                    .waiting = 3}));
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(freed.sentence().remove(QChar(0x200E)),
                 u"A time is free: Thu 26-Nov-2026 13:30, Dr Okafor. 3 patients wait for it."_s);
        desk.ports.clock.set(freePlace().time.startsAt);
        QVERIFY(freed.sentence().isEmpty()); // It has begun.
        desk.ports.clock.set(freePlace().time.startsAt.addSecs(-60));
        freed.dismiss();
        QVERIFY(!freed.latest());
    }

    void aBooking_asksNobodyWhoWaits()
    {
        Desk desk;
        FreedTimes freed(desk.ports.ports);
        Change made = samples::change(AppointmentId(1));
        made.version = 1;
        desk.ports.book.bookCall.always(made);
        QSignalSpy booked(&desk.ports.booking, &BookingService::changed);
        (void)desk.ports.booking.book({});
        QTRY_COMPARE(booked.count(), 1);
        QCOMPARE(desk.waitlist.freedCall.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOffersViewModel)
#include "tst_OffersViewModel.moc"
