#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

#include <thread>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

/// Moving, resizing, steps and taking back.
class TestBookingChanges final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_rita = signIn(logins::receptionist);
        m_ruth = signIn(logins::chief);
        m_jonas = signIn(logins::doctor);
        m_booked = book(*m_rita);
        QVERIFY2(m_booked.isOk(), qPrintable(m_booked.message));
    }

    void cleanup()
    {
        m_rita.reset();
        m_ruth.reset();
        m_jonas.reset();
    }

    void move_keepsTheAppointmentAndNamesBothDays()
    {
        const Answer moved = move(m_booked, u"2"_s, berlin(4, u"11:00"_s));
        QVERIFY2(moved.isOk(), qPrintable(moved.message));
        QCOMPARE(moved.value(0), m_booked.value(0));
        QCOMPARE(moved.value(1), u"2"_s);
        QCOMPARE(moved.value(4).count(u"day:1:"_s), 2);
        QVERIFY(moved.value(4).contains(u"doctor:1"_s) && moved.value(4).contains(u"doctor:2"_s));
        QCOMPARE(of(u"extract(epoch FROM ends_at - starts_at)::int"_s), u"1200"_s);
        QCOMPARE(of(u"schedule_version"_s), u"2"_s);
        QCOMPARE(
            of(u"during = tstzrange(starts_at, ends_at) AND day = (starts_at AT TIME ZONE 'Europe/Berlin')::date"_s),
            u"t"_s);
        QCOMPARE(mails(u"moved"_s), 1);
        QCOMPARE(mails(u"notification"_s), 3); // One for the booking, then one for each doctor.
        QVERIFY(book(*m_rita, {.patient = u"2"_s}).isOk());
    }

    void moveIntoThePast_isRefused()
    {
        const Answer refused = move(m_booked, {}, berlin(-1, u"10:00"_s));
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(refused.detail.value(u"problem"_s).toString(), u"past"_s);
        QVERIFY(m_ruth
                    ->call(u"SELECT * FROM move($1, $2, 1, NULL, $3, NULL)"_s,
                           {newRequest(), m_booked.value(), berlin(-1, u"10:00"_s)})
                    .isOk());
    }

    void moveOntoAnother_isRefused()
    {
        const Answer other = book(*m_rita, {.doctor = u"2"_s, .patient = u"2"_s});
        const Answer refused = move(m_booked, u"2"_s, berlin(3, u"10:10"_s));
        QCOMPARE(refused.state, u"23P01"_s);
        QCOMPARE(refused.detail.value(u"appointment"_s).toInteger(), other.value().toLongLong());
        QCOMPARE(of(u"version"_s), u"1"_s);
        // An appointment doesn't stand in its own way.
        QVERIFY(move(m_booked, {}, berlin(3, u"10:10"_s)).isOk());
    }

    void staleVersion_isRefused()
    {
        QVERIFY(move(m_booked, {}, berlin(3, u"12:00"_s)).isOk());
        for (const QString &step : {u"check_in"_s, u"mark_no_show"_s}) {
            const Answer refused = change(*m_rita, step, m_booked);
            QCOMPARE(refused.state, u"CD004"_s);
            QCOMPARE(refused.detail.value(u"version"_s).toInt(), 2);
        }
        QCOMPARE(change(*m_rita, u"cancel"_s, m_booked, {u"ill"_s}).state, u"CD004"_s);
        QCOMPARE(change(*m_rita, u"resize"_s, m_booked, {u"30"_s}).state, u"CD004"_s);
        QCOMPARE(move(m_booked, {}, berlin(3, u"13:00"_s)).state, u"CD004"_s);
    }

    void resize_needsTheTimeOnlyWhenLonger()
    {
        QVERIFY(book(*m_rita, {.patient = u"2"_s, .startsAt = berlin(3, u"10:30"_s)}).isOk());
        const Answer longer = change(*m_rita, u"resize"_s, m_booked, {u"30"_s});
        QVERIFY2(longer.isOk(), qPrintable(longer.message));
        QCOMPARE(change(*m_rita, u"resize"_s, longer, {u"35"_s}).state, u"23P01"_s);
        QCOMPARE(change(*m_rita, u"resize"_s, longer, {u"12"_s}).state, u"22023"_s);
        QVERIFY(change(*m_rita, u"resize"_s, longer, {u"10"_s}).isOk());
    }

    void visit_runsThroughItsSteps()
    {
        const Answer arrived = change(*m_rita, u"check_in"_s, m_booked);
        QCOMPARE(arrived.value(2), u"2"_s);
        QCOMPARE(change(*m_rita, u"complete"_s, arrived).state, u"CD002"_s);
        QCOMPARE(change(*m_jonas, u"check_in"_s, arrived).state, u"42501"_s);
        const Answer started = change(*m_jonas, u"start"_s, arrived);
        QCOMPARE(started.value(2), u"3"_s);
        QCOMPARE(change(*m_rita, u"cancel"_s, started, {u""_s}).state, u"CD002"_s);
        const Answer completed = change(*m_jonas, u"complete"_s, started);
        QCOMPARE(completed.value(2), u"4"_s);
        QCOMPARE(
            of(u"arrived_at IS NOT NULL AND started_at IS NOT NULL AND schedule_version = 1"_s),
            u"t"_s);
        const Answer back = undo(*m_jonas, completed);
        QCOMPARE(back.value(2), u"3"_s);
        QCOMPARE(undo(*m_jonas, started).value(2), u"2"_s);
        QCOMPARE(of(u"started_at"_s), QString());
        QCOMPARE(undo(*m_jonas, arrived).state, u"42501"_s); // Rita's own to take back.
        QCOMPARE(undo(*m_rita, arrived).value(2), u"1"_s);
    }

    void undoneBooking_isCancelledAndNobodyHears()
    {
        const Answer undone = undo(*m_rita, m_booked);
        QCOMPARE(undone.value(2), u"6"_s);
        QCOMPARE(
            m_server.value(
                u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail' AND withdrawn_at IS NULL"_s),
            u"0"_s);
        QCOMPARE(undo(*m_rita, m_booked).detail.value(u"problem"_s).toString(),
                 u"nothing_to_undo"_s);
        QCOMPARE(undo(*m_rita, undone).detail.value(u"problem"_s).toString(), u"nothing_to_undo"_s);
        QVERIFY(book(*m_rita).isOk());
    }

    void undoAfterTheMailWent_writesAnother()
    {
        m_server.run(
            u"UPDATE clinidesk.outbox SET due_at = now() - interval '1 s', relayed_at = now() WHERE kind = 'mail'"_s);
        QVERIFY(undo(*m_rita, m_booked).isOk());
        QCOMPARE(mails(u"cancelled"_s), 1);
        QCOMPARE(m_server.value(
                     u"SELECT count(*) FROM clinidesk.outbox WHERE withdrawn_at IS NOT NULL"_s),
                 u"0"_s);
    }

    void undoneMove_leavesTheFirstMailValid()
    {
        const Answer moved = move(m_booked, u"2"_s, berlin(4, u"11:00"_s));
        const Answer back = undo(*m_rita, moved);
        QVERIFY2(back.isOk(), qPrintable(back.message));
        QCOMPARE(of(u"doctor_id || ' ' || (starts_at AT TIME ZONE 'Europe/Berlin')::time"_s),
                 u"1 10:00:00"_s);
        QCOMPARE(mails(u"moved"_s), 0);
        QCOMPARE(
            m_server.value(
                u"SELECT (payload ->> 'schedule_version')::int = a.schedule_version FROM "
                u"clinidesk.outbox o "
                "JOIN clinidesk.appointment a ON a.id = o.appointment_id WHERE payload ->> 'type' = 'confirmation'"_s),
            u"t"_s);
    }

    void undoneCancellation_needsItsPlaceBack()
    {
        const Answer cancelled = change(*m_rita, u"cancel"_s, m_booked, {u"by mistake"_s});
        const Answer other = book(*m_rita, {.patient = u"2"_s});
        const Answer refused = undo(*m_rita, cancelled);
        QCOMPARE(refused.state, u"23P01"_s);
        QCOMPARE(refused.detail.value(u"appointment"_s).toInteger(), other.value().toLongLong());
        QVERIFY(change(*m_rita, u"cancel"_s, other, {u""_s}).isOk());
        QCOMPARE(undo(*m_rita, cancelled).value(2), u"1"_s);
    }

    void onlyTheLastOwnEvent_isTakenBack()
    {
        const Answer moved = m_ruth->call(u"SELECT * FROM move($1, $2, 1, NULL, $3, NULL)"_s,
                                          {newRequest(), m_booked.value(), berlin(3, u"15:00"_s)});
        QCOMPARE(undo(*m_rita, m_booked).detail.value(u"problem"_s).toString(),
                 u"nothing_to_undo"_s);
        QCOMPARE(undo(*m_rita, moved).state, u"42501"_s);
        QVERIFY(undo(*m_ruth, moved).isOk());
        QVERIFY(undo(*m_rita, m_booked).isOk());
    }

    void undoStep_isClosedToEverythingElse()
    {
        QCOMPARE(m_server.sqlState(u"UPDATE clinidesk.appointment SET status = 0"_s), u"CD002"_s);
        QCOMPARE(m_server.sqlState(u"UPDATE clinidesk.appointment SET status = 4"_s), u"CD002"_s);
    }

    void localTimes_knowTheMissingAndTheRepeatedHour()
    {
        const auto instant = [this](const QString &local, const QString &fold) {
            return m_rita->call(
                u"SELECT local_instant(1, $1::timestamp, $2::smallint) AT TIME ZONE 'UTC'"_s,
                {local, fold});
        };
        const Answer gap = instant(u"2027-03-28 02:30"_s, u"0"_s);
        QCOMPARE(gap.state, u"22023"_s);
        QCOMPARE(gap.detail.value(u"problem"_s).toString(), u"missing_hour"_s);
        QCOMPARE(instant(u"2027-03-28 03:00"_s, u"0"_s).value(), u"2027-03-28 01:00:00"_s);
        QCOMPARE(instant(u"2026-10-25 02:30"_s, u"0"_s).value(), u"2026-10-25 00:30:00"_s);
        QCOMPARE(instant(u"2026-10-25 02:30"_s, u"1"_s).value(), u"2026-10-25 01:30:00"_s);
        QCOMPARE(m_rita->call(u"SELECT local_instant(2, now()::timestamp, 0::smallint)"_s).state,
                 u"42501"_s);
    }

    void twoIdenticalBookingsAtOnce_giveOne()
    {
        for (int round = 0; round < 20; ++round) {
            const Wish wish{.startsAt = berlin(20 + round, u"10:00"_s)};
            const auto [first, second] = atOnce(wish, wish);
            QCOMPARE(first.state, u"00000"_s);
            QCOMPARE(second.rows, first.rows); // One request id: one appointment, one answer.

            Wish other = wish;
            other.startsAt = berlin(20 + round, u"11:00"_s);
            other.request = newRequest();
            Wish rival = other;
            rival.request = newRequest();
            const auto [won, lost] = atOnce(other, rival);
            QCOMPARE(QSet<QString>({won.state, lost.state}),
                     QSet<QString>({u"00000"_s, u"23P01"_s}));
            m_server.run(u"UPDATE clinidesk.appointment SET created_at = now() - interval '2 h'"_s);
        }
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment"_s), u"41"_s);
    }

    void patientEdits_areCheckedAndVersioned()
    {
        const auto update = [this](const QString &version, const QString &family,
                                   const QString &birth, const QString &phone) {
            return m_rita->call(
                u"SELECT * FROM patient_update($1, 1, $2, '', $3, 'Sara', $4, NULL, 'female', $5, '', 'de')"_s,
                {newRequest(), version, family, birth, phone});
        };
        QCOMPARE(update(u"1"_s, u"  "_s, {}, u""_s).detail.value(u"problem"_s).toString(),
                 u"missing"_s);
        QCOMPARE(update(u"1"_s, u"Müller"_s, berlin(2, u""_s).left(10), u""_s)
                     .detail.value(u"problem"_s)
                     .toString(),
                 u"future"_s);
        QCOMPARE(update(u"1"_s, u"Müller"_s, {}, u"abc"_s).detail.value(u"problem"_s).toString(),
                 u"malformed"_s);
        QCOMPARE(update(u"1"_s, QString(101, u'x'), {}, u""_s).detail.value(u"limit"_s).toInt(),
                 100);
        QVERIFY(update(u"1"_s, u"Müller-Schön"_s, u"1977-12-19"_s, u"030 (555) 0101"_s).isOk());
        QCOMPARE(update(u"1"_s, u"Other"_s, {}, u""_s).state, u"CD004"_s);
        QCOMPARE(m_server.value(u"SELECT family FROM clinidesk.patient WHERE id = 1"_s),
                 u"Müller-Schön"_s);
    }

private:
    std::unique_ptr<SqlSession> signIn(const QString &login)
    {
        auto session = std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
        if (!session->isOpen())
            qFatal("%s", qPrintable(session->problem()));
        return session;
    }

    Answer move(const Answer &earlier, const QString &doctor, const QString &startsAt)
    {
        return change(*m_rita, u"move"_s, earlier, {doctor, startsAt, QString()});
    }

    /// Both bookings by the same person, from two connections that start together.
    std::pair<Answer, Answer> atOnce(const Wish &one, const Wish &two)
    {
        const auto second = signIn(logins::receptionist);
        Answer late;
        std::thread rival([&] { late = book(*second, two); });
        const Answer early = book(*m_rita, one);
        rival.join();
        return {early, late};
    }

    QString of(const QString &expression)
    {
        return m_server.value(u"SELECT %1 FROM clinidesk.appointment WHERE id = %2"_s.arg(
            expression, m_booked.value()));
    }

    int mails(const QString &type)
    {
        return m_server
            .value(
                u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail' AND withdrawn_at IS NULL AND payload ->> 'type' = '%1'"_s
                    .arg(type))
            .toInt();
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_rita;
    std::unique_ptr<SqlSession> m_ruth;
    std::unique_ptr<SqlSession> m_jonas;
    Answer m_booked;
};

QTEST_GUILESS_MAIN(TestBookingChanges)
#include "tst_BookingChanges.moc"
