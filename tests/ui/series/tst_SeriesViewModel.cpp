#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/series/SeriesViewModel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Kind = StartState::Kind;
using Unit = SeriesRule::Unit;

namespace {

struct Desk
{
    Desk()
    {
        ports.ports.series = &ports.series;
        series = std::make_unique<SeriesViewModel>(ports.ports);
    }
    /// Everything is free but @p taken, places from 0.
    void answer(const QList<int> &taken = {})
    {
        ports.seriesBook.conflictsCall.always(
            [taken](const FakeSeriesBook::ConflictsQuestion &question) {
                QList<StartState> states(question.starts.size());
                for (const int place : taken)
                    states[place] = {Kind::Taken, AppointmentId(99)};
                return states;
            });
    }
    QString text(int row, SeriesTable::Column column = SeriesTable::Can)
    {
        return series->table().index(row, column).data().toString().remove(QChar(0x200E));
    }

    FakePorts ports;
    std::unique_ptr<SeriesViewModel> series;
};

SeriesChanges changes(int count)
{
    SeriesChanges made;
    for (int i = 0; i < count; ++i)
        made.append(samples::change(AppointmentId(100 + i), Status::Booked, 500 + i));
    return made;
}

Error refusedAt(int n)
{
    return samples::failure(
        Error::Code::Conflict,
        {{u"taken"_s, u"series"_s},
         {u"occurrences"_s, QJsonArray{QJsonObject{{u"n"_s, n}, {u"state"_s, u"absent"_s}}}}});
}

} // namespace

class TestSeriesViewModel final : public QObject
{
    Q_OBJECT

private slots:
    void open_listsTheNextWeeksWithoutTheAppointmentItself()
    {
        Desk desk;
        const QAbstractItemModelTester tester(&desk.series->table());
        desk.answer();
        desk.series->open(samples::appointment(5, 0));
        QTRY_COMPARE(desk.series->state(), ListState::Shown);
        QCOMPARE(desk.series->table().rowCount(), 5);
        QCOMPARE(desk.text(0, SeriesTable::When), u"Thu 03-Dec-2026 09:00"_s);
        QCOMPARE(desk.text(0), u"✓ Free"_s);
        QCOMPARE(desk.series->bookCount(), 5);
        QVERIFY(desk.series->canBook());
        const auto &asked = desk.ports.seriesBook.conflictsCall.last();
        QCOMPARE(asked.place.patient, PatientId(1005));
        QCOMPARE(asked.place.length, std::chrono::minutes(20));
        QCOMPARE(asked.starts.first(), QDateTime(QDate(2026, 12, 3), QTime(8, 0), Qt::UTC));
    }

    void nothingIsBooked_whileOneIsTaken()
    {
        Desk desk;
        desk.answer({2});
        desk.series->open(samples::appointment(5, 0));
        QTRY_COMPARE(desk.series->state(), ListState::Shown);
        QCOMPARE(desk.series->obstacleCount(), 1);
        QVERIFY(!desk.series->canBook());
        desk.series->book();
        QCOMPARE(desk.ports.seriesBook.bookCall.count(), 0);
        QVERIFY(desk.text(2).startsWith(u"✕ Taken"_s));

        desk.answer();
        desk.series->toggle(2);
        QTRY_VERIFY(desk.series->canBook());
        QCOMPARE(desk.text(2), u"– Left out"_s);
        QCOMPARE(desk.series->bookCount(), 4);
    }

    void booking_sendsTheTimesShownAndIsOneStepOfUndo()
    {
        Desk desk;
        desk.answer();
        Appointment visit = samples::appointment(5, 0);
        visit.reason = u"physiotherapy"_s;
        desk.series->open(visit);
        QTRY_VERIFY(desk.series->canBook());
        desk.series->toggle(1);
        QTRY_VERIFY(desk.series->canBook());
        QSignalSpy booked(desk.series.get(), &SeriesViewModel::booked);
        desk.series->book();
        QVERIFY(desk.series->isBusy());
        desk.series->book(); // A second press does nothing.
        QCOMPARE(desk.ports.seriesBook.bookCall.count(), 1);
        const SeriesBooking &sent = desk.ports.seriesBook.bookCall.last().booking;
        QCOMPARE(sent.starts.size(), 4);
        QCOMPARE(sent.repeats, AppointmentId(5));
        QCOMPARE(sent.reason, u"physiotherapy"_s);
        QCOMPARE(sent.rule.times, 6);
        desk.ports.seriesBook.bookCall.answer(changes(4));
        QTRY_COMPARE(booked.count(), 1);
        QCOMPARE(booked[0][0].toString(), u"4 appointments booked"_s);
        QVERIFY(!desk.series->isOpen());

        QVERIFY(desk.ports.booking.canUndo());
        (void)desk.ports.booking.undoLast();
        QTRY_COMPARE(desk.ports.seriesBook.undoCall.count(), 1);
        QCOMPARE(desk.ports.seriesBook.undoCall.last().events,
                 (QList<EventId>{EventId(500), EventId(501), EventId(502), EventId(503)}));
        QVERIFY(!desk.ports.booking.canUndo());
    }

    void takenMeanwhile_isNamedAndNothingWasBooked()
    {
        Desk desk;
        desk.answer();
        desk.series->open(samples::appointment(5, 0));
        QTRY_VERIFY(desk.series->canBook());
        desk.series->toggle(0);
        QTRY_VERIFY(desk.series->canBook());
        desk.series->book();
        desk.ports.seriesBook.bookCall.answer(refusedAt(2));
        QTRY_VERIFY(!desk.series->refusal().isEmpty());
        QVERIFY(desk.series->isOpen());
        // The second of those sent is the third of those shown.
        QVERIFY(desk.text(2).contains(u"away"_s));
        QCOMPARE(desk.series->obstacleCount(), 1);
        QVERIFY(!desk.series->canBook());
    }

    void lostAnswer_isAskedForAgainUnderTheSameName()
    {
        Desk desk;
        desk.answer();
        desk.series->open(samples::appointment(5, 0));
        QTRY_VERIFY(desk.series->canBook());
        desk.series->book();
        desk.ports.seriesBook.bookCall.answer(samples::failure(Error::Code::Unknown));
        QTRY_COMPARE(desk.ports.seriesBook.bookCall.count(), 2);
        QCOMPARE(desk.ports.seriesBook.bookCall.question(1).request,
                 desk.ports.seriesBook.bookCall.question(0).request);
        desk.ports.seriesBook.bookCall.answer(changes(5));
        QTRY_VERIFY(!desk.series->isOpen());
    }

    void closedBeforeTheAnswer_isToldAllTheSame()
    {
        Desk desk;
        desk.answer();
        desk.series->open(samples::appointment(5, 0));
        QTRY_VERIFY(desk.series->canBook());
        const QSignalSpy booked(desk.series.get(), &SeriesViewModel::booked);
        desk.series->book();
        desk.series->close();
        desk.ports.seriesBook.bookCall.answer(changes(5));
        QTRY_COMPARE(booked.count(), 1);
        QVERIFY(!desk.series->isOpen());
    }

    void otherTime_isOfferedFromThatDayOn()
    {
        Desk desk;
        desk.answer({1});
        desk.series->open(samples::appointment(5, 0));
        QTRY_COMPARE(desk.series->state(), ListState::Shown);
        desk.series->findOffers(1);
        QCOMPARE(desk.ports.freeSlots.findCall.last().firstDay, QDate(2026, 12, 10));
        QCOMPARE(desk.ports.freeSlots.findCall.last().doctors, QList{DoctorId(11)});
        const Slot other{.doctor = DoctorId(11),
                         .doctorName = u"Dr Okafor"_s,
                         .department = DepartmentId(1),
                         .startsAt = QDateTime(QDate(2026, 12, 10), QTime(10, 0), Qt::UTC),
                         .endsAt = QDateTime(QDate(2026, 12, 10), QTime(10, 20), Qt::UTC)};
        desk.ports.freeSlots.findCall.answer(QList<Slot>{other});
        QTRY_COMPARE(desk.series->offers().size(), 1);
        desk.answer();
        desk.series->takeOffer(0);
        QTRY_VERIFY(desk.series->canBook());
        QCOMPARE(desk.text(1, SeriesTable::When), u"Thu 10-Dec-2026 11:00"_s);
        QCOMPARE(desk.text(1), u"✓ Free, at a time of its own"_s);
        QCOMPARE(desk.series->offerRow(), -1);
    }

    void dayThatDoesNotExist_isSaidAndNotAskedFor()
    {
        Desk desk;
        desk.answer();
        Appointment last = samples::appointment(5, 0);
        last.startsAt = QDateTime(QDate(2027, 1, 31), QTime(9, 0), Qt::UTC);
        last.endsAt = last.startsAt.addSecs(1200);
        last.day = QDate(2027, 1, 31);
        desk.series->open(last);
        desk.series->setUnit(Unit::Month);
        desk.series->setTimes(2);
        QTRY_COMPARE(desk.series->state(), ListState::Shown);
        QCOMPARE(desk.text(0, SeriesTable::When), u"Day 31 of February 2027, 10:00"_s);
        QVERIFY(desk.text(0).startsWith(u"✕ There is no such day"_s));
        QTRY_COMPARE(desk.ports.seriesBook.conflictsCall.last().starts.size(), 1);
        QVERIFY(!desk.series->canBook());
        desk.series->findOffers(0);
        QCOMPARE(desk.ports.freeSlots.findCall.last().firstDay, QDate(2027, 2, 28));
    }

    void timeThatComesTwice_isForThePersonToChoose()
    {
        Desk desk;
        desk.answer();
        Appointment night = samples::appointment(5, 0);
        night.startsAt = QDateTime(QDate(2026, 10, 24), QTime(0, 30), Qt::UTC); // 02:30 in Berlin.
        night.endsAt = night.startsAt.addSecs(1200);
        night.day = QDate(2026, 10, 24);
        desk.series->open(night);
        desk.series->setUnit(Unit::Day);
        desk.series->setTimes(1);
        QTRY_COMPARE(desk.series->state(), ListState::Shown);
        QVERIFY(desk.text(0).contains(u"twice"_s));
        desk.series->findOffers(0);
        QCOMPARE(desk.series->offers().size(), 2);
        desk.series->takeOffer(1);
        QTRY_VERIFY(desk.series->canBook());
        QCOMPARE(desk.ports.seriesBook.conflictsCall.last().starts.first(),
                 QDateTime(QDate(2026, 10, 25), QTime(1, 30), Qt::UTC));
        QCOMPARE(desk.text(0), u"✓ Free"_s);
    }

    void ruleThatCantBe_isExplainedBesideIt()
    {
        Desk desk;
        desk.answer();
        desk.series->open(samples::appointment(5, 0));
        desk.series->setEnd(SeriesViewModel::End::Day);
        QVERIFY(desk.series->fault().contains(u"when it ends"_s));
        desk.series->setUntil(QDate(2026, 11, 1));
        QVERIFY(desk.series->fault().contains(u"before the appointment"_s));
        desk.series->setUntil(QDate(2029, 1, 1));
        QVERIFY(desk.series->fault().contains(u"18 months"_s));
        QCOMPARE(desk.series->table().rowCount(), 0);
        QVERIFY(!desk.series->canBook());
        desk.series->setUntil(QDate(2026, 11, 28));
        QCOMPARE(desk.series->state(), ListState::Empty);
        desk.series->setUntil(QDate(2026, 12, 24));
        QTRY_COMPARE(desk.series->bookCount(), 4);
        QVERIFY(desk.series->fault().isEmpty());
    }

    void failedReading_isNeverTakenForFree()
    {
        Desk desk;
        desk.ports.seriesBook.conflictsCall.always(samples::failure(Error::Code::Unavailable));
        desk.series->open(samples::appointment(5, 0));
        QTRY_COMPARE(desk.series->state(), ListState::Failed);
        QVERIFY(!desk.series->canBook());
        QVERIFY(desk.series->failure());
        desk.answer();
        desk.series->check();
        QTRY_VERIFY(desk.series->canBook());
    }

    void olderAnswer_isDropped()
    {
        Desk desk;
        desk.series->open(samples::appointment(5, 0));
        desk.series->setTimes(2);
        QCOMPARE(desk.ports.seriesBook.conflictsCall.waiting(), 2);
        desk.ports.seriesBook.conflictsCall.answer(1, QList<StartState>(2));
        QTRY_VERIFY(desk.series->canBook());
        QList<StartState> old(5);
        old[0].kind = Kind::Taken;
        desk.ports.seriesBook.conflictsCall.answer(0, old);
        QTest::qWait(20);
        QVERIFY(desk.series->canBook());
        QCOMPARE(desk.text(0), u"✓ Free"_s);
    }

    void deadOrCancelled_isNotRepeated()
    {
        QVERIFY(SeriesViewModel::canRepeat(samples::appointment(5, 0)));
        QVERIFY(!SeriesViewModel::canRepeat(samples::appointment(5, 0, Status::Cancelled)));
        Appointment dead = samples::appointment(5, 0);
        dead.diedOn = QDate(2026, 11, 1);
        QVERIFY(!SeriesViewModel::canRepeat(dead));
    }
};

QTEST_GUILESS_MAIN(TestSeriesViewModel)
#include "tst_SeriesViewModel.moc"
