// Which changes count for which limit, and that nobody is told "nothing was changed" of something
// that was.
#include "core/booking/BookingService.h"
#include "core/booking/LimitedAppointmentBook.h"
#include "core/limits/DeskLimiter.h"
#include "tests/fakes/FakeAppointmentBook.h"
#include "tests/fakes/FakeClock.h"

#include <QDeadlineTimer>
#include <QTest>

#include <cmath>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Code = Error::Code;

namespace {

Session sessionOf(qint64 staff, Role role = Role::Receptionist, const QStringList &rights = {})
{
    Session session;
    session.staff = StaffId(staff);
    session.installation = 9;
    session.role = role;
    session.rights = rights;
    return session;
}

struct Desk
{
    explicit Desk(const Session &session = sessionOf(5))
    {
        source.bookCall.always(Change());
        source.actCall.always(Change());
        source.undoCall.always(Change());
        book.enter(session);
    }

    Result<Change> wait(const Async<Change> &answer)
    {
        for (QDeadlineTimer deadline(5s); !answer.isFinished() && !deadline.hasExpired();)
            QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        return answer.result();
    }
    Booking bookingOf(qint64 patient) const
    {
        Booking booking;
        booking.patient = PatientId(patient);
        booking.startsAt = clock.now().addDays(3);
        return booking;
    }
    Result<Change> bookFor(qint64 patient, RequestId request = RequestId::create())
    {
        return wait(book.book(request, bookingOf(patient)));
    }
    Result<Change> checkIn()
    {
        return wait(book.act(RequestId::create(), {AppointmentId(1), 1}, Action::CheckIn, {}));
    }

    FakeClock clock;
    LocalLimiter local{clock};
    DeskLimiter limiter{local, nullptr};
    LimitWatch watch;
    FakeAppointmentBook source;
    LimitedAppointmentBook book{source, {limiter, watch, {}}, clock};
};

} // namespace

class TestLimitedAppointmentBook final : public QObject
{
    Q_OBJECT

private slots:
    void eleventhBookingOfAPatient_isRefusedWithTheDatabasesFacts()
    {
        Desk desk;
        for (int i = 0; i < 10; ++i) {
            QVERIFY(desk.bookFor(4711));
            QCOMPARE(desk.watch.low().has_value(), 9 - i <= 2);
        }
        const auto refused = desk.bookFor(4711);
        QCOMPARE(refused.error().code, Code::Limit);
        QCOMPARE(refused.error().facts.value(u"limit"_s).toInt(), 10);
        QCOMPARE(refused.error().facts.value(u"window_s"_s).toInt(), 3600);
        QCOMPARE(refused.error().facts.value(u"retry_after_s"_s).toInt(), 3600);
        QCOMPARE(desk.source.bookCall.count(), 10);
        QVERIFY(desk.bookFor(4712)); // Another patient's.
        desk.clock.advance(1h);
        QVERIFY(desk.bookFor(4711));
    }

    void bookingThatCameToNothing_givesThePlaceBack()
    {
        Desk desk;
        desk.source.bookCall.always(Error{Code::Conflict, {}, {}});
        for (int i = 0; i < 30; ++i)
            QCOMPARE(desk.bookFor(1).error().code, Code::Conflict);
        desk.source.bookCall.always(Change());
        for (int i = 0; i < 10; ++i)
            QVERIFY(desk.bookFor(1));
        QCOMPARE(desk.bookFor(1).error().code, Code::Limit);
    }

    void lostAnswer_isAskedForWhateverTheLimitSays()
    {
        Desk desk;
        const RequestId request = RequestId::create();
        desk.source.bookCall.always(Error{Code::Unknown, {}, {}});
        QCOMPARE(desk.bookFor(1, request).error().code, Code::Unknown);
        desk.source.bookCall.always(Error{Code::Unavailable, {}, {}});
        QCOMPARE(desk.bookFor(1, request).error().code, Code::Unavailable);
        desk.source.bookCall.always(Change());
        for (int i = 0; i < 9; ++i)
            QVERIFY(desk.bookFor(1));
        QCOMPARE(desk.bookFor(1).error().code, Code::Limit); // The doubtful one counts.
        QVERIFY(desk.bookFor(1, request));
    }

    void sameRequest_spendsOnce()
    {
        Desk desk;
        const RequestId request = RequestId::create();
        for (int i = 0; i < 30; ++i)
            QVERIFY(desk.bookFor(1, request));
        for (int i = 0; i < 9; ++i)
            QVERIFY(desk.bookFor(1));
        QCOMPARE(desk.bookFor(1).error().code, Code::Limit);
    }

    void rightToGoOver_andVisitsLongPast_areNotCounted()
    {
        Desk desk(sessionOf(5, Role::Receptionist, {u"over_limit"_s}));
        for (int i = 0; i < 30; ++i)
            QVERIFY(desk.bookFor(1));
        Desk other;
        for (int i = 0; i < 30; ++i) {
            Booking past = other.bookingOf(1);
            past.startsAt = other.clock.now().addDays(-3);
            QVERIFY(other.wait(other.book.book(RequestId::create(), past)));
        }
    }

    void changes_haveTheLimitOfTheRole_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<int>("most");
        QTest::newRow("doctor") << Role::Doctor << 100;
        QTest::newRow("receptionist") << Role::Receptionist << 600;
    }
    void changes_haveTheLimitOfTheRole()
    {
        QFETCH(Role, role);
        QFETCH(int, most);
        Desk desk(sessionOf(5, role));
        for (int i = 0; i < most; ++i)
            QVERIFY(desk.checkIn());
        const auto refused = desk.checkIn();
        QCOMPARE(refused.error().code, Code::Limit);
        QCOMPARE(refused.error().facts.value(u"limit"_s).toInt(), most);
        QCOMPARE(refused.error().facts.value(u"retry_after_s"_s).toInt(),
                 int(std::ceil(900.0 / most)));
        // Undo is a change, too; reading is none.
        QCOMPARE(desk.wait(desk.book.undo(RequestId::create(), EventId(1))).error().code,
                 Code::Limit);
        desk.source.takenByCall.always(u"Rita"_s);
        const auto read = desk.book.takenBy(AppointmentId(1));
        QVERIFY(read.isFinished() && read.result());
        desk.clock.advance(10s);
        QVERIFY(desk.checkIn());
    }

    void refusedBooking_spendsNoChange()
    {
        Desk desk(sessionOf(5, Role::Doctor));
        for (int i = 0; i < 10; ++i)
            QVERIFY(desk.bookFor(1));
        for (int i = 0; i < 500; ++i)
            QCOMPARE(desk.bookFor(1).error().facts.value(u"kind"_s).toString(), u"booking"_s);
        QVERIFY(desk.checkIn());
        QVERIFY(!desk.watch.low());
    }

    void anotherPerson_hasALimitOfHerOwn()
    {
        Desk desk(sessionOf(5, Role::Doctor));
        for (int i = 0; i < 100; ++i)
            QVERIFY(desk.checkIn());
        QVERIFY(!desk.checkIn());
        desk.book.leave();
        QVERIFY(!desk.watch.low());
        desk.book.enter(sessionOf(6, Role::Doctor));
        QVERIFY(desk.checkIn());
    }
};

QTEST_GUILESS_MAIN(TestLimitedAppointmentBook)
#include "tst_LimitedAppointmentBook.moc"
