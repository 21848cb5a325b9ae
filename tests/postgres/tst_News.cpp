// What the database tells of its changes, so that nobody keeps an answer that is no longer true:
// which tags a change names, who hears of them, how the worker passes them on, and how reads are
// reported.
#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

class TestNews final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init() { QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem()); }

    void installation_isOfThisDatabaseOnly()
    {
        const QString number = numberAtSignIn();
        QVERIFY(!number.isEmpty());
        QCOMPARE(numberAtSignIn(), number);
        QCOMPARE(signIn(logins::receptionist)
                     ->call(u"SELECT installation FROM confirm_session()"_s)
                     .value(),
                 number);
        QCOMPARE(signIn(logins::doctor)->call(u"SELECT installation FROM sign_in()"_s).value(),
                 number);
        // A copy has the same row and is another database all the same.
        QVERIFY(!m_server.freshDatabase().isEmpty());
        QVERIFY(numberAtSignIn() != number);
    }

    void installation_isNobodysToReadOrChange()
    {
        for (const QString &login :
             {logins::receptionist, logins::doctor, logins::admin, logins::worker}) {
            const auto session = signIn(login);
            for (const QString &statement :
                 {u"SELECT number FROM installation"_s, u"UPDATE installation SET number = 1"_s,
                  u"DELETE FROM installation"_s, u"SELECT installation_number()"_s})
                QCOMPARE(session->call(statement).state, u"42501"_s);
        }
    }

    void change_tellsOfWhatListsShow_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QString &statement, const QString &told) {
            QTest::newRow(name) << statement << told;
        };
        row("a department is renamed", u"UPDATE department SET name = 'Heart' WHERE id = 1"_s,
            u"1 places:1 hours:1"_s);
        row("a department is added",
            u"INSERT INTO department (clinic_id, name) VALUES (2, 'Heart')"_s,
            u"2 places:2 hours:2"_s);
        row("a doctor marries", u"UPDATE doctor SET family = 'Weber-Lind' WHERE id = 1"_s,
            u"1 places:1 hours:1"_s);
        row("a doctor joins", u"INSERT INTO doctor_department VALUES (3, 1)"_s,
            u"1 places:1 hours:1"_s);
        row("a doctor leaves",
            u"DELETE FROM doctor_department WHERE doctor_id = 1 AND department_id = 3"_s,
            u"1 places:1 hours:1"_s);
        row("a doctor goes elsewhere",
            u"UPDATE doctor_department SET department_id = 4 WHERE doctor_id = 2"_s,
            u"1 places:1 hours:1,2 places:2 hours:2"_s);
        row("a clinic closes earlier", u"UPDATE clinic SET closes = '16:00' WHERE id = 2"_s,
            u"0 staff:2 staff:4,2 places:2 hours:2"_s);
        row("rights are given", u"UPDATE staff SET rights = '{past}' WHERE id = 1"_s,
            u"0 staff:1"_s);
        row("a clinic is taken away", u"DELETE FROM staff_clinic WHERE staff_id = 2"_s,
            u"0 staff:2"_s);
        row("a clinic is given", u"INSERT INTO staff_clinic VALUES (1, 2), (6, 2)"_s,
            u"0 staff:1 staff:6"_s);
        row("nothing is changed", u"UPDATE doctor SET family = 'x' WHERE id = 99"_s, {});
    }
    void change_tellsOfWhatListsShow()
    {
        QFETCH(QString, statement);
        QFETCH(QString, told);
        m_server.run(u"SET search_path = clinidesk, public; "_s % statement);
        QCOMPARE(newsRows(), told);
    }

    void bulkLoad_tellsNothing()
    {
        m_server.run(u"SET session_replication_role = replica; SET search_path = clinidesk, public;"
                     "UPDATE doctor SET family = 'x'; UPDATE staff SET rights = '{}'"_s);
        QCOMPARE(newsRows(), QString());
    }

    void changedRecord_namesThePeopleOfItsClinics()
    {
        const auto rita = signIn(logins::receptionist);
        const QString before = snapshot(*rita);
        const Answer changed = rita->call(
            u"SELECT to_json(tags) FROM patient_update($1, 4, 1, '', 'Haddad', 'Layla', NULL, NULL,"
            " 'female', '', '', 'ar')"_s,
            {newRequest()});
        QCOMPARE(changed.value(), uR"(["patient:4","card:4","clinic:1","people:1"])"_s);
        // The other clinic hears it as its own news.
        QCOMPARE(newsRows(),
                 u"1 patient:4 card:4 clinic:1 people:1,2 patient:4 card:4 clinic:2 people:2"_s);
        QCOMPARE(tagsSince(*rita, before), u"patient:4 card:4 clinic:1 people:1"_s);
    }

    void changedHours_nameTheClinicsHours()
    {
        const auto alma = signIn(logins::admin);
        const Answer changed
            = alma->call(u"SELECT to_json(tags) FROM set_working_hours($1, 1, 1, NULL,"
                         " '[{\"weekday\": 1, \"starts\": \"09:00\", \"ends\": \"12:00\"}]')"_s,
                         {newRequest()});
        QCOMPARE(changed.value(), uR"(["clinic:1","hours:1","places:1","doctor:1"])"_s);
        QCOMPARE(newsRows(), u"1 clinic:1 hours:1 places:1 doctor:1"_s);
    }

    void doctor_hearsOfColleaguesDaysAndNothingMore()
    {
        const auto rita = signIn(logins::receptionist);
        const auto jonas = signIn(logins::doctor);
        QVERIFY(book(*rita, {.patient = u"1"_s}).isOk()); // His.
        const QString before = snapshot(*jonas);
        QVERIFY(book(*rita, {.doctor = u"2"_s, .patient = u"2"_s}).isOk());
        QVERIFY(
            book(*rita, {.doctor = u"2"_s, .patient = u"1"_s, .startsAt = berlin(3, u"15:00"_s)})
                .isOk());
        const Answer heard
            = jonas->call(u"SELECT array_to_string(tags, ' '), appointment_id, payload::text"
                          " FROM changes_since($1::pg_snapshot)"_s,
                          {before});
        QCOMPARE(heard.rows.size(), 2);
        QVERIFY(heard.value().startsWith(u"clinic:1 day:1:"_s));
        QVERIFY(!heard.value().contains(u"patient:"_s) && !heard.value().contains(u"doctor:"_s));
        QVERIFY(heard.rows[1][0].endsWith(u" patient:1"_s)); // A patient of his own.
        for (const QStringList &row : heard.rows) {
            QVERIFY(row[1].isNull());
            QCOMPARE(row[2], u"{}"_s);
        }
    }

    void everybody_hearsOfTheirOwnAccount()
    {
        const auto rita = signIn(logins::receptionist);
        const auto jonas = signIn(logins::doctor);
        const QString before = snapshot(*rita);
        m_server.run(u"UPDATE clinidesk.staff SET rights = '{past}' WHERE id IN (1, 2, 3)"_s);
        QCOMPARE(tagsSince(*rita, before), u"staff:1"_s);
        QCOMPARE(tagsSince(*jonas, before), u"staff:3"_s);
        m_server.run(u"DELETE FROM clinidesk.staff_clinic WHERE staff_id = 1"_s);
        QCOMPARE(tagsSince(*rita, before), u"staff:1|staff:1"_s);
    }

    void deskThatWasCutOff_learnsTheTags()
    {
        const auto rita = signIn(logins::receptionist);
        const auto jonas = signIn(logins::doctor);
        const QString ask = u"SELECT array_to_string(tags_since(now() - interval '10 s'), ' ')"_s;
        QCOMPARE(rita->call(ask).value(), QString(u""_s));
        QVERIFY(book(*rita).isOk());
        m_server.run(u"INSERT INTO clinidesk.outbox (clinic_id, kind, payload, tags, due_at) VALUES"
                     " (2, 'event', '{}', '{clinic:2}', now()),"
                     " (1, 'event', '{}', '{clinic:1,patient:2,doctor:2}', now())"_s);
        const QString day = m_server.value(u"SELECT day FROM clinidesk.appointment"_s);
        QCOMPARE(rita->call(ask).value(),
                 u"clinic:1 day:1:%1 doctor:1 doctor:2 patient:1 patient:2"_s.arg(day));
        QCOMPARE(jonas->call(ask).value(), u"clinic:1 day:1:%1 doctor:1 patient:1"_s.arg(day));
        const QString since = u"SELECT array_to_string(tags_since(%1), ' ')"_s;
        QCOMPARE(rita->call(since.arg(u"now() + interval '2 min'"_s)).value(), QString(u""_s));
        for (const QString &moment : {u"NULL"_s, u"now() - interval '9 h'"_s, u"'-infinity'"_s})
            QCOMPARE(rita->call(since.arg(moment)).value(), u"epoch"_s);
    }

    void news_arePassedOnOnce()
    {
        const auto wanda = signIn(logins::worker);
        const auto rita = signIn(logins::receptionist);
        QVERIFY(book(*rita).isOk());
        QVERIFY(book(*rita, {.patient = u"2"_s, .startsAt = berlin(3, u"11:00"_s)}).isOk());
        const QString take = u"SELECT id, array_to_string(tags, ' ') FROM take_news($1)"_s;
        const Answer first = wanda->call(take, {u"1"_s});
        QCOMPARE(first.rows.size(), 1);
        QVERIFY(first.value(1).contains(u"patient:1"_s));
        // Taken and not marked: another worker, or this one after a fall, gets it again.
        const Answer both = wanda->call(take, {u"10"_s});
        QCOMPARE(both.rows.size(), 2);
        const QString ids = u"{%1,%2}"_s.arg(both.rows[0][0], both.rows[1][0]);
        const QString mark = u"SELECT news_relayed($1::bigint[])"_s;
        QCOMPARE(wanda->call(mark, {ids}).value(), u"2"_s);
        QCOMPARE(wanda->call(mark, {ids}).value(), u"0"_s);
        QCOMPARE(wanda->call(take, {u"10"_s}).rows.size(), 0);
        // Letters are none of this.
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail' AND "
                                u"(relayed_at IS NOT NULL OR done_at IS NOT NULL)"_s),
                 u"0"_s);
        for (const QString &most : {u"0"_s, u"10001"_s, QString()})
            QCOMPARE(wanda->call(take, {most}).state, u"22023"_s);
    }

    void changedRow_isThatOfOnesOwnChangeInTheSameStatement()
    {
        const auto rita = signIn(logins::receptionist);
        const Answer made = book(*rita);
        QVERIFY(made.isOk());
        // Afterwards it would be a look at patients' data that nobody writes down.
        const QString later = u"SELECT * FROM changed_row((SELECT max(id) FROM appointment), 1)"_s;
        QCOMPARE(rita->call(later).rows.size(), 0);
        const QString once = u"SELECT r.version FROM check_in(gen_random_uuid(),"
                             " (SELECT max(id) FROM appointment), 1) c,"
                             " LATERAL changed_row(c.appointment_id, $1) r"_s;
        QCOMPARE(rita->call(once, {u"2"_s}).value(), u"2"_s);
        QCOMPARE(rita->call(later).rows.size(), 0);
    }

    void relay_isTheWorkersAlone()
    {
        for (const QString &login : {logins::receptionist, logins::doctor, logins::admin}) {
            const auto session = signIn(login);
            QCOMPARE(session->call(u"SELECT * FROM take_news(10)"_s).state, u"42501"_s);
            QCOMPARE(session->call(u"SELECT news_relayed('{1}')"_s).state, u"42501"_s);
        }
        const auto wanda = signIn(logins::worker);
        QCOMPARE(wanda->call(u"SELECT tell_places('{1}')"_s).state, u"42501"_s);
        QCOMPARE(wanda->call(u"SELECT tell_staff('{1}')"_s).state, u"42501"_s);
    }

    void reportedRead_namesItsClinicAndDay()
    {
        const QString read = uR"([{"action": "day_list", "entity": "appointment", "clinic": 2,
                                   "day": "2026-11-22", "at": "2026-11-22T10:00:00Z"}])"_s;
        const QString report = u"SELECT log_reads($1)"_s;
        const QString audit = u"SELECT clinic_id || ' ' || (facts ->> 'day') || ' ' || (facts ->> "
                              "'cached') FROM clinidesk.audit ORDER BY id DESC LIMIT 1"_s;
        QVERIFY(signIn(logins::chief)->call(report, {read}).isOk());
        QCOMPARE(m_server.value(audit), u"2 2026-11-22 true"_s);
        // Somebody else's clinic stays out of its audit.
        QVERIFY(signIn(logins::receptionist)->call(report, {read}).isOk());
        QCOMPARE(m_server.value(audit), u"1 2026-11-22 true"_s);
        QVERIFY(signIn(logins::admin)
                    ->call(report, {uR"([{"action": "history_page", "entity": "appointment"}])"_s})
                    .isOk());
        for (const QString &bad : {uR"("clinic": "1")"_s, uR"("clinic": 1e30)"_s,
                                   uR"("day": "Sara Müller")"_s, uR"("day": {"a": 1})"_s}) {
            const QString entry
                = uR"([{"action": "day_list", "entity": "appointment", %1}])"_s.arg(bad);
            QCOMPARE(signIn(logins::chief)->call(report, {entry}).state, u"22023"_s);
        }
    }

    void reportedPaper_namesWhatLeftTheDesk()
    {
        const auto rita = signIn(logins::receptionist);
        const QString report = u"SELECT log_reads($1)"_s;
        QVERIFY(rita->call(report, {uR"([{"action": "print_day_sheet", "entity": "doctor", "id": 1,
                                          "clinic": 1, "day": "2026-11-22"},
                                         {"action": "save_week_sheet", "entity": "department",
                                          "id": 2, "clinic": 1, "day": "2026-11-16"},
                                         {"action": "print_slip", "entity": "appointment", "id": 31},
                                         {"action": "save_list", "entity": "appointment"}])"_s})
                    .isOk());
        QCOMPARE(
            m_server.rows(u"SELECT who, action, entity, entity_id::text, facts ->> 'day',"
                          " (facts ? 'cached')::text FROM clinidesk.audit"
                          " WHERE action ~ '^(print|save)_' ORDER BY id"_s),
            (PrivateServer::Rows{
                {u"rita"_s, u"print_day_sheet"_s, u"doctor"_s, u"1"_s, u"2026-11-22"_s, u"false"_s},
                {u"rita"_s, u"save_week_sheet"_s, u"department"_s, u"2"_s, u"2026-11-16"_s,
                 u"false"_s},
                {u"rita"_s, u"print_slip"_s, u"appointment"_s, u"31"_s, {}, u"false"_s},
                {u"rita"_s, u"save_list"_s, u"appointment"_s, {}, {}, u"false"_s}}));
        for (const QString &bad :
             {uR"("action": "print_day_sheet", "entity": "patient")"_s,
              uR"("action": "print_everything", "entity": "doctor")"_s,
              uR"("action": "day_list", "entity": "doctor")"_s, uR"("action": "print_slip")"_s})
            QCOMPARE(rita->call(report, {u"[{%1}]"_s.arg(bad)}).state, u"22023"_s);
    }

private:
    std::unique_ptr<SqlSession> signIn(const QString &login)
    {
        return std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
    }

    QString numberAtSignIn()
    {
        return signIn(logins::receptionist)->call(u"SELECT installation FROM sign_in()"_s).value();
    }

    static QString snapshot(SqlSession &session)
    {
        return session.call(u"SELECT snapshot FROM changes_since(pg_current_snapshot())"_s).value();
    }

    static QString tagsSince(SqlSession &session, const QString &seen)
    {
        const Answer answer = session.call(
            u"SELECT string_agg(array_to_string(tags, ' '), '|') FROM changes_since($1::pg_snapshot)"_s,
            {seen});
        return answer.value();
    }

    /// "clinic tag tag,clinic tag", by clinic.
    QString newsRows()
    {
        return m_server.value(u"SELECT string_agg(clinic_id || ' ' || array_to_string(tags, ' '), "
                              u"',' ORDER BY clinic_id, id)"
                              " FROM clinidesk.outbox WHERE kind = 'event'"_s);
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestNews)
#include "tst_News.moc"
