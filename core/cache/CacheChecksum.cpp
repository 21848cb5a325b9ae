#include "core/cache/CacheChecksum.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace clinidesk {

namespace {

/// Can be undone for either argument, so a change of one word always changes the sum.
constexpr quint64 mixed(quint64 sum, quint64 word)
{
    const quint64 product = (sum ^ word) * 0x9e3779b97f4a7c15U;
    return product ^ (product >> 32);
}

/// Eight sums side by side: the processor waits for none of them.
struct Lanes
{
    std::array<quint64, 8> sums{0x8ebc6af09c88c6e3, 0x589965cc75374cc3, 0x1d8e4e27c47d124f,
                                0xeb44accab455d165, 0x2f8b1a54d7c60e93, 0x74a9e0d3b61f285c,
                                0xc0d6385f912be7a4, 0x91e2f47c03ad5b68};

    void add(QByteArrayView bytes)
    {
        const char *at = bytes.data();
        const char *const end = at + bytes.size();
        for (; end - at >= 64; at += 64) {
            for (size_t lane = 0; lane < sums.size(); ++lane)
                sums[lane] = mixed(sums[lane], qFromLittleEndian<quint64>(at + 8 * lane));
        }
        for (; end - at >= 8; at += 8)
            sums[0] = mixed(sums[0], qFromLittleEndian<quint64>(at));
        std::array<char, 8> rest{};
        if (at < end)
            std::memcpy(rest.data(), at, size_t(end - at));
        sums[1] = mixed(sums[1], qFromLittleEndian<quint64>(rest.data()));
        sums[2] = mixed(sums[2], quint64(bytes.size()));
    }
};

} // namespace

quint64 cacheChecksum(QByteArrayView name, QByteArrayView bytes)
{
    Lanes lanes;
    lanes.add(name);
    lanes.add(bytes);
    quint64 sum = 0;
    for (const quint64 lane : lanes.sums)
        sum = mixed(sum, lane);
    return sum;
}

} // namespace clinidesk
