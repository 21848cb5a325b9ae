#pragma once

#include "core/base/Result.h"
#include "core/cache/CacheKind.h"

#include <QByteArray>

namespace clinidesk {

/// The name of an entry, without its prefix, from what somebody typed with or without it. Invalid
/// with a sentence as `detail` for what can't be the name of one.
[[nodiscard]] Result<QByteArray> entryNameFrom(const QString &typed);

/// The same for a pattern of names, in which *, ? and […] stand for others. It has to begin with
/// the name of a kind; one that doesn't is Invalid, unless it may mean @p everything.
enum class PatternReach { OneKind, Everything };
[[nodiscard]] Result<QByteArray> entryPatternFrom(const QString &typed, PatternReach reach);

/// The kind of an entry by its name.
[[nodiscard]] std::optional<CacheKind> kindOfEntry(QByteArrayView name);

} // namespace clinidesk
