#pragma once

#include "core/base/Result.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>

namespace clinidesk {

/// One run of somebody else's program, under the servers' account when we are root.
struct ChildProgram
{
    QString program;
    QStringList arguments;
    QString folder; ///< Working directory; the account must be able to enter it.
    QByteArray input;
    std::chrono::seconds deadline{60};
    /// For a PostgreSQL program; goes by the environment, since anybody may read a command line.
    QString password{};
};

/// What it printed to standard output. Unavailable when it can't be started, doesn't end in time or
/// ends with a failure; `detail` has its last words and `facts.exit` its exit code. Blocks.
[[nodiscard]] Result<QString> runToEnd(const ChildProgram &child);

/// This process's environment without anything that would lead a database program elsewhere, in a
/// locale that every machine has.
[[nodiscard]] QProcessEnvironment neutralEnvironment();

} // namespace clinidesk
