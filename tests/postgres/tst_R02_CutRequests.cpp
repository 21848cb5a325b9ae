// R2: the link is cut at a random byte of a booking, on its way there or back, and the same request
// is sent again. Whatever the desk then says is true, and nothing exists twice.
#include "tests/postgres/CutDesk.h"

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestR02CutRequests final : public QObject
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
    }

    void cutBooking_existsOnceOrNotAtAllAndTheDeskKnowsWhich()
    {
        const int wanted = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS");
        const int rounds = wanted > 0 ? wanted : 120;
        const int desks = wanted > 0 ? 24 : 12;
        const auto cut = [](FaultProxy &link, QRandomGenerator &random) {
            link.apply({.kind = random.bounded(2) ? LinkFault::Kind::CutToServer
                                                  : LinkFault::Kind::CutToClient,
                        .bytes = random.bounded(400)});
            return false;
        };
        const auto nothing = [](FaultProxy &, QRandomGenerator &) { return false; };
        const CutTally sum = cutBookings(desks, rounds, [&](int desk, int share) {
            return CutDesk(server, desk).book(share, cut, nothing);
        });

        const QString mails
            = server.value(u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail'"
                           " AND payload ->> 'to' = 'patient'"_s);
        const QString events = server.value(u"SELECT count(*) FROM clinidesk.appointment_event"_s);
        qInfo(
            "R2: %d bookings of %d desks, %d cut, %d checked, %d booked, %d refused, %d left open;"
            " %s mails, %s events",
            sum.rounds, desks, sum.struck, sum.checked, sum.booked, sum.refused, sum.open,
            qPrintable(mails), qPrintable(events));
        QVERIFY2(sum.fault.isEmpty(), qPrintable(sum.fault));
        QCOMPARE(sum.rounds, rounds);
        QCOMPARE(sum.open, 0);
        QCOMPARE(mails.toInt(), sum.booked);
        QCOMPARE(events.toInt(), sum.booked);
        QVERIFY2(sum.struck > rounds / 3, "the cuts have to hit the bookings");
    }

private:
    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestR02CutRequests)
#include "tst_R02_CutRequests.moc"
