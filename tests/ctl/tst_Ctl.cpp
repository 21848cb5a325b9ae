#include "tests/support/ServerGuardian.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestCtl final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QString output;
        QString complaints;

        [[nodiscard]] QJsonObject json() const
        {
            return QJsonDocument::fromJson(output.toUtf8()).object();
        }
    };

private slots:
    void initTestCase()
    {
        m_folder.setAutoRemove(false);
        m_guardian = std::make_unique<ServerGuardian>(m_folder.path());
        const Outcome started
            = run({u"standalone"_s, u"start"_s, u"--dir"_s, m_folder.path(), u"--json"_s});
        QVERIFY2(started.exitCode == 0, qPrintable(started.complaints));
        m_access = started.json();
        QVERIFY(m_access.value(u"ok"_s).toBool());
        QVERIFY(m_access.value(u"is_empty"_s).toBool());
    }

    void cleanupTestCase()
    {
        const Outcome stopped = run({u"standalone"_s, u"stop"_s, u"--dir"_s, m_folder.path()});
        QVERIFY2(stopped.exitCode == 0, qPrintable(stopped.complaints));
        m_guardian.reset();
    }

    void start_tellsAnyClientHowToConnect()
    {
        QCOMPARE(query(u"SELECT session_user, count(*) FROM clinidesk.clinic"_s),
                 QByteArray("clinidesk_bench|0"));
    }

    void secondStart_givesTheSameAnswer()
    {
        QCOMPARE(
            run({u"standalone"_s, u"start"_s, u"--dir"_s, m_folder.path(), u"--json"_s}).json(),
            m_access);
    }

    void status_tellsWhatRuns()
    {
        const Outcome status
            = run({u"standalone"_s, u"status"_s, u"--dir"_s, m_folder.path(), u"--json"_s});
        QCOMPARE(status.json().value(u"postgresql"_s).toString(), u"runs"_s);
        QCOMPARE(status.json().value(u"is_kept"_s).toBool(), true);
    }

    void migrateTwice_changesNothing()
    {
        const Outcome migrated
            = run({u"migrate"_s, u"--standalone"_s, m_folder.path(), u"--json"_s});
        QVERIFY2(migrated.exitCode == 0, qPrintable(migrated.complaints));
        QCOMPARE(migrated.json().value(u"applied"_s).toArray().size(), 0);
        QVERIFY(migrated.json().value(u"version"_s).toInt() > 0);
    }

    void staff_isAddedListedDisabledAndLetInAgain()
    {
        const QStringList server{u"--standalone"_s, m_folder.path(), u"--json"_s};
        QCOMPARE(query(u"INSERT INTO clinidesk.clinic (id, name, zone) "
                       "VALUES (1, 'Riverside', 'Europe/Berlin') RETURNING id"_s),
                 QByteArray("1"));
        const Outcome added = run(QStringList{u"staff"_s, u"add"_s, u"ida"_s, u"--name"_s,
                                              u"Ida Beck"_s, u"--clinic"_s, u"1"_s}
                                      + server,
                                  "a long password\n");
        QVERIFY2(added.exitCode == 0, qPrintable(added.complaints));
        QVERIFY(!QString(added.output % added.complaints).contains(u"a long password"_s));
        QCOMPARE(member(u"ida"_s).value(u"role"_s).toString(), u"receptionist"_s);

        QCOMPARE(run(QStringList{u"staff"_s, u"disable"_s, u"ida"_s} + server).exitCode, 0);
        QCOMPARE(member(u"ida"_s).value(u"is_active"_s).toBool(), false);
        QCOMPARE(
            run(QStringList{u"staff"_s, u"reset-password"_s, u"ida"_s} + server, "another one\n")
                .exitCode,
            0);
        QCOMPARE(member(u"ida"_s).value(u"is_active"_s).toBool(), true);
        QCOMPARE(run(QStringList{u"staff"_s, u"disable"_s, u"nobody"_s} + server).exitCode, 1);
    }

    void missingPassword_isSaid()
    {
        const Outcome added
            = run({u"staff"_s, u"add"_s, u"olga"_s, u"--standalone"_s, m_folder.path()});
        QCOMPARE(added.exitCode, 1);
        QVERIFY(added.complaints.contains(u"No password"_s));
    }

    void health_looksAtEveryServer()
    {
        const Outcome health = run({u"health"_s, u"--standalone"_s, m_folder.path(), u"--json"_s});
        QVERIFY2(health.exitCode == 0, qPrintable(health.output));
        const QJsonArray rows = health.json().value(u"dependencies"_s).toArray();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).toObject().value(u"state"_s).toString(), u"ok"_s);
        QVERIFY(rows.at(0).toObject().value(u"version"_s).toString().startsWith(u"15"_s));
        QVERIFY(rows.at(0).toObject().value(u"latency_us"_s).toInt() > 0);
    }

    void failingLayer_isNamed_data()
    {
        QTest::addColumn<QStringList>("server");
        QTest::addColumn<QString>("layer");
        const QStringList nobody{u"--user"_s, u"nobody"_s, u"--tls"_s, u"disable"_s};
        QTest::newRow("dns") << QStringList{u"--user"_s,  u"nobody"_s, u"--tls"_s,
                                            u"require"_s, u"--host"_s, u"no-such-host.invalid"_s}
                             << u"dns"_s;
        QTest::newRow("tcp") << (nobody
                                 + QStringList{u"--host"_s, u"127.0.0.1"_s, u"--port"_s, u"1"_s})
                             << u"tcp"_s;
        QTest::newRow("sign-in")
            << (nobody + QStringList{u"--host"_s, m_access.value(u"host"_s).toString()})
            << u"sign-in"_s;
    }

    void failingLayer_isNamed()
    {
        QFETCH(QStringList, server);
        QFETCH(QString, layer);
        const Outcome health = run(QStringList{u"health"_s, u"--json"_s} + server);
        QCOMPARE(health.exitCode, 3);
        const QJsonObject row = health.json().value(u"dependencies"_s).toArray().at(0).toObject();
        QCOMPARE(row.value(u"layer"_s).toString(), layer);
        QVERIFY(!row.value(u"advice"_s).toString().isEmpty());
    }

    void wrongArguments_areMisuse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("unknown command") << QStringList{u"fly"_s};
        QTest::newRow("no login") << QStringList{u"staff"_s, u"add"_s};
        QTest::newRow("password on the command line")
            << QStringList{u"staff"_s, u"add"_s, u"x"_s, u"--password"_s, u"y"_s};
    }

    void wrongArguments_areMisuse()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments).exitCode, 2);
    }

    void serversThatDoNotRun_areSaid()
    {
        const Outcome migrated = run(
            {u"migrate"_s, u"--standalone"_s, m_folder.filePath(u"elsewhere"_s), u"--json"_s});
        QCOMPARE(migrated.exitCode, 3);
        QCOMPARE(migrated.json().value(u"ok"_s).toBool(true), false);
        QVERIFY(migrated.complaints.contains(u"standalone start"_s));
    }

private:
    [[nodiscard]] Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"PGHOST"_s, u"PGUSER"_s, u"PGPASSWORD"_s, u"REDIS_HOST"_s})
            environment.remove(name);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    /// What psql says with nothing but what `standalone start` printed.
    [[nodiscard]] QByteArray query(const QString &sql)
    {
        QProcess psql;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PGHOST"_s, m_access.value(u"host"_s).toString());
        environment.insert(u"PGPORT"_s, QString::number(m_access.value(u"port"_s).toInt()));
        environment.insert(u"PGDATABASE"_s, m_access.value(u"database"_s).toString());
        environment.insert(u"PGUSER"_s, m_access.value(u"user"_s).toString());
        environment.insert(u"PGPASSWORD"_s, m_access.value(u"password"_s).toString());
        psql.setProcessEnvironment(environment);
        psql.start(u"psql"_s, {u"-XqAtc"_s, sql});
        return psql.waitForFinished() ? psql.readAllStandardOutput().trimmed() : QByteArray();
    }

    [[nodiscard]] QJsonObject member(const QString &login)
    {
        const Outcome listed
            = run({u"staff"_s, u"list"_s, u"--standalone"_s, m_folder.path(), u"--json"_s});
        const QJsonArray members = listed.json().value(u"members"_s).toArray();
        for (const auto &each : members) {
            if (each.toObject().value(u"login"_s) == login)
                return each.toObject();
        }
        return {};
    }

    QTemporaryDir m_folder{u"/tmp/clinidesk-ctl-XXXXXX"_s};
    std::unique_ptr<ServerGuardian> m_guardian;
    QJsonObject m_access;
};

QTEST_GUILESS_MAIN(TestCtl)
#include "tst_Ctl.moc"
