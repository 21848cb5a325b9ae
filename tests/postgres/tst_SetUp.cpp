#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

namespace {

/// "field/problem" of a refusal.
QString refusal(const Answer &answer)
{
    return answer.detail.value(u"field"_s).toString() + u'/'
        + answer.detail.value(u"problem"_s).toString();
}

const QString mondays = uR"([{"weekday": 1, "starts": "09:00", "ends": "12:00"}])"_s;

} // namespace

class TestSetUp final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_boot = std::make_unique<SqlSession>(m_server.profile(), QString(), QString());
        m_alma = std::make_unique<SqlSession>(m_server.profile(), logins::admin, logins::password);
        QVERIFY(m_alma->isOpen());
    }

    void cleanup()
    {
        m_boot.reset();
        m_alma.reset();
        m_server.run(u"SET client_min_messages = warning; DROP ROLE IF EXISTS mia"_s);
    }

    void clinicsDepartmentsDoctorsAndStaff_areKeptEvenFromASuperuser()
    {
        for (const QString &table : {u"clinic"_s, u"department"_s, u"doctor"_s, u"staff"_s}) {
            QCOMPARE(m_server.sqlState(u"DELETE FROM clinidesk.%1 WHERE id = 1"_s.arg(table)),
                     u"23503"_s);
            QCOMPARE(
                m_server.sqlState(u"UPDATE clinidesk.%1 SET id = 4711 WHERE id = 1"_s.arg(table)),
                u"23503"_s);
            QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.%1 WHERE id = 1"_s.arg(table)),
                     u"1"_s);
        }
    }

    void emptyDatabase_becomesAClinicThatBooks()
    {
        QVERIFY2(!m_server.emptyDatabase().isEmpty(), m_server.problem());
        SqlSession boot(m_server.profile(), {}, {});
        const QString clinic = addClinic(boot, u"Riverside"_s).value();
        const QString department = addDepartment(boot, clinic, u"Eyes"_s).value();
        const QString doctor = addDoctor(boot, clinic, u"{%1}"_s.arg(department)).value();
        QVERIFY2(!doctor.isEmpty(), "a doctor");
        const QString week
            = uR"([{"weekday": 1, "starts": "09:00", "ends": "12:00"}, {"weekday": 2, "starts": "09:00", "ends": "12:00"},
                   {"weekday": 3, "starts": "09:00", "ends": "12:00"}, {"weekday": 4, "starts": "09:00", "ends": "12:00"},
                   {"weekday": 5, "starts": "09:00", "ends": "12:00"}])"_s;
        QCOMPARE(setHours(boot, clinic, doctor, week).state, u"00000"_s);
        QVERIFY(
            boot.call(
                    u"SELECT staff_add('mia', 'Mia Lang', 'receptionist', $1, $2, NULL, NULL, NULL)"_s,
                    {boot.verifierFor(u"mia"_s, logins::password), u"{%1}"_s.arg(clinic)})
                .isOk());
        SqlSession mia(m_server.profile(), u"mia"_s, logins::password);
        QVERIFY2(mia.isOpen(), qPrintable(mia.problem()));
        QCOMPARE(mia.call(u"SELECT name FROM clinic_list()"_s).value(), u"Riverside"_s);
        QCOMPARE(mia.call(u"SELECT family FROM doctor_list($1)"_s, {clinic}).value(), u"Beck"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) > 0 FROM clinidesk.day_capacity"_s), u"t"_s);
        QCOMPARE(
            m_server.rows(u"SELECT action, who FROM clinidesk.audit WHERE action ~ '_add$|hours'"
                          " ORDER BY id"_s),
            (PrivateServer::Rows{{u"clinic_add"_s, u"clinidesk_boot"_s},
                                 {u"department_add"_s, u"clinidesk_boot"_s},
                                 {u"doctor_add"_s, u"clinidesk_boot"_s},
                                 {u"set_working_hours"_s, u"clinidesk_boot"_s},
                                 {u"staff_add"_s, u"clinidesk_boot"_s}}));
    }

    void administrator_belongsToTheClinicSheFounds()
    {
        const QString clinic = addClinic(*m_alma, u"Hillside"_s).value();
        QVERIFY(addDepartment(*m_alma, clinic, u"Skin"_s).isOk());
        QCOMPARE(m_alma->call(u"SELECT count(*) FROM clinic WHERE name = 'Hillside'"_s).value(),
                 u"1"_s);
        QCOMPARE(
            m_server.value(u"SELECT clinic_id FROM clinidesk.audit WHERE action = 'clinic_add' "
                           "AND who = 'alma'"_s),
            clinic);
    }

    void administrators_stayInsideTheirClinics()
    {
        const QString theirs = addClinic(*m_boot, u"Elsewhere"_s).value();
        const QString department = addDepartment(*m_boot, theirs, u"Skin"_s).value();
        QCOMPARE(addDepartment(*m_alma, theirs, u"Ears"_s).state, u"42501"_s);
        QCOMPARE(addDepartment(*m_alma, u"9999"_s, u"Ears"_s).state, u"42501"_s);
        QCOMPARE(addDoctor(*m_alma, theirs, u"{%1}"_s.arg(department)).state, u"42501"_s);
        QCOMPARE(refusal(addDoctor(*m_alma, u"1"_s, u"{%1}"_s.arg(department))),
                 u"departments/unknown"_s);
        const QString doctor = addDoctor(*m_boot, theirs, u"{%1}"_s.arg(department)).value();
        QCOMPARE(setHours(*m_alma, theirs, doctor, mondays).state, u"42501"_s);
        for (const QString &login : {logins::receptionist, logins::doctor, logins::worker}) {
            SqlSession other(m_server.profile(), login, logins::password);
            QCOMPARE(addClinic(other, u"Mine"_s).state, u"42501"_s);
        }
    }

    void badClinics_areRefused()
    {
        QCOMPARE(refusal(addClinic(*m_boot, u"  "_s)), u"name/missing"_s);
        QCOMPARE(refusal(addClinic(*m_boot, QString(101, u'x'))), u"name/too_long"_s);
        QVERIFY(addClinic(*m_boot, u"O'Hara %_ \U0001F3E5"_s).isOk());
        QCOMPARE(refusal(addClinic(*m_boot, u" O'Hara %_ \U0001F3E5 "_s)), u"name/taken"_s);
        for (const QString &zone : {u"Europe/Nowhere"_s, u"CET; DROP"_s, u"posix/Europe/Berlin"_s,
                                    u"europe/berlin"_s, u"+05:00"_s, u"localtime"_s})
            QCOMPARE(refusal(addClinic(*m_boot, u"Zone"_s, zone)), u"zone/unknown"_s);
        QCOMPARE(refusal(addClinic(*m_boot, u"Zone"_s, QString())), u"zone/missing"_s);
        QVERIFY(addClinic(*m_boot, u"Far"_s, u"America/Argentina/Buenos_Aires"_s).isOk());
        QCOMPARE(
            refusal(m_boot->call(u"SELECT clinic_add('Night', NULL, 'UTC', '18:00', '08:00')"_s)),
            u"closes/reversed"_s);
    }

    void badDepartments_areRefused()
    {
        const auto add = [this](const QString &arguments) {
            return refusal(m_boot->call(u"SELECT department_add(%1)"_s.arg(arguments)));
        };
        QCOMPARE(add(u"NULL, 'X', NULL, NULL, NULL, NULL"_s), u"clinic/missing"_s);
        QCOMPARE(add(u"9999, 'X', NULL, NULL, NULL, NULL"_s), u"clinic/unknown"_s);
        QCOMPARE(add(u"1, '', NULL, NULL, NULL, NULL"_s), u"name/missing"_s);
        QCOMPARE(add(u"1, 'X', 4, NULL, NULL, NULL"_s), u"slot_minutes/range"_s);
        QCOMPARE(add(u"1, 'X', 241, NULL, NULL, NULL"_s), u"slot_minutes/range"_s);
        QCOMPARE(add(u"1, 'X', 20, -1, NULL, NULL"_s), u"capacity/range"_s);
        QCOMPARE(add(u"1, 'X', 20, 40000, NULL, NULL"_s), u"capacity/range"_s);
        QCOMPARE(add(u"1, 'X', 20, 0, NULL, 'red'"_s), u"colour/malformed"_s);
        QCOMPARE(add(u"1, 'X', 20, 0, true, '#AABBCC'"_s), u"/"_s);
        QCOMPARE(add(u"1, 'X', 20, 0, true, '#AABBCC'"_s), u"name/taken"_s);
    }

    void badDoctors_areRefused()
    {
        const auto add = [this](const QString &arguments) {
            return refusal(m_boot->call(u"SELECT doctor_add(1, NULL, %1)"_s.arg(arguments)));
        };
        QCOMPARE(add(u"'', 'Ida', 'N-1', '', '', '{1}'"_s), u"family/missing"_s);
        QCOMPARE(add(u"'Beck', 'Ida', '', '', '', '{1}'"_s), u"registration_no/missing"_s);
        QCOMPARE(add(u"'Beck', 'Ida', 'N-1', '', 'nobody', '{1}'"_s), u"email/malformed"_s);
        QCOMPARE(add(u"'Beck', 'Ida', 'N-1', '', '', '{}'"_s), u"departments/missing"_s);
        QCOMPARE(add(u"'Beck', 'Ida', 'N-1', '', '', NULL"_s), u"departments/missing"_s);
        QCOMPARE(add(u"'Beck', 'Ida', 'N-1', '', '', '{1,9999}'"_s), u"departments/unknown"_s);
        QCOMPARE(add(u"'Beck', repeat('x', 101), 'N-1', '', '', '{1}'"_s), u"given/too_long"_s);
        QCOMPARE(add(u"'Beck', 'Ida', 'N-1', '', 'ida@example.org', '{1,1}'"_s), u"/"_s);
        QCOMPARE(add(u"'Other', 'Ida', 'N-1', '', '', '{1}'"_s), u"registration_no/taken"_s);
    }

    void hours_replaceThoseFromTodayOn_once()
    {
        const QString doctor = addDoctor(*m_boot, u"1"_s, u"{1}"_s).value();
        const QString request = u"6f0d4f1e-1d57-4d47-9d6f-0c5f8d1c2a11"_s;
        QVERIFY(setHours(*m_boot, u"1"_s, doctor, mondays, request).isOk());
        QVERIFY(setHours(*m_boot, u"1"_s, doctor, mondays, request).isOk());
        QCOMPARE(setHours(*m_boot, u"1"_s, doctor, u"[]"_s, request).state, u"CD003"_s);
        QVERIFY(setHours(*m_alma, u"1"_s, doctor,
                         uR"([{"weekday": 3, "starts": "10:00", "ends": "11:00"}])"_s)
                    .isOk());
        QCOMPARE(m_server.rows(u"SELECT weekday FROM clinidesk.working_hours WHERE doctor_id = "_s
                               % doctor),
                 (PrivateServer::Rows{{u"3"_s}}));
        QCOMPARE(refusal(setHours(*m_boot, u"9999"_s, doctor, mondays)), u"clinic/unknown"_s);
        QCOMPARE(refusal(setHours(*m_boot, u"1"_s, u"9999"_s, mondays)), u"doctor/unknown"_s);
        QCOMPARE(refusal(setHours(*m_boot, u"1"_s, doctor,
                                  uR"([{"weekday": 1, "starts": "00:00", "ends": "12:00"}])"_s)),
                 u"hours/closed"_s);
    }

private:
    static Answer addClinic(SqlSession &session, const QString &name,
                            const QString &zone = u"Europe/Berlin"_s)
    {
        return session.call(u"SELECT clinic_add($1, 'Mill Lane 4', $2, NULL, NULL)"_s,
                            {name, zone});
    }

    static Answer addDepartment(SqlSession &session, const QString &clinic, const QString &name)
    {
        return session.call(u"SELECT department_add($1, $2, NULL, NULL, NULL, NULL)"_s,
                            {clinic, name});
    }

    static Answer addDoctor(SqlSession &session, const QString &clinic, const QString &departments)
    {
        return session.call(
            u"SELECT doctor_add($1, NULL, 'Beck', 'Ida', 'N-77', '', '', $2::int[])"_s,
            {clinic, departments});
    }

    static Answer setHours(SqlSession &session, const QString &clinic, const QString &doctor,
                           const QString &hours, const QString &request = {})
    {
        return session.call(
            u"SELECT hours_set_up(coalesce($1::uuid, gen_random_uuid()), $2, $3, NULL, $4)"_s,
            {request, clinic, doctor, hours});
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_boot;
    std::unique_ptr<SqlSession> m_alma;
};

QTEST_GUILESS_MAIN(TestSetUp)
#include "tst_SetUp.moc"
