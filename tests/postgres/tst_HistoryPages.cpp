#include "tests/postgres/CrowdedClinic.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// One question to the history, as SQL literals.
struct Question
{
    QString clinics = u"NULL"_s;
    QString departments = u"NULL"_s;
    QString doctors = u"NULL"_s;
    QString statuses = u"NULL"_s;
    QString firstDay = u"NULL"_s;
    QString lastDay = u"NULL"_s;
    QString patient = u"NULL"_s;
    QString text = u"NULL"_s;
    bool isDescending = true;
    int size = 10;
    qint64 page = 1;
};

QString historySql(const Question &question)
{
    return u"SELECT total, exact, page_number, appointment_id FROM history_page(%1, %2, %3, %4, "
           "%5, %6, %7, %8, %9, "_s.arg(question.clinics, question.departments, question.doctors,
                                        question.statuses, question.firstDay, question.lastDay,
                                        question.patient, question.text,
                                        question.isDescending ? u"true"_s : u"false"_s)
        % QString::number(question.size) % u", "_s % QString::number(question.page) % u')';
}

/// The same by OFFSET and COUNT; @p eyes is what the caller may see.
QString bruteForceSql(const Question &question, const QString &eyes)
{
    QStringList conditions{eyes};
    const auto among = [&conditions](const QString &column, const QString &values) {
        if (values != u"NULL" && !values.startsWith(u"'{}'"))
            conditions << column % u" = ANY ("_s % values % u')';
    };
    among(u"a.clinic_id"_s, question.clinics);
    among(u"a.department_id"_s, question.departments);
    among(u"a.doctor_id"_s, question.doctors);
    among(u"a.status"_s, question.statuses);
    if (question.firstDay != u"NULL")
        conditions << u"a.day >= "_s % question.firstDay;
    if (question.lastDay != u"NULL")
        conditions << u"a.day <= "_s % question.lastDay;
    if (question.patient != u"NULL")
        conditions << u"a.patient_id = "_s % question.patient;
    if (question.text != u"NULL")
        conditions << u"p.search LIKE '% ' || search_norm("_s % question.text % u") || '%'"_s;
    const QString way = question.isDescending ? u"DESC"_s : u"ASC"_s;
    return u"WITH f AS (SELECT a.* FROM appointment a JOIN patient p ON p.id = a.patient_id WHERE "
           u"%1), "
           "n AS (SELECT count(*) AS total, least(%3, greatest((count(*) + %2 - 1) / %2, 1)) AS "
           "page FROM f) "
           "SELECT n.total, 't', n.page, x.id FROM n LEFT JOIN LATERAL (SELECT f.* FROM f ORDER BY "
           "day %4, "
           "starts_at %4, id %4 OFFSET (n.page - 1) * %2 LIMIT %2) x ON true ORDER BY day %4, starts_at %4, id %4"_s
               .arg(conditions.join(u" AND "_s), QString::number(question.size),
                    QString::number(question.page), way);
}

QString someOf(const QStringList &values, QRandomGenerator &random)
{
    if (random.bounded(3) != 0)
        return u"NULL"_s;
    QStringList chosen;
    for (const QString &value : values) {
        if (random.bounded(2) == 0)
            chosen << value;
    }
    return u"'{"_s % chosen.join(u',') % u"}'"_s;
}

Question randomQuestion(QRandomGenerator &random, const QStringList &clinics)
{
    Question question;
    question.clinics = someOf(clinics, random);
    question.departments = someOf({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}, random);
    question.doctors = someOf({u"1"_s, u"2"_s, u"3"_s, u"4"_s}, random);
    question.statuses
        = someOf({u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s}, random);
    const int first = random.bounded(240);
    if (random.bounded(3) == 0)
        question.firstDay = u"(current_date - 200 + %1)"_s.arg(first);
    if (random.bounded(3) == 0)
        question.lastDay = u"(current_date - 200 + %1)"_s.arg(first + random.bounded(100));
    if (random.bounded(12) == 0)
        question.patient = QString::number(1001 + random.bounded(300));
    else if (random.bounded(12) == 0)
        question.text = u"'vogstr'"_s;
    question.isDescending = random.bounded(2) == 0;
    question.size = QList<int>{1, 7, 10, 25, 50}.at(random.bounded(5));
    question.page = 1 + random.bounded(random.bounded(2) == 0 ? 4 : 400);
    return question;
}

} // namespace

class TestHistoryPages final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(crowdedClinicSql(300, 8000));
        m_server.run(u"VACUUM ANALYZE"_s);
    }

    void randomPages_equalOffsetAndCount_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("eyes");
        QTest::addColumn<QStringList>("clinics");
        QTest::newRow("receptionist of one clinic")
            << logins::receptionist << u"a.clinic_id = 1"_s << QStringList{u"1"_s};
        QTest::newRow("receptionist of three zones")
            << logins::chief << u"true"_s << QStringList{u"1"_s, u"2"_s, u"3"_s};
        QTest::newRow("doctor") << logins::doctor << u"a.clinic_id = 1 AND a.doctor_id = 1"_s
                                << QStringList{u"1"_s};
        QTest::newRow("administrator")
            << logins::admin << u"a.clinic_id IN (1, 2)"_s << QStringList{u"1"_s, u"2"_s};
    }

    void randomPages_equalOffsetAndCount()
    {
        QFETCH(QString, login);
        QFETCH(QString, eyes);
        QFETCH(QStringList, clinics);
        compareRandomPages(login, eyes, clinics, 60);
    }

    void changesThatAreNotFoldedYet_areCounted()
    {
        m_server.run(
            u"ALTER TABLE clinidesk.appointment DISABLE TRIGGER appointment_steps;"
            "UPDATE clinidesk.appointment SET status = (status + 3) % 4 + 4 WHERE id % 17 = 0;"
            "UPDATE clinidesk.appointment SET day = day + 1, starts_at = starts_at + interval '24 "
            "h',"
            " ends_at = ends_at + interval '24 h',"
            " during = tstzrange(starts_at + interval '24 h', ends_at + interval '24 h')"
            " WHERE id % 29 = 0;"
            "DELETE FROM clinidesk.appointment WHERE id % 31 = 0;"
            "ALTER TABLE clinidesk.appointment ENABLE TRIGGER appointment_steps"_s);
        QVERIFY(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s).toInt() > 500);
        compareRandomPages(logins::chief, u"true"_s, {u"1"_s, u"2"_s, u"3"_s}, 50);
        QVERIFY(m_server.value(u"SELECT clinidesk.fold_tallies()"_s, logins::receptionist).toInt()
                > 0);
        QCOMPARE(m_server.value(u"SELECT count(*) FROM clinidesk.tally_delta"_s), u"0"_s);
        compareRandomPages(logins::chief, u"true"_s, {u"1"_s, u"2"_s, u"3"_s}, 50);
    }

    void pageBeyondTheEnd_isTheLastPage()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        Question question;
        question.page = 2'000'000'000;
        const auto beyond = rita.call(historySql(question));
        QVERIFY2(beyond.isOk(), qPrintable(beyond.message));
        const qint64 total = beyond.value(0).toLongLong();
        QCOMPARE(beyond.value(2).toLongLong(), (total + 9) / 10);
        QCOMPARE(beyond.rows.size(), (total - 1) % 10 + 1);
    }

    void nothingToShow_isOneRowWithoutAnAppointment()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        Question question;
        question.doctors = u"'{999}'"_s;
        const auto nothing = rita.call(historySql(question));
        QCOMPARE(nothing.rows, (QList<QStringList>{{u"0"_s, u"t"_s, u"1"_s, QString()}}));
        SqlSession jonas(m_server.profile(), logins::doctor, logins::password);
        question.doctors = u"'{2}'"_s;
        QCOMPARE(jonas.call(historySql(question)).rows, nothing.rows);
    }

    void senselessPages_areRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("page 0") << u"page_number"_s << u"NULL, NULL, NULL, true, 10, 0"_s;
        QTest::newRow("page -1") << u"page_number"_s << u"NULL, NULL, NULL, true, 10, -1"_s;
        QTest::newRow("size 0") << u"page_size"_s << u"NULL, NULL, NULL, true, 0, 1"_s;
        QTest::newRow("size 51") << u"page_size"_s << u"NULL, NULL, NULL, true, 51, 1"_s;
        QTest::newRow("days reversed")
            << u"last_day"_s << u"'2026-02-01', '2026-01-31', NULL, true, 10, 1"_s;
        QTest::newRow("text too long")
            << u"search_text"_s << u"NULL, NULL, repeat('x', 10000), true, 10, 1"_s;
    }

    void senselessPages_areRefused()
    {
        QFETCH(QString, field);
        QFETCH(QString, arguments);
        const QString days = arguments.section(u", "_s, 0, 1);
        const QString rest = arguments.section(u", "_s, 2);
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        const auto refused = rita.call(
            u"SELECT * FROM history_page(NULL, NULL, NULL, NULL, %1, NULL, %2)"_s.arg(days, rest));
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(refused.detail.value(u"field"_s).toString(), field);
    }

    void clinicOfOthers_isDenied()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        Question question;
        question.clinics = u"'{1,2}'"_s;
        QCOMPARE(rita.call(historySql(question)).state, u"42501"_s);
        SqlSession elsa(m_server.profile(), logins::expired, logins::password);
        QCOMPARE(elsa.call(historySql({})).state, u"CD005"_s);
    }

    void text_stopsCountingAtAThousand()
    {
        m_server.run(u"UPDATE clinidesk.patient SET search = search || 'everyone '"_s);
        SqlSession ruth(m_server.profile(), logins::chief, logins::password);
        Question question;
        question.text = u"'everyone'"_s;
        question.page = 21;
        question.size = 50;
        const auto last = ruth.call(historySql(question));
        QVERIFY2(last.isOk(), qPrintable(last.message));
        QCOMPARE(last.rows.size(), 1);
        QCOMPARE(last.rows.first().mid(0, 3), (QStringList{u"1001"_s, u"f"_s, u"21"_s}));
    }

    void textOfAReason_isFoundOnlyByWhomItMayBeRead()
    {
        Question question;
        question.text = u"'100%'"_s;
        question.size = 50;
        question.firstDay = u"(current_date - 300)"_s;
        question.lastDay = u"(current_date - 2)"_s;
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        QCOMPARE(rita.call(historySql(question)).value(), u"0"_s);
        SqlSession jonas(m_server.profile(), logins::doctor, logins::password);
        const QString own = m_server.value(
            u"SELECT least(count(*), 1001) FROM clinidesk.appointment WHERE clinic_id = 1 AND "
            u"doctor_id = 1"
            " AND reason = 'Röntgen 100%' AND day BETWEEN current_date - 300 AND current_date - 2"_s);
        QVERIFY(own.toInt() > 0);
        QCOMPARE(jonas.call(historySql(question)).value(), own);
        question.lastDay = u"NULL"_s;
        QVERIFY(rita.call(historySql(question)).value().toInt() > 0);
        QCOMPARE(
            rita.call(
                    u"SELECT count(*) FROM history_page(NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                    " NULL, true, 50, 9) WHERE reason IS NOT NULL AND (day < current_date - 1 OR status > 3)"_s)
                .value(),
            u"0"_s);
    }

    void everyPage_leavesAnAuditRow()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        const QString counting
            = u"SELECT count(*) FROM clinidesk.audit WHERE who = 'rita' AND action = 'history_page'"_s;
        const int before = m_server.value(counting).toInt();
        QVERIFY(rita.call(historySql({})).isOk());
        QCOMPARE(m_server.value(counting).toInt(), before + 1);
    }

private:
    void compareRandomPages(const QString &login, const QString &eyes, const QStringList &clinics,
                            int rounds)
    {
        SqlSession person(m_server.profile(), login, logins::password);
        SqlSession boot(m_server.profile(), {}, {});
        QRandomGenerator random(4711);
        int filled = 0;
        for (int round = 0; round < rounds; ++round) {
            const Question question = randomQuestion(random, clinics);
            const auto page = person.call(historySql(question));
            QVERIFY2(page.isOk(), qPrintable(page.message % historySql(question)));
            const auto truth = boot.call(bruteForceSql(question, eyes));
            QVERIFY2(truth.isOk(), qPrintable(truth.message));
            if (page.rows != truth.rows)
                qInfo().noquote() << historySql(question);
            QCOMPARE(page.rows, truth.rows);
            filled += page.rows.first().last().isNull() ? 0 : 1;
        }
        QVERIFY2(filled > rounds / 2, "most of the random pages are empty");
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestHistoryPages)
#include "tst_HistoryPages.moc"
