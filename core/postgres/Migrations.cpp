#include "core/postgres/Migrations.h"

#include "core/postgres/LibpqConnection.h"
#include "core/postgres/SqlError.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QResource>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int oldestServer = 150000;

struct Applied
{
    QString name;
    QString checksum;
};

QList<Migration> carried()
{
    QList<Migration> files;
    const QDir folder(u":/clinidesk/schema"_s);
    for (const QString &fileName : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(fileName));
        if (file.open(QIODevice::ReadOnly))
            files.append(migrationFrom(fileName.chopped(4), file.readAll()));
    }
    return files;
}

std::optional<Error> unfitCluster(LibpqConnection &connection)
{
    if (connection.serverVersion() < oldestServer)
        return invalidValue(u"server_version"_s, u"range"_s);
    const auto answer = connection.run(u"SELECT pg_encoding_to_char(encoding), datctype"
                                       " FROM pg_database WHERE datname = current_database()"_s);
    if (!answer)
        return answer.error();
    if (answer->text(0, 0) != u"UTF8"_s)
        return invalidValue(u"encoding"_s, u"unknown"_s);
    // Under C, names in Chinese or Arabic script have no trigrams and are never found.
    static const QRegularExpression utf8(u"utf-?8"_s, QRegularExpression::CaseInsensitiveOption);
    if (!answer->text(0, 1).contains(utf8))
        return invalidValue(u"lc_ctype"_s, u"unknown"_s);
    return std::nullopt;
}

Result<QHash<int, Applied>> appliedIn(LibpqConnection &connection)
{
    QHash<int, Applied> applied;
    const auto table = connection.run(u"SELECT to_regclass('clinidesk.migration') IS NOT NULL"_s);
    if (!table)
        return table.error();
    if (table->text(0, 0) != u"t"_s)
        return applied;
    const auto rows = connection.run(u"SELECT number, name, checksum FROM clinidesk.migration"_s);
    if (!rows)
        return rows.error();
    for (int row = 0; row < rows->count(); ++row)
        applied.insert(rows->text(row, 0).toInt(), {rows->text(row, 1), rows->text(row, 2)});
    return applied;
}

/// An extension that the files still to be applied ask for and the server can't give.
std::optional<Error> missingExtension(LibpqConnection &connection, const QList<Migration> &files,
                                      const QHash<int, Applied> &applied)
{
    static const QRegularExpression wanted(u"CREATE EXTENSION (?:IF NOT EXISTS )?(\\w+)"_s);
    for (const Migration &file : files) {
        if (applied.contains(file.number))
            continue;
        auto each = wanted.globalMatch(file.sql);
        while (each.hasNext()) {
            const QString name = each.next().captured(1);
            const auto found = connection.run(
                u"SELECT FROM pg_available_extensions WHERE name = $1"_s, {name.toUtf8()});
            if (!found)
                return found.error();
            if (found->count() > 0)
                continue;
            Error error = invalidValue(u"extension"_s, u"absent"_s);
            error.facts.insert(u"extension"_s, name);
            return error;
        }
    }
    return std::nullopt;
}

/// Waits until no other program migrates here. Held by the session: the turn goes with a program
/// that is killed, and the next one goes on; one that is frozen keeps it.
std::optional<Error> takeTurn(LibpqConnection &connection)
{
    const auto taken = connection.run(
        u"SET lock_timeout = '60s'; SELECT pg_advisory_lock(7238011926); RESET lock_timeout"_s);
    if (taken)
        return std::nullopt;
    Error error = taken.error();
    if (error.code == Error::Code::Busy)
        error.facts.insert(u"problem"_s, u"migrating"_s);
    return error;
}

Error brokenHistory(int number, const QString &problem)
{
    return Error{Error::Code::Broken,
                 u"migration %1 is %2"_s.arg(QString::number(number), problem),
                 {{u"migration"_s, number}, {u"problem"_s, problem}}};
}

std::optional<Error> mismatch(const QList<Migration> &files, const QHash<int, Applied> &applied)
{
    QHash<int, QString> checksums;
    for (const Migration &file : files)
        checksums.insert(file.number, file.checksum);
    const int newestFile = files.isEmpty() ? 0 : files.last().number;
    QList<int> numbers = applied.keys();
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    for (const int number : std::as_const(numbers)) {
        if (number > newestFile)
            return Error{
                Error::Code::SchemaTooNew,
                u"the database has migration %1, this program %2"_s.arg(number).arg(newestFile),
                {{u"migration"_s, number}, {u"layer"_s, u"schema"_s}}};
        if (checksums.value(number) != applied.value(number).checksum)
            return brokenHistory(number, u"altered"_s);
    }
    for (const Migration &file : files) {
        if (!numbers.isEmpty() && file.number < numbers.first() && !applied.contains(file.number))
            return brokenHistory(file.number, u"absent"_s);
    }
    return std::nullopt;
}

std::optional<Error> applyOne(LibpqConnection &connection, const Migration &file)
{
    const auto failed = [&](Error error) {
        (void)connection.run(u"ROLLBACK"_s);
        error.facts.insert(u"migration"_s, file.number);
        error.detail.prepend(file.name % u": "_s);
        return error;
    };
    if (const auto begun = connection.run(u"BEGIN"_s); !begun)
        return failed(begun.error());
    if (const auto run = connection.run(file.sql); !run)
        return failed(run.error());
    // A file may leave a role or a search path behind.
    if (const auto reset = connection.run(u"RESET ROLE; RESET ALL"_s); !reset)
        return failed(reset.error());
    const auto noted = connection.run(
        u"INSERT INTO clinidesk.migration (number, name, checksum) VALUES ($1::int, $2, $3)"_s,
        {QByteArray::number(file.number), file.name.toUtf8(), file.checksum.toUtf8()});
    if (!noted)
        return failed(noted.error());
    if (const auto done = connection.run(u"COMMIT"_s); !done)
        return failed(done.error());
    return std::nullopt;
}

} // namespace

Migration migrationFrom(const QString &name, const QByteArray &sql)
{
    QByteArray plain = sql;
    plain.replace("\r\n", "\n");
    return Migration{
        .number = name.section(u'_', 0, 0).toInt(),
        .name = name,
        .sql = QString::fromUtf8(plain),
        .checksum
        = QString::fromLatin1(QCryptographicHash::hash(plain, QCryptographicHash::Sha256).toHex()),
    };
}

const QList<Migration> &Migrations::known()
{
    static const QList<Migration> files = carried();
    return files;
}

int Migrations::newest()
{
    return known().isEmpty() ? 0 : known().last().number;
}

Migrations::Migrations(QList<Migration> files)
    : m_files(std::move(files))
{
}

Result<MigrationReport> Migrations::apply(const ConnectTarget &target,
                                          const Progress &progress) const
{
    auto connection = LibpqConnection::open(target, 5s);
    if (!connection)
        return connection.error();
    if (const auto unfit = unfitCluster(*connection))
        return *unfit;
    if (const auto refused = takeTurn(*connection))
        return *refused;
    const auto applied = appliedIn(*connection);
    if (!applied)
        return applied.error();
    if (const auto wrong = mismatch(m_files, *applied))
        return *wrong;
    if (const auto missing = missingExtension(*connection, m_files, *applied))
        return *missing;

    MigrationReport report;
    for (const Migration &file : m_files) {
        report.version = file.number;
        if (applied->contains(file.number))
            continue;
        if (progress)
            progress(file);
        if (const auto error = applyOne(*connection, file))
            return *error;
        report.applied.append(file.number);
    }
    return report;
}

Result<int> Migrations::versionOf(const ConnectTarget &target)
{
    auto connection = LibpqConnection::open(target, 5s);
    if (!connection)
        return connection.error();
    const auto applied = appliedIn(*connection);
    if (!applied)
        return applied.error();
    int version = 0;
    for (const int number : applied->keys())
        version = std::max(version, number);
    return version;
}

} // namespace clinidesk
