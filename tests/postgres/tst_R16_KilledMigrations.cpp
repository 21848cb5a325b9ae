// R16: whatever kills a migration, and at whichever statement, the next one goes on from whole
// files and ends in the schema that an undisturbed run makes.
#include "core/postgres/Migrations.h"
#include "tests/postgres/BareCluster.h"
#include "tests/postgres/CatalogueDigest.h"
#include "tests/postgres/SqlStatements.h"
#include "tests/support/FaultProxy.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QtConcurrent>

#include <libpq-fe.h>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ends the session that runs it, as an administrator or a dying server does.
const QString death = u";RESET ROLE; SELECT pg_terminate_backend(pg_backend_pid());"_s;

bool isSoak()
{
    return qEnvironmentVariableIntValue("CLINIDESK_TEST_ROUNDS") > 0;
}

QString problemOf(const Result<MigrationReport> &report)
{
    return report ? QString() : report.error().detail;
}

/// Small files, so that every byte of what a desk sends for them can be cut at.
QList<Migration> smallFiles()
{
    return {
        migrationFrom(
            u"0001_base"_s,
            "CREATE SCHEMA clinidesk; CREATE TABLE clinidesk.migration (number int PRIMARY KEY,"
            " name text NOT NULL, checksum text NOT NULL, applied_at timestamptz DEFAULT now())"),
        migrationFrom(u"0002_one"_s,
                      "CREATE TABLE clinidesk.one (n int); INSERT INTO clinidesk.one VALUES (1)"),
        migrationFrom(u"0003_two"_s, "INSERT INTO clinidesk.one VALUES (2)"),
    };
}

} // namespace

class TestR16KilledMigrations final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const auto started = cluster.start();
        QVERIFY2(bool(started), qPrintable(started ? QString() : started.error().detail));
        QVERIFY(cluster.clone(u"template0"_s, u"untouched"_s));
    }

    /// Comes first: the cluster has no roles yet, so that 0001 makes them between two kills.
    void killedAtEveryStatement_leavesWholeFilesOnly()
    {
        QElapsedTimer time;
        time.start();
        int kills = 0;
        QList<Migration> files;
        for (const Migration &file : Migrations::known()) {
            const QStringList statements = statementsOf(file.sql);
            QCOMPARE(statements.join(QString()), file.sql);
            QCOMPARE(statements.size(), countedByTheServer(file));
            const QString before = cluster.value(catalogueDigestSql());
            for (qsizetype at = 0; at <= statements.size(); ++at) {
                Migration killed = file;
                killed.sql = statements.first(at).join(QString()) % death
                    % statements.sliced(at).join(QString());
                const auto report = Migrations(files + QList{killed}).apply(cluster.boot());
                QVERIFY(!report);
                QCOMPARE(report.error().code, Error::Code::Unavailable);
                ++kills;
                // What any of them left would still be there after the last.
                if (isSoak() || at == statements.size())
                    QVERIFY2(cluster.value(catalogueDigestSql()) == before,
                             qPrintable(file.name % u" left something behind"_s));
            }
            files.append(file);
            const auto resumed = Migrations(files).apply(cluster.boot());
            QVERIFY2(bool(resumed), qPrintable(problemOf(resumed)));
            QCOMPARE(resumed->applied, QList<int>{file.number});
        }
        qInfo("R16 kills: %d statements of %d files, each the last of its session, %.0f s", kills,
              int(files.size()), double(time.elapsed()) / 1000);
        compareWithAnUndisturbedRun();
    }

    void terminatedAtAnyMoment_isResumed()
    {
        QRandomGenerator random(20261122);
        const int rounds = isSoak() ? 100 : 6;
        int killed = 0;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY(cluster.clone(u"untouched"_s, u"clinidesk"_s));
            const auto migrate = [this] { return Migrations().apply(cluster.boot()); };
            QList<QFuture<Result<MigrationReport>>> desks{QtConcurrent::run(migrate),
                                                          QtConcurrent::run(migrate)};
            QThread::msleep(random.bounded(10u, 600u));
            (void)cluster.value(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                " WHERE datname = 'clinidesk'"_s,
                                u"postgres"_s);
            for (auto &desk : desks)
                killed += desk.result() ? 0 : 1;
            const auto resumed = migrate();
            QVERIFY2(bool(resumed), qPrintable(problemOf(resumed)));
            QCOMPARE(cluster.value(catalogueDigestSql()), cleanDigest);
        }
        qInfo("R16 moments: %d rounds of two desks at once, %d of them ended, all resumed", rounds,
              killed);
    }

    void linkCutAtAnyByte_isResumed()
    {
        const ConnectTarget straight = cluster.boot(u"cut"_s);
        FaultProxy link(straight.server.hosts % u"/.s.PGSQL."_s
                        % QString::number(straight.server.port));
        QVERIFY(link.isListening());
        QVERIFY(cluster.clone(u"untouched"_s, u"cut"_s));
        ConnectTarget through = straight;
        through.server.hosts = u"127.0.0.1"_s;
        through.server.port = link.port();
        through.server.tls = ServerProfile::Tls::None;
        through.credentials = {u"migrator"_s, u"correct horse"_s};
        (void)cluster.value(u"CREATE ROLE migrator LOGIN SUPERUSER PASSWORD 'correct horse'"_s);

        int cuts = 0;
        QMap<int, int> found;
        for (const auto kind : {LinkFault::Kind::CutToServer, LinkFault::Kind::CutToClient}) {
            bool isCut = true;
            for (qint64 at = 0; isCut; at += isSoak() ? 1 : 23) {
                (void)cluster.value(u"DROP SCHEMA IF EXISTS clinidesk CASCADE"_s, u"cut"_s);
                link.apply({.kind = kind, .bytes = at});
                const auto report = Migrations(smallFiles()).apply(through);
                isCut = link.hasStruck();
                link.heal();
                cuts += isCut ? 1 : 0;
                QVERIFY(isCut || report);

                const auto resumed = Migrations(smallFiles()).apply(straight);
                QVERIFY2(bool(resumed), qPrintable(problemOf(resumed)));
                ++found[3 - int(resumed->applied.size())];
                QCOMPARE(cluster.value(u"SELECT string_agg(n::text, ',' ORDER BY n)"
                                       " FROM clinidesk.one"_s,
                                       u"cut"_s),
                         u"1,2"_s);
            }
        }
        qInfo("R16 cuts: %d; 0, 1, 2 and 3 whole files were there: %d, %d, %d, %d times", cuts,
              found[0], found[1], found[2], found[3]);
        QVERIFY(found[0] > 0 && found[1] > 0 && found[2] > 0 && found[3] > 0);
    }

private:
    /// How many statements the server sees in @p file; whatever it does is taken back.
    [[nodiscard]] qsizetype countedByTheServer(const Migration &file)
    {
        auto connection = LibpqConnection::open(cluster.boot(), 5s);
        if (!connection || !connection->run(u"BEGIN"_s))
            return -1;
        PGconn *link = connection->handle();
        if (PQsendQuery(link, file.sql.toUtf8().constData()) != 1)
            return -1;
        qsizetype statements = 0;
        bool isWhole = true;
        while (PGresult *result = PQgetResult(link)) {
            const auto status = PQresultStatus(result);
            isWhole = isWhole && (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
            ++statements;
            PQclear(result);
        }
        return isWhole ? statements : -1;
    }

    void compareWithAnUndisturbedRun()
    {
        QVERIFY(cluster.clone(u"untouched"_s, u"clean"_s));
        const auto report = Migrations().apply(cluster.boot(u"clean"_s));
        QVERIFY2(bool(report), qPrintable(problemOf(report)));
        cleanDigest = cluster.value(catalogueDigestSql(), u"clean"_s);
        QVERIFY2(cleanDigest.contains(u" of "_s), qPrintable(cleanDigest));
        QCOMPARE(cluster.value(catalogueDigestSql()), cleanDigest);
    }

    BareCluster cluster;
    QString cleanDigest;
};

QTEST_GUILESS_MAIN(TestR16KilledMigrations)
#include "tst_R16_KilledMigrations.moc"
