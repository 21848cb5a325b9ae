#include "core/standalone/StandaloneServers.h"

#include "core/base/Log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr std::chrono::milliseconds patience = std::chrono::minutes(3);

/// Holds the folder against other programs for the length of a start or a stop.
class FolderLock final
{
public:
    explicit FolderLock(const StandalonePlace &place)
        : m_file(place.lockFile())
    {
        m_file.setStaleLockTime(0);
        m_isHeld = m_file.tryLock(int(patience.count()));
    }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    QLockFile m_file;
    bool m_isHeld = false;
};

Error lockedOut(const StandalonePlace &place)
{
    return Error{Error::Code::Busy,
                 u"another program starts or stops the servers in %1"_s.arg(place.home),
                 {{u"folder"_s, place.home}}};
}

} // namespace

StandaloneServers::StandaloneServers(StandaloneOptions options)
    : m_options(std::move(options))
    , m_place(standalonePlace(m_options.folder.isEmpty() ? defaultStandaloneFolder(u"desk"_s)
                                                         : m_options.folder))
    , m_users(m_place.users())
{
}

StandaloneServers::~StandaloneServers()
{
    if (const auto left = leave(); !left)
        qCWarning(lcStandalone) << "the private servers go on:" << left.error().detail;
}

Result<StandaloneAccess> StandaloneServers::join()
{
    const QMutexLocker guard(&m_mutex);
    if (const auto prepared = prepare(m_place); !prepared)
        return prepared.error();
    const FolderLock lock(m_place);
    if (!lock.isHeld())
        return lockedOut(m_place);
    auto access = startAll();
    if (access && !m_users.enter())
        return Error{Error::Code::Unavailable, u"can't write to %1"_s.arg(m_place.users()), {}};
    return access;
}

Async<StandaloneAccess> StandaloneServers::joinAsync()
{
    return QtConcurrent::run([this] { return join(); });
}

Result<Done> StandaloneServers::leave()
{
    const QMutexLocker guard(&m_mutex);
    if (!m_users.hasEntered())
        return Done{};
    const FolderLock lock(m_place);
    if (!lock.isHeld())
        return lockedOut(m_place);
    m_users.leave();
    if (m_users.others() > 0 || QFile::exists(keptFile()))
        return Done{};
    return stopAll();
}

Result<StandaloneAccess> StandaloneServers::keep()
{
    const QMutexLocker guard(&m_mutex);
    if (const auto prepared = prepare(m_place); !prepared)
        return prepared.error();
    const FolderLock lock(m_place);
    if (!lock.isHeld())
        return lockedOut(m_place);
    auto access = startAll();
    QFile kept(keptFile());
    if (access && !kept.open(QIODevice::WriteOnly))
        return Error{Error::Code::Unavailable, u"can't write to %1"_s.arg(m_place.home), {}};
    return access;
}

Result<Done> StandaloneServers::stop(Windows windows)
{
    const QMutexLocker guard(&m_mutex);
    if (!QFileInfo::exists(m_place.home))
        return Done{};
    const FolderLock lock(m_place);
    if (!lock.isHeld())
        return lockedOut(m_place);
    const int others = m_users.others();
    if (others > 0 && windows == Windows::Respect)
        return Error{
            Error::Code::Busy, u"windows are open on these servers"_s, {{u"windows"_s, others}}};
    QFile::remove(keptFile());
    m_users.leave();
    return stopAll();
}

StandaloneStatus StandaloneServers::status()
{
    const QMutexLocker guard(&m_mutex);
    StandaloneStatus status{.home = m_place.home,
                            .isCreated = clusterMajor(m_place) > 0,
                            .isKept = QFile::exists(keptFile()),
                            .users = m_users.others()};
    if (const auto found = servers()) {
        status.postgresRuns = found->postgres.isRunning();
        status.redisRuns = found->redis.isRunning();
    }
    return status;
}

std::optional<StandaloneAccess> StandaloneServers::access()
{
    const QMutexLocker guard(&m_mutex);
    const auto found = servers();
    if (!found || !found->postgres.isRunning())
        return std::nullopt;
    return accessTo(*found);
}

Result<StandaloneServers::Servers> StandaloneServers::servers() const
{
    const auto programs = findServerPrograms(m_options.programHints, clusterMajor(m_place));
    if (!programs)
        return programs.error();
    return Servers{.postgres = PrivatePostgres(*programs, m_place, m_options.postgres),
                   .redis = PrivateRedis(*programs, m_place)};
}

Result<StandaloneAccess> StandaloneServers::startAll()
{
    auto found = servers();
    if (!found)
        return found.error();
    if (const auto started = found->postgres.start(); !started)
        return started.error();
    // A desk without Redis is slower and nothing else, so its trouble is only told to the log.
    if (const auto started = found->redis.start(); !started)
        qCWarning(lcStandalone) << "going on without Redis:" << started.error().detail;
    return accessTo(*found);
}

Result<Done> StandaloneServers::stopAll()
{
    auto found = servers();
    if (!found)
        return found.error();
    if (const auto stopped = found->redis.stop(); !stopped)
        qCWarning(lcStandalone) << stopped.error().detail;
    return found->postgres.stop();
}

StandaloneAccess StandaloneServers::accessTo(const Servers &servers) const
{
    return {.postgres = servers.postgres.profile(),
            .bootLogin = PrivatePostgres::bootLogin,
            .bootPassword = servers.postgres.bootPassword(),
            .redisSocket = servers.redis.isRunning() ? servers.redis.socket() : QString()};
}

} // namespace clinidesk
