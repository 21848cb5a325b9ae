#include "core/standalone/ChildProgram.h"
#include "core/standalone/StandaloneServers.h"
#include "tests/support/ServerGuardian.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <unistd.h>

using namespace clinidesk;
using namespace Qt::StringLiterals;

class TestStandaloneServers final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(u"/tmp/clinidesk-servers-XXXXXX"_s);
        m_folder->setAutoRemove(false);
        m_guardian = std::make_unique<ServerGuardian>(m_folder->path());
    }

    void cleanup()
    {
        QVERIFY(StandaloneServers(options()).stop(StandaloneServers::Windows::Ignore));
        m_guardian.reset();
        QVERIFY(!QFileInfo::exists(m_folder->path()));
    }

    void lastOut_stopsTheServers()
    {
        QElapsedTimer timer;
        timer.start();
        StandaloneServers first(options());
        const auto access = first.join();
        QVERIFY2(access, access ? "" : qPrintable(access.error().detail));
        qInfo() << "made and started in" << timer.restart() << "ms";
        QVERIFY(access->postgres.isSocket());
        QVERIFY(QFile::exists(access->postgres.hosts % u"/.s.PGSQL.5432"_s));

        StandaloneServers second(options());
        QCOMPARE(second.join().value(), *access);
        QVERIFY(first.leave());
        QVERIFY(second.status().postgresRuns);
        QCOMPARE(second.status().redisRuns, !access->redisSocket.isEmpty());
        QVERIFY(second.leave());
        QVERIFY(!second.status().postgresRuns);
        QVERIFY(!second.status().redisRuns);

        timer.restart();
        QVERIFY(second.join());
        qInfo() << "started again in" << timer.elapsed() << "ms";
    }

    void windowThatGoes_leaves()
    {
        {
            StandaloneServers window(options());
            QVERIFY(window.join());
        }
        QVERIFY(!StandaloneServers(options()).status().postgresRuns);
    }

    void keptServers_outliveTheProgramUntilStopped()
    {
        {
            StandaloneServers window(options());
            QVERIFY(window.keep());
            QVERIFY(window.join());
        }
        StandaloneServers later(options());
        QVERIFY(later.status().postgresRuns);
        QVERIFY(later.status().isKept);
        QVERIFY(later.access().has_value());
        QVERIFY(later.stop());
        QVERIFY(!later.status().postgresRuns);
        QVERIFY(!later.access().has_value());
    }

    void openWindow_isNotStoppedUnlessForced()
    {
        StandaloneServers window(options());
        QVERIFY(window.join());
        StandaloneServers other(options());
        const auto refused = other.stop();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Busy);
        QCOMPARE(refused.error().facts.value(u"windows"_s).toInt(), 1);
        QVERIFY(other.stop(StandaloneServers::Windows::Ignore));
        QVERIFY(!other.status().postgresRuns);
    }

    void runningServerOfACrashedWindow_isAdopted()
    {
        {
            StandaloneServers crashed(options());
            QVERIFY(crashed.keep());
            QFile::remove(m_folder->filePath(u"kept"_s));
        }
        StandaloneServers window(options());
        QVERIFY(window.join());
        QVERIFY(window.leave());
        QVERIFY(!window.status().postgresRuns);
    }

    void killedServer_recovers()
    {
        StandaloneServers window(options());
        QVERIFY(window.join());
        QVERIFY(::kill(pid_t(postmaster()), SIGKILL) == 0);
        QTRY_VERIFY(!window.status().postgresRuns);
        QVERIFY(window.join());
        QVERIFY(window.status().postgresRuns);
    }

    void foreignProcessUnderTheOldNumber_isNoServer()
    {
        StandaloneServers window(options());
        QVERIFY(window.join());
        QVERIFY(window.leave());
        QFile pidFile(m_folder->filePath(u"postgres/postmaster.pid"_s));
        QVERIFY(pidFile.open(QIODevice::WriteOnly));
        pidFile.write(QByteArray::number(qint64(::getpid())) + '\n');
        pidFile.close();
        QVERIFY(!window.status().postgresRuns);
        QVERIFY(window.join());
        QVERIFY(window.status().postgresRuns);
    }

    void halfMadeCluster_isMadeAnew()
    {
        const auto place = standalonePlace(m_folder->path());
        QVERIFY(prepare(place));
        QVERIFY(QDir().mkpath(place.home % u"/postgres.new/base"_s));
        QVERIFY(StandaloneServers(options()).join());
    }

    void passwords_stayOffTheCommandLine()
    {
        const auto seen
            = runToEnd({.program = u"/bin/sh"_s,
                        .arguments = {u"-c"_s, u"cat /proc/$$/cmdline; echo; echo $PGPASSWORD"_s},
                        .folder = u"/"_s,
                        .input = {},
                        .password = u"canary"_s});
        QVERIFY(seen);
        QVERIFY(!seen->section(u'\n', 0, 0).contains(u"canary"_s));
        QCOMPARE(seen->section(u'\n', 1).trimmed(), u"canary"_s);
    }

    void quotesInTheFoldersName_areNoSyntax()
    {
        m_guardian.reset();
        m_folder = std::make_unique<QTemporaryDir>(u"/tmp/clinidesk servers' XXXXXX"_s);
        m_folder->setAutoRemove(false);
        m_guardian = std::make_unique<ServerGuardian>(m_folder->path());
        StandaloneServers servers(options());
        const auto access = servers.join();
        QVERIFY2(access, access ? "" : qPrintable(access.error().detail));
        QVERIFY(servers.leave());
    }

    void missingPrograms_areNamed()
    {
        const auto found = findServerPrograms({}, 99);
        QVERIFY(!found);
        QCOMPARE(found.error().code, Error::Code::Unavailable);
        QCOMPARE(found.error().facts.value(u"missing"_s).toString(), u"postgresql"_s);
    }

private:
    [[nodiscard]] StandaloneOptions options() const
    {
        return {.folder = m_folder->path(),
                .programHints = {},
                .postgres = {.durability = PostgresOptions::Durability::Forgetful, .settings = {}}};
    }

    [[nodiscard]] qint64 postmaster() const
    {
        QFile file(m_folder->filePath(u"postgres/postmaster.pid"_s));
        return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerGuardian> m_guardian;
};

QTEST_GUILESS_MAIN(TestStandaloneServers)
#include "tst_StandaloneServers.moc"
