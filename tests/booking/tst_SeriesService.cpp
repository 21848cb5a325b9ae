// A call that changes many appointments: one step of undo, one change of the person's limit, one
// booking of the patient's, and nothing kept of what it touched.
#include "core/booking/CachedSeriesBook.h"
#include "core/booking/LimitedSeriesBook.h"
#include "core/booking/SeriesService.h"
#include "core/limits/DeskLimiter.h"
#include "tests/fakes/FakeAppointmentBook.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeSeriesBook.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Code = Error::Code;

namespace {

SeriesChanges changes(int count, int firstEvent = 500)
{
    SeriesChanges made;
    for (int i = 0; i < count; ++i) {
        made.append({.appointment = AppointmentId(10 + i),
                     .version = 1,
                     .status = Status::Booked,
                     .event = EventId(firstEvent + i),
                     .tags = {u"day:1:2026-12-%1"_s.arg(i + 10), u"patient:4711"_s}});
    }
    return made;
}

struct Desk
{
    explicit Desk(const QStringList &rights = {})
    {
        Session session;
        session.staff = StaffId(5);
        session.installation = 9;
        session.rights = rights;
        single.bookCall.always(Change());
        book.enter(session);
    }

    template <typename T> Result<T> wait(const Async<T> &answer)
    {
        for (QDeadlineTimer deadline(5s); !answer.isFinished() && !deadline.hasExpired();)
            QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        return answer.result();
    }
    SeriesBooking bookingOf(qint64 patient) const
    {
        SeriesBooking wish;
        wish.place.patient = PatientId(patient);
        for (int week = 1; week <= 12; ++week)
            wish.starts.append(clock.now().addDays(qint64(7) * week));
        return wish;
    }
    Result<SeriesChanges> bookFor(qint64 patient) { return wait(service.book(bookingOf(patient))); }
    Result<Change> bookOneFor(qint64 patient)
    {
        Booking one;
        one.patient = PatientId(patient);
        one.startsAt = clock.now().addDays(1);
        return wait(booking.book(one));
    }

    FakeClock clock;
    LocalLimiter local{clock};
    DeskLimiter limiter{local, nullptr};
    LimitWatch watch;
    FakeAppointmentBook single;
    FakeSeriesBook source;
    LimitedAppointmentBook book{single, {limiter, watch, {}}, clock};
    LimitedSeriesBook series{source, book};
    BookingService booking{book};
    SeriesService service{series, booking};
};

} // namespace

class TestSeriesService final : public QObject
{
    Q_OBJECT

private slots:
    void everyChangeIsTold_andAllAreOneStepOfUndo()
    {
        Desk desk;
        const QSignalSpy told(&desk.booking, &BookingService::changed);
        desk.source.bookCall.always(changes(12));
        QVERIFY(desk.bookFor(1));
        QCOMPARE(told.count(), 12);
        desk.source.undoCall.always(changes(12, 900));
        QVERIFY(desk.wait(desk.booking.undoLast()));
        QCOMPARE(desk.source.undoCall.count(), 1);
        QCOMPARE(desk.source.undoCall.last().events.size(), 12);
        QCOMPARE(desk.source.undoCall.last().events.first(), EventId(500));
        QCOMPARE(told.count(), 24);
        QVERIFY(!desk.booking.canUndo()); // An undo is not itself undone.
    }

    void undoThatCouldNotBeSent_staysTheNextStep()
    {
        Desk desk;
        desk.source.bookCall.always(changes(3));
        QVERIFY(desk.bookFor(1));
        desk.source.undoCall.always(Error{Code::Unavailable, {}, {}});
        QVERIFY(!desk.wait(desk.booking.undoLast()));
        QTRY_VERIFY(desk.booking.canUndo());
        desk.source.undoCall.always(changes(3, 900));
        QVERIFY(desk.wait(desk.booking.undoLast()));
        QCOMPARE(desk.source.undoCall.last().events.size(), 3);
    }

    void series_isOneBookingOfThePatientsLimit()
    {
        Desk desk;
        desk.source.bookCall.always(changes(12));
        QVERIFY(desk.bookFor(4711));
        for (int i = 0; i < 9; ++i)
            QVERIFY(desk.bookOneFor(4711));
        QCOMPARE(desk.bookOneFor(4711).error().code, Code::Limit);
        QCOMPARE(desk.bookFor(4711).error().code, Code::Limit);
        QCOMPARE(desk.source.bookCall.count(), 1);
        QVERIFY(desk.bookFor(4712));
    }

    void seriesThatCameToNothing_givesThePlaceBack()
    {
        Desk desk;
        desk.source.bookCall.always(Error{Code::Conflict, {}, {}});
        for (int i = 0; i < 30; ++i)
            QCOMPARE(desk.bookFor(1).error().code, Code::Conflict);
        desk.source.bookCall.always(changes(12));
        for (int i = 0; i < 10; ++i)
            QVERIFY(desk.bookFor(1));
        QCOMPARE(desk.bookFor(1).error().code, Code::Limit);
    }

    void lookingFirst_isNotLimited()
    {
        Desk desk;
        desk.source.conflictsCall.always(QList<StartState>(12));
        for (int i = 0; i < 700; ++i)
            QVERIFY(desk.wait(desk.service.conflicts({}, {})));
        desk.source.bookCall.always(changes(12));
        QVERIFY(desk.bookFor(1));
    }

    void whatAChangeTouched_isNotKept()
    {
        FakeClock clock;
        FakeCacheServer server;
        FakeCacheStore store(server);
        Cache cache(store, clock);
        FakeSeriesBook source;
        CachedSeriesBook book(source, cache);
        source.cancelCall.always(changes(3));
        const auto answer = book.cancel(RequestId::create(), {}, {});
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result()->size(), 3);
        const CacheTags touched
            = cacheTagsFrom({u"day:1:2026-12-10"_s, u"day:1:2026-12-12"_s, u"patient:4711"_s});
        for (const CacheTag &tag : touched)
            QVERIFY(server.generations.contains(tag));
    }
};

QTEST_GUILESS_MAIN(TestSeriesService)
#include "tst_SeriesService.moc"
