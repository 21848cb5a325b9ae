// R9, the server's half: its disk fills up while desks book, sometimes so far that PostgreSQL gives
// up. Nothing answered with "booked" is lost, what is refused is said plainly, and the same desks
// go on once there is room.
#include "tests/faults/BusyDesks.h"
#include "tests/support/DiskThatFills.h"
#include "ui/viewmodels/Sentence.h"

#include <QLoggingCategory>
#include <QMap>
#include <QThread>

#include <atomic>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

namespace {

constexpr int deskCount = 8;

/// Starts the server again whenever it has ended, as a machine's service manager does.
class ServiceManager final
{
public:
    explicit ServiceManager(PrivateServer &server)
        : m_thread(QThread::create([this, &server] {
            while (!m_isEnding) {
                if (!server.isRunning() && server.restart())
                    ++m_restarts;
                QThread::msleep(100);
            }
        }))
    {
        m_thread->start();
    }
    ~ServiceManager()
    {
        m_isEnding = true;
        m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(ServiceManager)

    [[nodiscard]] int restarts() const { return m_restarts; }

private:
    std::atomic<bool> m_isEnding = false;
    std::atomic<int> m_restarts = 0;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class TestR09ServerDiskFull final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"clinidesk.*.info=false"_s); // Thousands of refusals.
        if (!disk.isThere())
            QSKIP(disk.problem());
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        Places::prepare(server);
    }

    void fullDisk_losesNoBookingAndIsSaidPlainly()
    {
        const int rounds = 20;
        BusyDesks room(server, deskCount);
        int ends = 0;
        int restarts = 0;
        qint64 slowest = 0;
        room.work();

        for (int round = 0; round < rounds; ++round) {
            QVERIFY2(QTest::qWaitFor([&] { return room.allBookedWithin(3s); }, 30'000),
                     "the disk has to fill under desks that book");
            const qsizetype before = room.told().size();
            ServiceManager manager(server);
            const bool isToEnd = round % 2 == 1;
            const QString lived = aliveSince();
            const auto writer = isToEnd ? useUpTheLog() : nullptr;
            QTest::qWait(100);
            disk.fill();
            QVERIFY2(QTest::qWaitFor(
                         [&] { return room.isAnyInDoubt() || isRefused(room.told().mid(before)); },
                         30'000),
                     "a full disk has to be told");
            QTest::qWait(500);
            QVERIFY2(!writer || QTest::qWaitFor([&] { return writer->isFinished(); }, 20'000),
                     "the log has to be used up");

            disk.drain();
            QElapsedTimer sinceRoom;
            sinceRoom.start();
            QVERIFY2(QTest::qWaitFor(
                         [&] {
                             return room.allBookedWithin(
                                 std::chrono::milliseconds(sinceRoom.elapsed()));
                         },
                         30'000),
                     "a desk does not work again although there is room");
            slowest = std::max(slowest, sinceRoom.elapsed());
            restarts += manager.restarts();
            ends += aliveSince() == lived ? 0 : 1;
        }

        QVERIFY2(room.rest(), "a booking has had no answer within a minute");
        QVERIFY2(ends >= rounds / 2, qPrintable(u"PostgreSQL ended only %1 times"_s.arg(ends)));
        report(room, slowest,
               u"PostgreSQL ended %1 times, %2 of them until its service manager started it again"_s
                   .arg(ends)
                   .arg(restarts));
    }

private:
    /// Changes when PostgreSQL has ended, by itself or altogether, and runs again.
    [[nodiscard]] QString aliveSince()
    {
        return server.value(u"SELECT backend_start FROM pg_stat_activity"
                            " WHERE backend_type = 'checkpointer'"_s);
    }

    /// So that the server can't even write down what it has promised, and ends: one piece of its
    /// log after the other is begun, until the next one would have to be made on the full disk.
    [[nodiscard]] std::unique_ptr<QThread> useUpTheLog()
    {
        std::unique_ptr<QThread> writer(QThread::create([this] {
            (void)server.sqlState(u"DO $$ BEGIN PERFORM pg_sleep(0.3); FOR piece IN 1..40 LOOP"
                                  " PERFORM pg_logical_emit_message(false, 'r9', 'x'),"
                                  " pg_switch_wal(); END LOOP; END $$"_s);
        }));
        writer->start();
        return writer;
    }

    [[nodiscard]] static bool isRefused(const QList<Told> &told)
    {
        return std::any_of(told.begin(), told.end(), [](const Told &one) {
            return !one.answer && one.answer.error().code != Code::Conflict;
        });
    }

    void report(const BusyDesks &room, qint64 slowest, const QString &ends)
    {
        QMap<QString, int> sentences;
        QStringList unclear;
        for (const Told &told : room.told()) {
            if (told.answer || told.answer.error().code == Code::Conflict)
                continue;
            const Error &error = told.answer.error();
            ++sentences[Sentence::of(error, Sentence::Task::Changing)];
            const bool isPlain = error.code == Code::ReadOnly || error.code == Code::Unavailable;
            if (!isPlain)
                unclear << u"%1 %2"_s.arg(int(error.code)).arg(error.detail);
        }
        for (const auto &[sentence, count] : sentences.asKeyValueRange())
            qInfo("told %d times: %s", count, qPrintable(sentence));
        const Truth truth = truthOf(server, room.told());
        qInfo("R9 server: 20 times full, %s; %d booked, %d told not booked, %d answers lost and "
              "found out, %d left open, %lld lies; every desk "
              "books again %lld ms after there was room, at worst",
              qPrintable(ends), truth.booked, truth.refused, truth.lost, truth.leftOpen,
              static_cast<long long>(truth.lies.size()), slowest);
        QVERIFY2(truth.lies.isEmpty(), qPrintable(truth.lies.mid(0, 10).join(u'\n')));
        QVERIFY2(unclear.isEmpty(), qPrintable(unclear.mid(0, 10).join(u'\n')));
        QCOMPARE(truth.leftOpen, 0);
    }

    DiskThatFills disk{256};
    PrivateServer server{
        {.durability = PrivateServer::Durability::Durable,
         .settings = {{u"max_wal_size"_s, u"64MB"_s}, {u"min_wal_size"_s, u"32MB"_s}}},
        disk.isThere() ? disk.folder() : u"/tmp"_s};
};

QTEST_GUILESS_MAIN(TestR09ServerDiskFull)
#include "tst_R09_ServerDiskFull.moc"
