#pragma once

#include "core/base/Result.h"
#include "core/postgres/ConnectOptions.h"

#include <chrono>
#include <memory>

struct pg_conn;

namespace clinidesk {

class Patience;

struct PgCloser
{
    void operator()(pg_conn *connection) const;
};
using PgHandle = std::unique_ptr<pg_conn, PgCloser>;

/// What is said of a server that isExposed().
[[nodiscard]] Error exposedError();

/// Connects to the first server of @p target that takes it, at each of its addresses for @p longest
/// at most; with several servers, only to one that takes changes. Never longer than @p patience.
///
/// The Error's facts name the layer that failed: "dns", "tcp" (nobody answers), "tls", "sign-in" or
/// "schema" (the database does not exist). Insecure says what is unsafe. Cancelled: @p patience was
/// stopped.
[[nodiscard]] Result<PgHandle> connectTo(const ConnectTarget &target,
                                         std::chrono::milliseconds longest,
                                         const Patience &patience);

} // namespace clinidesk
