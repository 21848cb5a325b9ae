#include "core/settings/ServerProfile.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestServerProfile final : public QObject
{
    Q_OBJECT

    using Tls = ServerProfile::Tls;

private slots:
    void freshProfile_isSafe() { QCOMPARE(ServerProfile().tls, Tls::VerifyFull); }

    void tlsWords_areLibpqs()
    {
        QCOMPARE(tlsWord(Tls::VerifyFull), u"verify-full"_s);
        QCOMPARE(tlsWord(Tls::Weaker), u"require"_s);
        QCOMPARE(tlsWord(Tls::None), u"disable"_s);
        for (const Tls tls : {Tls::VerifyFull, Tls::Weaker, Tls::None})
            QCOMPARE(tlsFromWord(tlsWord(tls)), std::optional(tls));
    }

    void wordThatWouldWeakenTls_isNotTaken()
    {
        for (const QString &word : {u"prefer"_s, u"allow"_s, u"verify-ca"_s, u"off"_s, u""_s})
            QCOMPARE(tlsFromWord(word), std::nullopt);
    }

    void folder_isASocket()
    {
        ServerProfile profile;
        QVERIFY(!profile.isSocket());
        profile.hosts = u"/run/postgresql"_s;
        QVERIFY(profile.isSocket());
        profile.hosts = u"/run/one, /run/two"_s;
        QVERIFY(profile.isSocket());
        profile.hosts = u"/run/postgresql,db.example.org"_s;
        QVERIFY2(!profile.isSocket(), "one of them is reached over the network");
    }
};

QTEST_GUILESS_MAIN(TestServerProfile)
#include "tst_ServerProfile.moc"
