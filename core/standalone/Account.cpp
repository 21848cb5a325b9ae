#include "core/standalone/Account.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

#ifdef Q_OS_UNIX

bool runsAsRoot()
{
    return ::geteuid() == 0;
}

std::optional<Account> serverAccount()
{
    if (!runsAsRoot())
        return std::nullopt;
    const passwd *entry = ::getpwnam("postgres");
    if (!entry)
        return std::nullopt;

    Account account{.name = QString::fromLocal8Bit(entry->pw_name),
                    .uid = entry->pw_uid,
                    .gid = entry->pw_gid,
                    .groups = {}};
    int count = 64;
    account.groups.resize(std::size_t(count));
    if (::getgrouplist(entry->pw_name, entry->pw_gid, account.groups.data(), &count) < 0)
        count = 0;
    account.groups.resize(std::size_t(count));
    return account;
}

QString currentAccountName()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(::geteuid());
}

bool becomeAccount(const Account &account)
{
    return ::setgroups(account.groups.size(), account.groups.data()) == 0
        && ::setgid(account.gid) == 0 && ::setuid(account.uid) == 0;
}

bool giveTo(const Account &account, const QString &path)
{
    return ::chown(QFile::encodeName(path).constData(), account.uid, account.gid) == 0;
}

bool isReachableByAll(const QString &folder)
{
    for (QFileInfo step(folder);; step = QFileInfo(step.path())) {
        if (step.exists() && !step.permission(QFile::ExeOther))
            return false;
        if (step.isRoot())
            return true;
    }
}

#else

bool runsAsRoot()
{
    return false;
}

std::optional<Account> serverAccount()
{
    return std::nullopt;
}

QString currentAccountName()
{
    return qEnvironmentVariable("USERNAME");
}

bool becomeAccount(const Account &)
{
    return false;
}

bool giveTo(const Account &, const QString &)
{
    return false;
}

bool isReachableByAll(const QString &)
{
    return true;
}

#endif

} // namespace clinidesk
