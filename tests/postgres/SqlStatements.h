#pragma once

#include <QStringList>

namespace clinidesk {

/// The statements of an SQL file in their order, each with what stands before it (comments, blank
/// lines) and its semicolon: joined they are the file again. Knows strings, names, dollar quotes
/// and comments.
[[nodiscard]] QStringList statementsOf(const QString &sql);

} // namespace clinidesk
