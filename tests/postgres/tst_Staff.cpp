#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using Answer = SqlSession::Answer;

class TestStaff final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_alma = signIn(logins::admin);
        QVERIFY(m_alma->isOpen());
    }

    void cleanup()
    {
        m_alma.reset();
        m_server.run(
            u"SET client_min_messages = warning; DROP ROLE IF EXISTS mia, nora, \"o.hara-2\""_s);
    }

    void addedPerson_signsInAndWorks()
    {
        QVERIFY2(add(*m_alma, u"mia"_s).isOk(), "adding");
        const auto mia = signIn(u"mia"_s);
        QVERIFY2(mia->isOpen(), qPrintable(mia->problem()));
        const Answer session = mia->call(
            u"SELECT login, display_name, role, rights, password_expired FROM sign_in()"_s);
        QCOMPARE(session.rows,
                 (QList<QStringList>{
                     {u"mia"_s, u"Mia Lang"_s, u"receptionist"_s, u"{double_book}"_s, u"f"_s}}));
        QVERIFY(book(*mia).isOk());
        QCOMPARE(
            m_server.value(
                u"SELECT count(*) FROM clinidesk.audit WHERE action = 'staff_add' AND who = 'alma'"_s),
            u"1"_s);
    }

    void passwords_neverReachTheServerInClear()
    {
        for (const QString &verifier :
             {u"secret"_s, u"md5abcdef"_s, QString(), u"SCRAM-SHA-256$4096:x$y:z"_s,
              u"SCRAM-SHA-256$4096:AAAA'; DROP TABLE staff; --"_s}) {
            const Answer refused
                = add(*m_alma, u"mia"_s, u"receptionist"_s, u"{1}"_s, {}, verifier);
            QCOMPARE(refused.state, u"22023"_s);
            QCOMPARE(refused.detail.value(u"field"_s).toString(), u"verifier"_s);
        }
        QCOMPARE(m_server.value(u"SELECT count(*) FROM pg_roles WHERE rolname = 'mia'"_s), u"0"_s);
    }

    void badPeople_areRefused()
    {
        const auto field
            = [](const Answer &answer) { return answer.detail.value(u"field"_s).toString(); };
        QCOMPARE(field(add(*m_alma, u"x"_s)), u"login"_s);
        QCOMPARE(field(add(*m_alma, u"Mia"_s)), u"login"_s);
        QCOMPARE(field(add(*m_alma, u"mia; drop"_s)), u"login"_s);
        QCOMPARE(add(*m_alma, logins::receptionist).detail.value(u"problem"_s).toString(),
                 u"taken"_s);
        QCOMPARE(add(*m_alma, u"clinidesk_api"_s).detail.value(u"problem"_s).toString(),
                 u"taken"_s);
        QCOMPARE(field(add(*m_alma, u"mia"_s, u"boss"_s)), u"role"_s);
        QCOMPARE(field(add(*m_alma, u"mia"_s, u"doctor"_s)), u"doctor"_s);
        QCOMPARE(field(add(*m_alma, u"mia"_s, u"receptionist"_s, u"{}"_s)), u"clinics"_s);
        QCOMPARE(field(add(*m_alma, u"mia"_s, u"receptionist"_s, u"{9}"_s)), u"clinics"_s);
    }

    void administrators_stayInsideTheirClinics()
    {
        m_server.run(u"DELETE FROM clinidesk.staff_clinic WHERE staff_id = 4 AND clinic_id = 2"_s);
        QCOMPARE(add(*m_alma, u"mia"_s, u"receptionist"_s, u"{2}"_s).state, u"42501"_s);
        QCOMPARE(add(*m_alma, u"mia"_s, u"receptionist"_s, u"{1,2}"_s).state, u"42501"_s);
        QCOMPARE(add(*m_alma, u"mia"_s, u"worker"_s, u"{}"_s).state, u"42501"_s);
        QCOMPARE(add(*m_alma, u"mia"_s, u"doctor"_s, u"{1}"_s, u"3"_s).state, u"42501"_s);
        QCOMPARE(m_alma->call(u"SELECT staff_disable('ruth')"_s).state,
                 u"42501"_s); // Works in both.
        QCOMPARE(m_alma->call(u"SELECT staff_disable('wanda')"_s).state, u"42501"_s);
        QCOMPARE(m_alma->call(u"SELECT staff_disable('alma')"_s).state, u"42501"_s);
        QCOMPARE(m_alma->call(u"SELECT staff_disable('nobody')"_s).state, u"P0002"_s);
        QCOMPARE(
            m_alma->call(u"SELECT login FROM staff_list() WHERE login = 'wanda'"_s).rows.size(), 0);
        const auto rita = signIn(logins::receptionist);
        QCOMPARE(add(*rita, u"mia"_s).state, u"42501"_s);
    }

    void boot_makesAdministratorsAndWorkers()
    {
        SqlSession boot(m_server.profile(), {}, {});
        QVERIFY2(add(boot, u"nora"_s, u"admin"_s, u"{1}"_s).isOk(), "admin");
        QVERIFY2(add(boot, u"o.hara-2"_s, u"worker"_s, u"{}"_s).isOk(), "worker");
        const auto worker = signIn(u"o.hara-2"_s);
        QVERIFY(worker->call(u"SELECT fold_tallies(), chain_audit(), purge_requests()"_s).isOk());
        QVERIFY(boot.call(u"SELECT * FROM staff_list()"_s).rows.size() >= 8);
    }

    void disabledPerson_isGoneAtOnce()
    {
        QVERIFY(add(*m_alma, u"mia"_s).isOk());
        const auto mia = signIn(u"mia"_s);
        QVERIFY(mia->call(u"SELECT 1"_s).isOk());
        QVERIFY(m_alma->call(u"SELECT staff_disable('mia')"_s).isOk());
        QTRY_VERIFY(!mia->call(u"SELECT 1"_s).isOk());
        QVERIFY(!signIn(u"mia"_s)->isOpen());
        QVERIFY(m_alma
                    ->call(u"SELECT staff_reset_password('mia', $1, NULL)"_s,
                           {m_alma->verifierFor(u"mia"_s, logins::password)})
                    .isOk());
        QVERIFY(signIn(u"mia"_s)->isOpen());
    }

    void changedPassword_replacesTheOld()
    {
        QVERIFY(add(*m_alma, u"mia"_s).isOk());
        const auto mia = signIn(u"mia"_s);
        QVERIFY(
            mia->call(u"SELECT change_password($1)"_s, {mia->verifierFor(u"mia"_s, u"new words"_s)})
                .isOk());
        QVERIFY(!signIn(u"mia"_s)->isOpen());
        QVERIFY(SqlSession(m_server.profile(), u"mia"_s, u"new words"_s).isOpen());
        QCOMPARE(mia->call(u"SELECT change_password('plain')"_s).state, u"22023"_s);
    }

    void failedAttempts_areAuditedWithoutStrangeNames()
    {
        const auto rita = signIn(logins::receptionist);
        QVERIFY(rita->call(u"SELECT report_failed_sign_ins($1)"_s,
                           {uR"([{"login": "ruth", "at": "2026-11-20T10:00:00Z", "desk": "front"},
                                 {"login": "my pass word", "at": "nonsense"}])"_s})
                    .isOk());
        QCOMPARE(
            m_server.rows(
                u"SELECT who FROM clinidesk.audit WHERE action = 'sign_in_failed' ORDER BY id"_s),
            (PrivateServer::Rows{{u"ruth"_s}, {u"?"_s}}));
        QCOMPARE(rita->call(u"SELECT report_failed_sign_ins('{}')"_s).state, u"22023"_s);
        QCOMPARE(rita->call(u"SELECT log_reads('[1]')"_s).state, u"22023"_s);
        QVERIFY(
            rita->call(
                    u"SELECT log_reads($1)"_s,
                    {uR"([{"action": "patient_card", "entity": "patient", "id": 1, "at": "2026-11-20T10:00:00Z"}])"_s})
                .isOk());
    }

    void refusals_areCountedForTheAdministratorAndNobodyElse()
    {
        const auto rita = signIn(logins::receptionist);
        const QString report = u"SELECT report_limit_refusals($1)"_s;
        for (int i = 0; i < 2; ++i)
            QVERIFY(rita->call(report, {uR"([{"kind": "booking", "count": 20, "desk": "front <1>"},
                                     {"kind": "sign_in_desk", "count": 1, "at": "nonsense"}])"_s})
                        .isOk());
        QCOMPARE(m_alma->call(u"SELECT kind, login, desk, refusals FROM limit_refusals(7)"_s).rows,
                 (QList<QStringList>{{u"booking"_s, u"rita"_s, u"front1"_s, u"40"_s},
                                     {u"sign_in_desk"_s, u"rita"_s, {}, u"2"_s}}));
        for (const QString &bad :
             {u"{}"_s, u"[1]"_s, uR"([{"kind": "patient 4711", "count": 1}])"_s,
              uR"([{"kind": "booking"}])"_s, uR"([{"kind": "booking", "count": "many"}])"_s,
              uR"([{"kind": "booking", "count": 0}])"_s})
            QCOMPARE(rita->call(report, {bad}).state, u"22023"_s);
        QCOMPARE(rita->call(u"SELECT * FROM limit_refusals(7)"_s).state, u"42501"_s);
        QCOMPARE(m_alma->call(u"SELECT * FROM limit_refusals(0)"_s).state, u"22023"_s);
    }

    void auditChain_isDenseAndShowsTampering()
    {
        const auto rita = signIn(logins::receptionist);
        const auto wanda = signIn(logins::worker);
        for (int i = 0; i < 5; ++i)
            QVERIFY(rita->call(u"SELECT sign_in()"_s).isOk());
        SqlSession slow(m_server.profile(), logins::chief, logins::password);
        QVERIFY(slow.call(u"BEGIN"_s).isOk());
        QVERIFY(slow.call(u"SELECT sign_in()"_s).isOk());
        QVERIFY(rita->call(u"SELECT sign_in()"_s)
                    .isOk()); // Younger than a transaction that is still open.
        QCOMPARE(wanda->call(u"SELECT chain_audit()"_s).value(), u"5"_s);
        QVERIFY(slow.call(u"COMMIT"_s).isOk());
        QCOMPARE(wanda->call(u"SELECT chain_audit()"_s).value(), u"2"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) || ' ' || max(chain_no) FROM clinidesk.audit"_s),
                 u"7 7"_s);
        QCOMPARE(wanda->call(u"SELECT * FROM broken_audit()"_s).rows.size(), 0);
        m_server.run(u"UPDATE clinidesk.audit SET who = 'nobody' WHERE chain_no = 4"_s);
        QCOMPARE(wanda->call(u"SELECT clinic_id, chain_no FROM broken_audit()"_s).rows,
                 (QList<QStringList>{{u"1"_s, u"4"_s}}));
    }

private:
    std::unique_ptr<SqlSession> signIn(const QString &login)
    {
        return std::make_unique<SqlSession>(m_server.profile(), login, logins::password);
    }

    /// Adds somebody whose password is everybody's, unless a verifier is given.
    static Answer add(SqlSession &session, const QString &login,
                      const QString &role = u"receptionist"_s, const QString &clinics = u"{1}"_s,
                      const QString &doctor = {}, const std::optional<QString> &verifier = {})
    {
        return session.call(
            u"SELECT staff_add($1, 'Mia Lang', $2, $3, $4, $5, '{double_book}', NULL)"_s,
            {login, role, verifier ? *verifier : session.verifierFor(login, logins::password),
             clinics, doctor});
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_alma;
};

QTEST_GUILESS_MAIN(TestStaff)
#include "tst_Staff.moc"
