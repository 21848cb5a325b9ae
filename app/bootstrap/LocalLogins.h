#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"

namespace clinidesk {

// Logins that the programs themselves use on private servers. Their passwords are random and kept
// in files beside the cluster that only this person can read; nobody has to know them. Each call
// makes what is missing, needs a superuser's @p boot, and blocks.

/// clinidesk_bench, a superuser for other programs that measure or look: those know no peer
/// authentication and bring tables of their own.
[[nodiscard]] Result<Credentials> ensureBenchLogin(const ConnectTarget &boot, const QString &home);

/// The login of the worker that runs inside the window.
[[nodiscard]] Result<Credentials> ensureWorkerLogin(const ConnectTarget &boot, const QString &home);

} // namespace clinidesk
