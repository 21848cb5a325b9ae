#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QMap>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// Letters of the groups: Receptionist, Doctor, Admin, Worker.
const QMap<QChar, QString> groups{{u'R', logins::receptionist},
                                  {u'D', logins::doctor},
                                  {u'A', logins::admin},
                                  {u'W', logins::worker}};

/// Who may SELECT; no group may do anything else to any table. A table that is missing here is
/// open to nobody.
const QMap<QString, QString> readers{
    {u"clinic"_s, u"RDA"_s},
    {u"department"_s, u"RDA"_s},
    {u"doctor"_s, u"RDA"_s},
    {u"doctor_department"_s, u"RDA"_s},
    {u"room"_s, u"RDA"_s},
    {u"working_hours"_s, u"RDA"_s},
    {u"absence"_s, u"RDA"_s},
    {u"day_capacity"_s, u"RDA"_s},
    {u"settings"_s, u"RDA"_s},
    {u"appointment"_s, u"RD"_s},
    {u"appointment_event"_s, u"RD"_s},
    {u"status_step"_s, u"RDAW"_s},
    {u"waitlist"_s, u"R"_s},
    {u"notice"_s, u"RDA"_s},
    {u"audit"_s, u"A"_s},
};

/// Who may call; a function that is missing here is internal.
const QMap<QString, QString> callers{
    {u"caller"_s, u"RDAW"_s},
    {u"colleagues"_s, u"A"_s},
    {u"sign_in"_s, u"RDAW"_s},
    {u"confirm_session"_s, u"RDAW"_s},
    {u"change_password"_s, u"RDAW"_s},
    {u"report_failed_sign_ins"_s, u"RDAW"_s},
    {u"clinic_list"_s, u"RDA"_s},
    {u"department_list"_s, u"RDA"_s},
    {u"doctor_list"_s, u"RDA"_s},
    {u"status_steps"_s, u"RDA"_s},
    {u"day_list"_s, u"RD"_s},
    {u"appointment_card"_s, u"RD"_s},
    {u"changed_row"_s, u"RD"_s},
    {u"appointment_events"_s, u"RD"_s},
    {u"taken_by"_s, u"RD"_s},
    {u"history_page"_s, u"RDA"_s},
    {u"patient_search"_s, u"RDA"_s},
    {u"patient_card"_s, u"RD"_s},
    {u"patient_cards"_s, u"RD"_s},
    {u"patient_duplicates"_s, u"R"_s},
    {u"patient_create"_s, u"R"_s},
    {u"patient_update"_s, u"R"_s},
    {u"find_slots"_s, u"RD"_s},
    {u"free_slots"_s, u"RD"_s},
    {u"free_ranges"_s, u"RD"_s},
    {u"day_hours"_s, u"RD"_s},
    {u"day_loads"_s, u"RD"_s},
    {u"book"_s, u"R"_s},
    {u"move"_s, u"R"_s},
    {u"resize"_s, u"R"_s},
    {u"cancel"_s, u"RD"_s},
    {u"check_in"_s, u"R"_s},
    {u"start"_s, u"RD"_s},
    {u"complete"_s, u"RD"_s},
    {u"mark_no_show"_s, u"RD"_s},
    {u"review"_s, u"D"_s},
    {u"undo"_s, u"RD"_s},
    {u"series_conflicts"_s, u"R"_s},
    {u"series_members"_s, u"RD"_s},
    {u"book_series"_s, u"R"_s},
    {u"cancel_series"_s, u"RD"_s},
    {u"move_series"_s, u"R"_s},
    {u"undo_series"_s, u"RD"_s},
    {u"set_working_hours"_s, u"A"_s},
    {u"add_absence"_s, u"RDA"_s},
    {u"remove_absence"_s, u"RDA"_s},
    {u"absence_affected"_s, u"RD"_s},
    {u"absence_slots"_s, u"R"_s},
    {u"absence_list"_s, u"RD"_s},
    {u"waitlist_add"_s, u"R"_s},
    {u"waitlist_change"_s, u"R"_s},
    {u"waitlist_take_off"_s, u"R"_s},
    {u"waitlist_put_back"_s, u"R"_s},
    {u"waitlist_list"_s, u"R"_s},
    {u"waitlist_candidates"_s, u"R"_s},
    {u"waitlist_freed"_s, u"R"_s},
    {u"offer_slot"_s, u"R"_s},
    {u"offer_accept"_s, u"R"_s},
    {u"offer_end"_s, u"R"_s},
    {u"local_instant"_s, u"RDA"_s},
    {u"changes_since"_s, u"RDAW"_s},
    {u"log_reads"_s, u"RDA"_s},
    {u"report_limit_refusals"_s, u"RDA"_s},
    {u"limit_refusals"_s, u"A"_s},
    {u"dashboard_figures"_s, u"RDA"_s},
    {u"monthly_trend"_s, u"RDA"_s},
    {u"staff_add"_s, u"A"_s},
    {u"staff_list"_s, u"A"_s},
    {u"staff_disable"_s, u"A"_s},
    {u"staff_reset_password"_s, u"A"_s},
    {u"clinic_add"_s, u"A"_s},
    {u"department_add"_s, u"A"_s},
    {u"doctor_add"_s, u"A"_s},
    {u"hours_set_up"_s, u"A"_s},
    {u"fold_tallies"_s, u"RDAW"_s},
    {u"chain_audit"_s, u"W"_s},
    {u"refresh_figures"_s, u"W"_s},
    {u"purge_requests"_s, u"W"_s},
    {u"count_all_capacity"_s, u"W"_s},
    {u"broken_audit"_s, u"W"_s},
    {u"tags_since"_s, u"RDA"_s},
    {u"take_news"_s, u"W"_s},
    {u"news_relayed"_s, u"W"_s},
};

const QString relations = u"FROM pg_class WHERE relnamespace = 'clinidesk'::regnamespace "
                          "AND relkind IN ('r', 'p', 'v', 'm') ORDER BY relname"_s;

} // namespace

class TestRoleMatrix final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        for (const QString &login : groups) {
            m_sessions[login]
                = std::make_shared<SqlSession>(m_server.profile(), login, logins::password);
            QVERIFY(m_sessions[login]->isOpen());
        }
    }

    void everyTableAndVerb_isDeniedUnlessListed()
    {
        const auto tables = m_server.rows(
            u"SELECT relname, relkind, (SELECT quote_ident(attname) FROM pg_attribute "
            "WHERE attrelid = pg_class.oid AND attnum = 1) "_s
            % relations);
        int denied = 0;
        int allowed = 0;
        for (const QStringList &table : tables) {
            for (auto group = groups.begin(); group != groups.end(); ++group) {
                const bool mayRead = readers.value(table[0]).contains(group.key());
                const QStringList statements{
                    u"SELECT 1 FROM %1 LIMIT 1"_s.arg(table[0]),
                    u"INSERT INTO %1 DEFAULT VALUES"_s.arg(table[0]),
                    u"UPDATE %1 SET %2 = %2"_s.arg(table[0], table[2]),
                    u"DELETE FROM %1"_s.arg(table[0]),
                    u"TRUNCATE %1"_s.arg(table[0]),
                };
                for (qsizetype verb = 0; verb < statements.size(); ++verb) {
                    const auto answer = m_sessions[*group]->call(statements[verb]);
                    const QString what = *group % u": "_s % statements[verb];
                    if (verb == 0 && mayRead) {
                        QVERIFY2(answer.isOk(), qPrintable(what % u' ' % answer.message));
                        ++allowed;
                        continue;
                    }
                    // A view's or matview's INSERT may fail as a wrong kind of object: no less
                    // denied.
                    const bool refused = answer.state == u"42501"
                        || (table[1] != u"r" && answer.state == u"42809");
                    QVERIFY2(refused, qPrintable(what % u" gave " % answer.state));
                    ++denied;
                }
            }
        }
        qInfo("S1: %lld tables x %lld roles x 5 verbs: %d denied, %d readable, 0 surprises",
              static_cast<long long>(tables.size()), static_cast<long long>(groups.size()), denied,
              allowed);
        QVERIFY(tables.size() >= 26);
    }

    void everyFunction_isDeniedUnlessListed()
    {
        const auto functions = m_server.rows(
            u"SELECT p.proname, has_function_privilege('clinidesk_receptionist', p.oid, "
            u"'EXECUTE'), "
            "has_function_privilege('clinidesk_doctor', p.oid, 'EXECUTE'), "
            "has_function_privilege('clinidesk_admin', p.oid, 'EXECUTE'), "
            "has_function_privilege('clinidesk_worker', p.oid, 'EXECUTE') "
            "FROM pg_proc p WHERE p.pronamespace = 'clinidesk'::regnamespace ORDER BY 1"_s);
        QStringList missing = callers.keys();
        for (const QStringList &function : functions) {
            QString found;
            for (qsizetype i = 0; i < 4; ++i) {
                if (function[i + 1] == u"t")
                    found += u"RDAW"_s[i];
            }
            QVERIFY2(found == callers.value(function[0]),
                     qPrintable(function[0] % u" may be called by "_s % found));
            missing.removeAll(function[0]);
        }
        QCOMPARE(missing, QStringList());
        qInfo("S1: %lld functions, %lld of them public", static_cast<long long>(functions.size()),
              static_cast<long long>(callers.size()));
    }

    void everyDefinerFunction_hasItsPathPinned()
    {
        QCOMPARE(
            m_server.rows(
                u"SELECT proname FROM pg_proc WHERE pronamespace = 'clinidesk'::regnamespace AND "
                u"prosecdef "
                "AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=clinidesk, public, pg_temp%', false)"_s),
            PrivateServer::Rows());
    }

    void everyTable_forcesItsPolicies()
    {
        QCOMPARE(m_server.rows(
                     u"SELECT relname FROM pg_class WHERE relnamespace = 'clinidesk'::regnamespace "
                     "AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"_s),
                 PrivateServer::Rows());
    }

    void rows_areTheCallersOwn()
    {
        SqlSession ruth(m_server.profile(), logins::chief, logins::password);
        const Wish there{.clinic = u"2"_s,
                         .department = u"4"_s,
                         .doctor = u"3"_s,
                         .patient = u"5"_s,
                         .startsAt = berlin(3, u"16:00"_s)};
        QVERIFY(book(ruth, there).isOk());
        QVERIFY(book(ruth, {}).isOk());
        QVERIFY(book(ruth, {.doctor = u"2"_s, .patient = u"2"_s}).isOk());
        QVERIFY(
            book(ruth, {.department = u"3"_s, .patient = u"3"_s, .startsAt = berlin(3, u"14:00"_s)})
                .isOk());

        const auto counted = [this](const QString &login, const QString &table) {
            return m_sessions[login]->call(u"SELECT count(*) FROM "_s % table).value().toInt();
        };
        QCOMPARE(counted(logins::receptionist, u"appointment"_s), 3); // Her clinic's.
        QCOMPARE(counted(logins::doctor, u"appointment"_s), 2); // His own, one of them a request.
        QCOMPARE(counted(logins::receptionist, u"appointment_event"_s), 3);
        QCOMPARE(counted(logins::doctor, u"appointment_event"_s), 2);
        QCOMPARE(counted(logins::receptionist, u"clinic"_s), 1);
        QCOMPARE(counted(logins::admin, u"clinic"_s), 2);
        QCOMPARE(counted(logins::receptionist, u"doctor"_s), 2);
        QCOMPARE(counted(logins::receptionist, u"department"_s), 3);
        QVERIFY(counted(logins::admin, u"audit"_s) >= 4);
        for (const QString &login : {logins::receptionist, logins::doctor})
            QCOMPARE(m_sessions[login]->call(u"SELECT reason FROM appointment"_s).state,
                     u"42501"_s);
    }

    void nobody_borrowsAnothersRights()
    {
        for (const QString &login : groups) {
            for (const QString &role :
                 {u"clinidesk_api"_s, u"clinidesk_owner"_s, u"clinidesk_boot"_s})
                QCOMPARE(m_sessions[login]->call(u"SET ROLE "_s % role).state, u"42501"_s);
            QCOMPARE(m_sessions[login]->call(u"CREATE TABLE clinidesk.own (a int)"_s).state,
                     u"42501"_s);
            QCOMPARE(m_sessions[login]->call(u"CREATE TABLE public.own (a int)"_s).state,
                     u"42501"_s);
            QCOMPARE(m_sessions[login]->call(u"CREATE ROLE mallory"_s).state, u"42501"_s);
            // A table of one's own must not be taken for the clinic's: pg_temp is searched last.
            QVERIFY(m_sessions[login]->call(u"SET search_path = pg_temp"_s).isOk());
            QVERIFY(m_sessions[login]->call(u"SELECT login FROM clinidesk.sign_in()"_s).value()
                    == login);
            QVERIFY(m_sessions[login]->call(u"SET search_path = clinidesk, public"_s).isOk());
        }
    }

private:
    PrivateServer m_server;
    QMap<QString, std::shared_ptr<SqlSession>> m_sessions;
};

QTEST_GUILESS_MAIN(TestRoleMatrix)
#include "tst_S01_RoleMatrix.moc"
