#include "tests/postgres/FreeTimeByHand.h"
#include "tests/postgres/SqlSession.h"
#include "tests/support/PrivateServer.h"

#include <QTest>
#include <QUuid>

#include <memory>

using namespace clinidesk;
using namespace clinidesk::byhand;
using namespace Qt::StringLiterals;

class TestFreeSlots final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.problem()); }

    void init()
    {
        QVERIFY2(!m_server.freshDatabase().isEmpty(), m_server.problem());
        m_ruth = std::make_unique<SqlSession>(m_server.profile(), logins::chief, logins::password);
    }

    void cleanup() { m_ruth.reset(); }

    void randomWeeks_equalTheReference_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::newRow("Berlin") << QByteArray("Europe/Berlin");
        QTest::newRow("New York") << QByteArray("America/New_York");
        QTest::newRow("half an hour") << QByteArray("Australia/Lord_Howe");
        QTest::newRow("at midnight") << QByteArray("America/Santiago");
        QTest::newRow("never") << QByteArray("Asia/Kathmandu");
        QTest::newRow("anywhere") << QByteArray();
    }

    void randomWeeks_equalTheReference()
    {
        QFETCH(QByteArray, zone);
        QRandomGenerator random(7);
        for (int round = 0; round < m_rounds; ++round) {
            Plan plan = randomPlan(random, zone.isEmpty() ? anyZone(random) : QTimeZone(zone));
            const QDate first = interestingDay(plan.zone, round);
            const QDate last = first.addDays(round % 3);
            fillTime(plan, random, first);
            store(plan);
            const std::set<qint64> expected = slotsByHand(plan, first, last);
            const std::set<qint64> told = slotsTold(plan, first, last, 50000);
            if (told != expected)
                qInfo() << plan.zone.id() << first << last << plan.step << plan.length;
            QCOMPARE(QList<qint64>(told.begin(), told.end()),
                     QList<qint64>(expected.begin(), expected.end()));
            compareFew(plan, first, last, expected);
            compareRanges(plan, first, last);
        }
    }

    void whatIsOffered_canBeBooked()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 6; ++round) {
            Plan plan = randomPlan(random, QTimeZone("Europe/Berlin"));
            const QDate day = interestingDay(plan.zone, round);
            fillTime(plan, random, day);
            store(plan);
            const std::set<qint64> offered = slotsTold(plan, day, day, 50000);
            int taken = 0;
            for (const qint64 at : offered) {
                if (taken++ % 5 != 0)
                    continue;
                const auto booked = book(u"1"_s, u"1"_s, at, 5);
                QVERIFY2(
                    booked.isOk(),
                    qPrintable(booked.message
                               % QDateTime::fromSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate)));
            }
        }
    }

    void seats_areOfferedUntilAllAreTaken()
    {
        const QDate day = QDateTime::currentDateTimeUtc().date().addDays(9);
        const qint64 ten
            = QDateTime(day, QTime(10, 0), QTimeZone("Europe/Berlin")).toSecsSinceEpoch();
        const QString asking
            = u"SELECT count(*) FROM free_slots(1, 2, NULL, '%1', '%1', NULL, 500) WHERE doctor_id "
              u"IS NULL"
              " AND starts_at = %2"_s.arg(day.toString(Qt::ISODate), instantText(ten));
        for (int seat = 0; seat < 2; ++seat) {
            QCOMPARE(m_ruth->call(asking).value(), u"1"_s);
            const auto booked = book(u"2"_s, QString(), ten, 10, QString::number(seat + 1));
            QVERIFY2(booked.isOk(), qPrintable(booked.message));
        }
        QCOMPARE(m_ruth->call(asking).value(), u"0"_s);
        QCOMPARE(book(u"2"_s, QString(), ten, 10, u"3"_s).state, u"23P01"_s);
        const auto longer = m_ruth->call(u"SELECT count(*) FROM free_slots(1, 2, NULL, '%1', '%1', "
                                         u"30, 500) WHERE starts_at > %2 - interval '30 min'"
                                         " AND starts_at < %2 + interval '10 min'"_s.arg(
                                             day.toString(Qt::ISODate), instantText(ten)));
        QCOMPARE(longer.value(), u"0"_s);
    }

    void thePast_isNeverOffered()
    {
        const auto offered = m_ruth->call(
            u"SELECT count(*), min(starts_at) >= now() FROM free_slots(1, 1, NULL, current_date - 3, current_date + 3, NULL, 5000)"_s);
        QVERIFY2(offered.isOk(), qPrintable(offered.message));
        QVERIFY(offered.value(0).toInt() > 0);
        QCOMPARE(offered.value(1), u"t"_s);
    }

    void senselessQuestions_areRefused_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("state");
        QTest::newRow("reversed") << u"1, 1, NULL, '2027-03-02', '2027-03-01', NULL, 5"_s
                                  << u"22023"_s;
        QTest::newRow("63 days") << u"1, 1, NULL, '2027-03-01', '2027-05-02', NULL, 5"_s
                                 << u"22023"_s;
        QTest::newRow("length") << u"1, 1, NULL, NULL, NULL, 7, 5"_s << u"22023"_s;
        QTest::newRow("too long") << u"1, 1, NULL, NULL, NULL, 485, 5"_s << u"22023"_s;
        QTest::newRow("nobody") << u"1, NULL, NULL, NULL, NULL, NULL, 5"_s << u"22023"_s;
        QTest::newRow("department of another clinic")
            << u"1, 4, NULL, NULL, NULL, NULL, 5"_s << u"22023"_s;
        QTest::newRow("no number") << u"1, 1, NULL, NULL, NULL, NULL, 0"_s << u"22023"_s;
        QTest::newRow("no clinic") << u"NULL, 1, NULL, NULL, NULL, NULL, 5"_s << u"22023"_s;
        QTest::newRow("unknown clinic") << u"99, 1, NULL, NULL, NULL, NULL, 5"_s << u"42501"_s;
    }

    void senselessQuestions_areRefused()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, state);
        QCOMPARE(m_ruth->call(u"SELECT * FROM free_slots(%1)"_s.arg(arguments)).state, state);
    }

private:
    /// Doctor 1 gets this week at clinic 1.
    void store(const Plan &plan)
    {
        m_server.run(
            u"SET LOCAL search_path = clinidesk, public;"
            " SET LOCAL session_replication_role = replica;"
            " DELETE FROM appointment; DELETE FROM absence;"
            " UPDATE clinic SET zone = '%1', opens = '%2', closes = '%3' WHERE id = 1;"
            " UPDATE department SET slot_minutes = %4, needs_review = false WHERE id = 1;"_s.arg(
                QString::fromLatin1(plan.zone.id()), timeText(plan.opens), timeText(plan.closes),
                QString::number(plan.step))
            % weekSql(plan, u"doctor_id"_s, 1) % bookingsSql(plan, 1, u"1"_s, u"NULL"_s, 10));
    }

    std::set<qint64> slotsTold(const Plan &plan, QDate first, QDate last, int most)
    {
        const auto answer
            = m_ruth->call(u"SELECT extract(epoch FROM starts_at)::bigint, extract(epoch FROM "
                           u"ends_at - starts_at)::int FROM"
                           " free_slots(1, 1, 1, '%1', '%2', %3, %4)"_s.arg(
                               first.toString(Qt::ISODate), last.toString(Qt::ISODate),
                               QString::number(plan.length), QString::number(most)));
        if (!answer.isOk())
            QTest::qFail(qPrintable(answer.message), __FILE__, __LINE__);
        std::set<qint64> starts;
        for (const QStringList &row : answer.rows) {
            starts.insert(row.at(0).toLongLong());
            if (row.at(1).toInt() != plan.length * 60)
                QTest::qFail("a slot of another length", __FILE__, __LINE__);
        }
        return starts;
    }

    /// The first few are the first few of all.
    void compareFew(const Plan &plan, QDate first, QDate last, const std::set<qint64> &all)
    {
        const std::set<qint64> few = slotsTold(plan, first, last, 5);
        QList<qint64> start(all.begin(), all.end());
        start.resize(qMin<qsizetype>(start.size(), 5));
        QCOMPARE(QList<qint64>(few.begin(), few.end()), start);
    }

    void compareRanges(const Plan &plan, QDate first, QDate last)
    {
        const auto ranges = m_ruth->call(
            u"SELECT extract(epoch FROM starts_at)::bigint, extract(epoch FROM ends_at)::bigint"
            " FROM free_ranges(1, 1, '%1', '%2')"_s.arg(first.toString(Qt::ISODate),
                                                        last.toString(Qt::ISODate)));
        QVERIFY2(ranges.isOk(), qPrintable(ranges.message));
        std::set<qint64> told;
        for (const QStringList &row : ranges.rows) {
            for (qint64 at = row.at(0).toLongLong(); at < row.at(1).toLongLong(); at += cell)
                told.insert(at);
        }
        std::set<qint64> expected;
        const qint64 from = QDateTime(first, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() - 16 * 3600;
        const qint64 until = QDateTime(last, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() + 40 * 3600;
        for (qint64 at = from; at < until; at += cell) {
            if (isOpen(plan, at, first, last) && isFree(plan, at))
                expected.insert(at);
        }
        QCOMPARE(told, expected);
    }

    SqlSession::Answer book(const QString &department, const QString &doctor, qint64 at,
                            int minutes, const QString &patient = u"1"_s)
    {
        return m_ruth->call(
            u"SELECT * FROM book($1::uuid, 1, $2::int, $3::int, $4::bigint, to_timestamp($5::bigint), $6::int, '', false)"_s,
            {QUuid::createUuid().toString(QUuid::WithoutBraces), department, doctor, patient,
             QString::number(at), QString::number(minutes)});
    }

    /// Of each row of six; the long run makes 10,000 clinics in all.
    const int m_rounds = qEnvironmentVariable("CLINIDESK_TEST_ROUNDS", u"50"_s).toInt();
    PrivateServer m_server;
    std::unique_ptr<SqlSession> m_ruth;
};

QTEST_GUILESS_MAIN(TestFreeSlots)
#include "tst_FreeSlots.moc"
