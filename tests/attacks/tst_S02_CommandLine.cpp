// S2: hostile arguments of every command of clinideskctl, and hostile values in .env, environment
// and settings files.
#include "core/settings/DotEnv.h"
#include "core/settings/Settings.h"
#include "tests/attacks/HostileTexts.h"
#include "tests/attacks/WatchedTables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// What an argument can hold, and what a terminal or a shell of somebody else's may stumble over.
QStringList argumentTexts(int turn, int amount)
{
    QStringList texts;
    for (const QString &text : hostileTexts(turn, amount)) {
        if (!text.contains(QChar(u'\0')) && text.isValidUtf16() && !text.startsWith(u'-'))
            texts << text;
    }
    return texts;
}

QString dotEnvValue(QString text)
{
    return u'"' % text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) % u'"';
}

} // namespace

class TestS02CommandLine final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QJsonObject json;
        QString output;
        QString complaints;
    };

private slots:
    void initTestCase()
    {
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
    }

    void commands_takeEveryArgumentForText_data()
    {
        QTest::addColumn<QStringList>("command");
        const auto row
            = [](const char *name, const QStringList &command) { QTest::newRow(name) << command; };
        row("clinic name", {u"clinic"_s, u"add"_s, u"%"_s, u"--zone"_s, u"Europe/Berlin"_s});
        row("clinic zone", {u"clinic"_s, u"add"_s, u"Clinic"_s, u"--zone"_s, u"%"_s});
        row("clinic address",
            {u"clinic"_s, u"add"_s, u"#"_s, u"--zone"_s, u"UTC"_s, u"--address"_s, u"%"_s});
        row("clinic opens",
            {u"clinic"_s, u"add"_s, u"Clinic"_s, u"--zone"_s, u"UTC"_s, u"--opens"_s, u"%"_s});
        row("department name", {u"department"_s, u"add"_s, u"%"_s, u"--clinic"_s, u"1"_s});
        row("department clinic", {u"department"_s, u"add"_s, u"Ward"_s, u"--clinic"_s, u"%"_s});
        row("department colour",
            {u"department"_s, u"add"_s, u"#"_s, u"--clinic"_s, u"1"_s, u"--colour"_s, u"%"_s});
        row("doctor family",
            {u"doctor"_s, u"add"_s, u"--clinic"_s, u"1"_s, u"--family"_s, u"%"_s,
             u"--registration-no"_s, u"#"_s, u"--department"_s, u"1"_s});
        row("doctor registration",
            {u"doctor"_s, u"add"_s, u"--clinic"_s, u"1"_s, u"--family"_s, u"Bauer"_s,
             u"--registration-no"_s, u"%"_s, u"--department"_s, u"1"_s});
        row("doctor email",
            {u"doctor"_s, u"add"_s, u"--clinic"_s, u"1"_s, u"--family"_s, u"Bauer"_s,
             u"--registration-no"_s, u"#"_s, u"--department"_s, u"1"_s, u"--email"_s, u"%"_s});
        row("hours",
            {u"hours"_s, u"set"_s, u"--clinic"_s, u"1"_s, u"--doctor"_s, u"2"_s, u"--at"_s,
             u"%"_s});
        row("staff login", {u"staff"_s, u"add"_s, u"%"_s, u"--clinic"_s, u"1"_s});
        row("staff name",
            {u"staff"_s, u"add"_s, u"member#"_s, u"--clinic"_s, u"1"_s, u"--name"_s, u"%"_s});
        row("staff role",
            {u"staff"_s, u"add"_s, u"member"_s, u"--clinic"_s, u"1"_s, u"--role"_s, u"%"_s});
        row("staff right",
            {u"staff"_s, u"add"_s, u"member"_s, u"--clinic"_s, u"1"_s, u"--right"_s, u"%"_s});
        row("staff disable", {u"staff"_s, u"disable"_s, u"%"_s});
        row("staff reset-password", {u"staff"_s, u"reset-password"_s, u"%"_s});
        row("user", {u"health"_s, u"--user"_s, u"%"_s});
        row("database", {u"health"_s, u"--database"_s, u"%"_s});
        row("port", {u"health"_s, u"--port"_s, u"%"_s});
        row("tls", {u"health"_s, u"--tls"_s, u"%"_s});
        row("unknown command", {u"%"_s});
    }

    void commands_takeEveryArgumentForText()
    {
        QFETCH(QStringList, command);
        const WatchedTables before(server);
        const int amount = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS") > 0 ? 200 : 7;
        for (const QString &text : argumentTexts(++turn, amount)) {
            QStringList arguments;
            for (QString word : command) {
                word.replace(u'#', QString::number(++made));
                // Whole words only: the text has its own percent signs.
                arguments << (word == u"%"_s ? text : word);
            }
            const Outcome outcome = run(arguments);
            QVERIFY2(outcome.exitCode >= 0 && outcome.exitCode <= 4,
                     qPrintable(text % u" ended with "_s % QString::number(outcome.exitCode)));
            QVERIFY2(!outcome.complaints.contains(u"It failed for"_s),
                     qPrintable(text % u": "_s % outcome.complaints));
            for (const QChar letter : QString(outcome.output + outcome.complaints))
                QVERIFY2(letter == u'\n' || letter.category() != QChar::Other_Control,
                         qPrintable(outcome.output));
            ++tried;
        }
        QCOMPARE(before.changes().altered, QSet<QString>());
    }

    void names_areReadBackAsGiven()
    {
        for (const QString &text :
             {u"%2 and %1"_s, u"%1"_s, u"'; DROP TABLE clinidesk.clinic; --"_s,
              u"<b>Harbour</b> & \"Sons\""_s, u"$(id) `id`"_s}) {
            const Outcome added
                = run({u"clinic"_s, u"add"_s, text, u"--zone"_s, u"UTC"_s, u"--json"_s});
            QCOMPARE(added.json.value(u"name"_s).toString(), text);
            const int number = added.json.value(u"clinic"_s).toInt();
            QVERIFY(number > 2);
            const Outcome listed = run({u"clinic"_s, u"list"_s});
            QVERIFY2(listed.output.contains(QString::number(number) % u"  "_s % text),
                     qPrintable(listed.output));
        }
    }

    void settings_keepEveryValueApart()
    {
        for (const QString &text : hostileTexts()) {
            QFile file(folder.filePath(u".env"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(
                QString(u"PGHOST=before\nPGDATABASE="_s % dotEnvValue(text) % u"\nPGUSER=after\n"_s)
                    .toUtf8());
            file.close();
            SettingPlaces places;
            places.dotEnvFile = file.fileName();
            const Settings settings(places);
            const bool isRefused = !settings.complaints().isEmpty();
            QCOMPARE(settings.text(u"server.host"_s), u"before"_s);
            QCOMPARE(settings.text(u"server.user"_s), u"after"_s);
            QCOMPARE(settings.text(u"server.tls"_s), u"verify-full"_s);
            if (isRefused || !text.isValidUtf16())
                continue;
            const QString kept = QString(text).replace(u"\r\n"_s, u"\n"_s);
            QCOMPARE(settings.text(u"server.database"_s), kept);
        }
    }

    void rawDotEnv_neverReachesOtherSettings()
    {
        int complained = 0;
        for (const QString &text : hostileTexts()) {
            if (text.contains(u'\n') || text.contains(u'\r'))
                continue;
            const DotEnv found
                = parseDotEnv((u"PGHOST="_s % text % u"\nPGUSER=after\n"_s).toUtf8());
            complained += found.complaints.isEmpty() ? 0 : 1;
            QCOMPARE(found.values.value(u"PGUSER"_s), u"after"_s);
            QVERIFY(found.values.size() <= 2);
            for (const QString &complaint : found.complaints)
                QVERIFY2(text.size() < 8 || !complaint.contains(text), qPrintable(complaint));
        }
        qInfo("S2 programs: %d command lines, 20000 .env files, %d of them with a complaint", tried,
              complained);
    }

private:
    Outcome run(const QStringList &arguments)
    {
        QProcess program;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        environment.insert(u"PGHOST"_s, server.profile().hosts);
        environment.insert(u"PGPORT"_s, QString::number(server.profile().port));
        environment.insert(u"PGDATABASE"_s, server.profile().database);
        environment.insert(u"PGUSER"_s, PrivatePostgres::bootLogin);
        program.setProcessEnvironment(environment);
        program.setWorkingDirectory(folder.path());
        program.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s, arguments);
        program.write("a long password\n");
        program.closeWriteChannel();
        if (!program.waitForFinished(60000) || program.exitStatus() != QProcess::NormalExit)
            return {};
        Outcome outcome{.exitCode = program.exitCode(),
                        .json = {},
                        .output = QString::fromUtf8(program.readAllStandardOutput()),
                        .complaints = QString::fromUtf8(program.readAllStandardError())};
        outcome.json = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
        return outcome;
    }

    PrivateServer server;
    QTemporaryDir folder;
    int turn = 20;
    int made = 100;
    int tried = 0;
};

QTEST_GUILESS_MAIN(TestS02CommandLine)
#include "tst_S02_CommandLine.moc"
