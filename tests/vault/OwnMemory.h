#pragma once

#include <QByteArray>

namespace clinidesk {

/// How often 32 bytes stand in this process's own writable memory. They are given in letters, a to
/// p for each half byte, so that looking for them doesn't leave what is looked for behind. -1 where
/// memory can't be read.
[[nodiscard]] int timesInOwnMemory(const QByteArray &letters);

} // namespace clinidesk
