// R16: what `clinideskctl migrate` says about a database it can't or must not bring to its schema:
// a sentence, an exit code, and nothing lost.
#include "core/postgres/Migrations.h"
#include "tests/postgres/CatalogueDigest.h"
#include "tests/support/PrivateServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <signal.h>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestR16MigrateAnswers final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QJsonObject json;
        QString complaints;
    };

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }

    void refusal_isASentenceAndLosesNothing_data()
    {
        QTest::addColumn<QString>("spoil");
        QTest::addColumn<QString>("login");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("sentence");
        const QString boot = PrivatePostgres::bootLogin;

        QTest::newRow("altered file")
            << u"UPDATE clinidesk.migration SET checksum = 'x' WHERE number = 7"_s << boot << 1
            << u"broken"_s << u"Migration 7 was applied from a file that is not this program's"_s;
        QTest::newRow("file the program lacks")
            << u"INSERT INTO clinidesk.migration VALUES (0, '0000_other', 'x')"_s << boot << 1
            << u"broken"_s << u"Migration 0 was applied from a file that is not this program's"_s;
        QTest::newRow("left out") << u"DELETE FROM clinidesk.migration WHERE number = 12"_s << boot
                                  << 1 << u"broken"_s
                                  << u"Migration 12 was never applied although later ones were"_s;
        QTest::newRow("newer schema")
            << u"INSERT INTO clinidesk.migration VALUES (9999, '9999_later', 'x')"_s << boot << 1
            << u"schema_too_new"_s << u"The database is newer than this program"_s;
        QTest::newRow("no rights") << QString() << logins::receptionist << 4 << u"denied"_s
                                   << u"This login may not migrate"_s;
        QTest::newRow("only for reading")
            << u"SET client_min_messages = warning; DROP SCHEMA clinidesk CASCADE; DO $$ BEGIN "
               u"EXECUTE format("
               "'ALTER DATABASE %I SET default_transaction_read_only = on', current_database());"
               " END $$"_s
            << boot << 1 << u"read_only"_s << u"The server takes no changes now"_s;
        // The server of this test has every extension: a view in front of its list hides one.
        QTest::newRow("missing extension")
            << u"SET client_min_messages = warning; DROP SCHEMA clinidesk CASCADE; CREATE SCHEMA "
               u"hiding;"
               "CREATE VIEW hiding.pg_available_extensions AS SELECT * FROM"
               " pg_catalog.pg_available_extensions WHERE name <> 'unaccent';"
               "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = hiding, "
               "pg_catalog',"
               " current_database()); END $$"_s
            << boot << 1 << u"invalid"_s << u"The server lacks PostgreSQL's extension unaccent"_s;
    }

    void refusal_isASentenceAndLosesNothing()
    {
        QFETCH(QString, spoil);
        QFETCH(QString, login);
        QFETCH(int, exitCode);
        QFETCH(QString, code);
        QFETCH(QString, sentence);
        QVERIFY(!server.freshDatabase().isEmpty());
        noteFiles();
        if (!spoil.isEmpty())
            server.run(spoil);
        const QString before = server.value(catalogueDigestSql());

        const Outcome outcome = migrate(server.profile(), login);

        QCOMPARE(outcome.exitCode, exitCode);
        const QJsonObject error = outcome.json.value(u"error"_s).toObject();
        QCOMPARE(error.value(u"code"_s).toString(), code);
        QVERIFY2(error.value(u"sentence"_s).toString().startsWith(sentence),
                 qPrintable(error.value(u"sentence"_s).toString()));
        QVERIFY2(outcome.complaints.contains(sentence), qPrintable(outcome.complaints));
        QCOMPARE(server.value(catalogueDigestSql()), before);
    }

    void unfitDatabase_isRefusedBeforeAnything_data()
    {
        QTest::addColumn<QString>("making");
        QTest::addColumn<QString>("sentence");
        const QString unfit = u"The cluster can't hold the names of all patients"_s;
        QTest::newRow("C letters") << u"ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"_s << unfit;
        QTest::newRow("one byte a letter")
            << u"ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"_s << unfit;
        QTest::newRow("no encoding")
            << u"ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"_s << unfit;
    }

    void unfitDatabase_isRefusedBeforeAnything()
    {
        QFETCH(QString, making);
        QFETCH(QString, sentence);
        const QString name = u"unfit_%1"_s.arg(++made);
        server.run(u"CREATE DATABASE %1 TEMPLATE template0 %2"_s.arg(name, making));
        ServerProfile profile = server.profile();
        profile.database = name;

        const Outcome outcome = migrate(profile, PrivatePostgres::bootLogin);

        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.complaints.contains(sentence), qPrintable(outcome.complaints));
    }

    void databaseThatIsNotThere_isSaid()
    {
        ServerProfile profile = server.profile();
        profile.database = u"no_such_clinic"_s;
        const Outcome outcome = migrate(profile, PrivatePostgres::bootLogin);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.complaints.contains(u"There is no such database"_s),
                 qPrintable(outcome.complaints));
    }

    /// kill -9 at any moment of a program that migrates.
    void killedProgram_isFollowedByOneThatFinishes()
    {
        QVERIFY(!server.bareDatabase().isEmpty());
        QCOMPARE(migrate(server.profile(), PrivatePostgres::bootLogin).exitCode, 0);
        const QString clean = server.value(catalogueDigestSql());
        const int rounds = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS") > 0 ? 100 : 5;
        int resumed = 0;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(!server.bareDatabase().isEmpty());
            QProcess program;
            start(program, server.profile(), PrivatePostgres::bootLogin);
            QVERIFY(program.waitForStarted());
            QTest::qSleep(5 + round * 997 % 240);
            ::kill(pid_t(program.processId()), SIGKILL);
            QVERIFY(program.waitForFinished());

            const Outcome next = migrate(server.profile(), PrivatePostgres::bootLogin);

            QVERIFY2(next.exitCode == 0, qPrintable(next.complaints));
            resumed += next.json.value(u"applied"_s).toArray().isEmpty() ? 0 : 1;
            QCOMPARE(server.value(catalogueDigestSql()), clean);
        }
        qInfo("R16 programs: %d killed, %d of them with files left to apply", rounds, resumed);
    }

private:
    /// The private server's template is made of the files themselves; here stands that they were
    /// applied.
    void noteFiles()
    {
        for (const Migration &file : Migrations::known())
            server.run(u"INSERT INTO clinidesk.migration VALUES (%1, '%2', '%3')"_s.arg(
                QString::number(file.number), file.name, file.checksum));
    }

    static void start(QProcess &program, const ServerProfile &profile, const QString &login)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : environment.keys()) {
            if (name.startsWith(u"PG"_s) || name.startsWith(u"CLINIDESK_"_s))
                environment.remove(name);
        }
        environment.insert(u"PGPASSWORD"_s, logins::password);
        program.setProcessEnvironment(environment);
        program.setWorkingDirectory(u"/"_s);
        program.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s,
                      {u"migrate"_s, u"--json"_s, u"--host"_s, profile.hosts, u"--port"_s,
                       QString::number(profile.port), u"--database"_s, profile.database,
                       u"--user"_s, login});
        program.closeWriteChannel();
    }

    static Outcome migrate(const ServerProfile &profile, const QString &login)
    {
        QProcess program;
        start(program, profile, login);
        if (!program.waitForFinished(60000))
            return {};
        return {program.exitCode(),
                QJsonDocument::fromJson(program.readAllStandardOutput()).object(),
                QString::fromUtf8(program.readAllStandardError())};
    }

    PrivateServer server;
    int made = 0;
};

QTEST_GUILESS_MAIN(TestR16MigrateAnswers)
#include "tst_R16_MigrateAnswers.moc"
