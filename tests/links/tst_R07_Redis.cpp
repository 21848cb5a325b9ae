// R7 for Redis: every way a link to it can be bad, under TLS, many desks at once; and Redis killed
// and stopped. Every question ends, none falsely, nobody believes for long what has changed, it is
// known in time that Redis is away, and it is used again by itself.
#include "tests/e2e/GuiPulse.h"
#include "tests/links/RedisDesk.h"
#include "tests/links/Toxics.h"
#include "tests/support/FaultProxy.h"
#include "tests/support/TestRedis.h"
#include "tests/support/TlsCertificates.h"

#include <QLoggingCategory>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = LinkFault::Kind;

namespace {

constexpr int usualRounds = 5;
constexpr qint64 longestStale = 6'000; ///< A beat, the patience for its answer, and some jitter.
constexpr qint64 longestRecovery = 12'000;

int rounds()
{
    return roundsOr(usualRounds);
}

bool isLong()
{
    return rounds() > usualRounds;
}

/// Milliseconds within which it has to be noticed; 0: it need not be.
qint64 noticeLimit(Kind kind, int round)
{
    switch (kind) {
    case Kind::Reset:
    case Kind::Refuse:
    case Kind::CutToServer:
    case Kind::CutToClient:
        return 5'000;
    case Kind::BlackHole:
    case Kind::HalfOpen:
    case Kind::Bandwidth:
        return 15'000;
    case Kind::Latency:
        return toxicLatency(round, rounds()) >= 1'200ms ? 15'000 : 0;
    default:
        return 0;
    }
}

/// A desk and its link.
struct LinkedDesk
{
    LinkedDesk(const RedisOptions &options, quint16 port)
        : link(u"127.0.0.1:%1"_s.arg(port))
        , desk(through(options, link.port()))
    {
    }
    static RedisOptions through(RedisOptions options, quint16 port)
    {
        options.endpoints = {{u"127.0.0.1"_s, port}};
        return options;
    }
    void breakIt(const LinkFault &fault)
    {
        desk.noteBroken();
        link.apply(fault);
    }
    void heal()
    {
        link.heal();
        desk.noteHealed();
    }

    FaultProxy link;
    RedisDesk desk;
};

using Desks = std::vector<std::unique_ptr<LinkedDesk>>;

} // namespace

class TestR07Redis final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"clinidesk.redis.info=false"_s); // Hundreds of losses.
        QVERIFY(m_certificates.areMade());
        m_redis.setArguments(
            {u"--tls-port"_s, QString::number(m_tlsPort), u"--tls-auth-clients"_s, u"no"_s,
             u"--tls-ca-cert-file"_s, m_certificates.caFile(), u"--tls-cert-file"_s,
             m_certificates.certificateFile(TlsCertificates::Kind::Good), u"--tls-key-file"_s,
             m_certificates.keyFile(TlsCertificates::Kind::Good), u"--appendonly"_s, u"yes"_s,
             u"--appendfsync"_s, u"always"_s});
        QVERIFY2(m_redis.start(), m_redis.problem());
    }
    void init()
    {
        m_redis.tell({"SET", "cd:e:" + RedisDesk::name, RedisDesk::entry});
        m_redis.tell({"SET", "cd:g:" + RedisDesk::tag.toText(), "1"});
    }

    void everyBadLink_isKnownInTimeAndBelievedInNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("latency") << int(Kind::Latency);
        QTest::newRow("bandwidth") << int(Kind::Bandwidth);
        QTest::newRow("reset") << int(Kind::Reset);
        QTest::newRow("half-open") << int(Kind::HalfOpen);
        QTest::newRow("black hole") << int(Kind::BlackHole);
        QTest::newRow("slices") << int(Kind::Slices);
        QTest::newRow("corrupt byte") << int(Kind::Corrupt);
        QTest::newRow("cut") << int(Kind::CutToClient);
        QTest::newRow("refuse") << int(Kind::Refuse);
    }
    void everyBadLink_isKnownInTimeAndBelievedInNothing()
    {
        QFETCH(int, kind);
        RedisOptions options;
        options.tls = RedisOptions::Tls::VerifyFull;
        options.caFile = m_certificates.caFile();
        Desks desks;
        for (int round = 0; round < rounds(); ++round)
            desks.push_back(std::make_unique<LinkedDesk>(options, m_tlsPort));
        const auto all = [&desks](auto is) { return std::all_of(desks.begin(), desks.end(), is); };
        QTRY_VERIFY_WITH_TIMEOUT(all([](auto &each) { return each->desk.isWell(); }), 30'000);

        RedisDesk colleague(m_redis.options()); // Changes things, over a good link.
        QTRY_VERIFY(colleague.isWell());
        QTimer changes;
        connect(&changes, &QTimer::timeout, this, [&] { change(colleague, desks); });
        changes.start(300ms);
        GuiPulse pulse;
        for (int round = 0; round < rounds(); ++round)
            desks[round]->breakIt(faultOf(Kind(kind), round));
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(desks, Kind(kind)), 20'000);
        for (const auto &each : desks)
            each->heal();
        QTRY_VERIFY_WITH_TIMEOUT(all([](auto &each) { return each->desk.report().wellAfter >= 0; }),
                                 30'000);
        changes.stop();
        for (const auto &each : desks)
            each->desk.stopAsking();
        QTRY_VERIFY(
            all([](auto &each) { return each->desk.report().ended == each->desk.report().asked; }));
        judge(desks, Kind(kind), pulse.take());
    }

    void killedServer_isUsedAgainEveryTime()
    {
        RedisDesk desk(m_redis.options());
        const int kills = isLong() ? 100 : 5;
        qint64 worst = 0;
        QByteArray epoch;
        for (int round = 0; round < kills; ++round) {
            QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 15'000);
            const QByteArray newEpoch = m_redis.ask({"GET", "cd:g:epoch"});
            QVERIFY(!newEpoch.isEmpty() && newEpoch != epoch);
            epoch = newEpoch;
            QTest::qWait(round * 37 % 200); // Somewhere between two questions, or in one.
            m_redis.kill();
            QTRY_VERIFY_WITH_TIMEOUT(!desk.store().isListening(), 5'000);
            QElapsedTimer back;
            QVERIFY2(m_redis.start(), m_redis.problem());
            back.start();
            QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 15'000);
            worst = std::max(worst, back.elapsed());
        }
        assertHonest(desk);
        qInfo("R7 Redis killed: %d times, %lld questions, %d ended as unavailable, used again "
              "after at "
              "most %lld ms",
              kills, desk.report().asked, desk.report().failures, worst);
    }

    void stoppedServer_isUsedAgain()
    {
        RedisDesk desk(m_redis.options());
        QTRY_VERIFY(desk.isWell());
        const auto pause = isLong() ? 10s : 6s;
        desk.noteBroken();
        m_redis.pause();
        QTest::qWait(int(std::chrono::milliseconds(pause).count()));
        QVERIFY(desk.report().noticedAfter >= 0 && desk.report().noticedAfter <= 5'000);
        QVERIFY(!desk.store().isListening());
        m_redis.resume();
        desk.noteHealed();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isWell(), 15'000);
        assertHonest(desk);
        qInfo("R7 Redis stopped for %lld s: noticed after %lld ms, used again after %lld ms",
              qint64(pause.count()), desk.report().noticedAfter, desk.report().wellAfter);
    }

private:
    static LinkFault faultOf(Kind kind, int round)
    {
        return toxic(kind, round, rounds(), round * 97 % 1'500); // Two seconds' talk.
    }

    void change(RedisDesk &colleague, const Desks &desks)
    {
        colleague.store().bump(CacheTags{RedisDesk::tag}, [&desks](const Result<Done> &done) {
            for (const auto &each : desks) {
                if (done)
                    each->desk.noteChange();
            }
        });
    }

    /// Whether every desk has noticed what it has to, or is overdue; and some time has passed.
    static bool isSeen(const Desks &desks, Kind kind)
    {
        for (int round = 0; round < rounds(); ++round) {
            const RedisDesk &desk = desks[round]->desk;
            const qint64 limit = noticeLimit(kind, round);
            if (limit > 0 && desk.report().noticedAfter < 0 && desk.brokenFor() <= limit)
                return false;
        }
        const bool isSlow = kind == Kind::Latency || kind == Kind::Bandwidth;
        const qint64 enough = isSlow ? 8'000 : 3'000;
        return desks.back()->desk.brokenFor() > (isLong() ? enough : enough / 3);
    }

    static void assertHonest(RedisDesk &desk)
    {
        desk.stopAsking();
        QTRY_COMPARE(desk.report().ended, desk.report().asked);
        QCOMPARE(desk.report().falseEmpties, 0);
        QCOMPARE(desk.report().wrongEntries, 0);
        QCOMPARE(desk.report().otherErrors, 0);
    }

    static void judge(const Desks &desks, Kind kind, const PulseReport &pulse)
    {
        RedisDeskReport worst;
        int struck = 0;
        for (int round = 0; round < rounds(); ++round) {
            LinkedDesk &each = *desks[round];
            assertHonest(each.desk);
            const RedisDeskReport &report = each.desk.report();
            worst.asked += report.asked;
            worst.failures += report.failures;
            worst.worstStale = std::max(worst.worstStale, report.worstStale);
            worst.noticedAfter = std::max(worst.noticedAfter, report.noticedAfter);
            worst.wellAfter = std::max(worst.wellAfter, report.wellAfter);
            struck += report.noticedAfter >= 0 ? 1 : 0;
            const qint64 limit = noticeLimit(kind, round);
            QVERIFY2(
                limit == 0 || (report.noticedAfter >= 0 && report.noticedAfter <= limit),
                qPrintable(u"round %1: noticed after %2 ms"_s.arg(round).arg(report.noticedAfter)));
        }
        qInfo("R7 Redis %s: %d rounds, %d noticed, after at most %lld ms; %lld questions, %d ended "
              "as "
              "unavailable; at most %lld ms behind a change; well again after at most %lld ms; "
              "window's gap %lld ms its own",
              QTest::currentDataTag(), rounds(), struck, worst.noticedAfter, worst.asked,
              worst.failures, worst.worstStale, worst.wellAfter,
              qint64(pulse.worstOwn.count() / 1000));
        QVERIFY(worst.worstStale <= longestStale);
        QVERIFY(worst.wellAfter <= longestRecovery);
        QVERIFY2(pulse.worstOwn <= 100ms, "the window stood still");
    }

    TlsCertificates m_certificates;
    quint16 m_tlsPort = m_certificates.network().port;
    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestR07Redis)
#include "tst_R07_Redis.moc"
