#include "core/standalone/StandalonePlace.h"

#include "core/standalone/Account.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString systemFolder = u"/var/lib/clinidesk"_s;
// The longest name a server gives its socket: PostgreSQL's, with its lock file.
constexpr int longestSocketName = int(sizeof "/.s.PGSQL.65535.lock");

QString shortName(const QString &path)
{
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(10));
}

QString socketsFor(const QString &home)
{
    const QString inside = home % u"/run"_s;
    if (QFile::encodeName(inside).size() + longestSocketName <= longestSocketPath)
        return inside;
    if (runsAsRoot())
        return systemFolder % u"/run-"_s % shortName(home);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString base = runtime.isEmpty() || runtime.size() > 60 ? u"/tmp"_s : runtime;
    return base % u"/clinidesk-"_s % shortName(home % currentAccountName());
}

Error refused(const QString &folder)
{
    return Error{.code = Error::Code::Unavailable,
                 .detail = u"the folder %1 can't be made or is not ours"_s.arg(folder),
                 .facts = {{u"folder"_s, folder}}};
}

bool openForWalking(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return false;
    if (!runsAsRoot())
        return true;
    const auto permissions = QFile::permissions(folder);
    return permissions.testFlag(QFile::ExeOther)
        || QFile::setPermissions(folder, permissions | QFile::ExeOther | QFile::ExeGroup);
}

/// A folder for the servers' account alone.
bool closeForOthers(const QString &folder)
{
    if (!QDir().mkpath(folder) || QFileInfo(folder).isSymLink())
        return false;
    const bool isClosed
        = QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto account = serverAccount();
    return isClosed && (!account || giveTo(*account, folder));
}

} // namespace

QString defaultStandaloneFolder(const QString &name)
{
    if (runsAsRoot())
        return systemFolder % u'/' % name;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) % u"/clinidesk/"_s
        % name;
}

StandalonePlace standalonePlace(const QString &folder)
{
    QString home = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (runsAsRoot() && !isReachableByAll(QFileInfo(home).path()))
        home = systemFolder % u'/' % QFileInfo(home).fileName().left(20) % u'-' % shortName(home);
    return {.home = home, .sockets = socketsFor(home)};
}

Result<Done> prepare(const StandalonePlace &place)
{
    if (runsAsRoot() && place.home.startsWith(systemFolder) && !openForWalking(systemFolder))
        return refused(systemFolder);
    if (!openForWalking(place.home))
        return refused(place.home);
    for (const QString &folder : {place.sockets, place.redis(), place.logs(), place.users()}) {
        if (!closeForOthers(folder))
            return refused(folder);
    }
    return Done{};
}

} // namespace clinidesk
