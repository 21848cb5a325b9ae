#include "tests/postgres/CrowdedClinic.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Cells that differ between the tallies (deltas added) and a count of the appointments.
const QString differencesSql = uR"(
WITH counted AS (
    SELECT a.clinic_id, s.scope::text, s.id, p.span::text, p.first, a.status, count(*) AS n
      FROM appointment a
     CROSS JOIN LATERAL (VALUES ('c', 0), ('e', a.department_id), ('d', a.doctor_id)) s (scope, id)
     CROSS JOIN LATERAL (VALUES ('d', a.day), ('m', date_trunc('month', a.day)::date)) p (span, first)
     WHERE s.id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6),
told AS (
    SELECT x.clinic_id, x.scope, x.id, x.span, x.first, x.status, sum(x.n) AS n FROM (
        SELECT t.clinic_id, t.scope::text, t.scope_id AS id, t.span::text, t.first,
               (c.place - 1)::smallint AS status, c.n::bigint AS n
          FROM tally t
         CROSS JOIN LATERAL unnest(ARRAY[t.pending, t.booked, t.arrived, t.in_progress, t.completed, t.rejected,
                                         t.cancelled, t.no_show]) WITH ORDINALITY c (n, place)
        UNION ALL
        SELECT d.clinic_id, s.scope, s.id, p.span, p.first, d.status, d.amount
          FROM tally_delta d
         CROSS JOIN LATERAL (VALUES ('c', 0), ('e', d.department_id), ('d', d.doctor_id)) s (scope, id)
         CROSS JOIN LATERAL (VALUES ('d', d.day), ('m', date_trunc('month', d.day)::date)) p (span, first)
         WHERE s.id IS NOT NULL) x
     GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(x.n) <> 0)
SELECT count(*) FROM (
    (SELECT * FROM counted EXCEPT SELECT * FROM told) UNION ALL (SELECT * FROM told EXCEPT SELECT * FROM counted)) x
)"_s;

} // namespace

class TestTallies final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(crowdedClinicSql(300, 4000));
        // Random changes go any way, along the steps or not; rows of one client never meet
        // another's.
        m_server.run(u"ALTER TABLE clinidesk.appointment DISABLE TRIGGER appointment_steps;"
                     "ALTER TABLE clinidesk.appointment DISABLE TRIGGER appointment_starts"_s);
    }

    void aBulkLoad_isCountedLikeTheRowsThemselves() { QCOMPARE(differences(), u"0"_s); }

    void aChangeOfNothingThatIsCounted_leavesNoDelta()
    {
        m_server.run(
            u"UPDATE clinidesk.appointment SET reason = reason || '!', version = version + 1"_s);
        m_server.run(
            u"UPDATE clinidesk.appointment SET status = status, day = day WHERE id < 100"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
    }

    void manyClientsAndFolders_loseNothing()
    {
        std::atomic<bool> isDone = false;
        std::atomic<int> folded = 0;
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int client = 0; client < 6; ++client)
            threads.emplace_back([&, client] { failed += changeAtRandom(client, isDone); });
        for (const QString &login : {logins::worker, logins::receptionist})
            threads.emplace_back([&, login] { folded += foldUntil(login, isDone); });

        QElapsedTimer clock;
        clock.start();
        int looks = 0;
        for (; clock.elapsed() < 4000; ++looks)
            QCOMPARE(differences(), u"0"_s);
        isDone = true;
        for (std::thread &thread : threads)
            thread.join();

        QCOMPARE(failed.load(), 0);
        QVERIFY2(folded > 100, "the folders had nothing to do");
        QVERIFY(looks > 2);
        QCOMPARE(differences(), u"0"_s);
        m_server.run(u"SELECT clinidesk.fold_tallies()"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
        QCOMPARE(differences(), u"0"_s);
    }

    void aRebuild_changesNothing()
    {
        m_server.run(u"UPDATE clinidesk.appointment SET status = 6 WHERE id % 3 = 0"_s);
        m_server.run(u"SELECT clinidesk.rebuild_tallies()"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
        QCOMPARE(differences(), u"0"_s);
    }

    void figures_countWhatIsNotFolded()
    {
        m_server.run(u"UPDATE clinidesk.appointment SET status = 7 WHERE id % 5 = 0"_s);
        const QString counted
            = m_server.value(u"SELECT string_agg(n::text, ',' ORDER BY s) FROM (SELECT s, (SELECT "
                             u"count(*) FROM clinidesk.appointment"
                             " WHERE clinic_id = 1 AND status = s AND date_trunc('month', day) = "
                             "date_trunc('month', current_date - 40))"
                             " n FROM generate_series(0, 7) s) x"_s);
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        const auto told
            = rita.call(u"SELECT concat_ws(',', pending, booked, arrived, in_progress, completed, "
                        u"rejected, cancelled, no_show)"
                        " FROM dashboard_figures(1, current_date - 40) WHERE scope = 'month'"_s);
        QCOMPARE(told.value(), counted);
    }

    void trend_isTheMonthsOfTheView()
    {
        m_server.run(u"UPDATE clinidesk.appointment SET status = 7 WHERE id % 5 = 0"_s);
        SqlSession wanda(m_server.profile(), logins::worker, logins::password);
        const auto refreshed = wanda.call(u"SELECT refresh_figures()"_s);
        QVERIFY2(refreshed.isOk(), qPrintable(refreshed.message));
        for (const QString &login : {logins::receptionist, logins::doctor}) {
            SqlSession person(m_server.profile(), login, logins::password);
            const auto trend = person.call(u"SELECT month, no_show FROM monthly_trend(1, 5)"_s);
            QVERIFY2(trend.isOk(), qPrintable(trend.message));
            const QString own = login == logins::doctor ? u"AND doctor_id = 1"_s : QString();
            QCOMPARE(
                trend.rows,
                m_server.rows(
                    u"SELECT m::date, (SELECT count(*) FROM clinidesk.appointment WHERE clinic_id "
                    u"= 1"
                    " AND status = 7 AND date_trunc('month', day) = m %1) FROM generate_series("
                    "date_trunc('month', (now() AT TIME ZONE 'Europe/Berlin')::date) - interval '4 "
                    "months',"
                    " date_trunc('month', (now() AT TIME ZONE 'Europe/Berlin')::date), '1 month') m"_s
                        .arg(own)));
        }
    }

    void figuresOfAnotherClinic_areDenied()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        QCOMPARE(rita.call(u"SELECT * FROM dashboard_figures(2, NULL)"_s).state, u"42501"_s);
        QCOMPARE(rita.call(u"SELECT * FROM monthly_trend(2, 12)"_s).state, u"42501"_s);
        QCOMPARE(rita.call(u"SELECT * FROM monthly_trend(1, 0)"_s).state, u"22023"_s);
        QCOMPARE(rita.call(u"SELECT rebuild_tallies()"_s).state, u"42501"_s);
    }

private:
    QString differences()
    {
        return m_server.value(u"SET LOCAL search_path = clinidesk, public;"_s % differencesSql);
    }

    /// Inserts, moves, changes and deletes, some of it rolled back; gives the statements that
    /// failed.
    int changeAtRandom(int client, const std::atomic<bool> &isDone)
    {
        static const QStringList statements{
            u"UPDATE appointment SET status = (status + 1 + $2::int) % 4 + 4 WHERE id % 6 = $1::int AND id % 97 = $2::int % 97"_s,
            u"UPDATE appointment SET day = day + 1 WHERE id % 6 = $1::int AND id % 89 = $2::int % 89"_s,
            u"UPDATE appointment SET doctor_id = 3 - doctor_id, department_id = 1 WHERE id % 6 = "
            u"$1::int"
            " AND doctor_id IN (1, 2) AND status > 3 AND id % 101 = $2::int % 101"_s,
            u"DELETE FROM appointment WHERE id % 6 = $1::int AND id % 211 = $2::int % 211"_s,
            u"INSERT INTO appointment (id, clinic_id, department_id, doctor_id, patient_id, "
            u"during, starts_at, ends_at, day,"
            " status, created_by) SELECT 100000 + $1::int + 6 * (100 * $2::int + i), 1, 1, 1 + i % "
            "2, 1001,"
            " tstzrange(now(), now() + '20 min'), now(), now() + '20 min', current_date + i, 4 + i "
            "% 4, 1"
            " FROM generate_series(1, 15) i ON CONFLICT DO NOTHING"_s,
        };
        SqlSession session(m_server.profile(), {}, {});
        QRandomGenerator random(static_cast<quint32>(client + 1));
        int failures = 0;
        while (!isDone) {
            session.call(u"BEGIN"_s);
            for (int step = random.bounded(1, 4); step > 0; --step) {
                const QString &statement = statements.at(random.bounded(int(statements.size())));
                const auto answer = session.call(
                    statement, {QString::number(client), QString::number(random.bounded(1000))});
                if (!answer.isOk()) {
                    qWarning().noquote() << answer.state << answer.message;
                    ++failures;
                }
            }
            session.call(random.bounded(4) == 0 ? u"ROLLBACK"_s : u"COMMIT"_s);
        }
        return failures;
    }

    int foldUntil(const QString &login, const std::atomic<bool> &isDone)
    {
        SqlSession session(m_server.profile(), login, logins::password);
        int cells = 0;
        while (!isDone)
            cells += session.call(u"SELECT fold_tallies()"_s).value().toInt();
        return cells;
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestTallies)
#include "tst_Tallies.moc"
