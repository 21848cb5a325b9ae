#include "tests/vault/OwnMemory.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>

namespace clinidesk {

namespace {

constexpr qint64 blockSize = 1 << 20;

/// A block of memory, which must not be a place where the needle is found, nor leave it behind.
alignas(64) std::array<char, blockSize> block;

int halves(const QByteArray &letters, qsizetype index)
{
    return (letters[2 * index] - 'a') * 16 + (letters[2 * index + 1] - 'a');
}

bool standsAt(const char *at, const QByteArray &letters)
{
    for (qsizetype index = 1; index < letters.size() / 2; ++index) {
        if (static_cast<unsigned char>(at[index]) != halves(letters, index))
            return false;
    }
    return true;
}

int timesIn(qint64 size, const QByteArray &letters)
{
    int times = 0;
    const char *at = block.data();
    const char *const end = at + size - letters.size() / 2;
    while (at <= end) {
        at = static_cast<const char *>(std::memchr(at, halves(letters, 0), size_t(end - at + 1)));
        if (!at)
            break;
        times += standsAt(at, letters) ? 1 : 0;
        ++at;
    }
    return times;
}

int timesBetween(QFile &memory, qint64 from, qint64 to, const QByteArray &letters)
{
    const qint64 overlap = letters.size() / 2 - 1;
    const auto own = qint64(reinterpret_cast<quintptr>(block.data()));
    int times = 0;
    for (qint64 at = from; at < to; at += blockSize - overlap) {
        if (at < own + blockSize && own < at + blockSize)
            continue;
        if (!memory.seek(at))
            break;
        const qint64 got = memory.read(block.data(), std::min(blockSize, to - at));
        if (got < letters.size() / 2)
            break;
        times += timesIn(got, letters);
    }
    return times;
}

} // namespace

int timesInOwnMemory(const QByteArray &letters)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QIODevice::ReadOnly)
        || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int times = 0;
    const QByteArrayList lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype dash = line.indexOf('-');
        const qsizetype space = line.indexOf(' ');
        if (dash < 0 || !line.sliced(space + 1).startsWith("rw"))
            continue;
        times += timesBetween(memory, line.first(dash).toLongLong(nullptr, 16),
                              line.sliced(dash + 1, space - dash - 1).toLongLong(nullptr, 16),
                              letters);
    }
    block.fill(0);
    return times;
}

} // namespace clinidesk
