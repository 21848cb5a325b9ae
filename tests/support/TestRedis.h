#pragma once

#include "core/redis/RedisOptions.h"

#include <QByteArrayList>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace clinidesk {

/// A Redis of a test's own on a loopback port and a socket, its data in a folder that goes with it.
/// It dies with this process, however that ends.
///
///     TestRedis redis;
///     void initTestCase() { QVERIFY2(redis.start(), redis.problem()); }
///     … RedisClient client(redis.options()); …
class TestRedis
{
public:
    /// @p arguments are settings as on Redis's command line: {"--maxmemory", "10mb"}.
    explicit TestRedis(QStringList arguments = {});
    virtual ~TestRedis();
    Q_DISABLE_COPY_MOVE(TestRedis)

    /// Returns when it answers. The port stays the same from start to start.
    [[nodiscard]] bool start();
    /// Why it failed, for QVERIFY2.
    [[nodiscard]] const char *problem() const { return m_problem.constData(); }
    /// From the next start on.
    void setArguments(const QStringList &arguments) { m_arguments = arguments; }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString socket() const { return m_folder.filePath(QStringLiteral("redis.sock")); }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// Reached by its port, with time-outs short enough for tests.
    [[nodiscard]] RedisOptions options() const;

    /// Faults. Each returns when it has happened.
    void kill(); ///< As a power cut.
    [[nodiscard]] bool restart(); ///< kill() and start() with what it had written.
    [[nodiscard]] bool restartEmpty();
    void pause(); ///< SIGSTOP: connections stay open and nothing answers.
    void resume();

    /// Sends one command by a connection of its own, past everything that is tested, and waits. A
    /// list's parts are separated by spaces; a nil is null.
    [[nodiscard]] QByteArray ask(const QByteArrayList &words) const;
    void tell(const QByteArrayList &words) const { (void)ask(words); }

protected:
    [[nodiscard]] virtual QStringList commandLine() const;
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    [[nodiscard]] bool answers() const;

    QTemporaryDir m_folder;
    QStringList m_arguments;
    QProcess m_process;
    QByteArray m_problem;
    quint16 m_port = 0;
};

/// A sentinel that watches over one master called "clinic" and replaces it quickly.
class TestSentinel final : public TestRedis
{
public:
    explicit TestSentinel(quint16 masterPort)
        : m_masterPort(masterPort)
    {
    }

protected:
    [[nodiscard]] QStringList commandLine() const override;

private:
    quint16 m_masterPort;
};

} // namespace clinidesk
