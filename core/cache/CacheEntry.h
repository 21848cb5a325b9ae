#pragma once

#include "core/cache/CacheKind.h"
#include "core/cache/CacheTag.h"

#include <QByteArray>

#include <optional>

namespace clinidesk {

class Seal;

/// The generation of a tag; 0: the store has none.
using Generation = quint64;

/// What stands before an answer in the store, for everybody to read: what it is, when it was made
/// and which generations its tags had before that. The answer itself is sealed.
struct CacheHead
{
    CacheKind kind = CacheKind::Clinics;
    qint64 madeAt = 0; ///< Milliseconds since the epoch, UTC: when the question was put.
    QList<Generation> generations; ///< At least one: that of the epoch.
};

/// The bytes to store under @p name; empty when @p seal can't seal.
[[nodiscard]] QByteArray sealedEntry(const CacheHead &head, QByteArrayView value,
                                     QByteArrayView name, const Seal &seal);

/// What an entry says of itself, which only openedValue() makes sure of; nothing for what has
/// another layout or can't be one.
[[nodiscard]] std::optional<CacheHead> headOf(QByteArrayView entry);

/// The value of @p entry; nothing unless every byte, its head's too, is as it was sealed with the
/// same key under this very name: an entry that was cut, flipped, moved or is not for these eyes is
/// a miss.
[[nodiscard]] std::optional<QByteArray> openedValue(QByteArrayView entry, QByteArrayView name,
                                                    const Seal &seal);

} // namespace clinidesk
