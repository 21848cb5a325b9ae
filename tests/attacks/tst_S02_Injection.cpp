// S2: hostile texts through every text that an adapter takes. What is accepted is read back as it
// was given, what is refused is refused by the rules of the field, and nothing else happens.
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "core/postgres/PostgresStaffRegister.h"
#include "tests/attacks/HostileFields.h"
#include "tests/attacks/HostileTexts.h"
#include "tests/attacks/WatchedTables.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

namespace {

QStringList &logged()
{
    static QStringList lines;
    return lines;
}

void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logged() << line;
}

HistoryQuery queryFor(const QString &text)
{
    HistoryQuery query;
    query.text = text;
    return query;
}

} // namespace

class TestS02Injection final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        noteSchemaVersion(server);
        server.run(u"INSERT INTO clinidesk.settings (clinic_id, key, value)"
                   " VALUES (NULL, 'booking.limit', '1000000')"_s);
        fields.emplace(server);
        qInstallMessageHandler(keepLine);
        time.start();
    }

    void cleanupTestCase()
    {
        qInstallMessageHandler(nullptr);
        qInfo("S2 fields: %d texts in %d fields, %d kept to the letter, %d refused, %d searched"
              " with, %.0f s",
              given, int(fields->all().size()), keptCount, refusedCount, searchedCount,
              double(time.elapsed()) / 1000);
        for (const QString &line : std::as_const(logged()))
            QVERIFY2(!quotesHostileText(line), qPrintable(line));
        lookThroughTheServersLog();
    }

    void corpus_isTenThousandTexts()
    {
        QCOMPARE(hostileTexts().size(), 10000);
        QCOMPARE(QSet<QString>(hostileTexts().begin(), hostileTexts().end()).size(), 10000);
    }

    void field_keepsOrRefusesEveryText_data()
    {
        QTest::addColumn<int>("at");
        for (int at = 0; at < fields->all().size(); ++at)
            QTest::newRow(qPrintable(fields->all()[at].name)) << at;
    }

    void field_keepsOrRefusesEveryText()
    {
        QFETCH(int, at);
        const HostileField field = fields->all()[at];
        const int rounds = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS");
        const int amount = rounds > 0 ? rounds : 280;
        const WatchedTables before(server);
        int accepted = 0;
        const QStringList texts = hostileTexts(at, amount);
        const std::vector<Fate> fates = fatesOf(texts, field);
        for (qsizetype number = 0; number < texts.size(); ++number) {
            const QString &text = texts[number];
            const Fate &fate = fates[size_t(number)];
            ++given;
            if (fate.refusal) {
                ++refusedCount;
                const QString fault = faultOf(*fate.refusal);
                QVERIFY2(fault.isEmpty(), qPrintable(shown(text) % u": "_s % fault));
                continue;
            }
            ++accepted;
            if (!fate.readBack) {
                ++searchedCount;
                continue;
            }
            ++keptCount;
            QVERIFY2(field.same(*fate.readBack) == field.same(text) && text.isValidUtf16(),
                     qPrintable(shown(text) % u" came back as "_s % shown(*fate.readBack)));
        }
        const auto [altered, grown] = before.changes();
        QCOMPARE(altered, QSet<QString>());
        for (const QString &table : field.growing)
            QVERIFY2(grown.value(table) == accepted,
                     qPrintable(u"%1 has %2 rows more, %3 texts were accepted"_s.arg(table)
                                    .arg(grown.value(table))
                                    .arg(accepted)));
        for (const auto &[table, more] : grown.asKeyValueRange())
            QVERIFY2(field.growing.contains(table) || field.touching.contains(table),
                     qPrintable(table % u" has other rows"_s));
    }

    void wildcards_findNobody()
    {
        PostgresPatientDirectory patients(fields->reception.pool);
        PostgresAppointmentHistory history(fields->reception.pool);
        for (const QString &text :
             {u"%"_s, u"%%"_s, u"_"_s, u"%_%"_s, u"\\%"_s, u".*"_s, u"*"_s, u"___"_s, u"\\"_s}) {
            const auto found = patients.search(text, 20).result();
            QVERIFY2(!found || found->isEmpty(), qPrintable(text));
            const auto page = history.page(queryFor(text)).result();
            QVERIFY2(!page || page->page.rows.isEmpty(), qPrintable(text));
        }
    }

    void gate_takesNoHostileNameOrPassword()
    {
        PoolDesk door;
        PostgresGate gate(door.pool);
        int tried = 0;
        for (const QString &text : hostileTexts(3, 60)) {
            for (const Credentials &credentials :
                 {Credentials{text, logins::password}, Credentials{logins::receptionist, text}}) {
                const auto answer = settled(gate.signIn(server.profile(), credentials));
                QVERIFY2(!answer, qPrintable(shown(text)));
                const Code code = answer.error().code;
                QVERIFY2(code == Code::WrongPassword || code == Code::Invalid
                             || code == Code::Denied,
                         qPrintable(shown(text) % u": "_s % answer.error().detail));
                ++tried;
            }
        }
        // The refused ones are reported by the next who succeeds.
        QVERIFY(settled(gate.signIn(server.profile(), {logins::receptionist, logins::password})));
        QTRY_VERIFY(server
                        .value(u"SELECT count(*) FROM clinidesk.audit"
                               " WHERE action = 'sign_in_failed'"_s)
                        .toInt()
                    > 50);
        given += tried;
    }

    void passwords_ofAnyLetters_letInWhoKnowsThem()
    {
        PostgresStaffRegister staff(fields->office.pool);
        int kept = 0;
        for (const QString &text : hostileTexts(4, 40)) {
            const auto reset = staff.resetPassword(logins::chief, text, {}).result();
            if (!reset) {
                QVERIFY2(faultOf(reset.error()).isEmpty(), qPrintable(reset.error().detail));
                continue;
            }
            PoolDesk door;
            PostgresGate gate(door.pool);
            const auto answer = settled(gate.signIn(server.profile(), {logins::chief, text}));
            QVERIFY2(
                bool(answer),
                qPrintable(shown(text) % u": "_s % (answer ? QString() : answer.error().detail)));
            ++kept;
        }
        QVERIFY(kept > 20);
    }

private:
    /// Why @p error isn't one of the field's own refusals; empty when it is.
    static QString faultOf(const Error &error)
    {
        static const QSet<QString> problems{u"missing"_s,     u"too_long"_s, u"malformed"_s,
                                            u"unknown"_s,     u"taken"_s,    u"range"_s,
                                            u"unprintable"_s, u"invisible"_s};
        if (error.code == Code::NotFound)
            return {};
        if (error.code != Code::Invalid)
            return u"%1 %2"_s.arg(QString::number(int(error.code)), error.detail);
        const QString state = error.detail.section(u' ', 0, 0);
        static const QRegularExpression anyState(u"^[0-9A-Z]{5}$"_s);
        if (anyState.match(state).hasMatch() && state != u"22023"_s)
            return error.detail;
        if (error.facts.value(u"field"_s).toString().isEmpty()
            || !problems.contains(error.facts.value(u"problem"_s).toString()))
            return u"no field or problem: "_s % error.detail;
        return {};
    }

    static QString shown(const QString &text)
    {
        QString plain;
        for (const QChar letter : text.left(80))
            plain += letter.unicode() > 31 && letter.unicode() < 127
                ? QString(letter)
                : u"\\u%1"_s.arg(letter.unicode(), 4, 16, QChar(u'0'));
        return plain;
    }

    static bool quotesHostileText(const QString &line)
    {
        for (const QString &text : hostileTexts()) {
            if (text.size() > 7 && line.contains(text))
                return true;
        }
        return false;
    }

    void lookThroughTheServersLog()
    {
        QSet<QString> lines;
        static const QRegularExpression stamp(u"^.*?\\[\\d+\\] "_s);
        const QDir logs(server.folder() % u"/log"_s);
        for (const QString &name : logs.entryList(QDir::Files)) {
            QFile file(logs.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            // A line that begins with a tab goes on with the one before.
            const QString text = QString::fromUtf8(file.readAll().replace("\n\t", "\t"));
            for (const QString &line : text.split(u'\n'))
                lines.insert(QString(line).remove(stamp));
        }
        QVERIFY(!lines.isEmpty());
        // Who can't sign in is named by the server; that is what its administrator looks for.
        static const QRegularExpression names(
            u"^(FATAL:  (password|role|no pg_hba)|DETAIL:  Role)"_s);
        for (const QString &line : std::as_const(lines))
            QVERIFY2(names.match(line).hasMatch() || !quotesHostileText(line), qPrintable(line));
    }

    PrivateServer server;
    std::optional<HostileFields> fields;
    QElapsedTimer time;
    int given = 0;
    int keptCount = 0;
    int refusedCount = 0;
    int searchedCount = 0;
};

QTEST_GUILESS_MAIN(TestS02Injection)
#include "tst_S02_Injection.moc"
