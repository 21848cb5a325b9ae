#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

namespace {

QString field(const Answer &answer)
{
    return answer.detail.value(u"field"_s).toString();
}

} // namespace

/// What a member of staff could try with a plain SQL client and a login of her own.
class TestAttacks final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_rita = signIn(logins::receptionist);
        m_alma = signIn(logins::admin);
        QVERIFY(m_rita->isOpen() && m_alma->isOpen());
    }

    void cleanup()
    {
        m_rita.reset();
        m_alma.reset();
    }

    void nobody_takesTheLocksOfTheFunctions()
    {
        for (const QString &statement :
             {u"SELECT pg_advisory_lock(1)"_s, u"SELECT pg_try_advisory_lock(1)"_s,
              u"SELECT pg_advisory_xact_lock(1, 2)"_s, u"SELECT pg_try_advisory_lock_shared(1)"_s,
              u"SELECT pg_advisory_unlock_all()"_s})
            QCOMPARE(m_rita->call(statement).state, u"42501"_s);
        QVERIFY(book(*m_rita).isOk());
    }

    void nobody_watchesWhatOthersAreBooking()
    {
        QCOMPARE(m_rita->call(u"SELECT * FROM pg_locks"_s).state, u"42501"_s);
        QCOMPARE(m_rita->call(u"SELECT pg_lock_status()"_s).state, u"42501"_s);
        SqlSession boot(m_server.profile(), {}, {});
        QCOMPARE(m_rita
                     ->call(u"SELECT query FROM pg_stat_activity WHERE usename = 'clinidesk_boot' "
                            "AND query NOT LIKE '<%'"_s)
                     .rows.size(),
                 0);
    }

    void nobody_leavesAnythingInTheDatabase()
    {
        for (const QString &statement :
             {u"CREATE TEMPORARY TABLE appointment (id int)"_s,
              u"CREATE TABLE public.staff (id int)"_s,
              u"CREATE FUNCTION pg_temp.refuse(text, text) RETURNS void LANGUAGE sql AS ''"_s,
              u"CREATE SCHEMA rita"_s, u"SELECT lo_create(0)"_s, u"SELECT lo_from_bytea(0, 'x')"_s})
            QCOMPARE(m_rita->call(statement).state, u"42501"_s);
    }

    void otherDatabases_areClosed()
    {
        for (const QString &database : {u"postgres"_s, u"template1"_s}) {
            ServerProfile elsewhere = m_server.profile();
            elsewhere.database = database;
            QVERIFY(!SqlSession(elsewhere, logins::receptionist, logins::password).isOpen());
            QVERIFY(SqlSession(elsewhere, {}, {}).isOpen());
        }
    }

    void reportedReads_carryNothingButKnownNames_data()
    {
        QTest::addColumn<QString>("read");
        const auto row = [](const char *name, const QString &read) { QTest::newRow(name) << read; };
        row("text in an array",
            uR"({"action": ["patient_card", "Sara M."], "entity": "patient"})"_s);
        row("text in an object", uR"({"action": "patient_card", "entity": {"name": "Sara M."}})"_s);
        row("a number", uR"({"action": 5, "entity": "patient"})"_s);
        row("nulls", uR"({"action": null, "entity": null})"_s);
        row("nothing", u"{}"_s);
        row("a change", uR"({"action": "cancel", "entity": "appointment", "id": 1})"_s);
        row("an id of text", uR"({"action": "patient_card", "entity": "patient", "id": "Sara"})"_s);
        row("an immense id", uR"({"action": "patient_card", "entity": "patient", "id": 1e30})"_s);
    }
    void reportedReads_carryNothingButKnownNames()
    {
        QFETCH(QString, read);
        const Answer refused
            = m_rita->call(u"SELECT log_reads($1)"_s, {QString(u'[' % read % u']')});
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(field(refused), u"reads"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.audit"_s), u"0"_s);
    }

    void claimedTimesAndDesks_cannotHarm()
    {
        const QString attempts
            = uR"([{"login": "ruth", "at": "2020-01-01T00:00:00+99:99", "desk": "Sara Müller\n+49"},
                   {"login": "ruth", "at": "infinity", "desk": {"a": 1}}])"_s;
        QVERIFY(m_rita->call(u"SELECT report_failed_sign_ins($1)"_s, {attempts}).isOk());
        QCOMPARE(
            m_server.rows(
                u"SELECT facts ->> 'desk' FROM clinidesk.audit ORDER BY length(facts ->> 'desk') DESC"_s),
            (PrivateServer::Rows{{u"SaraMller49"_s}, {u"a1"_s}}));
        QCOMPARE(
            m_server.value(
                u"SELECT count(*) FROM clinidesk.audit WHERE (facts ->> 'at')::timestamptz > now()"_s),
            u"0"_s);
    }

    void administrators_makeNoKeyToAnotherClinic()
    {
        // The doctor works at both clinics now, the administrator at one.
        m_server.run(u"DELETE FROM clinidesk.staff_clinic WHERE staff_id = 4 AND clinic_id = 2;"
                     "INSERT INTO clinidesk.doctor_department VALUES (1, 4)"_s);
        QCOMPARE(addDoctor(u"spy"_s, u"1"_s).state, u"42501"_s);
        const QStringList newPassword{
            m_alma->verifierFor(logins::doctor, u"known to the administrator"_s)};
        const QString reset = u"SELECT staff_reset_password('jonas', $1, NULL)"_s;
        QCOMPARE(m_alma->call(reset, newPassword).state, u"42501"_s);
        // Where he once worked his patients stay his.
        QVERIFY(book(*m_rita, {.doctor = u"2"_s}).isOk());
        m_server.run(u"UPDATE clinidesk.appointment SET clinic_id = 2, department_id = 4"_s);
        QCOMPARE(addDoctor(u"spy"_s, u"2"_s).state, u"42501"_s);
        QVERIFY(signIn(logins::doctor)->isOpen());
    }

    void reservedLogins_areTaken()
    {
        for (const QString &login :
             {u"pg_monitor"_s, u"pg_x"_s, u"public"_s, u"none"_s, u"clinidesk_boot"_s}) {
            const Answer refused = addDoctor(login, u"1"_s);
            QCOMPARE(refused.state, u"22023"_s);
            QCOMPARE(field(refused), u"login"_s);
        }
        QCOMPARE(m_alma
                     ->call(u"SELECT staff_reset_password('clinidesk_boot', $1, NULL)"_s,
                            {m_alma->verifierFor(u"clinidesk_boot"_s, u"x"_s)})
                     .state,
                 u"P0002"_s);
    }

    void weakOrBrokenVerifiers_areNoPasswords()
    {
        const QString keys = u"$%1=:%1="_s.arg(QString(43, u'A'));
        for (const QString &head : {u"SCRAM-SHA-256$0000:AAAAAAAAAAAAAAAAAAAAAA=="_s,
                                    u"SCRAM-SHA-256$4095:AAAAAAAAAAAAAAAAAAAAAA=="_s,
                                    u"SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAA"_s,
                                    u"SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAA=="_s}) {
            const Answer refused
                = m_rita->call(u"SELECT change_password($1)"_s, {QString(head % keys)});
            QCOMPARE(refused.state, u"22023"_s);
            QCOMPARE(field(refused), u"verifier"_s);
        }
        QVERIFY(signIn(logins::receptionist)->isOpen());
    }

    void whereElsePatientsAreKnown_staysThere()
    {
        const QString haddad = u"4"_s; // Of both clinics; rita is of one.
        const Answer changed = m_rita->call(u"SELECT array_to_string(tags, ' ') FROM "
                                            u"patient_update($1, $2, 1, '', 'Haddad', 'Layla', "
                                            "NULL, NULL, 'female', '', '', 'ar')"_s,
                                            {newRequest(), haddad});
        QCOMPARE(changed.value(), u"patient:4 card:4 clinic:1 people:1"_s);
        const QString news
            = u"SELECT array_to_string(tags, ' ') FROM changes_since('1:1:'::pg_snapshot)"_s;
        QCOMPARE(m_rita->call(news).rows,
                 (QList<QStringList>{{u"patient:4 card:4 clinic:1 people:1"_s}}));
        QCOMPARE(signIn(logins::worker)->call(news).rows.size(), 2);
    }

    void daysBeyondTheCalendar_areRefusedOrEmpty()
    {
        for (const QString &day :
             {u"infinity"_s, u"-infinity"_s, u"5874897-12-31"_s, u"4713-01-01 BC"_s}) {
            for (const QString &call :
                 {u"dashboard_figures(1, $1)"_s, u"free_slots(1, 1, 1, $1, NULL, NULL, 10)"_s,
                  u"free_slots(1, 1, 1, NULL, $1, NULL, 10)"_s, u"free_ranges(1, 1, $1, NULL)"_s,
                  u"free_ranges(1, 1, NULL, $1)"_s})
                QCOMPARE(m_rita->call(QString(u"SELECT * FROM "_s % call), {day}).state,
                         u"22023"_s);
            QVERIFY(m_rita
                        ->call(u"SELECT * FROM history_page(NULL, NULL, NULL, NULL, $1, $1, NULL, "
                               "NULL, true, 25, 1)"_s,
                               {day})
                        .isOk());
        }
    }

    void searches_areSeenByTheAdministratorOfWhoSearched()
    {
        QVERIFY(m_rita->call(u"SELECT * FROM patient_search('muller', 20)"_s).isOk());
        QVERIFY(m_rita->call(u"SELECT * FROM patient_card(1)"_s).isOk());
        const QString seen = u"SELECT action FROM audit WHERE who = 'rita' ORDER BY id"_s;
        QCOMPARE(m_alma->call(seen).rows,
                 (QList<QStringList>{{u"patient_search"_s}, {u"patient_card"_s}}));
        m_server.run(u"DELETE FROM clinidesk.staff_clinic WHERE staff_id = 4 AND clinic_id = 1"_s);
        QCOMPARE(m_alma->call(seen).rows.size(), 0);
    }

    void requestIds_areWorthNothingToOthers()
    {
        Wish wish;
        const Answer first = book(*m_rita, wish);
        QVERIFY(first.isOk());
        const auto ruth = signIn(logins::chief);
        QCOMPARE(book(*ruth, wish).state, u"23P01"_s); // A booking of her own, not rita's answer.
        QCOMPARE(m_rita->call(u"SELECT * FROM cancel($1, 1, 1, '')"_s, {wish.request}).state,
                 u"CD003"_s);
        QCOMPARE(undo(*ruth, first).state, u"42501"_s);
        QVERIFY(undo(*m_rita, first).isOk());
        QCOMPARE(undo(*m_rita, first).state, u"22023"_s);
    }

private:
    std::unique_ptr<SqlSession> signIn(const QString &login)
    {
        return std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
    }

    Answer addDoctor(const QString &login, const QString &doctor)
    {
        return m_alma->call(
            u"SELECT staff_add($1, 'Dr Spy', 'doctor', $2, '{1}', $3, '{}', NULL)"_s,
            {login, m_alma->verifierFor(login, logins::password), doctor});
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_rita;
    std::unique_ptr<SqlSession> m_alma;
};

QTEST_GUILESS_MAIN(TestAttacks)
#include "tst_Attacks.moc"
