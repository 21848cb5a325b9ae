// R8: the network parts while the server commits a booking. The desk says "booked", "not booked" or
// "checking", and each time it is so.
#include "tests/postgres/CutDesk.h"

#include <array>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = LinkFault::Kind;

class TestR08CutCommits final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        noteSchemaVersion(server);
        server.run(u"INSERT INTO clinidesk.settings (clinic_id, key, value)"
                   " VALUES (NULL, 'booking.limit', '1000000')"_s);
        // Deferred: the commit itself takes its time, with the booking made and nobody told.
        server.run(u"CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS"
                   " 'BEGIN PERFORM pg_sleep(0.02 + random() * 0.04); RETURN NULL; END';"
                   "CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON clinidesk.appointment"
                   " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                   " EXECUTE FUNCTION public.dawdle()"_s);
    }

    void partedCommit_isToldAsItIs()
    {
        const int wanted = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS");
        const int rounds = wanted > 0 ? wanted : 60;
        const int desks = wanted > 0 ? 16 : 12;
        const PoolLimits limits{.statement = 1'000ms, .grace = 300ms};
        const auto nothing = [](FaultProxy &, QRandomGenerator &) { return false; };
        const CutTally sum = cutBookings(desks, rounds, [&](int desk, int share) {
            return CutDesk(server, desk, limits).book(share, nothing, part);
        });

        const int events
            = server.value(u"SELECT count(*) FROM clinidesk.appointment_event"_s).toInt();
        const int mails = server
                              .value(u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail'"
                                     " AND payload ->> 'to' = 'patient'"_s)
                              .toInt();
        qInfo("R8: %d commits of %d desks parted, told: %d booked (%d of all after \"checking\"), "
              "%d not booked, %d left open; %d events, %d mails",
              sum.rounds, desks, sum.booked, sum.checked, sum.refused, sum.open, events, mails);
        QVERIFY2(sum.fault.isEmpty(), qPrintable(sum.fault));
        QCOMPARE(sum.rounds, rounds);
        QCOMPARE(sum.open, 0);
        QCOMPARE(events, sum.booked);
        QCOMPARE(mails, sum.booked);
        QVERIFY2(sum.checked > rounds / 4, "the partitions have to hit the commits");
    }

private:
    /// Somewhere between the request's leaving and the commit's end, for up to half a second.
    static bool part(FaultProxy &link, QRandomGenerator &random)
    {
        constexpr std::array kinds{Kind::Reset, Kind::BlackHole, Kind::HalfOpen};
        QThread::msleep(ulong(random.bounded(70)));
        link.apply({.kind = kinds.at(std::size_t(random.bounded(3)))});
        QThread::msleep(ulong(random.bounded(500)));
        link.heal();
        return true;
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestR08CutCommits)
#include "tst_R08_CutCommits.moc"
