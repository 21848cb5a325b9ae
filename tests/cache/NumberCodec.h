#pragma once

#include "core/cache/CacheCodec.h"

namespace clinidesk {

/// What tests of the cache keep: a number, and bytes that make it as large as is wanted.
struct Number
{
    qint64 value = 0;
    QByteArray padding;

    friend bool operator==(const Number &, const Number &) = default;
};

template <> struct CacheCodec<Number>
{
    static void write(CacheWriter &writer, const Number &number)
    {
        writer.number(number.value);
        writer.ownText(QString::fromLatin1(number.padding));
    }
    static std::optional<Number> read(CacheReader &reader)
    {
        Number number;
        number.value = reader.number();
        number.padding = reader.ownText().toLatin1();
        return number;
    }
};

} // namespace clinidesk
