#pragma once

#include "core/base/Async.h"

#include <QByteArray>
#include <QString>

namespace clinidesk {

/// Whether a file has to be for this person's eyes only. Some disks (a stick from a shop, a shared
/// folder) know no owners.
enum class Privacy { Demanded, WherePossible };

/// Writes @p bytes to @p path in a thread of its own: all of them or nothing; what stood there
/// before stays until the new file is whole. Only this person may read it where the disk knows
/// owners.
///
/// Fails with Invalid; facts.problem is "no_folder", "not_allowed", "no_room" or "unwritable".
[[nodiscard]] Async<Done> saveWhole(const QString &path, const QByteArray &bytes);

/// The same in the caller's thread, for what is a few lines long; fails with "not_private", too,
/// where that is demanded.
[[nodiscard]] Result<Done> writeWhole(const QString &path, const QByteArray &bytes,
                                      Privacy privacy);

} // namespace clinidesk
