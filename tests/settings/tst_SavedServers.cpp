#include "core/settings/SavedServers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestSavedServers final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QFile::remove(file());
    }

    void savedServer_comesBackWhole()
    {
        const ServerProfile profile{.name = u"Ünsere Klinik, Haus 2"_s,
                                    .hosts = u"a.example.org,b.example.org"_s,
                                    .port = 5433,
                                    .database = u"clinic"_s,
                                    .tls = ServerProfile::Tls::Weaker,
                                    .caFile = u"/etc/ca.pem"_s,
                                    .maxConnections = 12};
        QVERIFY(SavedServers(file()).save(profile));
        QCOMPARE(SavedServers(file()).all().size(), 1);
        QCOMPARE(SavedServers(file()).all().constFirst().profile, profile);
    }

    void sameName_isReplaced()
    {
        SavedServers servers(file());
        QVERIFY(servers.save(named(u"A"_s)));
        ServerProfile changed = named(u"A"_s);
        changed.port = 6000;
        QVERIFY(servers.save(changed));
        QCOMPARE(servers.all().size(), 1);
        QCOMPARE(servers.all().constFirst().profile.port, 6000);
    }

    void lastUsed_standsFirstWithItsLogin()
    {
        SavedServers servers(file());
        for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
            QVERIFY(servers.save(named(name)));
        QVERIFY(servers.remember(u"C"_s, u"rita"_s));
        QCOMPARE(servers.all().value(0).profile.name, u"C"_s);
        QCOMPARE(servers.all().value(0).lastLogin, u"rita"_s);
        QCOMPARE(servers.all().value(1).profile.name, u"A"_s);
        QVERIFY(!servers.remember(u"D"_s, u"rita"_s));
    }

    void removed_isGone()
    {
        SavedServers servers(file());
        QVERIFY(servers.save(named(u"A"_s)));
        QVERIFY(servers.save(named(u"B"_s)));
        QVERIFY(servers.remove(u"A"_s));
        QCOMPARE(servers.all().size(), 1);
        QCOMPARE(servers.all().constFirst().profile.name, u"B"_s);
    }

    void damagedFile_givesOnlyWhatMakesSense()
    {
        QFile broken(file());
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("[servers]\n1\\name=A\n1\\port=999999\n1\\tls=sometimes\n"
                     "1\\max_connections=-5\n2\\port=7\nsize=3\n\x01\xff\n");
        broken.close();
        const auto servers = SavedServers(file()).all();
        QCOMPARE(servers.size(), 1);
        QCOMPARE(servers.constFirst().profile.port, 65535);
        QCOMPARE(servers.constFirst().profile.tls, ServerProfile::Tls::VerifyFull);
        QCOMPARE(servers.constFirst().profile.maxConnections, 1);
    }

private:
    [[nodiscard]] QString file() const { return m_folder.filePath(u"servers.ini"_s); }
    [[nodiscard]] static ServerProfile named(const QString &name)
    {
        ServerProfile profile;
        profile.name = name;
        return profile;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSavedServers)
#include "tst_SavedServers.moc"
