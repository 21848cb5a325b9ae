#include "tests/postgres/SeriesCalls.h"
#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <random>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

namespace {

Answer conflicts(SqlSession &session, const SeriesWish &wish)
{
    return session.call(
        u"SELECT state, appointment FROM series_conflicts($1, $2, $3, $4, $5, $6)"_s,
        {wish.clinic, wish.department, wish.doctor, wish.patient, listOf(wish.starts),
         wish.minutes});
}

} // namespace

/// A series in the database: all or nothing, and each occurrence as if it had been booked alone.
class TestSeries final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }
    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_rita = session(logins::receptionist);
        m_ruth = session(logins::chief);
    }

    void bookedSeries_isAppointmentsOfTheirOwn()
    {
        const Answer made = bookSeries(*m_rita, {});
        QVERIFY2(made.isOk(), qPrintable(made.message));
        QCOMPARE(made.rows.size(), 6);
        QCOMPARE(count(u"appointment WHERE status = 1 AND series_id = 1"_s), 6);
        QCOMPARE(count(u"appointment_event WHERE action = 'book'"_s), 6);
        QCOMPARE(count(u"outbox WHERE kind = 'event'"_s), 6);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND payload ->> 'to' = 'patient'"_s), 6);
        QCOMPARE(m_server.rows(u"SELECT unit, step, times, open_in FROM clinidesk.series"_s),
                 (PrivateServer::Rows{{u"week"_s, u"1"_s, u"6"_s, QString()}}));
    }

    void sameRequestAgain_answersTheSame()
    {
        const SeriesWish wish;
        const Answer first = bookSeries(*m_rita, wish);
        const Answer again = bookSeries(*m_rita, wish);
        QVERIFY2(again.isOk(), qPrintable(again.message));
        QCOMPARE(again.rows, first.rows);
        QCOMPARE(count(u"appointment"_s), 6);
        SeriesWish other = wish;
        other.patient = u"2"_s;
        QCOMPARE(bookSeries(*m_rita, other).state, u"CD003"_s);
    }

    void oneTakenOccurrence_booksNothingAndNamesEach()
    {
        const Answer there = book(*m_ruth, {.patient = u"2"_s, .startsAt = berlin(10, u"10:10"_s)});
        QVERIFY(there.isOk());
        SeriesWish wish;
        wish.starts[4] = berlin(31, u"19:00"_s);
        const Answer refused = bookSeries(*m_rita, wish);
        QCOMPARE(refused.state, u"23P01"_s);
        QCOMPARE(refused.detail.value(u"taken"_s), u"series"_s);
        const QJsonArray named = refused.detail.value(u"occurrences"_s).toArray();
        QCOMPARE(named.size(), 2);
        QCOMPARE(named[0][u"n"_s].toInt(), 2);
        QCOMPARE(named[0][u"state"_s], u"taken"_s);
        QCOMPARE(named[0][u"appointment"_s].toInt(), there.value().toInt());
        QCOMPARE(named[1][u"n"_s].toInt(), 5);
        QCOMPARE(named[1][u"state"_s], u"closed"_s);
        QCOMPARE(count(u"appointment"_s), 1);
        QCOMPARE(count(u"series"_s), 0);
        QCOMPARE(count(u"outbox WHERE kind = 'event'"_s), 1);
    }

    void conflicts_areListedBeforeAnythingIsWritten()
    {
        QVERIFY(book(*m_ruth, {.patient = u"2"_s, .startsAt = berlin(3, u"10:00"_s)}).isOk());
        QVERIFY(book(*m_ruth, {.doctor = u"2"_s, .startsAt = berlin(10, u"10:00"_s)}).isOk());
        m_server.run(u"INSERT INTO clinidesk.absence (clinic_id, doctor_id, starts_at, ends_at)"
                     " SELECT 1, 1, now() + interval '16 days', now() + interval '18 days'"_s);
        SeriesWish wish;
        wish.starts
            = QStringList{berlin(3, u"10:10"_s),  berlin(10, u"10:00"_s), berlin(17, u"10:00"_s),
                          berlin(24, u"06:00"_s), berlin(31, u"10:00"_s), berlin(31, u"10:10"_s),
                          berlin(-3, u"10:00"_s)};
        const Answer listed = conflicts(*m_rita, wish);
        QVERIFY2(listed.isOk(), qPrintable(listed.message));
        QCOMPARE(columnOf(listed, 0),
                 (QStringList{u"taken"_s, u"patient"_s, u"absent"_s, u"closed"_s, u"free"_s,
                              u"overlap"_s, u"past"_s}));
        QCOMPARE(columnOf(listed, 1).first(2), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(count(u"appointment"_s), 2);
    }

    void whatIsListed_isWhatBookingSays()
    {
        std::mt19937 random(40);
        const auto below
            = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
        for (int i = 0; i < 60; ++i) {
            (void)book(*m_ruth,
                       {.doctor = QString::number(1 + below(2)),
                        .patient = QString::number(1 + below(4)),
                        .startsAt = berlin(
                            2 + below(20),
                            u"%1:%2"_s.arg(8 + below(10)).arg(QString::number(20 * below(3))))});
        }
        int free = 0;
        for (int round = 0; round < 200; ++round) {
            SeriesWish wish;
            wish.doctor = QString::number(1 + below(2));
            wish.starts = {berlin(below(22), u"%1:%2"_s.arg(7 + below(12)).arg(10 * below(6)))};
            const QString listed = conflicts(*m_ruth, wish).value();
            QVERIFY(m_ruth->call(u"BEGIN"_s).isOk());
            const Answer alone = book(*m_ruth, {.doctor = wish.doctor, .startsAt = wish.starts[0]});
            QVERIFY(m_ruth->call(u"ROLLBACK"_s).isOk());
            const QString said = alone.isOk() ? u"free"_s
                : alone.state == u"23P01"
                ? (alone.detail.value(u"taken"_s) == u"patient"_s ? u"patient"_s : u"taken"_s)
                : alone.detail.value(u"problem"_s).toString();
            QCOMPARE(listed, said);
            free += listed == u"free";
        }
        QVERIFY(free > 20 && free < 180);
    }

    void series_countsAsOneBookingOfThePatientsLimit()
    {
        QVERIFY(bookSeries(*m_rita, {.starts = weekly(14), .times = u"14"_s}).isOk());
        for (int i = 0; i < 9; ++i) {
            const Answer one = book(*m_rita, {.startsAt = berlin(4 + i, u"12:00"_s)});
            QVERIFY2(one.isOk(), qPrintable(one.message));
        }
        QCOMPARE(book(*m_rita, {.startsAt = berlin(20, u"12:00"_s)}).state, u"CD001"_s);
        QCOMPARE(bookSeries(*m_rita, {.starts = weekly(2, u"15:00"_s)}).state, u"CD001"_s);
        // Nor can a booking of one's own hide behind a series in the same transaction.
        QVERIFY(m_rita->call(u"BEGIN"_s).isOk());
        QVERIFY(bookSeries(*m_rita, {.patient = u"2"_s, .starts = weekly(2, u"16:00"_s)}).isOk());
        QCOMPARE(book(*m_rita, {.startsAt = berlin(20, u"12:00"_s)}).state, u"CD001"_s);
        QVERIFY(m_rita->call(u"ROLLBACK"_s).isOk());
    }

    void badSeries_namesItsField_data()
    {
        QTest::addColumn<SeriesWish>("wish");
        QTest::addColumn<QString>("field");
        QTest::newRow("no starts") << SeriesWish{.starts = {}} << u"starts"_s;
        QTest::newRow("101 starts") << SeriesWish{.starts = weekly(101)} << u"starts"_s;
        QTest::newRow("19 months")
            << SeriesWish{.starts = {berlin(3, u"10:00"_s), berlin(580, u"10:00"_s)}}
            << u"starts"_s;
        QTest::newRow("no end") << SeriesWish{.times = QString()} << u"times"_s;
        QTest::newRow("length") << SeriesWish{.minutes = u"7"_s} << u"minutes"_s;
        QTest::newRow("patient") << SeriesWish{.patient = u"999"_s} << u"patient"_s;
        QTest::newRow("repeats") << SeriesWish{.repeats = u"999"_s} << u"repeats"_s;
    }
    void badSeries_namesItsField()
    {
        QFETCH(SeriesWish, wish);
        QFETCH(QString, field);
        const Answer refused = bookSeries(*m_rita, wish);
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(refused.detail.value(u"field"_s).toString(), field);
        QCOMPARE(count(u"appointment"_s), 0);
        QCOMPARE(count(u"series"_s), 0);
    }

    void anotherClinic_isNobodysToBookOrLookInto()
    {
        const SeriesWish there{.doctor = u"3"_s,
                               .patient = u"5"_s,
                               .starts = weekly(2, u"16:00"_s),
                               .clinic = u"2"_s,
                               .department = u"4"_s};
        QCOMPARE(bookSeries(*m_rita, there).state, u"42501"_s);
        QCOMPARE(conflicts(*m_rita, there).state, u"42501"_s);
        const Answer made = bookSeries(*m_ruth, there);
        QVERIFY2(made.isOk(), qPrintable(made.message));
        QCOMPARE(changeSeries(*m_rita, made, 0, {u"cancel_series"_s, u"all"_s, {u""_s}}).state,
                 u"42501"_s);
        QCOMPARE(m_rita->call(u"SELECT * FROM series_members($1)"_s, {made.value()}).state,
                 u"42501"_s);
        // Of a patient who isn't known here, not even how full his days are.
        SeriesWish stranger;
        stranger.patient = u"5"_s;
        QCOMPARE(conflicts(*m_rita, stranger).detail.value(u"field"_s), u"patient"_s);
    }

    void cancel_takesThisTheFollowingOrAll_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<int>("left");
        QTest::newRow("this") << u"this"_s << 5;
        QTest::newRow("following") << u"following"_s << 2;
        QTest::newRow("all") << u"all"_s << 0;
    }
    void cancel_takesThisTheFollowingOrAll()
    {
        QFETCH(QString, scope);
        QFETCH(int, left);
        const Answer made = bookSeries(*m_rita, {});
        Answer seen = made;
        if (scope == u"this")
            seen.rows = {made.rows[2]};
        else if (scope == u"following")
            seen.rows = made.rows.mid(2);
        const int anchor = scope == u"all" ? 2 : 0;
        const Answer gone
            = changeSeries(*m_rita, seen, anchor, {u"cancel_series"_s, scope, {u"rain"_s}});
        QVERIFY2(gone.isOk(), qPrintable(gone.message));
        QCOMPARE(gone.rows.size(), 6 - left);
        QCOMPARE(count(u"appointment WHERE status = 1"_s), left);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'cancelled'"_s),
                 6 - left);

        const Answer back = undoSeries(*m_rita, gone);
        QVERIFY2(back.isOk(), qPrintable(back.message));
        QCOMPARE(count(u"appointment WHERE status = 1"_s), 6);
    }

    void whatChangedSinceItWasSeen_isNotTouched()
    {
        const Answer made = bookSeries(*m_rita, {});
        Answer third = made;
        third.rows = {made.rows[3]};
        QVERIFY(change(*m_ruth, u"move"_s, third, {QString(), berlin(25, u"14:00"_s), QString()})
                    .isOk());
        const Answer stale
            = changeSeries(*m_rita, made, 1, {u"cancel_series"_s, u"all"_s, {u""_s}});
        QCOMPARE(stale.state, u"CD004"_s);
        QCOMPARE(stale.detail.value(u"appointment"_s).toInt(), third.value().toInt());
        QCOMPARE(stale.detail.value(u"version"_s).toInt(), 2);
        QCOMPARE(count(u"appointment WHERE status = 1"_s), 6);
        // Nor is one that was cancelled meanwhile taken for one that is still there.
        QVERIFY(change(*m_ruth, u"cancel"_s, made, {u""_s}).isOk());
        QCOMPARE(changeSeries(*m_rita, made, 1, {u"cancel_series"_s, u"all"_s, {u""_s}}).state,
                 u"CD004"_s);
        // Nor one left out that belongs to them.
        QCOMPARE(changeSeries(*m_rita, made, 1, {u"cancel_series"_s, u"all"_s, {u""_s}}, 2).state,
                 u"CD004"_s);
    }

    void move_isAllOrNothing()
    {
        const Answer made = bookSeries(*m_rita, {});
        QVERIFY(book(*m_ruth, {.patient = u"2"_s, .startsAt = berlin(17, u"11:30"_s)}).isOk());
        const Answer refused
            = changeSeries(*m_rita, made, 0, {u"move_series"_s, u"all"_s, weekly(6, u"11:30"_s)});
        QCOMPARE(refused.state, u"23P01"_s);
        QCOMPARE(refused.detail.value(u"occurrences"_s).toArray().size(), 1);
        QCOMPARE(refused.detail.value(u"occurrences"_s)[0][u"n"_s].toInt(), 3);
        QCOMPARE(count(u"appointment WHERE version > 1"_s), 0);

        // Half an hour overlaps where they stood themselves: no conflict with oneself.
        const Answer moved
            = changeSeries(*m_rita, made, 0, {u"move_series"_s, u"all"_s, weekly(6, u"10:10"_s)});
        QVERIFY2(moved.isOk(), qPrintable(moved.message));
        QCOMPARE(moved.rows.size(), 6);
        QCOMPARE(count(u"appointment WHERE (starts_at AT TIME ZONE 'Europe/Berlin')::time = '10:10'"
                       " AND version = 2"_s),
                 6);
        const Answer back = undoSeries(*m_rita, moved);
        QVERIFY2(back.isOk(), qPrintable(back.message));
        QCOMPARE(
            count(u"appointment WHERE (starts_at AT TIME ZONE 'Europe/Berlin')::time = '10:00'"_s),
            6);
    }

    void undoOfASeries_isOneStepOfWhoBookedIt()
    {
        const Answer made = bookSeries(*m_rita, {});
        QCOMPARE(undoSeries(*m_ruth, made).state, u"P0002"_s);
        const Answer taken = undoSeries(*m_rita, made);
        QVERIFY2(taken.isOk(), qPrintable(taken.message));
        QCOMPARE(count(u"appointment WHERE status = 6"_s), 6);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND withdrawn_at IS NULL"_s), 0);
        QCOMPARE(undoSeries(*m_rita, made).state, u"22023"_s);
    }

    void undoAfterAnotherDeskChangedOne_takesNothingBack()
    {
        const Answer made = bookSeries(*m_rita, {});
        QVERIFY(
            change(*m_ruth, u"move"_s, made, {QString(), berlin(3, u"14:00"_s), QString()}).isOk());
        QCOMPARE(undoSeries(*m_rita, made).state, u"22023"_s);
        QCOMPARE(count(u"appointment WHERE status = 1"_s), 6);
    }

    void repeatedAppointment_joinsItsSeries()
    {
        const Answer first = book(*m_rita, {.startsAt = berlin(2, u"10:00"_s)});
        const Answer made = bookSeries(*m_rita, {.repeats = first.value()});
        QVERIFY2(made.isOk(), qPrintable(made.message));
        const Answer members = m_rita->call(u"SELECT * FROM series_members($1)"_s, {made.value()});
        QCOMPARE(members.rows.size(), 7);
        QCOMPARE(members.value(), first.value());
        QCOMPARE(members.value(1), u"1"_s);
        const Answer gone
            = changeSeries(*m_rita, members, 0, {u"cancel_series"_s, u"all"_s, {u""_s}});
        QCOMPARE(gone.rows.size(), 7);
        // Another patient's appointment is nothing to be repeated.
        const Answer other = book(*m_rita, {.patient = u"2"_s, .startsAt = berlin(2, u"11:00"_s)});
        QCOMPARE(bookSeries(*m_rita, {.repeats = other.value()}).detail.value(u"field"_s),
                 u"repeats"_s);
    }

    void doctor_cancelsHisOwnOnly()
    {
        const auto jonas = session(logins::doctor);
        const Answer his = bookSeries(*m_rita, {.starts = weekly(2), .times = u"2"_s});
        QVERIFY(changeSeries(*jonas, his, 0, {u"cancel_series"_s, u"all"_s, {u"ill"_s}}).isOk());
        const Answer hers
            = bookSeries(*m_rita, {.doctor = u"2"_s, .starts = weekly(2), .times = u"2"_s});
        QVERIFY2(hers.isOk(), qPrintable(hers.message));
        QCOMPARE(changeSeries(*jonas, hers, 0, {u"cancel_series"_s, u"all"_s, {u"ill"_s}}).state,
                 u"42501"_s);
    }

    void aHundred_areBookedWithinTheDesksPatience()
    {
        QStringList starts;
        for (int day = 1; day <= 100; ++day)
            starts << berlin(day, u"10:00"_s);
        QElapsedTimer timer;
        timer.start();
        const Answer listed = conflicts(*m_ruth, {.starts = starts});
        const qint64 listing = timer.restart();
        QCOMPARE(columnOf(listed, 0).count(u"free"_s), 100);
        const Answer made = bookSeries(*m_ruth, {.starts = starts, .times = u"100"_s});
        const qint64 booking = timer.restart();
        QVERIFY2(made.isOk(), qPrintable(made.message));
        QCOMPARE(made.rows.size(), 100);
        const Answer undone = undoSeries(*m_ruth, made);
        QVERIFY2(undone.isOk(), qPrintable(undone.message));
        qInfo("series of 100: listed in %lld ms, booked in %lld ms, taken back in %lld ms", listing,
              booking, timer.elapsed());
    }

private:
    [[nodiscard]] std::unique_ptr<SqlSession> session(const QString &login) const
    {
        return std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
    }
    [[nodiscard]] int count(const QString &what)
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk."_s % what).toInt();
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_rita;
    std::unique_ptr<SqlSession> m_ruth;
};

Q_DECLARE_METATYPE(SeriesWish)

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_Series.moc"
