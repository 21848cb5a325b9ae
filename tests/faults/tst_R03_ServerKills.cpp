// R3: desks keep booking while PostgreSQL is killed and started again. Nothing that was answered
// with "booked" is lost, nothing is there twice, and no desk has to be started again.
#include "tests/faults/BusyDesks.h"

#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int deskCount = 12;
constexpr qint64 usableWithin = 5000;

/// The process of the server once it says itself that it takes connections; 0 before.
qint64 readyServer(const PrivateServer &server)
{
    QFile file(server.folder() % u"/postgres/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    return lines.value(7).trimmed() == "ready" ? lines.value(0).toLongLong() : 0;
}

} // namespace

class TestR03ServerKills final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"clinidesk.*.info=false"_s); // Thousands of refusals.
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        Places::prepare(server);
    }

    void killedServer_losesNoBookingAndIsUsedAgainByTheSameDesks()
    {
        const int rounds = qMax(20, qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS"));
        QRandomGenerator random(20261122);
        BusyDesks room(server, deskCount);
        room.work();
        std::vector<qint64> usableAfter;

        for (int round = 0; round < rounds; ++round) {
            QVERIFY2(QTest::qWaitFor([&] { return room.allBookedWithin(2s); }, 10'000),
                     "the kill has to hit desks that book");
            QTest::qWait(100 + random.bounded(600));
            const qint64 took = killAndRestart(room);
            QVERIFY2(!QTest::currentTestFailed(), "a round has failed");
            usableAfter.push_back(took);
        }

        QVERIFY2(room.rest(), "a booking has had no answer within a minute");
        report(rounds, room, usableAfter);
    }

private:
    /// How long after the server was back the last of the desks was told "booked", in ms.
    qint64 killAndRestart(const BusyDesks &room)
    {
        const qint64 killed = readyServer(server);
        bool isRestarted = false;
        const std::unique_ptr<QThread> powerCut(QThread::create([&] {
            server.kill();
            isRestarted = server.restart();
        }));
        powerCut->start();
        const bool isBack = QTest::qWaitFor(
            [&] {
                const qint64 ready = readyServer(server);
                return ready != 0 && ready != killed;
            },
            60'000);
        QElapsedTimer sinceBack;
        sinceBack.start();
        const bool isUsed
            = isBack
            && QTest::qWaitFor(
                  [&] {
                      return room.allBookedWithin(std::chrono::milliseconds(sinceBack.elapsed()));
                  },
                  30'000);
        const qint64 took = sinceBack.elapsed();
        powerCut->wait();
        if (!isBack || !isRestarted)
            QTest::qFail(server.problem(), __FILE__, __LINE__);
        else if (!isUsed || took > usableWithin)
            QTest::qFail("a desk was not usable within 5 s", __FILE__, __LINE__);
        return took;
    }

    void report(int rounds, const BusyDesks &room, std::vector<qint64> usableAfter)
    {
        const Truth truth = truthOf(server, room.told());
        std::chrono::milliseconds longest = 0ms;
        int restored = 0;
        for (const Told &told : room.told())
            longest = std::max(longest, told.waited);
        for (const auto &desk : room.desks())
            restored += desk->restoredCount();
        std::sort(usableAfter.begin(), usableAfter.end());
        qInfo("R3: %d kills, %d desks, %d booked, %d told not booked, %d answers lost and found "
              "out, %d left open, %lld lies; usable after %lld ms in the median, %lld ms at worst; "
              "longest wait for an answer %lld ms",
              rounds, deskCount, truth.booked, truth.refused, truth.lost, truth.leftOpen,
              static_cast<long long>(truth.lies.size()), usableAfter[usableAfter.size() / 2],
              usableAfter.back(), static_cast<long long>(longest.count()));
        QVERIFY2(truth.lies.isEmpty(), qPrintable(truth.lies.mid(0, 10).join(u'\n')));
        QCOMPARE(truth.leftOpen, 0);
        QVERIFY2(truth.lost >= rounds, "the kills have to hit bookings on their way");
        QVERIFY(restored >= rounds * deskCount / 2);
    }

    // syncfs: the same bytes reach the disk, without opening each of thousands of files first.
    PrivateServer server{{.durability = PrivateServer::Durability::Durable,
                          .settings = {{u"recovery_init_sync_method"_s, u"syncfs"_s}}}};
};

QTEST_GUILESS_MAIN(TestR03ServerKills)
#include "tst_R03_ServerKills.moc"
