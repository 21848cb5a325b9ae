#pragma once

#include "core/base/Result.h"

#include <QString>

struct pg_conn;

namespace clinidesk {

/// The SCRAM-SHA-256 verifier of @p password for @p login, made on this machine: the server never
/// sees the password. @p connection is only asked for its encoding. Fails with Invalid.
[[nodiscard]] Result<QString> scramVerifier(pg_conn *connection, const QString &login,
                                            const QString &password);

} // namespace clinidesk
