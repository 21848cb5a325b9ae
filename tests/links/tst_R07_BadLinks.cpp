// R7 for PostgreSQL: every way a link can be bad, under TLS, many desks at once in one window's
// thread. The window never waits, says in time that something is wrong, never calls a failed
// question empty, and works again by itself once the link is well.
#include "tests/e2e/GuiPulse.h"
#include "tests/links/LinkDesk.h"
#include "tests/links/Toxics.h"
#include "tests/postgres/CrowdedClinic.h"

#include <QLoggingCategory>

#include <algorithm>
#include <memory>
#include <vector>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = LinkFault::Kind;

namespace {

/// What has to be seen of a broken link.
enum class Sign {
    None, ///< May pass unnoticed: it is slow and works, or strikes once and is made good.
    Soon, ///< Offline within 5 s.
    Silent, ///< Offline within 15 s.
    Slow, ///< Slow, or offline, within 15 s.
};

qint64 longest(Sign sign)
{
    return sign == Sign::Soon ? 5'000 : 15'000;
}

int rounds()
{
    return roundsOr(50);
}

Sign signOf(Kind kind, int round)
{
    switch (kind) {
    case Kind::Reset:
    case Kind::Refuse:
        return Sign::Soon;
    case Kind::BlackHole:
        return Sign::Silent;
    case Kind::HalfOpen: // New links are whole: the desk is back on one before it is offline.
    case Kind::Bandwidth:
        return Sign::Slow;
    case Kind::Latency:
        return toxicLatency(round, rounds()) >= 1'200ms ? Sign::Slow : Sign::None;
    default:
        return Sign::None;
    }
}

qint64 noticed(const LinkReport &report, Sign sign)
{
    return sign == Sign::Slow ? report.noticedAfter : report.lostAfter;
}

using Desks = std::vector<std::unique_ptr<LinkDesk>>;

bool areAllWell(const Desks &desks)
{
    return std::all_of(desks.begin(), desks.end(), [](const auto &desk) { return desk->isWell(); });
}

} // namespace

class TestR07BadLinks final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"clinidesk.*.info=false"_s); // Hundreds of lost requests.
        QVERIFY(m_certificates.areMade());
        QVERIFY2(m_server.start(), m_server.problem());
        QVERIFY(!m_server.freshDatabase().isEmpty());
        m_server.run(crowdedClinicSql(300, 3'000));
        noteSchemaVersion(m_server);
    }

    void everyBadLink_isSaidInTimeAndNeverShownAsEmpty_data()
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
    void everyBadLink_isSaidInTimeAndNeverShownAsEmpty()
    {
        QFETCH(int, kind);
        Desks desks = open();
        QTRY_VERIFY_WITH_TIMEOUT(areAllWell(desks), 30'000);

        // One after the other: the test's own hands shall not stop the window.
        GuiPulse pulse;
        for (int round = 0; round < rounds(); ++round)
            QTimer::singleShot(10ms * round, desks[round].get(),
                               [desk = desks[round].get(), fault = faultOf(Kind(kind), round)] {
                                   desk->breakLink(fault);
                               });
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(desks, Kind(kind)), 25'000);
        for (int round = 0; round < rounds(); ++round)
            QTimer::singleShot(10ms * round, desks[round].get(), &LinkDesk::heal);
        const auto areWellAgain = [&] {
            return std::all_of(desks.begin(), desks.end(),
                               [](const auto &desk) { return desk->report().wellAfter >= 0; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(areWellAgain(), 45'000);
        judge(desks, Kind(kind), pulse.take());
    }

private:
    static LinkFault faultOf(Kind kind, int round)
    {
        return toxic(kind, round, rounds(), round * 37);
    }

    /// Whether every desk has shown what it has to, or is overdue; and some time has passed.
    static bool isSeen(const Desks &desks, Kind kind)
    {
        for (int round = 0; round < rounds(); ++round) {
            const LinkDesk &desk = *desks[round];
            const Sign sign = signOf(kind, round);
            if (sign != Sign::None && noticed(desk.report(), sign) < 0
                && desk.brokenFor() <= longest(sign))
                return false;
        }
        const bool isSlow
            = kind == Kind::Latency || kind == Kind::Bandwidth || kind == Kind::HalfOpen;
        return desks.back()->brokenFor() > (isSlow ? 8'000 : 3'000);
    }

    [[nodiscard]] Desks open() const
    {
        Desks desks;
        const QString upstream = u"127.0.0.1:%1"_s.arg(m_network.port);
        const ServerProfile profile = m_certificates.reaching(m_server.profile(), m_network.port);
        for (int round = 0; round < rounds(); ++round)
            desks.push_back(std::make_unique<LinkDesk>(upstream, profile));
        return desks;
    }

    static void judge(const Desks &desks, Kind kind, const PulseReport &pulse)
    {
        LinkReport sum;
        int slow = 0;
        int lost = 0;
        int struck = 0;
        for (int round = 0; round < rounds(); ++round) {
            const LinkReport &report = desks[round]->report();
            sum.falseEmpties += report.falseEmpties;
            sum.wrongRows += report.wrongRows;
            sum.failures += report.failures;
            sum.wellAfter = std::max(sum.wellAfter, report.wellAfter);
            slow += report.wasSlow ? 1 : 0;
            lost += report.lostAfter >= 0 ? 1 : 0;
            struck += desks[round]->hasStruck() ? 1 : 0;
            const Sign sign = signOf(kind, round);
            if (sign == Sign::None)
                continue;
            const qint64 after = noticed(report, sign);
            sum.noticedAfter = std::max(sum.noticedAfter, after);
            QVERIFY2(after >= 0 && after <= longest(sign),
                     qPrintable(u"round %1: noticed after %2 ms"_s.arg(round).arg(after)));
        }
        qInfo("R7 %s: %d rounds, %d struck, %d slow, %d offline, noticed after at most %lld ms, %d "
              "failures shown as such, well again after at most %lld ms; window's gap %lld ms on "
              "the wall, "
              "%lld ms without its queueing, %lld ms its own",
              QTest::currentDataTag(), rounds(), struck, slow, lost, sum.noticedAfter, sum.failures,
              sum.wellAfter, qint64(pulse.worstWall.count() / 1000),
              qint64(pulse.worstFair.count() / 1000), qint64(pulse.worstOwn.count() / 1000));
        QCOMPARE(sum.falseEmpties, 0);
        QCOMPARE(sum.wrongRows, 0);
        QVERIFY2(pulse.worstOwn <= 100ms, "the window stood still");
        if (kind == Kind::Corrupt || kind == Kind::CutToClient)
            QVERIFY2(struck > rounds() / 2, "the faults have to hit");
    }

    TlsCertificates m_certificates;
    PostgresOptions::Network m_network = m_certificates.network();
    PrivateServer m_server{PostgresOptions{.durability = PostgresOptions::Durability::Forgetful,
                                           .settings = {},
                                           .network = m_network}};
};

QTEST_GUILESS_MAIN(TestR07BadLinks)
#include "tst_R07_BadLinks.moc"
