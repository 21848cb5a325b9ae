#pragma once

#include <QString>

namespace clinidesk {

/// One row of text for everything that a migration can leave behind in a database: schemas, tables,
/// columns, constraints, indexes, functions, triggers, policies, rights, extensions, the roles of
/// the cluster, the rows that the schema itself brings, and which migrations were noted. Two
/// databases with the same rows have the same schema.
[[nodiscard]] QString catalogueRowsSql();

/// catalogueRowsSql() as one value.
[[nodiscard]] QString catalogueDigestSql();

} // namespace clinidesk
