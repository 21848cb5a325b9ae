#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace clinidesk {

/// A statement as PostgreSQL wants it, with $1, $2, … where names stood.
struct NumberedStatement
{
    QByteArray sql;
    QStringList fields; ///< The names without colons, in the order of their numbers.

    friend bool operator==(const NumberedStatement &, const NumberedStatement &) = default;
};

/// @p sql with its `:name` placeholders numbered; a name that stands twice keeps its number. Quoted
/// texts and names and `::casts` are left as they are. (Dollar quotes and comments aren't known
/// here: no statement of ours has any.)
[[nodiscard]] NumberedStatement numbered(const QString &sql);

} // namespace clinidesk
