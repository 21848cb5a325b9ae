#include "core/settings/Settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestSettings final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void strongerPlace_wins()
    {
        SettingPlaces places;
        QCOMPARE(Settings(places).value(u"server.port"_s).source, SettingSource::Default);

        places.settingsFile = write(u"file.ini"_s, "[server]\nport=1001\n");
        QCOMPARE(Settings(places).value(u"server.port"_s),
                 (SettingValue{u"1001"_s, SettingSource::File, places.settingsFile}));

        places.dotEnvFile = write(u".env"_s, "PGPORT=1002\n");
        QCOMPARE(Settings(places).value(u"server.port"_s),
                 (SettingValue{u"1002"_s, SettingSource::DotEnv, places.dotEnvFile}));

        places.environment.insert(u"PGPORT"_s, u"1003"_s);
        QCOMPARE(Settings(places).value(u"server.port"_s),
                 (SettingValue{u"1003"_s, SettingSource::Environment, u"PGPORT"_s}));
        places.environment.insert(u"CLINIDESK_SERVER_PORT"_s, u"1004"_s);
        QCOMPARE(Settings(places).text(u"server.port"_s), u"1004"_s);

        places.commandLine.insert(u"server.port"_s, u"1005"_s);
        QCOMPARE(Settings(places).value(u"server.port"_s).source, SettingSource::CommandLine);

        places.policyFile = write(u"policy.ini"_s, "[server]\nport=1006\n");
        QCOMPARE(Settings(places).value(u"server.port"_s),
                 (SettingValue{u"1006"_s, SettingSource::Policy, places.policyFile}));
    }

    void badValue_isPassedOverAndNamed_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("setting");
        QTest::newRow("word") << u"PGPORT"_s << u"many"_s << u"server.port"_s;
        QTest::newRow("too big") << u"PGPORT"_s << u"65536"_s << u"server.port"_s;
        QTest::newRow("zero") << u"REDIS_PORT"_s << u"0"_s << u"redis.port"_s;
        QTest::newRow("no choice") << u"PGSSLMODE"_s << u"prefer"_s << u"server.tls"_s;
        QTest::newRow("51") << u"CLINIDESK_DATABASE_MAX_CONNECTIONS"_s << u"51"_s
                            << u"database.max_connections"_s;
    }

    void badValue_isPassedOverAndNamed()
    {
        QFETCH(QString, variable);
        QFETCH(QString, value);
        QFETCH(QString, setting);
        SettingPlaces places;
        places.environment.insert(variable, value);
        const Settings settings(places);
        QCOMPARE(settings.value(setting).source, SettingSource::Default);
        QCOMPARE(settings.complaints().size(), 1);
        QVERIFY(settings.complaints().constFirst().contains(variable));
    }

    void secretInAFile_isRefusedAndNotRepeated()
    {
        SettingPlaces places;
        places.settingsFile = write(u"file.ini"_s, "[server]\npassword=hunter2\n");
        const Settings settings(places);
        QCOMPARE(settings.text(u"server.password"_s), QString());
        QCOMPARE(settings.complaints().size(), 1);
        QVERIFY(!settings.complaints().constFirst().contains(u"hunter2"_s));
    }

    void unknownName_isNamed()
    {
        SettingPlaces places;
        places.settingsFile = write(u"file.ini"_s, "[server]\nprot=1\n");
        QCOMPARE(Settings(places).complaints().size(), 1);
    }

    void server_isReadAsAProfile()
    {
        SettingPlaces places;
        places.settingsFile = write(u"file.ini"_s, "[server]\nhost=a.example.org,b.example.org\n");
        places.environment.insert(u"PGDATABASE"_s, u"clinic"_s);
        const ServerProfile profile = Settings(places).server();
        QCOMPARE(profile.hosts, u"a.example.org,b.example.org"_s);
        QCOMPARE(profile.database, u"clinic"_s);
        QCOMPARE(profile.tls, ServerProfile::Tls::VerifyFull);

        places.environment.insert(u"PGHOST"_s, u"/run/postgresql"_s);
        QCOMPARE(Settings(places).server().tls, ServerProfile::Tls::None);
    }

    void sourcesOfValues_areCalledAsInTheManual()
    {
        QCOMPARE(sourceWord(SettingSource::Default), u"default"_s);
        QCOMPARE(sourceWord(SettingSource::File), u"file"_s);
        QCOMPARE(sourceWord(SettingSource::DotEnv), u".env"_s);
        QCOMPARE(sourceWord(SettingSource::Environment), u"environment"_s);
        QCOMPARE(sourceWord(SettingSource::CommandLine), u"command line"_s);
        QCOMPARE(sourceWord(SettingSource::Policy), u"policy"_s);
    }

    void usualPlaces_areThisPersonsAndThisFolders()
    {
        const SettingPlaces usual = SettingPlaces::usual({{u"server.port"_s, u"1"_s}});
        QCOMPARE(usual.commandLine.value(u"server.port"_s), u"1"_s);
        QCOMPARE(usual.dotEnvFile, QDir::current().filePath(u".env"_s));
        QVERIFY(usual.settingsFile.endsWith(u"/clinidesk/clinidesk.ini"_s));
        QVERIFY(!usual.policyFile.isEmpty());
    }

    void nonsenseInDotEnv_isNamedWithItsFile()
    {
        SettingPlaces places;
        places.dotEnvFile = write(u".env"_s, "PGPORT=1002\nwhat is this\n");
        const Settings settings(places);
        QCOMPARE(settings.number(u"server.port"_s), 1002);
        QCOMPARE(settings.complaints(),
                 QStringList{places.dotEnvFile + u": line 2 is not NAME=value"_s});
    }

    void everySetting_isInTheManual()
    {
        QFile manual(QStringLiteral(CLINIDESK_SETTINGS_PAGE));
        QVERIFY(manual.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(manual.readAll());
        for (const SettingDefinition &setting : knownSettings()) {
            QVERIFY2(text.contains(u'`' % setting.name % u'`'), qPrintable(setting.name));
            for (const QString &variable : setting.environment)
                QVERIFY2(text.contains(u'`' % variable % u'`'), qPrintable(variable));
        }
    }

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test's own folder can't be written");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_Settings.moc"
