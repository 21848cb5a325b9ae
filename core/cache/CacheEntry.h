#pragma once

#include "core/cache/CacheKind.h"
#include "core/cache/CacheTag.h"

#include <QByteArray>

#include <optional>

namespace clinidesk {

/// The generation of a tag; 0: the store has none.
using Generation = quint64;

/// An answer as the store holds it: when it was made, which generations its tags had before that,
/// and the value.
struct CacheEntry
{
    CacheKind kind = CacheKind::Clinics;
    qint64 madeAt = 0; ///< Milliseconds since the epoch, UTC: when the question was put.
    QList<Generation> generations; ///< At least one: that of the epoch.
    QByteArrayView value; ///< Lies in the bytes it was unpacked from.
};

/// The bytes to store under @p name.
[[nodiscard]] QByteArray packed(const CacheEntry &entry, QByteArrayView name);

/// Nothing unless every byte is as packed() wrote it under this very name and layout: an entry that
/// was cut, flipped, moved or written by another version is a miss.
[[nodiscard]] std::optional<CacheEntry> unpacked(QByteArrayView bytes, QByteArrayView name);

} // namespace clinidesk
