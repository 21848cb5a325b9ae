// R10: the desk's clock is wrong, or jumps while it works. Each round is this program once more,
// under libfaketime, against a server whose clock is right.
#include "tests/faults/ClockDesk.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/SkewedClock.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr const char *orderVariable = "CLINIDESK_TEST_CLOCK_ORDER";

/// From now to two seconds before @p instant.
std::chrono::seconds justBefore(const QString &instant)
{
    const QDateTime then = QDateTime::fromString(instant, Qt::ISODate);
    return std::chrono::seconds(QDateTime::currentDateTimeUtc().secsTo(then) - 2);
}

} // namespace

class TestR10ClockJumps final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!SkewedClock().problem().isEmpty())
            QSKIP(SkewedClock().problem().constData());
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        noteSchemaVersion(server);
        server.run(u"INSERT INTO clinidesk.settings (clinic_id, key, value)"
                   " VALUES (NULL, 'booking.limit', '1000000')"_s);
    }

    void wrongClock_leavesTheServersTimeInForce_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<std::chrono::seconds>("ahead");
        QTest::addColumn<bool>("isJumping");
        const QList<std::pair<const char *, std::chrono::seconds>> clocks{
            {"an hour ahead", 1h},
            {"an hour behind", -1h},
            {"a day ahead", 24h},
            {"a day behind", -24h},
            {"Berlin's spring", justBefore(u"2027-03-28T01:00:00Z"_s)},
            {"Berlin's autumn", justBefore(u"2027-10-31T01:00:00Z"_s)},
            {"New York's spring", justBefore(u"2027-03-14T07:00:00Z"_s)},
            {"New York's autumn", justBefore(u"2027-11-07T06:00:00Z"_s)},
            {"a leap day", justBefore(u"2028-02-29T12:00:00Z"_s)},
            {"the end of a leap day", justBefore(u"2028-02-29T23:00:00Z"_s)},
        };
        for (const QByteArray &zone :
             {QByteArray("Europe/Berlin"), QByteArray("America/New_York")}) {
            for (const bool isJumping : {false, true}) {
                for (const auto &[name, ahead] : clocks) {
                    QTest::addRow("%s, %s, in %s", name, isJumping ? "jumping" : "standing",
                                  zone.constData())
                        << zone << ahead << isJumping;
                }
            }
        }
    }

    void wrongClock_leavesTheServersTimeInForce()
    {
        QFETCH(QByteArray, zone);
        QFETCH(std::chrono::seconds, ahead);
        QFETCH(bool, isJumping);
        SkewedClock clock;
        if (!isJumping)
            clock.set(ahead);
        auto environment = clock.environment(zone);
        environment.insert(QString::fromLatin1(orderVariable),
                           ClockOrder{.sockets = server.profile().hosts,
                                      .database = server.profile().database,
                                      .place = rounds++,
                                      .isJumping = isJumping,
                                      .ahead = ahead}
                               .toText());

        QProcess desk;
        desk.setProcessEnvironment(environment);
        desk.start(QCoreApplication::applicationFilePath(), {});
        const bool hasEnded = desk.waitForFinished(60'000);
        const QByteArray words = desk.readAllStandardOutput() + desk.readAllStandardError();
        if (!hasEnded)
            desk.kill();
        QVERIFY2(hasEnded, "the desk hangs");
        QVERIFY2(desk.exitStatus() == QProcess::NormalExit && desk.exitCode() == 0,
                 words.constData());
    }

    void cleanupTestCase()
    {
        if (rounds == 0)
            return;
        // What the desks have seen is what is there: no row has shifted in the database either.
        const QString shifted = server.value(
            u"SELECT count(*) FROM clinidesk.appointment WHERE day <> date '2027-03-28'"
            " OR (starts_at AT TIME ZONE 'Europe/Berlin')::date <> day"
            " OR extract(minute FROM starts_at)::int % 20 <> 0"_s);
        QCOMPARE(shifted, u"0"_s);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.appointment"_s).toInt(), rounds);
        qInfo("R10: %d rounds under a wrong or jumping clock, 0 appointments shifted", rounds);
    }

private:
    PrivateServer server;
    int rounds = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication program(argc, argv);
    if (qEnvironmentVariableIsEmpty(orderVariable)) {
        TestR10ClockJumps test;
        return QTest::qExec(&test, argc, argv);
    }
    const QStringList complaints
        = workUnder(ClockOrder::fromText(qEnvironmentVariable(orderVariable)));
    for (const QString &complaint : complaints)
        std::fprintf(stderr, "%s\n", qPrintable(complaint));
    return complaints.isEmpty() ? 0 : 1;
}

#include "tst_R10_ClockJumps.moc"
