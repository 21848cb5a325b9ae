#include "core/demo/DemoAccounts.h"
#include "core/demo/DemoClinic.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/demo/DemoLoader.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int appointments = 12'000;

/// A tally cell counted anew from the appointments, for each scope and span.
const QString bruteForceSql
    = u"WITH cells AS (SELECT a.clinic_id, c.scope, c.scope_id, p.span, p.first, a.status"
      " FROM clinidesk.appointment a"
      " CROSS JOIN LATERAL (VALUES ('c'::\"char\", 0), ('e', a.department_id), ('d', a.doctor_id))"
      "   c (scope, scope_id)"
      " CROSS JOIN LATERAL (VALUES ('d'::\"char\", a.day), ('m', date_trunc('month', a.day)::date))"
      "   p (span, first) WHERE c.scope_id IS NOT NULL),"
      " counted AS (SELECT clinic_id, scope, scope_id, span, first,"
      "   count(*) FILTER (WHERE status = 0)::int, count(*) FILTER (WHERE status = 1)::int,"
      "   count(*) FILTER (WHERE status = 2)::int, count(*) FILTER (WHERE status = 3)::int,"
      "   count(*) FILTER (WHERE status = 4)::int, count(*) FILTER (WHERE status = 5)::int,"
      "   count(*) FILTER (WHERE status = 6)::int, count(*) FILTER (WHERE status = 7)::int"
      "   FROM cells GROUP BY 1, 2, 3, 4, 5)"
      " SELECT count(*) FROM ((TABLE counted EXCEPT TABLE clinidesk.tally)"
      " UNION ALL (TABLE clinidesk.tally EXCEPT TABLE counted)) different"_s;

} // namespace

class TestDemoLoader final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.emptyDatabase().isEmpty());
        QList<double> shares;
        const auto report = loadDemo(boot(), smallLoad(), [&](const QString &step, double share) {
            QVERIFY(!step.isEmpty());
            shares << share;
        });
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->appointments, appointments);
        QCOMPARE(report->patients, 4'000);
        QVERIFY(std::ranges::is_sorted(shares));
        QCOMPARE(shares.last(), 1.0);
    }

    void everything_isThereOnce()
    {
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment"_s),
                 QString::number(appointments));
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.patient"_s), u"4000"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.clinic"_s), u"2"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.department"_s), u"8"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.doctor"_s), u"24"_s);
        QVERIFY(m_server.value(u"SELECT count(*) FROM clinidesk.waitlist"_s).toInt() >= 12);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.outbox"_s), u"0"_s);
    }

    void tallies_equalACountByHand()
    {
        QCOMPARE(m_server.value(bruteForceSql), u"0"_s);
        QVERIFY(m_server.value(u"SELECT count(*) FROM clinidesk.tally"_s).toInt() > 100);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
        QCOMPARE(m_server.value(u"SELECT sum(completed + pending + booked + arrived + in_progress"
                                " + rejected + cancelled + no_show) FROM clinidesk.monthly_figures"
                                " WHERE doctor_id = 0"_s),
                 QString::number(appointments));
    }

    void constraints_areAllThereAndValid()
    {
        QCOMPARE(m_server.value(u"SELECT count(*) FROM pg_constraint WHERE contype = 'x' AND"
                                " conrelid = 'clinidesk.appointment'::regclass"_s),
                 u"4"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM pg_constraint WHERE NOT convalidated"_s),
                 u"0"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM pg_index WHERE NOT indisvalid"_s), u"0"_s);
    }

    /// The load runs with foreign keys off, so each is looked after here.
    void references_leadSomewhere()
    {
        const auto keys = m_server.rows(
            u"SELECT c.conrelid::regclass, a.attname, c.confrelid::regclass FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " WHERE c.contype = 'f' AND c.connamespace = 'clinidesk'::regnamespace"
            " AND cardinality(c.conkey) = 1"_s);
        QVERIFY(keys.size() > 20);
        for (const QStringList &key : keys) {
            const QString lost = m_server.value(
                u"SELECT count(*) FROM %1 x WHERE x.%2 IS NOT NULL AND NOT EXISTS"
                " (SELECT FROM %3 y WHERE y.id = x.%2)"_s.arg(key.at(0), key.at(1), key.at(2)));
            QVERIFY2(lost == u"0"_s, qPrintable(key.join(u' ')));
        }
    }

    void triggers_guardAgain()
    {
        QCOMPARE(
            m_server.value(u"SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid ="
                           " 'clinidesk.appointment'::regclass AND tgenabled <> 'O'"_s),
            u"0"_s);
        QCOMPARE(
            m_server.sqlState(u"UPDATE clinidesk.appointment SET status = 1 WHERE id ="
                              " (SELECT min(id) FROM clinidesk.appointment WHERE status = 4)"_s),
            u"CD002"_s);
    }

    void patients_areFoundAndNumberedAsTheDatabaseWould()
    {
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.patient p WHERE mrn <>"
                                " clinidesk.make_mrn(id) OR search <> ' ' || clinidesk.search_norm("
                                "family || ' ' || given || ' ' || mrn) || ' '"_s),
                 u"0"_s);
        QVERIFY(m_server.value(u"SELECT count(*) FROM clinidesk.name_part"_s).toInt() > 500);
        QCOMPARE(m_server.value(u"SELECT nextval('clinidesk.patient_id_seq')"_s), u"4001"_s);
    }

    void events_tellEveryAppointmentsLife()
    {
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment a WHERE a.version <>"
                                " (SELECT count(*) FROM clinidesk.appointment_event e"
                                "   WHERE e.appointment_id = a.id)"_s),
                 u"0"_s);
        QCOMPARE(
            m_server.value(u"SELECT count(*) FROM clinidesk.appointment a JOIN LATERAL"
                           " (SELECT became FROM clinidesk.appointment_event e"
                           "   WHERE e.appointment_id = a.id ORDER BY id DESC LIMIT 1) e ON true"
                           " WHERE (e.became ->> 'status')::int <> a.status"_s),
            u"0"_s);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment_event e WHERE e.was"
                                " IS NOT NULL AND NOT EXISTS (SELECT FROM clinidesk.status_step s"
                                " WHERE s.from_status = (e.was ->> 'status')::int"
                                " AND s.to_status = (e.became ->> 'status')::int"
                                " AND s.action = e.action)"_s),
                 u"0"_s);
    }

    void everyAccount_canSignIn()
    {
        for (const DemoAccount &account : demoAccounts()) {
            auto session = LibpqConnection::open(
                {m_server.profile(), {account.login, account.password}}, 5s);
            QVERIFY2(session, qPrintable(account.login));
            const auto row = session->run(u"SELECT role FROM clinidesk.sign_in()"_s);
            QVERIFY(row && row->count() == 1);
            QCOMPARE(row->text(0, 0), roleWord(account.role));
        }
    }

    void everyDepartment_offersFreeTimeInTheComingDays()
    {
        const DemoAccount desk = demoAccounts().first();
        auto session = LibpqConnection::open({m_server.profile(), {desk.login, desk.password}}, 5s);
        QVERIFY(session);
        const auto rows = session->run(
            u"SELECT d.id FROM clinidesk.department d WHERE NOT EXISTS (SELECT FROM"
            " clinidesk.free_slots(d.clinic_id, d.id, NULL, current_date + 1, current_date + 4,"
            " NULL, 1))"_s);
        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
        QCOMPARE(rows->count(), 0);
    }

    void secondLoad_isRefusedUnlessItReplaces()
    {
        const auto refused = loadDemo(boot(), smallLoad());
        QVERIFY(!refused);
        QCOMPARE(refused.error().facts.value(u"problem"_s).toString(), u"not_empty"_s);

        DemoLoad again = smallLoad();
        again.existing = DemoLoad::Existing::Replace;
        again.size.appointments = appointments / 2;
        const auto replaced = loadDemo(boot(), again);
        QVERIFY2(replaced, qPrintable(replaced ? QString() : replaced.error().detail));
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.appointment"_s),
                 QString::number(appointments / 2));
        QCOMPARE(m_server.value(bruteForceSql), u"0"_s);
    }

private:
    [[nodiscard]] ConnectTarget boot() const
    {
        return {m_server.profile(), {PrivatePostgres::bootLogin, {}}};
    }
    [[nodiscard]] static DemoLoad smallLoad()
    {
        return {.size = {.appointments = appointments},
                .seed = 1,
                .existing = DemoLoad::Existing::Refuse};
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestDemoLoader)
#include "tst_DemoLoader.moc"
