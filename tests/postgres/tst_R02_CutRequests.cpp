// R2 and R8: the link is cut at a random byte of a booking, on its way there or back. Whatever the
// desk then says is true, and nothing exists twice.
#include "core/booking/BookingService.h"
#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/FaultProxy.h"

#include <QRandomGenerator>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Code = Error::Code;

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
        const int rounds = qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS") > 0
            ? qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS")
            : 60;
        FaultProxy link(server.profile().hosts + u"/.s.PGSQL."_s
                        + QString::number(server.profile().port));
        QVERIFY(link.isListening());
        PoolDesk desk;
        desk.pool.open(throughLink(link), {logins::receptionist, logins::password});
        PostgresAppointmentBook book(desk.pool);
        PostgresFreeSlots freeTime(desk.pool);
        BookingService service(book);
        QRandomGenerator random(20261122);
        int booked = 0;
        int refused = 0;
        int struck = 0;

        for (int round = 0; round < rounds; ++round) {
            const auto free = settled(freeTime.find({.clinic = smallclinic::riverside,
                                                     .department = smallclinic::cardiology,
                                                     .doctor = smallclinic::weber,
                                                     .firstDay = {},
                                                     .lastDay = {},
                                                     .length = {},
                                                     .most = 1}));
            QVERIFY2(free && !free->isEmpty(), qPrintable(free ? u""_s : free.error().detail));
            link.apply({.kind = random.bounded(2) ? LinkFault::Kind::CutToServer
                                                  : LinkFault::Kind::CutToClient,
                        .bytes = random.bounded(220)});
            const auto answer = settled(service.book({.clinic = smallclinic::riverside,
                                                      .department = smallclinic::cardiology,
                                                      .doctor = smallclinic::weber,
                                                      .patient = smallclinic::sara,
                                                      .startsAt = free->first().startsAt,
                                                      .length = 20min,
                                                      .reason = u"checkup"_s}),
                                        60s);
            struck += link.hasStruck() ? 1 : 0;
            link.heal();

            const QString there
                = server.value(u"SELECT count(*) FROM clinidesk.appointment WHERE status <= 3"_s);
            if (answer) {
                ++booked;
                QCOMPARE(there, u"1"_s);
                // Makes room for the next round, as the database allows it.
                server.run(u"UPDATE clinidesk.appointment SET status = 6 WHERE status <= 3"_s);
            } else {
                ++refused;
                QCOMPARE(answer.error().code, Code::Unavailable);
                QCOMPARE(there, u"0"_s);
            }
        }

        const QString mails
            = server.value(u"SELECT count(*) FROM clinidesk.outbox WHERE kind = 'mail'"
                           " AND payload ->> 'to' = 'patient'"_s);
        const QString events = server.value(u"SELECT count(*) FROM clinidesk.appointment_event"_s);
        qInfo("R2/R8: %d bookings, %d cut, %d booked, %d refused; %s mails, %s events", rounds,
              struck, booked, refused, qPrintable(mails), qPrintable(events));
        QCOMPARE(mails.toInt(), booked);
        QCOMPARE(events.toInt(), booked);
        QVERIFY2(struck > rounds / 3, "the cuts have to hit the bookings");
    }

private:
    [[nodiscard]] ServerProfile throughLink(const FaultProxy &link) const
    {
        ServerProfile profile = server.profile();
        profile.hosts = u"127.0.0.1"_s;
        profile.port = link.port();
        profile.tls = ServerProfile::Tls::None;
        return profile;
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestR02CutRequests)
#include "tst_R02_CutRequests.moc"
