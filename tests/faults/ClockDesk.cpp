#include "tests/faults/ClockDesk.h"

#include "core/booking/BookingService.h"
#include "tests/postgres/Reception.h"
#include "tests/support/SkewedClock.h"

#include <QTimeZone>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

/// One desk and its list of complaints.
class ClockDesk final
{
public:
    explicit ClockDesk(const ClockOrder &order)
        : m_order(order)
    {
        m_desk.pool.open({.name = u"server"_s,
                          .hosts = order.sockets,
                          .database = order.database,
                          .tls = ServerProfile::Tls::None,
                          .caFile = {}},
                         {logins::receptionist, logins::password});
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ++m_ticks; });
        QObject::connect(&m_desk.connection, &Connection::stateChanged, &m_timer,
                         [this](const ConnectionState &state) {
                             m_losses += state.kind == ConnectionState::Kind::Lost ? 1 : 0;
                         });
    }

    QStringList work()
    {
        expect(bool(settled(m_desk.ask(u"SELECT 1"_s))), u"cannot connect"_s);
        expect(QTest::qWaitFor([this] { return secondsOff() < 60; }, 1500),
               u"does not take the server's time at once"_s);
        lookAtToday();
        const Change booked = bookOn(QDate(2027, 3, 28));
        m_timer.start(50ms);
        QElapsedTimer running;
        running.start();
        const auto slow = m_desk.ask(u"SELECT pg_sleep(0.5)"_s);
        if (m_order.isJumping)
            SkewedClock::jump(m_order.ahead);
        // Well before the next heartbeat, which would put it right.
        expect(QTest::qWaitFor([this] { return secondsOff() < 60; }, 200),
               u"the desk's time jumps along"_s);
        expect(bool(settled(slow)), u"a request on its way is given up"_s);
        const qint64 skew = m_desk.clock.now().secsTo(QDateTime::currentDateTimeUtc());
        expect(std::abs(skew - m_order.ahead.count()) < 30,
               u"the round proves nothing: this clock is %1 s off"_s.arg(skew));
        moveTo(booked, QDate(2027, 10, 31));
        lookAtToday();
        loseTheConnection();
        const qint64 ticks = running.elapsed() / 50;
        m_timer.stop();
        expect(m_ticks <= ticks + 2, u"a timer fires wildly: %1 of %2"_s.arg(m_ticks).arg(ticks));
        expect(m_ticks >= ticks / 4, u"a timer hangs: %1 of %2"_s.arg(m_ticks).arg(ticks));
        expect(m_losses <= 1, u"the connection is lost %1 times"_s.arg(m_losses));
        return m_complaints;
    }

private:
    void expect(bool isTrue, const QString &complaint)
    {
        if (!isTrue)
            m_complaints << complaint;
    }

    [[nodiscard]] double secondsOff()
    {
        const auto text = settled(
            m_desk.ask(u"SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text"_s));
        const qint64 server = text ? text->toLongLong() : 0;
        return double(std::abs(m_desk.clock.now().toMSecsSinceEpoch() - server)) / 1000.0;
    }

    void lookAtToday()
    {
        const auto today
            = settled(m_desk.ask(u"SELECT (now() AT TIME ZONE 'Europe/Berlin')::date::text"_s));
        const auto list = settled(m_days.day(smallclinic::riverside, {}));
        expect(list && today && list->date.toString(Qt::ISODate) == *today,
               u"today is not the server's day"_s);
        expect(list && std::abs(list->freshness.asOf.secsTo(m_desk.clock.now())) < 5,
               u"the list does not say when it was true"_s);
    }

    /// The clinic's wall-clock time that is this desk's on @p day.
    [[nodiscard]] QDateTime localOn(QDate day) const
    {
        return QDateTime(day, QTime(8, 0).addSecs(m_order.place % 28 * 20 * 60), Qt::UTC);
    }

    /// Whether @p id stands at this desk's time on @p day: the instant, the day and the wall clock.
    void expectAt(AppointmentId id, QDate day)
    {
        const auto found = settled(m_book.appointment(id));
        const auto wall = settled(
            m_desk.ask(u"SELECT (timestamp '%1' AT TIME ZONE 'Europe/Berlin')::text"_s.arg(
                localOn(day).toString(u"yyyy-MM-dd HH:mm"_s))));
        if (!found || !wall) {
            expect(false, u"an appointment cannot be read"_s);
            return;
        }
        const QDateTime local = found->startsAt.toTimeZone(QTimeZone(found->zone));
        expect(found->day == day, u"an appointment changes its day"_s);
        expect(local.date() == day && local.time() == localOn(day).time(),
               u"an appointment shifts to "_s % local.toString(Qt::ISODate));
        expect(found->startsAt == QDateTime::fromString(*wall % u":00"_s, Qt::ISODate).toUTC(),
               u"an instant shifts"_s);
    }

    [[nodiscard]] QDateTime instantOn(QDate day)
    {
        const auto instant = settled(m_slots.instantOf(smallclinic::riverside, localOn(day), 0));
        expect(bool(instant), u"a local time has no instant"_s);
        return instant ? *instant : QDateTime();
    }

    Change bookOn(QDate day)
    {
        const auto booked = settled(
            m_service.book({.clinic = smallclinic::riverside,
                            .department = smallclinic::cardiology,
                            .doctor = m_order.place < 28 ? smallclinic::weber : smallclinic::okafor,
                            .patient = m_order.place < 28 ? smallclinic::sara : smallclinic::nguyen,
                            .startsAt = instantOn(day),
                            .length = 20min,
                            .reason = u"checkup"_s}));
        expect(bool(booked), u"cannot book: "_s % (booked ? QString() : booked.error().detail));
        if (!booked)
            return {};
        expectAt(booked->appointment, day);
        return *booked;
    }

    void moveTo(const Change &booked, QDate day)
    {
        const auto moved
            = settled(m_service.move({booked.appointment, booked.version},
                                     {.doctor = {}, .startsAt = instantOn(day), .length = {}}));
        expect(bool(moved), u"cannot move"_s);
        expectAt(booked.appointment, day);
        expect(bool(settled(m_service.undoLast())), u"cannot take back"_s);
        expectAt(booked.appointment, QDate(2027, 3, 28));
    }

    void loseTheConnection()
    {
        (void)settled(m_desk.ask(u"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                 " WHERE usename = session_user AND pid <> pg_backend_pid()"_s));
        (void)settled(
            m_desk.ask(u"SELECT pg_terminate_backend(pg_backend_pid())"_s, JobKind::Change));
        expect(bool(settled(m_desk.ask(u"SELECT 1"_s), 5s)), u"does not reconnect within 5 s"_s);
        expect(QTest::qWaitFor(
                   [this] { return m_desk.state() == ConnectionState::Kind::Connected; }, 5000),
               u"is not connected again within 5 s"_s);
    }

    const ClockOrder m_order;
    PoolDesk m_desk;
    PostgresAppointmentBook m_book{m_desk.pool};
    PostgresDayList m_days{m_desk.pool};
    PostgresFreeSlots m_slots{m_desk.pool};
    BookingService m_service{m_book};
    QTimer m_timer;
    QStringList m_complaints;
    qint64 m_ticks = 0;
    int m_losses = 0;
};

} // namespace

QString ClockOrder::toText() const
{
    return QStringList{sockets, database, QString::number(place), QString::number(isJumping),
                       QString::number(ahead.count())}
        .join(u'|');
}

ClockOrder ClockOrder::fromText(const QString &text)
{
    const QStringList parts = text.split(u'|');
    return {.sockets = parts.value(0),
            .database = parts.value(1),
            .place = parts.value(2).toInt(),
            .isJumping = parts.value(3).toInt() == 1,
            .ahead = std::chrono::seconds(parts.value(4).toLongLong())};
}

QStringList workUnder(const ClockOrder &order)
{
    return ClockDesk(order).work();
}

} // namespace clinidesk
