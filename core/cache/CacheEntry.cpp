#include "core/cache/CacheEntry.h"

#include "core/cache/CacheChecksum.h"

#include <QtEndian>

#include <cstring>

namespace clinidesk {

namespace {

/// How an entry begins; its generations and its value follow, and the checksum of all.
struct Head
{
    char mark[4] = {'C', 'D', 'E', '1'};
    quint8 kind = 0;
    quint8 layout = 0;
    quint16 generations = 0;
    qint64 madeAt = 0;
};
static_assert(sizeof(Head) == 16);

constexpr qsizetype generationSize = sizeof(Generation);
constexpr qsizetype checksumSize = sizeof(quint64);

} // namespace

QByteArray packed(const CacheEntry &entry, QByteArrayView name)
{
    const Head head{.kind = quint8(entry.kind),
                    .layout = traitsOf(entry.kind).layout,
                    .generations = quint16(entry.generations.size()),
                    .madeAt = entry.madeAt};
    QByteArray bytes;
    bytes.reserve(qsizetype(sizeof head) + entry.generations.size() * generationSize
                  + entry.value.size() + checksumSize);
    bytes.append(reinterpret_cast<const char *>(&head), sizeof head);
    bytes.append(reinterpret_cast<const char *>(entry.generations.constData()),
                 entry.generations.size() * generationSize);
    bytes.append(entry.value);
    const quint64 sum = cacheChecksum(name, bytes);
    bytes.append(reinterpret_cast<const char *>(&sum), sizeof sum);
    return bytes;
}

std::optional<CacheEntry> unpacked(QByteArrayView bytes, QByteArrayView name)
{
    Head head;
    const qsizetype inner = bytes.size() - checksumSize;
    if (inner < qsizetype(sizeof head)
        || qFromLittleEndian<quint64>(bytes.data() + inner)
            != cacheChecksum(name, bytes.first(inner)))
        return {};
    std::memcpy(&head, bytes.data(), sizeof head);
    const qsizetype value = qsizetype(sizeof head) + head.generations * generationSize;
    if (std::memcmp(head.mark, Head().mark, sizeof head.mark) != 0 || head.generations == 0
        || head.kind >= cacheKinds().size() || head.layout != traitsOf(CacheKind(head.kind)).layout
        || value > inner)
        return {};

    CacheEntry entry{
        .kind = CacheKind(head.kind), .madeAt = head.madeAt, .generations = {}, .value = {}};
    entry.generations.resize(head.generations);
    std::memcpy(entry.generations.data(), bytes.data() + sizeof head,
                size_t(head.generations * generationSize));
    entry.value = bytes.sliced(value, inner - value);
    return entry;
}

} // namespace clinidesk
