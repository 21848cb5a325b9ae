#include "tests/postgres/CrowdedClinic.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QUuid>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Tables that grow with the clinic: nobody may ever walk over one of them.
const QStringList bigTables{u"appointment"_s, u"appointment_event"_s,
                            u"patient"_s,     u"patient_clinic"_s,
                            u"outbox"_s,      u"audit"_s,
                            u"tally"_s,       u"day_capacity"_s,
                            u"name_part"_s,   u"request"_s};

/// The big tables that the plans in @p log walk over.
QStringList walkedTables(const QString &log)
{
    static const QRegularExpression scan(u"Seq Scan on (?:clinidesk\\.)?(\\w+)"_s);
    QStringList walked;
    for (auto it = scan.globalMatch(log); it.hasNext();) {
        const QString table = it.next().captured(1);
        if (bigTables.contains(table) && !walked.contains(table))
            walked << table;
    }
    return walked;
}

} // namespace

/// Reads the plan of every statement of every role, also of those inside the functions.
class TestPlans final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(crowdedClinicSql(15000, 25000));
        m_server.run(
            u"SET LOCAL search_path = clinidesk, public; SET LOCAL session_replication_role = "
            u"replica;"
            "INSERT INTO appointment_event (appointment_id, staff_id, action, became)"
            " SELECT id, 1, 'book', '{\"status\": 1}' FROM appointment;"
            "INSERT INTO outbox (clinic_id, kind, appointment_id, payload, due_at, done_at, xid)"
            " SELECT clinic_id, CASE WHEN id % 2 = 0 THEN 'mail' ELSE 'event' END, id, '{}', "
            "now(), now(),"
            " (1000 + id)::text::xid8 FROM appointment;"
            "INSERT INTO audit (clinic_id, who, action, chain_no, hash)"
            " SELECT 1 + i % 3, 'rita', 'day_list', i, '\\x00' FROM generate_series(1, 40000) i;"
            "INSERT INTO request (who, request_id, function, arguments_hash, answer)"
            " SELECT 'rita', gen_random_uuid(), 'book', '\\x00', '{}' FROM generate_series(1, "
            "20000) i;"
            "INSERT INTO day_capacity SELECT 1, doctor, current_date + day, 600"
            " FROM generate_series(100, 140) doctor, generate_series(-60, 400) day;"
            "INSERT INTO name_part SELECT md5(i::text) FROM generate_series(1, 5000) i"_s);
        for (const QString &login :
             {logins::receptionist, logins::chief, logins::doctor, logins::admin, logins::worker}) {
            m_server.run(
                u"LOAD 'auto_explain'; ALTER ROLE %1 SET auto_explain.log_min_duration = 0;"
                "ALTER ROLE %1 SET auto_explain.log_nested_statements = on"_s.arg(login));
        }
        m_server.run(u"VACUUM ANALYZE"_s);
    }

    void aWalkOverABigTable_isNoticed()
    {
        const auto outcome = plansOf(logins::receptionist,
                                     u"SELECT count(*) FROM appointment WHERE version = 77"_s);
        QVERIFY2(outcome.first.isOk(), qPrintable(outcome.first.message));
        QCOMPARE(walkedTables(outcome.second), QStringList{u"appointment"_s});
    }

    void statement_walksOverNoBigTable_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("statement");
        const QString page = u"SELECT * FROM history_page(%1, true, 10, %2)"_s;
        const QStringList readers{
            u"SELECT * FROM clinic_list()"_s,
            u"SELECT * FROM department_list(1)"_s,
            u"SELECT * FROM doctor_list(1)"_s,
            u"SELECT * FROM status_steps()"_s,
            page.arg(u"NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"_s, u"1"_s),
            page.arg(u"NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"_s, u"500"_s),
            page.arg(
                u"'{1}', '{1,3}', NULL, '{4,7}', current_date - 90, current_date - 3, NULL, NULL"_s,
                u"30"_s),
            page.arg(u"NULL, NULL, '{1}', NULL, NULL, NULL, NULL, NULL"_s, u"200"_s),
            page.arg(u"NULL, '{3}', '{1}', NULL, NULL, NULL, NULL, NULL"_s, u"200"_s),
            page.arg(u"NULL, NULL, NULL, NULL, NULL, NULL, 1005, NULL"_s, u"1"_s),
            page.arg(u"NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'bergmann chloe'"_s, u"1"_s),
            page.arg(u"NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'b'"_s, u"3"_s),
            u"SELECT * FROM dashboard_figures(1, NULL)"_s,
            u"SELECT * FROM monthly_trend(1, 12)"_s,
            u"SELECT * FROM patient_search('bergman', 20)"_s,
            u"SELECT * FROM patient_search('b', 20)"_s,
            u"SELECT * FROM patient_search('bergmxnn chloé', 20)"_s,
            u"SELECT * FROM patient_search('+49 30 6000123', 20)"_s,
            u"SELECT * FROM patient_search('C-0000123', 20)"_s,
            u"SELECT * FROM patient_search('1977-12-19', 20)"_s,
            u"SELECT * FROM patient_search('hart 19.12.1977', 20)"_s,
            u"SELECT fold_tallies()"_s,
            u"SELECT * FROM changes_since(pg_current_snapshot())"_s,
            u"SELECT tags_since(now() - interval '10 s')"_s,
            u"SELECT * FROM sign_in()"_s,
        };
        const QStringList deskReaders{
            u"SELECT * FROM day_list(1, current_date - 20)"_s,
            u"SELECT * FROM appointment_card({booked})"_s,
            u"SELECT * FROM appointment_events({booked})"_s,
            u"SELECT * FROM taken_by({booked})"_s,
            u"SELECT * FROM patient_card({patient})"_s,
            u"SELECT * FROM free_slots(1, 1, NULL, current_date, current_date + 40, NULL, 50000)"_s,
            u"SELECT * FROM free_slots(1, 2, NULL, current_date, current_date + 40, NULL, 50000)"_s,
            u"SELECT * FROM find_slots(1, NULL, '{1,2}', current_date,"
            " current_date + 40, '{1,3}', '{09:00}', '{12:00}', 40, 50000)"_s,
            u"SELECT * FROM free_ranges(1, 1, current_date, current_date + 40)"_s,
            u"SELECT * FROM day_hours(1, current_date, current_date + 6)"_s,
            u"SELECT * FROM day_loads(1, NULL, NULL, current_date - 10, current_date + 31)"_s,
            u"SELECT * FROM absence_affected(1, 1, NULL, now(), now() + interval '20 days', 200)"_s,
            u"SELECT * FROM absence_list(1)"_s,
            u"SELECT log_reads(jsonb_build_array(jsonb_build_object('action', 'appointment_card', "
            u"'entity',"
            " 'appointment', 'id', {booked}, 'at', now())))"_s,
            u"SELECT * FROM start({request}, {arrived}, {version})"_s,
            u"SELECT * FROM complete({request}, {in_progress}, {version})"_s,
            u"SELECT * FROM mark_no_show({request}, {booked_past}, {version})"_s,
            u"SELECT * FROM cancel({request}, {booked}, {version}, 'rain')"_s,
            u"SELECT * FROM undo({request}, {own_event})"_s,
            u"SELECT * FROM undo_series({request}, ARRAY[{own_event}]::bigint[])"_s,
            u"SELECT * FROM series_members({booked})"_s,
            u"SELECT * FROM cancel_series({request}, {booked}, 'this', ARRAY[{booked}]::bigint[],"
            " ARRAY[{version}], 'rain')"_s,
        };
        const QStringList deskChanges{
            u"SELECT * FROM book({request}, 1, 1, 1, 1007, {free}, 5, 'cough', false)"_s,
            u"SELECT * FROM book({request}, 1, 2, NULL, 1008, {free}, 10, '', false)"_s,
            u"SELECT * FROM book({request}, 1, 1, 2, 1009, {free}, 5, 'again', true)"_s,
            u"SELECT * FROM move({request}, {booked}, {version}, NULL, {free}, 5)"_s,
            u"SELECT * FROM resize({request}, {booked}, {version}, 5)"_s,
            u"SELECT * FROM series_conflicts(1, 1, 1, {patient}, ARRAY[{free}], 5)"_s,
            u"SELECT * FROM book_series({request}, 1, 1, 1, 1011, ARRAY[{free}], 5, '', 'week', 1,"
            " NULL, 1, NULL, NULL)"_s,
            u"SELECT * FROM move_series({request}, {booked}, 'this', ARRAY[{booked}]::bigint[],"
            " ARRAY[{version}], ARRAY[{free}])"_s,
            u"SELECT * FROM waitlist_list(1, 500)"_s,
            u"SELECT c.* FROM free_slots(1, NULL, 1, NULL, NULL, NULL, 1) f,"
            " waitlist_candidates(1, NULL, 1, f.starts_at) c"_s,
            u"SELECT * FROM absence_slots(1, 1, NULL, now(), now() + interval '20 days',"
            " ARRAY[{booked}]::bigint[])"_s,
            u"SELECT * FROM check_in({request}, {booked_today}, {version})"_s,
            u"SELECT * FROM patient_duplicates('Bergmann', 'Chloé', '1977-12-19', '+49 30 6000123')"_s,
            u"SELECT * FROM patient_create({request}, 1, '', 'Bergfrau', 'Zoë', '1999-01-01', 'female', '+49 30 777', '', 'de')"_s,
            u"SELECT * FROM patient_update({request}, {patient}, 1, '', 'Bergfrau', 'Zoë', '1999-01-01', NULL, 'female', '', '', 'de')"_s,
            u"SELECT * FROM appointment_events({booked})"_s,
            u"SELECT count(*) FROM appointment WHERE clinic_id = 1 AND day = current_date"_s,
        };
        const auto rows = [](const QString &login, const QStringList &statements) {
            for (const QString &statement : statements) {
                QTest::newRow(qPrintable(login % u": "_s % statement.mid(7, 90)))
                    << login << statement;
            }
        };
        rows(logins::chief, readers + deskReaders + deskChanges);
        rows(logins::doctor, readers + deskReaders);
        rows(logins::doctor,
             {u"SELECT * FROM review({request}, {pending}, {version}, true, '')"_s});
        rows(logins::admin, readers);
        rows(logins::admin,
             {u"SELECT * FROM staff_list()"_s,
              u"SELECT * FROM set_working_hours({request}, 1, 2, NULL, '[{\"weekday\": 1, "
              u"\"starts\": \"08:00\","
              " \"ends\": \"18:00\"}]')"_s,
              u"SELECT * FROM add_absence({request}, 1, 2, NULL, now() + interval '80 days',"
              " now() + interval '81 days', 'course')"_s,
              u"SELECT local_instant(1, '2027-01-01 10:00', 0::smallint)"_s,
              u"SELECT report_failed_sign_ins('[{\"login\": \"rita\", \"at\": "
              u"\"2026-01-01T10:00:00Z\","
              " \"desk\": \"one\"}]')"_s});
        rows(logins::admin,
             {u"SELECT report_limit_refusals('[{\"kind\": \"change\", \"count\": 3}]')"_s,
              u"SELECT * FROM limit_refusals(7)"_s});
        rows(logins::worker,
             {u"SELECT fold_tallies()"_s, u"SELECT chain_audit()"_s, u"SELECT purge_requests()"_s,
              u"SELECT * FROM changes_since(pg_current_snapshot())"_s,
              u"SELECT * FROM take_news(500)"_s, u"SELECT news_relayed('{1,2,3}')"_s});
    }

    void statement_walksOverNoBigTable()
    {
        QFETCH(QString, login);
        QFETCH(QString, statement);
        const auto outcome = plansOf(login, withIds(statement, login));
        QVERIFY2(outcome.first.isOk(),
                 qPrintable(outcome.first.state % u' ' % outcome.first.message));
        QVERIFY2(outcome.second.contains(u"(cost="_s) && outcome.second.contains(u"duration"_s),
                 "no plan was written");
        const QStringList walked = walkedTables(outcome.second);
        if (!walked.isEmpty())
            qInfo() << statement << "walks over" << walked;
        QCOMPARE(walked, QStringList());
    }

private:
    /// Replaces {names} by what the statement needs to succeed.
    QString withIds(QString statement, const QString &login)
    {
        const auto one = [this](const QString &condition) {
            return m_server.value(
                u"SELECT a.id FROM clinidesk.appointment a WHERE a.clinic_id = 1 AND a.doctor_id = 1 AND "_s
                % condition % u" ORDER BY a.id LIMIT 1"_s);
        };
        const QMap<QString, QString> conditions{
            {u"{booked}"_s,
             u"a.status = 1 AND a.day BETWEEN current_date + 2 AND current_date + 30"_s},
            {u"{booked_past}"_s, u"a.status = 1 AND a.ends_at < now()"_s},
            {u"{booked_today}"_s, u"a.status = 1 AND a.day = current_date"_s},
            {u"{pending}"_s, u"a.status = 0 AND a.starts_at > now()"_s},
            {u"{arrived}"_s, u"a.status = 2 AND a.starts_at < now()"_s},
            {u"{in_progress}"_s, u"a.status = 3 AND a.starts_at < now()"_s},
        };
        for (auto it = conditions.begin(); it != conditions.end(); ++it) {
            if (!statement.contains(it.key()))
                continue;
            const QString id = one(it.value());
            statement.replace(it.key(), id);
            statement.replace(
                u"{version}"_s,
                m_server.value(u"SELECT version FROM clinidesk.appointment WHERE id = "_s % id));
        }
        if (statement.contains(u"{own_event}"_s)) {
            SqlSession person(m_server.profile(), login, logins::password);
            const auto cancelled = person.call(withIds(
                u"SELECT event_id FROM cancel({request}, {booked}, {version}, 'x')"_s, login));
            statement.replace(u"{own_event}"_s, cancelled.value());
        }
        if (statement.contains(u"{free}"_s)) {
            const int day = 100 + m_freeDays++;
            statement.replace(
                u"{free}"_s,
                u"((current_date + %1 + time '11:00') AT TIME ZONE 'Europe/Berlin')"_s.arg(day));
        }
        statement.replace(
            u"{patient}"_s,
            m_server.value(
                u"SELECT a.patient_id FROM clinidesk.appointment a JOIN"
                " clinidesk.patient_clinic USING (patient_id) JOIN clinidesk.patient p ON p.id = "
                "a.patient_id"
                " WHERE a.doctor_id = 1 AND patient_clinic.clinic_id = 1 AND p.version = 1 LIMIT 1"_s));
        statement.replace(u"{request}"_s,
                          u"'%1'::uuid"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces)));
        return statement;
    }

    /// The answer, and what the server's log said meanwhile.
    std::pair<SqlSession::Answer, QString> plansOf(const QString &login, const QString &statement)
    {
        SqlSession person(m_server.profile(), login, logins::password);
        QFile log(m_server.folder() % u"/log/postgres.log"_s);
        if (!log.open(QIODevice::ReadOnly))
            return {};
        log.seek(log.size());
        auto answer = person.call(statement);
        return {answer, QString::fromUtf8(log.readAll())};
    }

    PrivateServer m_server{{.durability = PostgresOptions::Durability::Forgetful,
                            .settings = {{u"session_preload_libraries"_s, u"auto_explain"_s}}}};
    int m_freeDays = 0;
};

QTEST_GUILESS_MAIN(TestPlans)
#include "tst_Plans.moc"
