#include "tests/postgres/BookingCalls.h"
#include "tests/support/PrivateServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <random>
#include <thread>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int clientCount = 200;
constexpr int bookingsEach = 100;
constexpr int patientCount = 4000;

struct Tally
{
    std::atomic<int> accepted = 0;
    std::atomic<int> taken = 0;
    std::atomic<int> deadlocks = 0;
    std::atomic<int> others = 0;
};

/// Two doctors and a department with two seats, 30 places a day for each, on three days.
Wish randomWish(std::mt19937 &random)
{
    const auto below
        = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
    const QTime time = QTime(8, 0).addSecs(20 * 60 * below(30));
    Wish wish{.patient = QString::number(1000 + below(patientCount)),
              .startsAt = berlin(2 + below(3), time.toString(u"HH:mm"_s))};
    switch (below(3)) {
    case 0:
        wish.doctor = u"2"_s;
        break;
    case 1:
        wish.department = u"2"_s;
        wish.doctor = QString();
        break;
    default:
        break;
    }
    return wish;
}

} // namespace

class TestConcurrentBookers final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void sameSlots_areBookedOnce_data()
    {
        QTest::addColumn<int>("seed");
        const int runs = qMax(1, qEnvironmentVariableIntValue("CLINIDESK_TEST_RUNS"));
        for (int run = 1; run <= runs; ++run)
            QTest::addRow("run %d", run) << run;
    }

    void sameSlots_areBookedOnce()
    {
        QFETCH(int, seed);
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_server.run(
            u"INSERT INTO clinidesk.patient (id, mrn, family, given, search) "
            "SELECT n, 'T' || n, 'Family', 'Given', ' family given ' FROM generate_series(1000, %1) n"_s
                .arg(999 + patientCount));
        Tally tally;
        QElapsedTimer timer;
        timer.start();
        bookAll(seed, tally);
        const qint64 elapsed = timer.elapsed();

        QCOMPARE(tally.accepted + tally.taken, clientCount * bookingsEach);
        QCOMPARE(tally.deadlocks, 0);
        QCOMPARE(tally.others, 0);
        QCOMPARE(overlaps(), 0);
        QCOMPARE(count(u"appointment"_s), tally.accepted);
        QCOMPARE(count(u"appointment_event WHERE action = 'book'"_s), tally.accepted);
        QCOMPARE(count(u"outbox WHERE kind = 'event'"_s), tally.accepted);
        QCOMPARE(count(u"outbox WHERE kind = 'mail' AND payload ->> 'type' = 'confirmation'"_s),
                 tally.accepted);
        QCOMPARE(count(u"request"_s), tally.accepted);
        QVERIFY(tally.accepted
                > 300); // Of 360 places nearly all are filled, or the test proves nothing.
        qInfo("R1: %d clients, %d attempts in %lld ms (%.0f/s): %d accepted, %d refused, 0 "
              "overlaps, 0 deadlocks",
              clientCount, clientCount * bookingsEach, static_cast<long long>(elapsed),
              clientCount * bookingsEach * 1000.0 / static_cast<double>(elapsed),
              tally.accepted.load(), tally.taken.load());
    }

private:
    void bookAll(int seed, Tally &tally)
    {
        const ServerProfile server = m_server.profile();
        std::vector<std::thread> clients;
        for (int client = 0; client < clientCount; ++client) {
            clients.emplace_back([&tally, server, seed, client] {
                SqlSession session(server, logins::chief, logins::password);
                std::mt19937 random(static_cast<unsigned>(seed * 1000 + client));
                for (int i = 0; i < bookingsEach; ++i) {
                    const QString state = book(session, randomWish(random)).state;
                    auto &counter = state == u"00000" ? tally.accepted
                        : state == u"23P01"           ? tally.taken
                        : state == u"40P01"           ? tally.deadlocks
                                                      : tally.others;
                    ++counter;
                }
            });
        }
        for (std::thread &client : clients)
            client.join();
    }

    /// By brute force, without the constraints' help: the same doctor, patient or seat twice at
    /// once.
    int overlaps()
    {
        return m_server
            .value(u"SELECT count(*) FROM clinidesk.appointment a JOIN clinidesk.appointment b ON "
                   u"a.id < b.id "
                   "AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.status <= 3 "
                   "AND b.status <= 3 "
                   "AND (a.doctor_id = b.doctor_id OR a.patient_id = b.patient_id "
                   "OR (a.department_id = b.department_id AND a.seat = b.seat))"_s)
            .toInt();
    }

    int count(const QString &from)
    {
        return m_server.value(u"SELECT count(*) FROM clinidesk."_s % from).toInt();
    }

    PrivateServer m_server;
};

QTEST_GUILESS_MAIN(TestConcurrentBookers)
#include "tst_R01_ConcurrentBookers.moc"
