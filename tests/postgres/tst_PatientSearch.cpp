#include "tests/postgres/CrowdedClinic.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QTest>

#include <memory>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestPatientSearch final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(crowdedClinicSql(6000, 3000));
        m_server.run(u"VACUUM ANALYZE"_s);
        m_ruth = std::make_unique<SqlSession>(m_server.profile(), logins::chief, logins::password);
    }

    void cleanupTestCase() { m_ruth.reset(); }

    void whatIsTyped_findsThePatient_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("patient");
        QTest::addColumn<QString>("how");
        const auto row = [](const char *name, const QString &typed, int patient,
                            const QString &how) { QTest::newRow(name) << typed << patient << how; };
        const QString exact = u"exact"_s;
        const QString similar = u"similar"_s;
        row("family name", u"Müller"_s, 1, exact);
        row("without accents", u"muller"_s, 1, exact);
        row("capitals and spaces", u"  MULLER   sara "_s, 1, exact);
        row("any order, beginnings", u"sa mül"_s, 1, exact);
        row("composed of two characters", u"Mu\u0308ller"_s, 1, exact);
        row("misspelt", u"mullar"_s, 1, similar);
        row("both misspelt", u"muler sahra"_s, 1, similar);
        row("Vietnamese", u"Nguyễn Thị Hương"_s, 2, exact);
        row("Vietnamese without marks", u"nguyen huong"_s, 2, exact);
        row("Vietnamese decomposed", u"Nguyễn"_s.normalized(QString::NormalizationForm_D), 2,
            exact);
        row("Chinese", u"王 小明"_s, 3, exact);
        row("Chinese family name", u"王"_s, 3, exact);
        row("Chinese without a gap", u"王小明"_s, 3, exact);
        row("Arabic", u"حداد"_s, 4, exact);
        row("Arabic with vowel signs", u"حَدَّاد"_s, 4, exact);
        row("Arabic, other form of the letter", u"ليلي"_s, 4, exact);
        row("apostrophe", u"O'Neill"_s, 5, exact);
        row("typographic apostrophe", u"o’neill"_s, 5, exact);
        row("second half of a double name", u"fernandez"_s, 5, exact);
        row("hyphen", u"neill-fernandez siobhan"_s, 5, similar);
        row("MRN", u"M-000004"_s, 4, exact);
        row("MRN in small letters", u"m-000004"_s, 4, exact);
        row("beginning of an MRN", u"m-00000"_s, 4, exact);
        row("digits of the MRN", u"000004"_s, 4, exact);
        row("telephone as stored", u"+49 30 5550102"_s, 2, exact);
        row("telephone with 00", u"0049305550102"_s, 2, exact);
        row("telephone without the country", u"030/555 01 02"_s, 2, exact);
        row("telephone with (0)", u"+49 (0)30 5550102"_s, 2, exact);
        row("end of the telephone", u"5550102"_s, 2, exact);
        row("beginning of the telephone", u"+49 30 5550102"_s.left(9), 2, exact);
        row("telephone, the area first", u"30 5550"_s, 2, exact);
        row("telephone with an extension", u"+49 30 5550102 x12"_s, 2, exact);
        row("telephone, extension in letters", u"030 5550102 ext. 7"_s, 2, exact);
        row("country code where none is stored", u"+49 30 5550103"_s, 3, exact);
        row("Arabic digits", u"٥٥٥٠١٠٢"_s, 2, exact);
        row("birth date", u"1977-12-19"_s, 1, exact);
        row("birth date, digits", u"19771219"_s, 1, exact);
        row("birth date, German", u"19.12.1977"_s, 1, exact);
        row("birth date, two digits", u"19.12.77"_s, 1, exact);
        row("birth date, words", u"19 dec 1977"_s, 1, exact);
        row("birth date, a full word", u"19 December 1977"_s, 1, exact);
        row("name and birth date", u"müller 19.12.1977"_s, 1, exact);
        row("birth date and name", u"1977-12-19 sara"_s, 1, exact);
    }

    void whatIsTyped_findsThePatient()
    {
        QFETCH(QString, typed);
        QFETCH(int, patient);
        QFETCH(QString, how);
        const auto found = search(*m_ruth, typed);
        QVERIFY2(found.isOk(), qPrintable(found.message));
        QStringList ids;
        for (const QStringList &row : found.rows) {
            ids << row.at(0);
            QCOMPARE(row.at(1), how);
        }
        QVERIFY2(ids.contains(QString::number(patient)), qPrintable(ids.join(u' ')));
        QVERIFY(ids.size() <= 20);
    }

    void strangeText_findsNobodyAndBreaksNothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("empty") << u""_s;
        QTest::newRow("spaces") << u"   \t\n"_s;
        QTest::newRow("per cent") << u"%"_s;
        QTest::newRow("per cents") << u"%%%% %"_s;
        QTest::newRow("underscores") << u"___"_s;
        QTest::newRow("backslash") << u"\\"_s;
        QTest::newRow("backslashes") << u"\\\\%\\_"_s;
        QTest::newRow("quote") << u"'"_s;
        QTest::newRow("injection") << u"'; DROP TABLE patient; --"_s;
        QTest::newRow("emoji") << u"😀👩‍⚕️"_s;
        QTest::newRow("no such date") << u"31.02.1977"_s;
        QTest::newRow("date in the future") << u"2101-01-01"_s;
        QTest::newRow("date of no calendar") << u"9999-99-99"_s;
        QTest::newRow("far from any name") << u"qqxxzzqqxxzz"_s;
        QTest::newRow("pattern of a regular expression") << u"(((["_s;
        QTest::newRow("alternatives") << u"zzqq|zzqx"_s;
        QTest::newRow("200 letters") << u"ẍ"_s.repeated(200);
        QTest::newRow("100 words") << u"zx"_s.repeated(3) % u" zx"_s.repeated(60);
    }

    void strangeText_findsNobodyAndBreaksNothing()
    {
        QFETCH(QString, typed);
        const auto found = search(*m_ruth, typed);
        QVERIFY2(found.isOk(), qPrintable(found.message));
        QVERIFY(found.rows.isEmpty());
    }

    void namesWithSigns_areFoundAsIfTheyWerentThere()
    {
        const auto found = search(*m_ruth, u"%mül_ler\\"_s);
        QVERIFY(found.isOk());
        QCOMPARE(search(*m_ruth, u"%müller%"_s).value(), u"1"_s);
    }

    void tooLongText_isRefused()
    {
        const auto refused = search(*m_ruth, u"x"_s.repeated(10000));
        QCOMPARE(refused.state, u"22023"_s);
        QCOMPARE(refused.detail.value(u"problem"_s).toString(), u"too_long"_s);
        QCOMPARE(refused.detail.value(u"limit"_s).toInt(), 200);
    }

    void receptionist_findsHerClinicsPatients()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        QVERIFY(search(rita, u"siobhan"_s).rows.isEmpty());
        QVERIFY(search(rita, u"1969-07-20"_s).rows.isEmpty());
        QVERIFY(search(rita, u"212 5550105"_s).rows.isEmpty());
        QVERIFY(search(rita, u"siobhan 1969-07-20"_s).rows.isEmpty());
        QCOMPARE(search(rita, u"M-000005"_s).value(), u"5"_s);
        QCOMPARE(search(rita, u"siobhan o'neill fernandez 20.07.1969"_s).value(), u"5"_s);
        QCOMPARE(search(rita, u"haddad"_s).rows.size(), 0);
        QCOMPARE(search(rita, u"حداد"_s).value(), u"4"_s);
    }

    void doctor_findsHisOwnPatientsOnly()
    {
        SqlSession jonas(m_server.profile(), logins::doctor, logins::password);
        QVERIFY(search(jonas, u"M-000001"_s).rows.isEmpty());
        QVERIFY(search(jonas, u"müller sara 1977-12-19"_s).rows.isEmpty());
        for (const QString &typed : {u"berg"_s, u"a"_s, u"hartmann"_s, u"0000"_s}) {
            const auto found = search(jonas, typed);
            QVERIFY(!found.rows.isEmpty());
            for (const QStringList &row : found.rows) {
                QVERIFY(
                    m_server
                        .value(
                            u"SELECT count(*) FROM clinidesk.appointment WHERE doctor_id = 1 AND patient_id = "_s
                            % row.at(0))
                        .toInt()
                    > 0);
            }
        }
    }

    void everyPrefix_findsWhoIsThere()
    {
        const auto patients = m_server.rows(
            u"SELECT id, family, given FROM clinidesk.patient WHERE id % 613 = 0"_s);
        QVERIFY(patients.size() > 5);
        for (const QStringList &patient : patients) {
            for (qsizetype length = 1; length <= patient.at(1).size(); ++length) {
                const auto found
                    = search(*m_ruth, patient.at(1).left(length) % u' ' % patient.at(2));
                QVERIFY2(!found.rows.isEmpty(), qPrintable(patient.at(1)));
                QCOMPARE(found.rows.first().at(1), u"exact"_s);
            }
        }
    }

    void duplicates_areRankedByNameDateAndTelephone()
    {
        const auto alike = [this](const QString &arguments) {
            return m_ruth->call(
                u"SELECT patient_id, round(score::numeric, 1) FROM patient_duplicates(%1)"_s.arg(
                    arguments));
        };
        QCOMPARE(alike(u"'Mueller', 'Sara', '1977-12-19', NULL"_s).value(), u"1"_s);
        QCOMPARE(alike(u"'Muller', 'Sarah', '1977-12-19', '+49305550101'"_s).value(), u"1"_s);
        QCOMPARE(alike(u"'Müller', 'Sara', NULL, NULL"_s).value(), u"1"_s);
        QCOMPARE(alike(u"'王', '小明', '2001-05-05', NULL"_s).value(), u"3"_s);
        QVERIFY(alike(u"'Nobody', 'Quite Else', '1977-12-20', NULL"_s).rows.isEmpty());
        QVERIFY(alike(u"NULL, NULL, NULL, NULL"_s).isOk());
        QVERIFY(alike(u"'%', '_', NULL, 'abc'"_s).rows.isEmpty());
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        const QString asking
            = u"SELECT patient_id FROM patient_duplicates('O’Neill-Fernández', 'Siobhán', %1, '+12125550105')"_s;
        QCOMPARE(rita.call(asking.arg(u"'1969-07-20'"_s)).value(), u"5"_s);
        QVERIFY(rita.call(asking.arg(u"NULL"_s)).rows.isEmpty());
    }

    void everySearch_leavesAnAuditRowWithoutItsText()
    {
        search(*m_ruth, u"müller"_s);
        const QString facts = m_server.value(
            u"SELECT facts::text FROM clinidesk.audit WHERE action = 'patient_search' ORDER BY id DESC LIMIT 1"_s);
        QVERIFY(facts.contains(u"\"patients\": [1]"_s));
        QVERIFY(!facts.contains(u"ller"_s));
    }

    void card_isForThoseWhoMaySee()
    {
        SqlSession rita(m_server.profile(), logins::receptionist, logins::password);
        QCOMPARE(rita.call(u"SELECT mrn FROM patient_card(1)"_s).value(), u"M-000001"_s);
        QCOMPARE(rita.call(u"SELECT mrn FROM patient_card(5)"_s).state, u"42501"_s);
        QCOMPARE(rita.call(u"SELECT mrn FROM patient_card(999999)"_s).state, u"P0002"_s);
        SqlSession jonas(m_server.profile(), logins::doctor, logins::password);
        QCOMPARE(jonas.call(u"SELECT mrn FROM patient_card(1)"_s).state, u"42501"_s);
        SqlSession alma(m_server.profile(), logins::admin, logins::password);
        QCOMPARE(alma.call(u"SELECT mrn FROM patient_card(1)"_s).state, u"42501"_s);
    }

private:
    static SqlSession::Answer search(SqlSession &person, const QString &typed)
    {
        return person.call(u"SELECT patient_id, how FROM patient_search($1, 20)"_s, {typed});
    }

    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_ruth;
};

QTEST_GUILESS_MAIN(TestPatientSearch)
#include "tst_PatientSearch.moc"
