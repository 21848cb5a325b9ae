#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

class TestBooking final : public QObject
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
    }

    void cleanup()
    {
        m_rita.reset();
        m_ruth.reset();
        m_jonas.reset();
    }

    void booking_leavesEventNewsMailAndAudit()
    {
        const Answer booked = book(*m_rita);
        QVERIFY2(booked.isOk(), qPrintable(booked.message));
        QCOMPARE(booked.value(1), u"1"_s);
        QCOMPARE(booked.value(2), u"1"_s);
        QVERIFY(booked.value(4).contains(u"doctor:1"_s));
        QVERIFY(booked.value(4).contains(u"day:1:"_s));
        QCOMPARE(count(u"appointment_event"_s), 1);
        QCOMPARE(count(u"outbox WHERE kind = 'event'"_s), 1);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'confirmation'"_s), 1);
        QCOMPARE(
            count(
                u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'notification' AND doctor_id = 1"_s),
            1);
        QCOMPARE(count(u"audit WHERE action = 'book' AND who = 'rita' AND clinic_id = 1"_s), 1);
        QCOMPARE(
            count(u"outbox WHERE kind = 'mail' AND due_at - now() BETWEEN '15 s' AND '20 s'"_s), 2);
    }

    void departmentThatReviews_getsARequest()
    {
        const Answer asked = book(*m_rita, {.department = u"3"_s});
        QCOMPARE(asked.value(2), u"0"_s);
        QCOMPARE(change(*m_rita, u"review"_s, asked, {u"true"_s, u""_s}).state, u"42501"_s);
        QCOMPARE(change(*m_rita, u"check_in"_s, asked).state, u"CD002"_s);
        const Answer accepted = change(*m_jonas, u"review"_s, asked, {u"true"_s, u""_s});
        QCOMPARE(accepted.value(2), u"1"_s);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'status'"_s), 1);
        QCOMPARE(change(*m_jonas, u"review"_s, accepted, {u"true"_s, u""_s}).state, u"CD002"_s);
    }

    void badValues_nameTheirField_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("word");
        const auto row
            = [](const char *name, int column, const QString &value, const QString &field,
                 const QString &word) { QTest::newRow(name) << column << value << field << word; };
        row("no request id", 0, {}, u"request"_s, u"missing"_s);
        row("no department", 2, {}, u"department"_s, u"missing"_s);
        row("another clinic's department", 2, u"4"_s, u"department"_s, u"unknown"_s);
        row("no doctor where there are no seats", 3, {}, u"doctor"_s, u"missing"_s);
        row("another clinic's doctor", 3, u"3"_s, u"doctor"_s, u"unknown"_s);
        row("no patient", 4, {}, u"patient"_s, u"missing"_s);
        row("unknown patient", 4, u"999999"_s, u"patient"_s, u"unknown"_s);
        row("no time", 5, {}, u"starts_at"_s, u"missing"_s);
        row("infinity", 5, u"infinity"_s, u"starts_at"_s, u"range"_s);
        row("yesterday", 5, berlin(-1, u"10:00"_s), u"starts_at"_s, u"past"_s);
        row("in three years", 5, berlin(1100, u"10:00"_s), u"starts_at"_s, u"future"_s);
        row("half a minute", 5, berlin(3, u"10:00:30"_s), u"starts_at"_s, u"malformed"_s);
        row("before opening", 5, berlin(3, u"07:50"_s), u"starts_at"_s, u"closed"_s);
        row("past closing", 5, berlin(3, u"17:50"_s), u"starts_at"_s, u"closed"_s);
        row("midnight", 5, berlin(3, u"00:00"_s), u"starts_at"_s, u"closed"_s);
        row("no length", 6, {}, u"minutes"_s, u"missing"_s);
        row("no minutes", 6, u"0"_s, u"minutes"_s, u"range"_s);
        row("minus five", 6, u"-5"_s, u"minutes"_s, u"range"_s);
        row("seven minutes", 6, u"7"_s, u"minutes"_s, u"range"_s);
        row("nine hours", 6, u"540"_s, u"minutes"_s, u"range"_s);
        row("10,000 characters", 7, QString(10000, u'x'), u"reason"_s, u"too_long"_s);
    }

    void badValues_nameTheirField()
    {
        QFETCH(int, column);
        QFETCH(QString, value);
        QFETCH(QString, field);
        QFETCH(QString, word);
        QStringList wish = arguments({});
        wish[column] = value;
        const Answer refused = bookWith(*m_rita, wish);
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(refused.detail.value(u"field"_s).toString(), field);
        QCOMPARE(refused.detail.value(u"problem"_s).toString(), word);
        QCOMPARE(count(u"appointment"_s) + count(u"outbox"_s) + count(u"request"_s), 0);
    }

    void strangeText_isKeptAsTyped()
    {
        const QString reason = u"'; DROP TABLE appointment; -- 100 % 🤒 \\ \" جرح"_s;
        QVERIFY(book(*m_rita, {.reason = reason}).isOk());
        QCOMPARE(m_server.value(u"SELECT reason FROM clinidesk.appointment"_s), reason);
    }

    void absence_closesTheDay()
    {
        QVERIFY(m_jonas
                    ->call(u"SELECT * FROM add_absence($1, 1, 1, NULL, $2, $3, 'course')"_s,
                           {newRequest(), berlin(3, u"09:00"_s), berlin(3, u"10:05"_s)})
                    .isOk());
        const Answer refused = book(*m_rita);
        QCOMPARE(refused.detail.value(u"problem"_s).toString(), u"absent"_s);
        QVERIFY(book(*m_rita, {.startsAt = berlin(3, u"10:05"_s)}).isOk());
        QVERIFY(m_server
                    .value(u"SELECT minutes FROM clinidesk.day_capacity WHERE doctor_id = 1 AND "
                           "day = current_date + 3"_s)
                    .toInt()
                == 535);
        QCOMPARE(
            m_jonas
                ->call(
                    u"SELECT * FROM add_absence($1, 1, 2, NULL, now(), now() + interval '1 h', '')"_s,
                    {newRequest()})
                .state,
            u"42501"_s);
    }

    void aTakenTime_isNamed()
    {
        const Answer first = book(*m_rita);
        const Answer doctor = book(*m_rita, {.patient = u"2"_s, .startsAt = berlin(3, u"10:10"_s)});
        QCOMPARE(doctor.state, u"23P01"_s);
        QCOMPARE(doctor.detail.value(u"taken"_s).toString(), u"doctor"_s);
        QCOMPARE(doctor.detail.value(u"appointment"_s).toInteger(), first.value().toLongLong());
        const Answer patient = book(*m_rita, {.doctor = u"2"_s});
        QCOMPARE(patient.detail.value(u"taken"_s).toString(), u"patient"_s);
        QVERIFY(book(*m_rita, {.patient = u"2"_s, .startsAt = berlin(3, u"10:20"_s)}).isOk());
        QCOMPARE(m_rita->call(u"SELECT * FROM taken_by($1)"_s, {first.value()}).value(),
                 u"Rita Bauer"_s);
    }

    void seats_runOut()
    {
        Wish seat{.department = u"2"_s, .doctor = QString(), .minutes = u"10"_s};
        for (const QString &patient : {u"1"_s, u"2"_s}) {
            seat.patient = patient;
            seat.request = newRequest();
            QVERIFY(book(*m_rita, seat).isOk());
        }
        seat.patient = u"3"_s;
        seat.request = newRequest();
        const Answer full = book(*m_rita, seat);
        QCOMPARE(full.state, u"23P01"_s);
        QCOMPARE(full.detail.value(u"taken"_s).toString(), u"capacity"_s);
        QVERIFY(full.detail.value(u"appointment"_s).isNull());
    }

    void doubleBooking_needsRightAndReason()
    {
        QVERIFY(book(*m_rita).isOk());
        Wish second{.patient = u"2"_s, .doubleBook = u"true"_s};
        QCOMPARE(book(*m_rita, second).state, u"42501"_s);
        second.reason.clear();
        QCOMPARE(book(*m_ruth, second).detail.value(u"problem"_s).toString(), u"missing"_s);
        second.reason = u"emergency"_s;
        QVERIFY(book(*m_ruth, second).isOk());
        QCOMPARE(m_server.value(u"SELECT max(doctor_lane) FROM clinidesk.appointment"_s), u"1"_s);
        const Answer third = book(*m_rita, {.patient = u"3"_s});
        QCOMPARE(third.state, u"23P01"_s);
        QVERIFY(book(*m_ruth,
                     {.patient = u"3"_s,
                      .startsAt = berlin(3, u"22:00"_s),
                      .reason = u"night"_s,
                      .doubleBook = u"true"_s})
                    .isOk());
    }

    void limit_countsThePatientsBookingsOfAnHour()
    {
        m_server.run(u"INSERT INTO clinidesk.settings VALUES (1, 'booking.limit', '2')"_s);
        QVERIFY(book(*m_rita).isOk());
        QVERIFY(book(*m_rita, {.startsAt = berlin(3, u"11:00"_s)}).isOk());
        const Answer refused = book(*m_rita, {.startsAt = berlin(3, u"12:00"_s)});
        QCOMPARE(refused.state, u"CD001"_s);
        QCOMPARE(refused.detail.value(u"limit"_s).toInt(), 2);
        QCOMPARE(refused.detail.value(u"window_s"_s).toInt(), 3600);
        QVERIFY(refused.detail.value(u"retry_after_s"_s).toInt() > 3500);
        QVERIFY(book(*m_ruth, {.startsAt = berlin(3, u"12:00"_s)}).isOk());
        m_server.run(u"UPDATE clinidesk.appointment SET created_at = now() - interval '2 h'"_s);
        QVERIFY(book(*m_rita, {.startsAt = berlin(3, u"13:00"_s)}).isOk());
    }

    void limit_isTenByDefault()
    {
        for (int i = 0; i < 10; ++i)
            QVERIFY(book(*m_rita, {.startsAt = berlin(10 + i, u"10:00"_s)}).isOk());
        QCOMPARE(book(*m_rita, {.startsAt = berlin(30, u"10:00"_s)}).state, u"CD001"_s);
    }

    void replayedRequest_changesNothingAgain()
    {
        const Wish wish;
        const Answer first = book(*m_rita, wish);
        const Answer again = book(*m_rita, wish);
        QCOMPARE(again.rows, first.rows);
        QCOMPARE(count(u"appointment"_s), 1);
        Wish other = wish;
        other.doctor = u"2"_s;
        QCOMPARE(book(*m_rita, other).state, u"CD003"_s);
        QVERIFY(
            book(*m_ruth, {.request = wish.request, .doctor = u"2"_s, .patient = u"2"_s}).isOk());
    }

    void refusedRequest_mayBeAskedAgain()
    {
        const Answer blocking = book(*m_rita);
        const Wish wish{.patient = u"2"_s};
        QCOMPARE(book(*m_rita, wish).state, u"23P01"_s);
        QVERIFY(change(*m_rita, u"cancel"_s, blocking, {u"ill"_s}).isOk());
        QVERIFY(book(*m_rita, wish).isOk());
    }

    void people_seeTheirOwnClinicsOnly()
    {
        const Answer elsewhere = book(*m_ruth,
                                      {.clinic = u"2"_s,
                                       .department = u"4"_s,
                                       .doctor = u"3"_s,
                                       .patient = u"5"_s,
                                       .startsAt = berlin(3, u"16:00"_s)});
        QVERIFY2(elsewhere.isOk(), qPrintable(elsewhere.message));
        QCOMPARE(book(*m_rita, {.clinic = u"2"_s, .department = u"4"_s, .doctor = u"3"_s}).state,
                 u"42501"_s);
        QCOMPARE(change(*m_rita, u"cancel"_s, elsewhere, {u""_s}).state, u"42501"_s);
        QCOMPARE(change(*m_jonas, u"cancel"_s, elsewhere, {u""_s}).state, u"42501"_s);
        QCOMPARE(m_rita->call(u"SELECT * FROM check_in($1, 999, 1)"_s, {newRequest()}).state,
                 u"P0002"_s);
        QCOMPARE(book(*m_jonas).state, u"42501"_s);
    }

    void expiredPassword_mayOnlySignInAndChangeIt()
    {
        const auto elsa = signIn(logins::expired);
        QCOMPARE(elsa->call(u"SELECT password_expired FROM sign_in()"_s).value(), u"t"_s);
        QCOMPARE(book(*elsa).state, u"CD005"_s);
        QCOMPARE(elsa->call(u"SELECT * FROM clinic"_s).state, u"CD005"_s);
        QVERIFY(elsa->call(u"SELECT change_password($1)"_s,
                           {elsa->verifierFor(logins::expired, logins::password)})
                    .isOk());
        QVERIFY(book(*elsa).isOk());
        m_server.run(
            u"UPDATE clinidesk.staff SET password_expires_at = now() - interval '1 day' WHERE login = 'elsa'"_s);
    }

    void theDead_areNotBooked()
    {
        m_server.run(u"UPDATE clinidesk.patient SET died_on = current_date - 1 WHERE id = 1"_s);
        const Answer refused = book(*m_rita);
        QCOMPARE(refused.detail.value(u"field"_s).toString(), u"patient"_s);
    }

private:
    std::unique_ptr<SqlSession> signIn(const QString &login)
    {
        auto session = std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
        if (!session->isOpen())
            qFatal("%s", qPrintable(session->problem()));
        return session;
    }

    int count(const QString &from)
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk."_s % from).toInt();
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_rita;
    std::unique_ptr<SqlSession> m_ruth;
    std::unique_ptr<SqlSession> m_jonas;
};

QTEST_GUILESS_MAIN(TestBooking)
#include "tst_Booking.moc"
