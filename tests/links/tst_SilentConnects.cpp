// A link that is accepted and falls silent at some byte of what comes before a desk's first answer:
// TLS, signing in, the session's settings, preparing. Nobody waits for it longer than for any
// other.
#include "tests/postgres/PoolDesk.h"
#include "tests/support/FaultProxy.h"
#include "tests/support/TlsCertificates.h"

#include <QTcpServer>

#include <memory>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

namespace {

/// A desk behind a link of its own that carries so many bytes from the server and no more.
struct SilentDesk
{
    SilentDesk(const QString &upstream, PoolLimits limits, qint64 carried)
        : link(upstream)
        , desk(limits)
        , bytes(carried)
    {
        link.apply({.kind = LinkFault::Kind::Mute, .bytes = bytes});
    }

    FaultProxy link;
    PoolDesk desk;
    qint64 bytes;
    Async<QString> answer;
};

} // namespace

class TestSilentConnects final : public QObject
{
    Q_OBJECT

    using Desks = std::vector<std::unique_ptr<SilentDesk>>;

private slots:
    void initTestCase()
    {
        QVERIFY(m_certificates.areMade());
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_server.run(u"CREATE TABLE public.made (n int); GRANT ALL ON public.made TO rita;"
                     "GRANT USAGE ON SCHEMA public TO rita"_s);
    }

    void silence_endsInTheRequestsTime_data()
    {
        QTest::addColumn<bool>("isEncrypted");
        QTest::addColumn<JobKind>("kind");
        QTest::newRow("read") << false << JobKind::Read;
        QTest::newRow("change") << false << JobKind::Change;
        QTest::newRow("read, TLS") << true << JobKind::Read;
        QTest::newRow("change, TLS") << true << JobKind::Change;
    }
    void silence_endsInTheRequestsTime()
    {
        QFETCH(bool, isEncrypted);
        QFETCH(JobKind, kind);
        m_server.run(u"DELETE FROM public.made"_s);
        QElapsedTimer waiting;
        waiting.start();
        const Desks desks
            = asking(isEncrypted, kind, {.statement = 1'200ms, .grace = 300ms, .heartbeat = 60s});

        int silenced = 0;
        int unknown = 0;
        for (const auto &each : desks) {
            const auto told = settled(each->answer);
            if (!told) {
                const bool isUnknown
                    = kind == JobKind::Change && told.error().code == Code::Unknown;
                QVERIFY(isUnknown || told.error().code == Code::Unavailable);
                ++(isUnknown ? unknown : silenced);
            }
            if (kind == JobKind::Change && (told || told.error().code == Code::Unavailable))
                QCOMPARE(isMade(each->bytes), bool(told));
        }
        const qint64 took = waiting.elapsed();
        qInfo(
            "%zu links, %d silent before the request was sent, %d behind it; all ended after %lld "
            "ms",
            desks.size(), silenced, unknown, took);
        QVERIFY2(silenced >= 15, "they have to fall silent while connecting");
        QVERIFY(took < 6'000);

        for (const auto &each : desks)
            each->link.heal();
        for (const auto &each : desks) {
            const auto isBack = [&] { return bool(settled(each->desk.ask(u"SELECT 1"_s))); };
            QTRY_VERIFY_WITH_TIMEOUT(isBack(), 10'000);
        }
    }

    void closing_endsWhoConnects_data()
    {
        QTest::addColumn<bool>("isEncrypted");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void closing_endsWhoConnects()
    {
        QFETCH(bool, isEncrypted);
        Desks desks = asking(isEncrypted, JobKind::Read, {});
        QTest::qWait(500); // For those that fall silent late.

        qint64 longest = 0;
        for (auto &each : desks) {
            const auto answer = each->answer;
            const bool wasAnswered = answer.isFinished();
            QElapsedTimer closing;
            closing.start();
            each.reset();
            longest = std::max(longest, closing.elapsed());
            QVERIFY(answer.isFinished());
            if (!wasAnswered)
                QCOMPARE(failureOf(answer.result()), Code::Cancelled);
        }
        qInfo("longest wait for a pool to close: %lld ms", longest);
        QVERIFY(longest < 1'000);
    }

    void silentServer_isPassedOverForTheNextOne()
    {
        QTcpServer silent;
        FaultProxy link(socketPath());
        if (!silent.listen(QHostAddress(u"127.0.0.2"_s), link.port()))
            QSKIP("this machine has one loopback address");
        ServerProfile profile = plain(link);
        profile.hosts = u"127.0.0.2,127.0.0.1"_s;
        PoolDesk desk;
        desk.pool.open(profile, {logins::receptionist, logins::password});

        QCOMPARE(*settled(desk.ask(u"SELECT 'next'"_s)), u"next"_s);
    }

    void serverWithAName_isReachedAtItsAddress()
    {
        FaultProxy link(u"127.0.0.1:%1"_s.arg(m_network.port));
        ServerProfile profile = m_certificates.reaching(m_server.profile(), link.port());
        profile.hosts = u"localhost"_s; // The name of its certificate.
        PoolDesk desk;
        desk.pool.open(profile, {logins::receptionist, logins::password});

        QCOMPARE(*settled(desk.ask(u"SELECT 'by name'"_s)), u"by name"_s);
    }

private:
    [[nodiscard]] QString socketPath() const
    {
        const ServerProfile profile = m_server.profile();
        return profile.hosts + u"/.s.PGSQL.%1"_s.arg(profile.port);
    }

    [[nodiscard]] ServerProfile plain(const FaultProxy &link) const
    {
        ServerProfile profile = m_server.profile();
        profile.hosts = u"127.0.0.1"_s;
        profile.port = link.port();
        profile.tls = ServerProfile::Tls::None;
        return profile;
    }

    /// Some thirty desks that have all just asked, each with a link that carries a little more.
    [[nodiscard]] Desks asking(bool isEncrypted, JobKind kind, PoolLimits limits)
    {
        const QString upstream = isEncrypted ? u"127.0.0.1:%1"_s.arg(m_network.port) : socketPath();
        const QString sql = kind == JobKind::Change
            ? u"INSERT INTO public.made VALUES (%1) RETURNING 'made'"_s
            : u"SELECT '%1'"_s;
        Desks desks;
        qint64 bytes = 0;
        for (const qint64 step :
             {0,  1,  4,  4,  20, 20,  50,  50,  50,  50,  50,  50,  50,  50,  50,
              50, 50, 50, 50, 50, 100, 100, 100, 100, 100, 200, 300, 400, 500, 500}) {
            bytes += step;
            auto each = std::make_unique<SilentDesk>(upstream, limits, bytes);
            each->desk.pool.open(
                isEncrypted ? m_certificates.reaching(m_server.profile(), each->link.port())
                            : plain(each->link),
                {logins::receptionist, logins::password});
            each->answer = each->desk.ask(sql.arg(bytes), kind);
            desks.push_back(std::move(each));
        }
        return desks;
    }

    [[nodiscard]] bool isMade(qint64 number)
    {
        return m_server.value(u"SELECT count(*) FROM public.made WHERE n = %1"_s.arg(number))
            == u"1"_s;
    }

    TlsCertificates m_certificates;
    PostgresOptions::Network m_network = m_certificates.network();
    PrivateServer m_server{PostgresOptions{.durability = PostgresOptions::Durability::Forgetful,
                                           .settings = {},
                                           .network = m_network}};
};

QTEST_GUILESS_MAIN(TestSilentConnects)
#include "tst_SilentConnects.moc"
