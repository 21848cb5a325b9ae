#include "core/standalone/ServerPrograms.h"

#include "core/standalone/ChildProgram.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int oldestMajor = 15;

#ifdef Q_OS_WIN
const QString suffix = u".exe"_s;
#else
const QString suffix;
#endif

QStringList installedFolders()
{
    QStringList folders;
    const QStringList roots{u"/usr/lib/postgresql"_s, u"/usr/local/pgsql"_s, u"/opt/homebrew/opt"_s,
                            u"/usr/local/opt"_s, u"C:/Program Files/PostgreSQL"_s};
    for (const QString &root : roots) {
        folders << root % u"/bin"_s;
        const auto versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString &version : versions)
            folders.prepend(root % u'/' % version % u"/bin"_s);
    }
    const QString inPath = QStandardPaths::findExecutable(u"initdb"_s);
    if (!inPath.isEmpty())
        folders << QFileInfo(QFileInfo(inPath).canonicalFilePath()).path();
    const QString config = QStandardPaths::findExecutable(u"pg_config"_s);
    if (!config.isEmpty()) {
        const auto answer = runToEnd(
            {.program = config, .arguments = {u"--bindir"_s}, .folder = {}, .input = {}});
        if (answer)
            folders << answer->trimmed();
    }
    return folders;
}

/// The major version of a folder that has all programs, otherwise 0.
int majorIn(const QString &folder)
{
    for (const QString &name : {u"initdb"_s, u"pg_ctl"_s, u"postgres"_s, u"psql"_s}) {
        if (!QFileInfo(folder % u'/' % name % suffix).isExecutable())
            return 0;
    }
    const auto words = runToEnd({.program = folder % u"/postgres"_s % suffix,
                                 .arguments = {u"--version"_s},
                                 .folder = {},
                                 .input = {}});
    static const QRegularExpression number(u"\\) (\\d+)"_s);
    return words ? number.match(*words).captured(1).toInt() : 0;
}

} // namespace

QString ServerPrograms::postgresProgram(const QString &name) const
{
    return postgresFolder % u'/' % name % suffix;
}

Result<ServerPrograms> findServerPrograms(const QStringList &hints, int major)
{
    ServerPrograms found;
    const QStringList folders = hints + installedFolders();
    for (const QString &folder : folders) {
        const int here = majorIn(folder);
        const bool fits = major == 0 ? here >= oldestMajor : here == major;
        if (fits && here > found.postgresMajor) {
            found.postgresFolder = folder;
            found.postgresMajor = here;
        }
        if (found.postgresMajor > 0 && hints.contains(found.postgresFolder))
            break;
    }
    if (found.postgresMajor == 0) {
        const QString wanted = major ? QString::number(major) : u"15 or newer"_s;
        return Error{.code = Error::Code::Unavailable,
                     .detail = u"PostgreSQL %1 is not installed on this machine"_s.arg(wanted),
                     .facts = {{u"missing"_s, u"postgresql"_s}, {u"version"_s, wanted}}};
    }
    found.redisServer = QStandardPaths::findExecutable(u"redis-server"_s);
    if (found.redisServer.isEmpty())
        found.redisServer = QStandardPaths::findExecutable(
            u"redis-server"_s, {u"/usr/bin"_s, u"/usr/local/bin"_s, u"/opt/homebrew/bin"_s});
    return found;
}

} // namespace clinidesk
