#pragma once

#include "core/cache/CacheReader.h"
#include "core/cache/CacheWriter.h"

#include <memory>
#include <optional>

namespace clinidesk {

/// How a type is kept: specialised beside it, with
///     static void write(CacheWriter &writer, const T &value);
///     static std::optional<T> read(CacheReader &reader); ///< Nothing for a value that can't be.
/// When the fields change, the layout number of its kind rises.
template <typename T> struct CacheCodec;

/// A codec without its type, for those who only pass values on. Each type's stands at an address of
/// its own, which tells the types apart.
struct CacheType
{
    QByteArray (*encoded)(const void *value);
    std::shared_ptr<const void> (*decoded)(QByteArrayView bytes); ///< Null for bytes that can't be.
};

template <typename T>
inline constexpr CacheType cacheTypeOf{
    .encoded =
        [](const void *value) {
            CacheWriter writer;
            CacheCodec<T>::write(writer, *static_cast<const T *>(value));
            return writer.finished();
        },
    .decoded = [](QByteArrayView bytes) -> std::shared_ptr<const void> {
        CacheReader reader(bytes);
        std::optional<T> value = CacheCodec<T>::read(reader);
        if (!value || !reader.isDone())
            return {};
        return std::make_shared<const T>(std::move(*value));
    },
};

} // namespace clinidesk
