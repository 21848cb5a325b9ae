#pragma once

#include "core/base/Async.h"

#include <QByteArray>
#include <QString>

namespace clinidesk {

/// Writes @p bytes to @p path in a thread of its own: all of them or nothing; what stood there
/// before stays until the new file is whole. Only this person may read it.
///
/// Fails with Invalid; facts.problem is "no_folder", "not_allowed", "no_room" or "unwritable".
[[nodiscard]] Async<Done> saveWhole(const QString &path, const QByteArray &bytes);

/// The same in the caller's thread; for what is a few lines long.
[[nodiscard]] Result<Done> writeWhole(const QString &path, const QByteArray &bytes);

} // namespace clinidesk
