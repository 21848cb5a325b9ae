#include "tests/support/ServerGuardian.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

// Stopped children would outlive a killed postmaster, so they are killed one by one.
constexpr const char *script = R"(
cat >/dev/null
server=$(head -n1 "$1/postgres/postmaster.pid" 2>/dev/null)
if [ -n "$server" ] && [ -d "/proc/$server" ]; then
    kill -STOP "$server" 2>/dev/null
    for process in /proc/[0-9]*; do
        read -r pid name state parent rest <"$process/stat" 2>/dev/null || continue
        [ "$parent" = "$server" ] && kill -KILL "$pid" 2>/dev/null
    done
    kill -KILL "$server" 2>/dev/null
fi
for attempt in 1 2 3 4 5; do
    rm -rf "$1" 2>/dev/null && break
    sleep 0.1
done
)";

} // namespace

ServerGuardian::ServerGuardian(const QString &home)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("no pipe for the guardian of the test server");
    const QByteArray folder = QFile::encodeName(home);
    m_process = ::fork();
    if (m_process == 0) {
        ::setsid(); // Ctrl+C ends the test, not the one who tidies up.
        ::dup2(ends[0], STDIN_FILENO);
        const int nowhere = ::open("/dev/null", O_RDWR);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execl("/bin/sh", "sh", "-c", script, "guardian", folder.constData(), nullptr);
        ::_exit(127);
    }
    ::close(ends[0]);
    m_pipe = ends[1];
}

ServerGuardian::~ServerGuardian()
{
    ::close(m_pipe);
    ::waitpid(m_process, nullptr, 0);
}

QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        QFile stat(u"/proc/%1/stat"_s.arg(name));
        if (!isNumber || !stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray line = stat.readAll();
        const QList<QByteArray> words = line.mid(line.lastIndexOf(')') + 2).split(' ');
        if (words.value(1).toLongLong() == parent)
            children << pid;
    }
    return children;
}

} // namespace clinidesk
