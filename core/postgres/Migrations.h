#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>

namespace clinidesk {

/// One numbered SQL file of the schema.
struct Migration
{
    int number = 0;
    QString name; ///< "0002_tables"
    QString sql;
    QString checksum; ///< SHA-256 of the text with plain line ends, in hexadecimal.

    friend bool operator==(const Migration &, const Migration &) = default;
};

struct MigrationReport
{
    QList<int> applied; ///< By this call.
    int version = 0; ///< The newest one the database has now.

    friend bool operator==(const MigrationReport &, const MigrationReport &) = default;
};

/// The schema's files and their way into a database. Everything blocks: for command lines and for
/// the standalone servers' own thread.
class Migrations final
{
public:
    using Progress = std::function<void(const Migration &)>;

    /// The files this program carries, by number.
    [[nodiscard]] static const QList<Migration> &known();
    /// The schema version this program was made for.
    [[nodiscard]] static int newest();

    /// Other files than known(): for tests.
    explicit Migrations(QList<Migration> files = known());

    /// Applies what is missing to the database of @p target, each file once and in a transaction of
    /// its own; @p progress hears of each before it runs. Two callers take turns; one that was
    /// killed leaves whole files behind and can be called again. Needs a superuser.
    ///
    /// Fails with SchemaTooNew; with Broken (facts: migration, problem "altered") when an applied
    /// file is not the one this program carries, and with problem "absent" when one was left out
    /// before later ones; with Invalid (facts: field "encoding", "lc_ctype" or "server_version")
    /// when the cluster can't hold the clinic's names, or field "extension" and its name when the
    /// server lacks one; with Busy (facts: problem "migrating") when another caller isn't
    /// done after a minute; and with the server's errors (facts: migration). Whatever fails, the
    /// files before it stay applied whole.
    [[nodiscard]] Result<MigrationReport> apply(const ConnectTarget &target,
                                                const Progress &progress = {}) const;

    /// How far the database of @p target is; 0 before the first migration. Needs a superuser.
    [[nodiscard]] static Result<int> versionOf(const ConnectTarget &target);

private:
    QList<Migration> m_files;
};

/// A migration of @p name ("0002_tables") and @p sql.
[[nodiscard]] Migration migrationFrom(const QString &name, const QByteArray &sql);

} // namespace clinidesk
