#pragma once

#include <QStringList>

#include <chrono>
#include <optional>

namespace clinidesk {

class Patience;

/// The addresses of @p host, the preferred one first; none when its name is not known. Nothing when
/// no answer came within @p longest or @p patience ended.
///
/// A resolver can't be interrupted: it is asked in a thread of its own, which is left alone with
/// the question once nobody waits for it any more.
[[nodiscard]] std::optional<QStringList> addressesOf(const QString &host,
                                                     std::chrono::milliseconds longest,
                                                     const Patience &patience);

} // namespace clinidesk
