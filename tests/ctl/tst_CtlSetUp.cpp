#include "tests/support/ServerGuardian.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

/// An empty server set up by the commands alone, in the order of the README.
class TestCtlSetUp final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QJsonObject json;
        QString complaints;
    };

private slots:
    void initTestCase()
    {
        m_folder.setAutoRemove(false);
        m_guardian = std::make_unique<ServerGuardian>(m_folder.path());
        const Outcome started
            = run({u"standalone"_s, u"start"_s, u"--dir"_s, m_folder.path(), u"--json"_s});
        QVERIFY2(started.exitCode == 0, qPrintable(started.complaints));
        m_access = started.json;
    }

    void cleanupTestCase()
    {
        QCOMPARE(run({u"standalone"_s, u"stop"_s, u"--dir"_s, m_folder.path()}).exitCode, 0);
        m_guardian.reset();
    }

    void emptyServer_getsItsFirstSignIn()
    {
        QCOMPARE(there({u"clinic"_s, u"list"_s}).json.value(u"clinics"_s).toArray().size(), 0);
        const Outcome clinic
            = there({u"clinic"_s, u"add"_s, u"Riverside"_s, u"--zone"_s, u"Europe/Berlin"_s,
                     u"--opens"_s, u"7:30"_s, u"--closes"_s, u"19:00"_s});
        QVERIFY2(clinic.exitCode == 0, qPrintable(clinic.complaints));
        m_clinic = QString::number(clinic.json.value(u"clinic"_s).toInt());
        const Outcome department
            = there({u"department"_s, u"add"_s, u"Eyes"_s, u"--clinic"_s, m_clinic,
                     u"--slot-minutes"_s, u"15"_s, u"--capacity"_s, u"2"_s});
        QVERIFY2(department.exitCode == 0, qPrintable(department.complaints));
        m_department = QString::number(department.json.value(u"department"_s).toInt());
        const Outcome doctor = there({u"doctor"_s, u"add"_s, u"--clinic"_s, m_clinic,
                                      u"--department"_s, m_department, u"--family"_s, u"Okafor"_s,
                                      u"--given"_s, u"Ada"_s, u"--registration-no"_s, u"N-100"_s});
        QVERIFY2(doctor.exitCode == 0, qPrintable(doctor.complaints));
        m_doctor = QString::number(doctor.json.value(u"doctor"_s).toInt());
        const Outcome staff
            = there({u"staff"_s, u"add"_s, u"ida"_s, u"--clinic"_s, m_clinic}, "a long password\n");
        QVERIFY2(staff.exitCode == 0, qPrintable(staff.complaints));

        const QStringList asIda{u"--host"_s, m_access.value(u"host"_s).toString(),
                                u"--port"_s, QString::number(m_access.value(u"port"_s).toInt()),
                                u"--user"_s, u"ida"_s,
                                u"--json"_s};
        const Outcome health = run(QStringList{u"health"_s} + asIda, {}, u"a long password"_s);
        QVERIFY2(health.exitCode == 0, qPrintable(health.complaints));
        const Outcome seen
            = run(QStringList{u"clinic"_s, u"list"_s} + asIda, {}, u"a long password"_s);
        const QJsonObject row = seen.json.value(u"clinics"_s).toArray().at(0).toObject();
        QCOMPARE(row.value(u"name"_s).toString(), u"Riverside"_s);
        QCOMPARE(row.value(u"opens"_s).toString(), u"07:30"_s);
        const Outcome refused
            = run(QStringList{u"clinic"_s, u"add"_s, u"Mine"_s, u"--zone"_s, u"UTC"_s} + asIda, {},
                  u"a long password"_s);
        QCOMPARE(refused.exitCode, 4);
    }

    void whatIsThere_isListed()
    {
        const QJsonObject department = there({u"department"_s, u"list"_s, u"--clinic"_s, m_clinic})
                                           .json.value(u"departments"_s)
                                           .toArray()
                                           .at(0)
                                           .toObject();
        QCOMPARE(department.value(u"name"_s).toString(), u"Eyes"_s);
        QCOMPARE(department.value(u"slot_minutes"_s).toInt(), 15);
        QCOMPARE(department.value(u"capacity"_s).toInt(), 2);
        const QJsonObject doctor = there({u"doctor"_s, u"list"_s, u"--clinic"_s, m_clinic})
                                       .json.value(u"doctors"_s)
                                       .toArray()
                                       .at(0)
                                       .toObject();
        QCOMPARE(doctor.value(u"family"_s).toString(), u"Okafor"_s);
        QCOMPARE(doctor.value(u"departments"_s).toArray().size(), 1);
    }

    void hours_areSetForDoctorsAndSeats()
    {
        const Outcome doctor
            = there({u"hours"_s, u"set"_s, u"--clinic"_s, m_clinic, u"--doctor"_s, m_doctor,
                     u"--at"_s, u"mon-fri 08:00-12:00"_s, u"--at"_s, u"thu 14:00-18:00"_s});
        QVERIFY2(doctor.exitCode == 0, qPrintable(doctor.complaints));
        QCOMPARE(doctor.json.value(u"spans"_s).toInt(), 6);
        QCOMPARE(there({u"hours"_s, u"set"_s, u"--clinic"_s, m_clinic, u"--department"_s,
                        m_department, u"--none"_s})
                     .exitCode,
                 0);
    }

    void badValues_areNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("said");
        QTest::newRow("zone") << QStringList{u"clinic"_s, u"add"_s, u"X"_s, u"--zone"_s,
                                             u"Europe/Nowhere"_s}
                              << 1 << u"zone"_s;
        QTest::newRow("time") << QStringList{u"clinic"_s, u"add"_s,           u"X"_s,
                                             u"--zone"_s, u"Europe/Berlin"_s, u"--opens"_s,
                                             u"early"_s}
                              << 1 << u"opens"_s;
        QTest::newRow("clinic twice")
            << QStringList{u"clinic"_s, u"add"_s, u"Riverside"_s, u"--zone"_s, u"UTC"_s} << 1
            << u"taken"_s;
        QTest::newRow("no such clinic")
            << QStringList{u"department"_s, u"add"_s, u"X"_s, u"--clinic"_s, u"999"_s} << 1
            << u"clinic"_s;
        QTest::newRow("no department")
            << QStringList{u"doctor"_s,   u"add"_s, u"--clinic"_s,          u"1"_s,
                           u"--family"_s, u"X"_s,   u"--registration-no"_s, u"1"_s}
            << 2 << u"--department"_s;
        QTest::newRow("hours") << QStringList{u"hours"_s,    u"set"_s, u"--clinic"_s, u"1"_s,
                                              u"--doctor"_s, u"1"_s,   u"--at"_s,     u"noon"_s}
                               << 1 << u"noon"_s;
        QTest::newRow("hours while closed")
            << QStringList{u"hours"_s,    u"set"_s, u"--clinic"_s, u"1"_s,
                           u"--doctor"_s, u"1"_s,   u"--at"_s,     u"mon 05:00-12:00"_s}
            << 1 << u"closed"_s;
        QTest::newRow("no hours") << QStringList{u"hours"_s, u"set"_s,      u"--clinic"_s,
                                                 u"1"_s,     u"--doctor"_s, u"1"_s}
                                  << 2 << u"--at"_s;
        QTest::newRow("whose hours")
            << QStringList{u"hours"_s, u"set"_s, u"--clinic"_s, u"1"_s, u"--none"_s} << 1
            << u"doctor"_s;
    }

    void badValues_areNamed()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = there(arguments);
        QTEST(outcome.exitCode, "exitCode");
        QFETCH(QString, said);
        QVERIFY2(outcome.complaints.contains(said), qPrintable(outcome.complaints));
    }

private:
    [[nodiscard]] Outcome there(const QStringList &arguments, const QByteArray &input = {})
    {
        return run(arguments + QStringList{u"--standalone"_s, m_folder.path(), u"--json"_s}, input);
    }

    [[nodiscard]] Outcome run(const QStringList &arguments, const QByteArray &input = {},
                              const QString &password = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"PGHOST"_s, u"PGUSER"_s, u"PGPASSWORD"_s, u"REDIS_HOST"_s})
            environment.remove(name);
        if (!password.isEmpty())
            environment.insert(u"PGPASSWORD"_s, password);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitCode(),
                QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
                QString::fromUtf8(process.readAllStandardError())};
    }

    QTemporaryDir m_folder{u"/tmp/clinidesk-setup-XXXXXX"_s};
    std::unique_ptr<ServerGuardian> m_guardian;
    QJsonObject m_access;
    QString m_clinic;
    QString m_department;
    QString m_doctor;
};

QTEST_GUILESS_MAIN(TestCtlSetUp)
#include "tst_CtlSetUp.moc"
