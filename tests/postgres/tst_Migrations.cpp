#include "core/postgres/Migrations.h"
#include "tests/support/PrivateServer.h"

#include <QTest>
#include <QtConcurrent>

using namespace clinidesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Small files after the one that makes the table of migrations.
QList<Migration> smallFiles()
{
    return {
        migrationFrom(
            u"0001_base"_s,
            "CREATE SCHEMA clinidesk; CREATE TABLE clinidesk.migration (number int PRIMARY KEY,"
            " name text NOT NULL, checksum text NOT NULL, applied_at timestamptz DEFAULT now())"),
        migrationFrom(u"0002_one"_s,
                      "CREATE TABLE clinidesk.one (n int); SET search_path = clinidesk"),
        migrationFrom(u"0003_two"_s, "INSERT INTO clinidesk.one VALUES (1)"),
    };
}

} // namespace

class TestMigrations final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(server.start(), server.problem()); }
    void init() { QVERIFY(!server.bareDatabase().isEmpty()); }

    void wholeSchema_isAppliedOnceAndOnlyOnce()
    {
        QStringList heard;
        const auto first = Migrations().apply(
            target(), [&](const Migration &migration) { heard.append(migration.name); });
        QVERIFY2(bool(first), qPrintable(first ? QString() : first.error().detail));
        QCOMPARE(first->applied.size(), Migrations::known().size());
        QCOMPARE(first->version, Migrations::newest());
        QCOMPARE(heard.size(), Migrations::known().size());

        const auto second = Migrations().apply(target());
        QVERIFY(second && second->applied.isEmpty());
        QCOMPARE(*Migrations::versionOf(target()), Migrations::newest());
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.migration"_s),
                 QString::number(Migrations::known().size()));
    }

    void untouchedDatabase_hasVersionZero() { QCOMPARE(*Migrations::versionOf(target()), 0); }

    void twoDesksAtOnce_takeTurns()
    {
        const auto apply = [this] { return Migrations(smallFiles()).apply(target()); };
        QList<QFuture<Result<MigrationReport>>> desks;
        for (int i = 0; i < 4; ++i)
            desks.append(QtConcurrent::run(apply));
        qsizetype applied = 0;
        for (auto &desk : desks) {
            const auto report = desk.result();
            QVERIFY2(bool(report), qPrintable(report ? QString() : report.error().detail));
            applied += report->applied.size();
        }
        QCOMPARE(applied, 3);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.one"_s), u"1"_s);
    }

    void alteredFile_isRefusedByItsNumber()
    {
        QVERIFY(Migrations(smallFiles()).apply(target()));
        QList<Migration> files = smallFiles();
        files[1] = migrationFrom(u"0002_one"_s, "CREATE TABLE clinidesk.one (n bigint)");

        const auto refused = Migrations(files).apply(target());

        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Broken);
        QCOMPARE(refused.error().facts.value(u"migration"_s).toInt(), 2);
        QCOMPARE(refused.error().facts.value(u"problem"_s).toString(), u"altered"_s);
    }

    void lineEndsOfAnotherSystem_areNoAlteration()
    {
        QCOMPARE(migrationFrom(u"0001_a"_s, "SELECT 1;\r\nSELECT 2;\r\n").checksum,
                 migrationFrom(u"0001_a"_s, "SELECT 1;\nSELECT 2;\n").checksum);
    }

    void newerDatabase_isRefused()
    {
        QVERIFY(Migrations(smallFiles()).apply(target()));

        const auto refused = Migrations(smallFiles().first(2)).apply(target());

        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::SchemaTooNew);
        QCOMPARE(refused.error().facts.value(u"layer"_s).toString(), u"schema"_s);
    }

    void failingFile_leavesNothingBehindAndCanBeRepeated()
    {
        QList<Migration> files = smallFiles();
        files[2]
            = migrationFrom(u"0003_two"_s, "INSERT INTO clinidesk.one VALUES (7); SELECT 1 / 0");
        const auto failed = Migrations(files).apply(target());
        QVERIFY(!failed);
        QCOMPARE(failed.error().facts.value(u"migration"_s).toInt(), 3);
        QCOMPARE(*Migrations::versionOf(target()), 2);
        QCOMPARE(server.value(u"SELECT count(*) FROM clinidesk.one"_s), u"0"_s);

        const auto repeated = Migrations(smallFiles()).apply(target());
        QCOMPARE(repeated->applied, QList<int>{3});
    }

    void killedInTheMiddle_isResumedByTheNext()
    {
        QList<Migration> files = smallFiles();
        files[2] = migrationFrom(u"0003_two"_s,
                                 "INSERT INTO clinidesk.one VALUES (7); SELECT pg_sleep(30)");
        auto first = QtConcurrent::run([&] { return Migrations(files).apply(target()); });
        QTRY_COMPARE(
            server.value(u"SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                         " AND datname = current_database()"_s),
            u"1"_s);
        server.run(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                   " WHERE wait_event = 'PgSleep' AND datname = current_database()"_s);
        QVERIFY(!first.result());

        const auto next = Migrations(smallFiles()).apply(target());

        QVERIFY2(bool(next), qPrintable(next ? QString() : next.error().detail));
        QCOMPARE(next->applied, QList<int>{3});
        QCOMPARE(server.value(u"SELECT string_agg(n::text, ',') FROM clinidesk.one"_s), u"1"_s);
    }

    void clusterWithoutUtf8Letters_isRefused()
    {
        server.run(
            u"CREATE DATABASE plain_c TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"_s);
        ConnectTarget plain = target();
        plain.server.database = u"plain_c"_s;

        const auto refused = Migrations(smallFiles()).apply(plain);

        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QCOMPARE(refused.error().facts.value(u"field"_s).toString(), u"lc_ctype"_s);
    }

    void ordinaryLogin_isDenied()
    {
        QVERIFY(!server.freshDatabase().isEmpty());
        const auto refused
            = Migrations().apply({server.profile(), {logins::receptionist, logins::password}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Denied);
    }

private:
    [[nodiscard]] ConnectTarget target() const
    {
        return {server.profile(), {PrivatePostgres::bootLogin, {}}};
    }

    PrivateServer server;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_Migrations.moc"
