// S4 for Redis: a server that can't prove who it is is refused before the password, or anything
// else, is said to it.
#include "core/redis/RedisCacheStore.h"
#include "tests/links/Impostor.h"
#include "tests/support/TestRedis.h"
#include "tests/support/TlsCertificates.h"

#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

using Certificate = TlsCertificates::Kind;
using Code = Error::Code;

Q_DECLARE_METATYPE(TlsCertificates::Kind)

namespace {

const QString password = u"correct-horse"_s;

} // namespace

class TestS04Redis final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_certificates.areMade());
        m_redis.setArguments(arguments(Certificate::Good));
        QVERIFY2(m_redis.start(), m_redis.problem());
        m_redis.tell(
            {"ACL", "SETUSER", "desk", "on", '>' + password.toUtf8(), "~*", "&*", "+@all"});
    }
    void cleanup()
    {
        configure("tls-protocols", "TLSv1.2 TLSv1.3");
        configure("tls-ciphers", "DEFAULT");
        show(Certificate::Good);
    }
    void cleanupTestCase() { qInfo("S4: %d refused for Redis", m_refused); }

    void goodServer_isUsedAndNothingIsReadableOnTheWay()
    {
        Impostor wire({Impostor::Role::Listener, m_tlsPort});
        RedisCacheStore store(reaching(wire.serverPort()));
        store.open();
        QTRY_VERIFY(store.isAvailable() && store.isListening());
        const QByteArray bytes(300'000, 'x');
        store.write("page", bytes, std::chrono::hours(1));
        bool isRead = false;
        store.read("page", {CacheTag::epoch()}, [&](const Result<StoredEntry> &entry) {
            isRead = entry && entry->bytes == bytes;
        });
        QTRY_VERIFY(isRead);
        QVERIFY(wire.heard().size() > 300'000);
        for (const QByteArray &word :
             {password.toUtf8(), QByteArray("AUTH"), QByteArray("cd:g:"), QByteArray("xxxxxxxx")})
            QVERIFY2(!wire.heard().contains(word), word.constData());
    }

    void badCertificate_isRefused_data()
    {
        QTest::addColumn<TlsCertificates::Kind>("shown");
        QTest::addColumn<QString>("problem");
        QTest::newRow("wrong host") << Certificate::WrongHost << u"host"_s;
        QTest::newRow("expired") << Certificate::Expired << u"expired"_s;
        QTest::newRow("not yet valid") << Certificate::NotYetValid << u"not_yet"_s;
        QTest::newRow("self-signed") << Certificate::SelfSigned << u"unknown"_s;
        QTest::newRow("unknown authority") << Certificate::UnknownCa << u"unknown"_s;
    }
    void badCertificate_isRefused()
    {
        QFETCH(TlsCertificates::Kind, shown);
        QFETCH(QString, problem);
        show(shown);
        assertRefused(reaching(m_tlsPort), problem);
    }

    void badCaFile_isRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("missing") << m_certificates.path(u"no-such.crt"_s);
        QTest::newRow("no certificate") << m_certificates.keyFile(Certificate::Good);
    }
    void badCaFile_isRefused()
    {
        QFETCH(QString, file);
        RedisOptions options = reaching(m_tlsPort);
        options.caFile = file;
        assertRefused(options, u"ca_file"_s);
    }

    void authoritiesOfTheSystem_doNotVouchForAClinicsOwn()
    {
        RedisOptions options = reaching(m_tlsPort);
        options.caFile.clear();
        assertRefused(options, u"unknown"_s);
    }

    void oldProtocol_isRefused()
    {
        configure("tls-ciphers", "DEFAULT:@SECLEVEL=0");
        configure("tls-protocols", "TLSv1 TLSv1.1");
        assertRefused(reaching(m_tlsPort), u"old"_s);
    }

    void serverWithoutEncryption_hearsNoPassword()
    {
        Impostor wire({Impostor::Role::Listener, m_redis.port()});
        RedisClient client(reaching(wire.serverPort()));
        client.open();
        QTRY_VERIFY_WITH_TIMEOUT(client.problem(), 10'000);
        QVERIFY(!client.isReady());
        QCOMPARE(client.problem()->facts.value(u"layer"_s).toString(), u"tls"_s);
        QVERIFY(!wire.heard().contains(password.toUtf8()));
        QVERIFY(!wire.heard().contains("AUTH"));
        ++m_refused;
    }

private:
    [[nodiscard]] QStringList arguments(Certificate shown) const
    {
        return {u"--tls-port"_s,         QString::number(m_tlsPort),
                u"--tls-auth-clients"_s, u"no"_s,
                u"--tls-ca-cert-file"_s, m_certificates.caFile(),
                u"--tls-cert-file"_s,    m_certificates.certificateFile(shown),
                u"--tls-key-file"_s,     m_certificates.keyFile(shown)};
    }
    [[nodiscard]] RedisOptions reaching(quint16 port) const
    {
        RedisOptions options;
        options.endpoints = {{u"127.0.0.1"_s, port}};
        options.tls = RedisOptions::Tls::VerifyFull;
        options.caFile = m_certificates.caFile();
        options.user = u"desk"_s;
        options.password = password;
        return options;
    }
    void configure(const QByteArray &name, const QByteArray &value)
    {
        QCOMPARE(m_redis.ask({"CONFIG", "SET", name, value}), "OK");
    }
    void show(Certificate kind)
    {
        QCOMPARE(m_redis.ask({"CONFIG", "SET", "tls-cert-file",
                              m_certificates.certificateFile(kind).toUtf8(), "tls-key-file",
                              m_certificates.keyFile(kind).toUtf8()}),
                 "OK");
    }
    void assertRefused(const RedisOptions &options, const QString &problem)
    {
        RedisClient client(options);
        client.open();
        QTRY_VERIFY_WITH_TIMEOUT(client.problem(), 10'000);
        QVERIFY(!client.isReady());
        QCOMPARE(client.problem()->code, Code::Insecure);
        QCOMPARE(client.problem()->facts.value(u"tls"_s).toString(), problem);
        ++m_refused;
    }

    TlsCertificates m_certificates;
    quint16 m_tlsPort = m_certificates.network().port;
    TestRedis m_redis;
    int m_refused = 0;
};

QTEST_GUILESS_MAIN(TestS04Redis)
#include "tst_S04_Redis.moc"
