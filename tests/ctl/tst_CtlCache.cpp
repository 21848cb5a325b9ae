#include "core/booking/AppointmentCodec.h"
#include "core/cache/CacheEntry.h"
#include "core/cache/CacheKey.h"
#include "core/vault/Seal.h"
#include "tests/postgres/PoolDesk.h"
#include "tests/support/PrivateServer.h"
#include "tests/support/TestRedis.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestCtlCache final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exitCode = -1;
        QString output;
        QString complaints;

        [[nodiscard]] QJsonObject json() const
        {
            return QJsonDocument::fromJson(output.toUtf8()).object();
        }
    };

private slots:
    void initTestCase() { QVERIFY2(m_redis.start(), m_redis.problem()); }

    void init()
    {
        QCOMPARE(m_redis.ask({"FLUSHDB"}), QByteArray("OK"));
        m_redis.tell({"SET", "cd:g:day:3:2026-11-23", "4711"});
        m_redis.tell({"SET", "cd:g:epoch", "17"});
        m_redis.tell({"SET", "other:day", "not ours"});
    }

    void get_tellsOfAnEntryWithoutWhatIsInIt()
    {
        const QByteArray name = store({4711, 17});
        const Outcome seen = cache({u"get"_s, QString::fromLatin1(name)});
        QVERIFY2(seen.exitCode == 0, qPrintable(seen.complaints));
        const QJsonObject facts = seen.json();
        QCOMPARE(facts.value(u"kind"_s).toString(), u"day"_s);
        QVERIFY(facts.value(u"alive"_s).toBool());
        QVERIFY(facts.value(u"readable"_s).toBool());
        QVERIFY(facts.value(u"age_ms"_s).toInteger() >= 60'000);
        QVERIFY(facts.value(u"bytes"_s).toInteger() > 100);
        QCOMPARE(facts.value(u"tags"_s).toArray(), QJsonArray({u"day:3:2026-11-23"_s, u"epoch"_s}));
        QVERIFY(!seen.output.contains(u"Quillfeather"_s));

        const Outcome told = cache({u"get"_s, u"cd:e:"_s + QString::fromLatin1(name)}, Form::Text);
        QVERIFY(told.output.contains(u"valid: nothing it depends on has changed"_s));
        QVERIFY(!told.output.contains(u"Quillfeather"_s));
    }

    void changedTag_makesAnEntryDead()
    {
        const QByteArray name = store({4711, 17});
        m_redis.tell({"SET", "cd:g:day:3:2026-11-23", "4712"});
        const Outcome seen = cache({u"get"_s, QString::fromLatin1(name)});
        QCOMPARE(seen.exitCode, 0);
        QVERIFY(!seen.json().value(u"alive"_s).toBool(true));
        QCOMPARE(seen.json().value(u"changed_tags"_s).toInt(), 1);
        QCOMPARE(seen.json().value(u"tags"_s).toArray(), QJsonArray({u"epoch"_s}));
    }

    /// What lies behind the head is sealed: whether that is whole, only a signed-in desk can see.
    void brokenHead_isSaidToBeUnreadable()
    {
        const QByteArray name = store({4711, 17});
        m_redis.tell({"SETRANGE", "cd:e:" + name, "0", "#"});
        const Outcome seen = cache({u"get"_s, QString::fromLatin1(name)});
        QCOMPARE(seen.exitCode, 0);
        QVERIFY(!seen.json().value(u"readable"_s).toBool(true));
        QVERIFY(!seen.json().value(u"alive"_s).toBool(true));
    }

    void missingEntry_isAFailure()
    {
        for (const QString &word : {u"get"_s, u"del"_s}) {
            const Outcome seen = cache({word, u"day:1:17:1:0:1:3:99"_s});
            QCOMPARE(seen.exitCode, 1);
            QCOMPARE(seen.json().value(u"error"_s).toObject().value(u"code"_s).toString(),
                     u"not_found"_s);
        }
    }

    void del_removesThatEntryOnly()
    {
        const QByteArray name = store({4711, 17});
        m_redis.tell({"SET", "cd:e:day:1:17:1:0:1:3:5", "x"});
        QCOMPARE(cache({u"del"_s, QString::fromLatin1(name)}).json().value(u"removed"_s).toInt(),
                 1);
        QCOMPARE(m_redis.ask({"EXISTS", "cd:e:" + name}), QByteArray("0"));
        QCOMPARE(m_redis.ask({"EXISTS", "cd:e:day:1:17:1:0:1:3:5"}), QByteArray("1"));
    }

    void delPattern_staysInsideItsKindAndTheCache()
    {
        for (int i = 0; i < 1'200; ++i)
            m_redis.tell({"SET", "cd:e:day:1:17:1:0:1:3:" + QByteArray::number(i), "x"});
        m_redis.tell({"SET", "cd:e:patient:1:17:1:0:1:0:4", "x"});
        m_redis.tell({"SET", "day:1", "somebody else's"});
        const Outcome swept = cache({u"del-pattern"_s, u"day:*"_s});
        QVERIFY2(swept.exitCode == 0, qPrintable(swept.complaints));
        QCOMPARE(swept.json().value(u"removed"_s).toInt(), 1'200);
        QCOMPARE(m_redis.ask({"EXISTS", "cd:e:patient:1:17:1:0:1:0:4"}), QByteArray("1"));
        QCOMPARE(m_redis.ask({"EXISTS", "day:1"}), QByteArray("1"));
        QVERIFY(m_redis.ask({"INFO", "commandstats"}).contains("cmdstat_scan:"));
        QVERIFY(!m_redis.ask({"INFO", "commandstats"}).contains("cmdstat_keys:"));
    }

    void everything_goesWithAllOnly()
    {
        store({4711, 17});
        m_redis.tell({"SET", "cd:e:patient:1:17:1:0:1:0:4", "x"});
        const Outcome refused = cache({u"del-pattern"_s, u"*"_s});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(refused.complaints.contains(u"add --all"_s));
        QCOMPARE(m_redis.ask({"EXISTS", "cd:e:patient:1:17:1:0:1:0:4"}), QByteArray("1"));

        const Outcome swept = cache({u"del-pattern"_s, u"*"_s, u"--all"_s});
        QCOMPARE(swept.json().value(u"removed"_s).toInt(), 2);
        QCOMPARE(m_redis.ask({"EXISTS", "other:day"}), QByteArray("1"));
        // Nor does any desk believe what it has in memory.
        QVERIFY(m_redis.ask({"GET", "cd:g:epoch"}) != "17");
    }

    void badInput_isAnsweredWithASentence_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown kind of entry")
            << QStringList{u"get"_s, u"invoices:1:17"_s} << u"“invoices” is no kind of entry"_s;
        QTest::newRow("unknown kind of pattern")
            << QStringList{u"del-pattern"_s, u"invoices:*"_s} << u"the kinds are clinics"_s;
        QTest::newRow("half a kind")
            << QStringList{u"del-pattern"_s, u"d*"_s} << u"“d” is no kind of entry"_s;
        QTest::newRow("everything in other words")
            << QStringList{u"del-pattern"_s, u"?*"_s} << u"may mean entries of every kind"_s;
        QTest::newRow("name with a newline")
            << QStringList{u"del"_s, u"day:1:17\nday:1:18"_s} << u"on one line"_s;
        QTest::newRow("name with a command in it")
            << QStringList{u"get"_s, u"day:1:17\r\nFLUSHALL"_s} << u"on one line"_s;
        QTest::newRow("pattern with a newline")
            << QStringList{u"del-pattern"_s, u"day:*\n"_s} << u"on one line"_s;
        QTest::newRow("pattern for a name") << QStringList{u"del"_s, u"day:*"_s} << u"no name"_s;
        QTest::newRow("nothing") << QStringList{u"get"_s, u""_s} << u"no name"_s;
    }

    void badInput_isAnsweredWithASentence()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, sentence);
        const Outcome outcome = cache(words);
        QVERIFY(outcome.exitCode == 1 || outcome.exitCode == 2);
        QVERIFY2(outcome.complaints.contains(sentence), qPrintable(outcome.complaints));
        QCOMPARE(m_redis.ask({"EXISTS", "cd:g:epoch"}), QByteArray("1"));
    }

    void badPort_isRefusedRatherThanPassedOver()
    {
        for (const QString &port : {u"0"_s, u"65536"_s, u"six"_s}) {
            const Outcome outcome = run({u"--json"_s, u"--redis-host"_s, u"127.0.0.1"_s,
                                         u"--redis-port"_s, port, u"cache"_s, u"stats"_s});
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.complaints.contains(u"is no number from 1 to 65535"_s),
                     qPrintable(outcome.complaints));
            QCOMPARE(outcome.json().value(u"error"_s).toObject().value(u"code"_s).toString(),
                     u"invalid"_s);
        }
    }

    void absentRedis_isSaid()
    {
        const Outcome none = run({u"--json"_s, u"cache"_s, u"stats"_s});
        QCOMPARE(none.exitCode, 3);
        QVERIFY(none.complaints.contains(u"--redis-host"_s));
        const Outcome closed = run(
            {u"--redis-host"_s, u"127.0.0.1"_s, u"--redis-port"_s, u"1"_s, u"perf"_s, u"redis"_s});
        QCOMPARE(closed.exitCode, 3);
        QVERIFY(closed.complaints.contains(u"no Redis to ask"_s));
    }

    void stats_countsWhatIsThere()
    {
        store({4711, 17});
        m_redis.tell({"SET", "cd:e:patient:1:17:1:0:1:0:4", "x"});
        const Outcome seen = cache({u"stats"_s});
        QVERIFY2(seen.exitCode == 0, qPrintable(seen.complaints));
        const QJsonObject facts = seen.json();
        QCOMPARE(facts.value(u"entries"_s).toObject().value(u"day"_s).toInt(), 1);
        QCOMPARE(facts.value(u"entries"_s).toObject().value(u"patient"_s).toInt(), 1);
        QCOMPARE(facts.value(u"entries"_s).toObject().value(u"doctors"_s).toInt(-1), 0);
        QCOMPARE(facts.value(u"generations"_s).toInt(), 2);
        QCOMPARE(facts.value(u"leases"_s).toInt(-1), 0);
        QVERIFY(facts.value(u"memory_bytes"_s).toInteger() > 0);
        QVERIFY(facts.value(u"round_trip_us"_s).toDouble() > 0);
        QVERIFY(cache({u"stats"_s}, Form::Text).output.contains(u"day 1"_s));
    }

    void perf_gradesTheRoundTrips()
    {
        const Outcome seen
            = run({u"--json"_s, u"--redis-host"_s, u"127.0.0.1"_s, u"--redis-port"_s,
                   QString::number(m_redis.port()), u"perf"_s, u"redis"_s, u"--runs"_s, u"200"_s});
        QVERIFY2(seen.exitCode == 0, qPrintable(seen.complaints));
        const QJsonArray rows = seen.json().value(u"round_trips"_s).toArray();
        QCOMPARE(rows.size(), 5);
        for (const QJsonValue &row : rows)
            QVERIFY(row.toObject().value(u"p99_us"_s).toDouble()
                    >= row.toObject().value(u"p50_us"_s).toDouble());
        QVERIFY(seen.json().value(u"ops_s"_s).toDouble() > 0);
        QVERIFY(u"ABCD"_s.contains(seen.json().value(u"grade"_s).toString()));
        QCOMPARE(seen.json().value(u"thresholds"_s).toArray().size(), 4);
        // Nothing of it stays.
        QVERIFY(!m_redis.ask({"KEYS", "cd:perf:*"}).contains("cd:perf"));
    }

    void warm_fillsRedisForEverybodyLikeHer()
    {
        PrivateServer server;
        QVERIFY2(server.start(), server.problem());
        QVERIFY(!server.freshDatabase().isEmpty());
        noteSchemaVersion(server);
        const QStringList common{u"--json"_s,
                                 u"--host"_s,
                                 server.profile().hosts,
                                 u"--port"_s,
                                 QString::number(server.profile().port),
                                 u"--database"_s,
                                 server.profile().database,
                                 u"--tls"_s,
                                 u"disable"_s,
                                 u"--redis-host"_s,
                                 u"127.0.0.1"_s,
                                 u"--redis-port"_s,
                                 QString::number(m_redis.port()),
                                 u"--user"_s};
        const Outcome warmed
            = run(common + QStringList{logins::receptionist, u"cache"_s, u"warm"_s},
                  {{u"PGPASSWORD"_s, logins::password}});
        QVERIFY2(warmed.exitCode == 0, qPrintable(warmed.complaints));
        QCOMPARE(warmed.json().value(u"clinics"_s).toInt(), 1);
        QVERIFY(warmed.json().value(u"loads"_s).toInt() >= 5);
        const QJsonObject entries = cache({u"stats"_s}).json().value(u"entries"_s).toObject();
        for (const QString &kind : {u"departments"_s, u"doctors"_s, u"day"_s})
            QCOMPARE(entries.value(kind).toInt(), 1);

        const Outcome again = run(common + QStringList{logins::receptionist, u"cache"_s, u"warm"_s},
                                  {{u"PGPASSWORD"_s, logins::password}});
        QCOMPARE(again.json().value(u"loads"_s).toInt(-1), 0);

        const Outcome nobody
            = run(common + QStringList{u"clinidesk_boot"_s, u"cache"_s, u"warm"_s});
        QVERIFY2(nobody.exitCode == 4, qPrintable(nobody.complaints));
        QVERIFY(nobody.complaints.contains(u"nobody at the desks"_s));
    }

private:
    enum class Form { Json, Text };

    /// Puts a day with one appointment into Redis, as a desk would have a minute ago.
    QByteArray store(const QList<Generation> &generations)
    {
        Appointment row;
        row.id = AppointmentId(4);
        row.clinic = ClinicId(3);
        row.family = u"Quillfeather"_s;
        row.startsAt = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
        row.endsAt = QDateTime::fromSecsSinceEpoch(1200, Qt::UTC);
        const QByteArray name
            = CacheKey(CacheKind::Day, {.installation = 17, .role = 1}, ClinicId(3))
                  .with(QDate(2026, 11, 23))
                  .toText();
        const QList<Appointment> rows{row};
        const QByteArray value = cacheTypeOf<QList<Appointment>>.encoded(&rows);
        const QByteArray bytes
            = sealedEntry({.kind = CacheKind::Day,
                           .madeAt = QDateTime::currentMSecsSinceEpoch() - 60'000,
                           .generations = generations},
                          value, name, Seal(SecretKey::random()));
        m_redis.tell({"SET", "cd:e:" + name, bytes, "PX", "3600000"});
        return name;
    }

    [[nodiscard]] Outcome cache(const QStringList &words, Form form = Form::Json)
    {
        QStringList arguments{u"--redis-host"_s, u"127.0.0.1"_s, u"--redis-port"_s,
                              QString::number(m_redis.port())};
        if (form == Form::Json)
            arguments << u"--json"_s;
        return run(arguments + QStringList{u"cache"_s} + words);
    }

    [[nodiscard]] Outcome run(const QStringList &arguments,
                              const QMap<QString, QString> &given = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"PGHOST"_s, u"PGUSER"_s, u"PGPASSWORD"_s, u"REDIS_HOST"_s})
            environment.remove(name);
        for (const auto &[name, value] : given.asKeyValueRange())
            environment.insert(name, value);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(CLINIDESK_PROGRAMS) % u"/clinideskctl"_s, arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    QTemporaryDir m_folder;
    TestRedis m_redis;
};

QTEST_GUILESS_MAIN(TestCtlCache)
#include "tst_CtlCache.moc"
