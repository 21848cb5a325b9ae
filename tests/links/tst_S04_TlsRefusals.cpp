// S4: a server that can't prove who it is, or that wants the password unsafely, is refused; nothing
// secret reaches it, and the person reads which it was and what to do.
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresServerProbe.h"
#include "tests/links/Impostor.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/TlsCertificates.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/session/SignInViewModel.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Certificate = TlsCertificates::Kind;
using Code = Error::Code;
using Disguised = Impostor::Role;
using Tls = ServerProfile::Tls;

Q_DECLARE_METATYPE(TlsCertificates::Kind)

class TestS04TlsRefusals final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_certificates.areMade());
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
        noteSchemaVersion(m_server);
    }

    void cleanup()
    {
        m_server.run(u"ALTER SYSTEM RESET ALL"_s);
        reload(u"ssl_cert_file"_s, m_certificates.certificateFile(Certificate::Good));
    }

    void cleanupTestCase()
    {
        qInfo("S4: %d refused for PostgreSQL, %d of them at verify-full", m_refused, m_refusedFull);
    }

    void goodServer_isSignedInToAndNothingIsReadableOnTheWay()
    {
        Impostor wire(listener());
        const auto entered = signIn(at(wire));
        QVERIFY2(entered.sentence.isEmpty(), qPrintable(entered.sentence));
        QVERIFY(!entered.isWeak);
        QVERIFY(settled(m_probe.reach(at(wire))));
        QVERIFY(wire.heard().size() > 500);
        assertSilent(wire);
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
        Impostor wire(listener());
        assertRefused(at(wire), problem);
        assertSilent(wire);
    }

    void badCaFile_isRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("missing") << m_certificates.path(u"no-such.crt"_s);
        QTest::newRow("empty") << written(u"empty.crt"_s, {});
        QTest::newRow("garbage") << written(
            u"garbage.crt"_s, "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
    }
    void badCaFile_isRefused()
    {
        QFETCH(QString, file);
        Impostor wire(listener());
        ServerProfile profile = at(wire);
        profile.caFile = file;
        assertRefused(profile, u"ca_file"_s);
        assertSilent(wire);
    }

    void unsafeEncryption_isRefused_data() { safetyLevels(); }
    void unsafeEncryption_isRefused()
    {
        QFETCH(int, tls);
        Impostor wire(listener());
        m_server.run(u"ALTER SYSTEM SET ssl = off"_s);
        reload(u"ssl"_s, u"off"_s);
        assertRefused(at(wire, Tls(tls)), u"none"_s);

        for (const char *statement :
             {"ALTER SYSTEM RESET ssl", "ALTER SYSTEM SET ssl_ciphers = 'DEFAULT:@SECLEVEL=0'",
              "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1'",
              "ALTER SYSTEM SET ssl_max_protocol_version = 'TLSv1.1'"})
            m_server.run(QString::fromLatin1(statement));
        reload(u"ssl_max_protocol_version"_s, u"TLSv1.1"_s);
        assertSpeaksOldTls();
        assertRefused(at(wire, Tls(tls)), u"old"_s);
        assertSilent(wire);
    }

    void unsafePassword_isNeverSent_data()
    {
        QTest::addColumn<int>("tls");
        QTest::addColumn<int>("role");
        for (const Tls tls : {Tls::VerifyFull, Tls::Weaker}) {
            const char *level = tls == Tls::VerifyFull ? "verify-full" : "require";
            QTest::addRow("%s, in clear", level) << int(tls) << int(Disguised::AsksForPassword);
            QTest::addRow("%s, as MD5", level) << int(tls) << int(Disguised::AsksForMd5);
            QTest::addRow("%s, none at all", level) << int(tls) << int(Disguised::AsksNothing);
        }
    }
    void unsafePassword_isNeverSent()
    {
        QFETCH(int, tls);
        QFETCH(int, role);
        Impostor server(disguise(Disguised(role), Certificate::Good));
        assertRefused(at(server, Tls(tls)), u"password"_s);
        QVERIFY(server.heard().contains(logins::receptionist.toUtf8())); // It came to that.
        QVERIFY(!server.heard().contains(logins::password.toUtf8()));
        QVERIFY2(!server.heard().contains("md5") && !server.heard().contains("SCRAM"),
                 "no proof of the password either");
    }

    void manInTheMiddleWithATrustedCertificate_isFoundOut_data() { safetyLevels(); }
    void manInTheMiddleWithATrustedCertificate_isFoundOut()
    {
        QFETCH(int, tls);
        Impostor middle(disguise(Disguised::Middle, Certificate::GoodToo));
        const auto refused = signIn(at(middle, Tls(tls)));
        count(Tls(tls));
        QCOMPARE(refused.sentence, sentenceOf(u"binding"_s));
        QVERIFY2(middle.heard().contains("SCRAM-SHA-256-PLUS"), "it did read along");
        QVERIFY(!middle.heard().contains(logins::password.toUtf8()));
    }

    void openConnectionToAnotherMachine_isRefusedUnsent()
    {
        ServerProfile profile = m_server.profile();
        profile.hosts = u"192.0.2.1"_s; // Kept for documents: nobody answers, and nobody is asked.
        profile.tls = Tls::None;
        QElapsedTimer asking;
        asking.start();
        assertRefused(profile, u"plain"_s);
        QVERIFY(asking.elapsed() < 2000);
    }

    void uncheckedServer_isShownAsWeak()
    {
        show(Certificate::SelfSigned);
        Impostor wire(listener());
        const auto entered = signIn(at(wire, Tls::Weaker));
        QVERIFY2(entered.sentence.isEmpty(), qPrintable(entered.sentence));
        QVERIFY(entered.isWeak);
        assertSilent(wire);
    }

private:
    struct Attempt
    {
        QString sentence; ///< Empty when it succeeded.
        bool isWeak = false;
    };

    static void safetyLevels()
    {
        QTest::addColumn<int>("tls");
        QTest::newRow("verify-full") << int(Tls::VerifyFull);
        QTest::newRow("require") << int(Tls::Weaker);
    }

    [[nodiscard]] Impostor::Disguise listener() const
    {
        return {Disguised::Listener, m_network.port};
    }
    [[nodiscard]] Impostor::Disguise disguise(Disguised role, Certificate shown) const
    {
        return {role, m_network.port, m_certificates.certificateFile(shown),
                m_certificates.keyFile(shown)};
    }
    [[nodiscard]] ServerProfile at(const Impostor &impostor, Tls tls = Tls::VerifyFull) const
    {
        ServerProfile profile = m_certificates.reaching(m_server.profile(), impostor.serverPort());
        profile.tls = tls;
        return profile;
    }
    [[nodiscard]] QString written(const QString &name, const QByteArray &text) const
    {
        QFile file(m_certificates.path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }

    /// Waits until new sessions have @p setting at @p value: then the server shows it too.
    void reload(const QString &setting, const QString &value)
    {
        m_server.run(u"SELECT pg_reload_conf()"_s);
        QTRY_COMPARE(m_server.value(u"SHOW "_s % setting), value);
    }
    void show(Certificate kind)
    {
        m_server.run(
            u"ALTER SYSTEM SET ssl_cert_file = '%1'"_s.arg(m_certificates.certificateFile(kind)));
        m_server.run(u"ALTER SYSTEM SET ssl_key_file = '%1'"_s.arg(m_certificates.keyFile(kind)));
        reload(u"ssl_cert_file"_s, m_certificates.certificateFile(kind));
    }

    [[nodiscard]] static Attempt signIn(const ServerProfile &profile)
    {
        PoolDesk desk;
        PostgresGate gate(desk.pool);
        SignInViewModel model(gate);
        bool isIn = false;
        connect(&model, &SignInViewModel::signedIn, &model, [&] { isIn = true; });
        model.setServers({profile});
        model.signIn(logins::receptionist, logins::password);
        (void)QTest::qWaitFor([&] { return !model.isBusy(); }, 15'000);
        if (isIn)
            (void)QTest::qWaitFor([&] { return desk.state() == ConnectionState::Kind::Connected; });
        return {isIn ? QString() : model.sentence() + (model.hasFailed() ? u""_s : u"?"_s),
                desk.connection.state().isWeak};
    }

    [[nodiscard]] static QString sentenceOf(const QString &problem)
    {
        return Sentence::of(Error{Code::Insecure, {}, {{u"tls"_s, problem}}});
    }

    /// Both the test of a server and the sign-in say @p problem.
    void assertRefused(const ServerProfile &profile, const QString &problem)
    {
        const auto tested = settled(m_probe.reach(profile));
        QCOMPARE(failureOf(tested), Code::Insecure);
        QCOMPARE(tested.error().facts.value(u"tls"_s).toString(), problem);
        QCOMPARE(tested.error().facts.value(u"layer"_s).toString(), u"tls"_s);
        QVERIFY(sentenceOf(problem) != sentenceOf(u"?"_s));
        QCOMPARE(signIn(profile).sentence, sentenceOf(problem));
        count(profile.tls);
    }
    void count(Tls tls)
    {
        ++m_refused;
        m_refusedFull += tls == Tls::VerifyFull ? 1 : 0;
    }

    /// Nothing that passed in the clear says who signs in or how.
    void assertSilent(const Impostor &wire)
    {
        for (const QByteArray &word :
             {logins::password.toUtf8(), logins::receptionist.toUtf8(), QByteArray("SCRAM"),
              QByteArray("clinidesk_nobody"), m_server.profile().database.toUtf8()})
            QVERIFY2(!wire.heard().contains(word), word.constData());
    }

    /// The server would do: who insists on TLS 1.1 gets it.
    void assertSpeaksOldTls()
    {
        const QString program = QStandardPaths::findExecutable(u"openssl"_s);
        if (program.isEmpty())
            return;
        QProcess client;
        client.start(program,
                     {u"s_client"_s, u"-starttls"_s, u"postgres"_s, u"-tls1_1"_s, u"-cipher"_s,
                      u"DEFAULT:@SECLEVEL=0"_s, u"-connect"_s,
                      u"127.0.0.1:%1"_s.arg(m_network.port)});
        client.closeWriteChannel();
        QVERIFY(client.waitForFinished(10'000));
        const QByteArray said = client.readAllStandardOutput();
        QVERIFY2(said.contains("TLSv1.1"), said.constData());
    }

    TlsCertificates m_certificates;
    PostgresOptions::Network m_network = m_certificates.network();
    PrivateServer m_server{PostgresOptions{.durability = PostgresOptions::Durability::Forgetful,
                                           .settings = {},
                                           .network = m_network}};
    PostgresServerProbe m_probe;
    int m_refused = 0;
    int m_refusedFull = 0;
};

QTEST_GUILESS_MAIN(TestS04TlsRefusals)
#include "tst_S04_TlsRefusals.moc"
