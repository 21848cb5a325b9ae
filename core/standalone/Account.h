#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace clinidesk {

/// An account of the operating system that children may run under.
struct Account
{
    QString name;
    unsigned uid = 0;
    unsigned gid = 0;
    std::vector<unsigned> groups;
};

/// Whom the servers run as when we are root, because PostgreSQL refuses root: the account Debian's
/// package makes. Empty when we are an ordinary person (children run as we do) or it is missing.
[[nodiscard]] std::optional<Account> serverAccount();

[[nodiscard]] bool runsAsRoot();

/// The name PostgreSQL's peer authentication sees for this process.
[[nodiscard]] QString currentAccountName();

/// Leaves root for @p account for good; meant for a forked child before it runs another program.
/// False when the system refuses.
[[nodiscard]] bool becomeAccount(const Account &account);

/// Gives @p path to @p account. False when the system refuses.
[[nodiscard]] bool giveTo(const Account &account, const QString &path);

/// Can a process of another account walk down to @p folder? Always true where there is no such
/// thing.
[[nodiscard]] bool isReachableByAll(const QString &folder);

} // namespace clinidesk
