#include "core/cache/CacheEntry.h"

#include "core/vault/Seal.h"

#include <cstring>

namespace clinidesk {

namespace {

/// How an entry begins; its generations follow, and its value, sealed.
struct Mark
{
    char word[4] = {'C', 'D', 'E', '2'};
    quint8 kind = 0;
    quint8 layout = 0;
    quint16 generations = 0;
    qint64 madeAt = 0;
};
static_assert(sizeof(Mark) == 16);
static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "marks are written as they lie in memory");

constexpr qsizetype generationSize = sizeof(Generation);

/// The mark of @p entry, when all of its generations are there too.
std::optional<Mark> markOf(QByteArrayView entry)
{
    Mark mark;
    if (entry.size() < qsizetype(sizeof mark))
        return {};
    std::memcpy(&mark, entry.data(), sizeof mark);
    if (std::memcmp(mark.word, Mark().word, sizeof mark.word) != 0 || mark.generations == 0
        || mark.kind >= cacheKinds().size() || mark.layout != traitsOf(CacheKind(mark.kind)).layout
        || mark.generations > (entry.size() - qsizetype(sizeof mark)) / generationSize)
        return {};
    return mark;
}

qsizetype headSize(const Mark &mark)
{
    return qsizetype(sizeof mark) + mark.generations * generationSize;
}

} // namespace

QByteArray sealedEntry(const CacheHead &head, QByteArrayView value, QByteArrayView name,
                       const Seal &seal)
{
    const Mark mark{.kind = quint8(head.kind),
                    .layout = traitsOf(head.kind).layout,
                    .generations = quint16(head.generations.size()),
                    .madeAt = head.madeAt};
    const qsizetype clear = headSize(mark);
    QByteArray bytes;
    bytes.reserve(clear + value.size() + Seal::overhead);
    bytes.append(reinterpret_cast<const char *>(&mark), sizeof mark);
    bytes.append(reinterpret_cast<const char *>(head.generations.constData()),
                 head.generations.size() * generationSize);
    // The head in a copy: sealing makes the bytes longer, which may move them.
    return seal.seal(bytes, value, {QByteArray(bytes.constData(), clear), name}) ? bytes
                                                                                 : QByteArray();
}

std::optional<CacheHead> headOf(QByteArrayView entry)
{
    const auto mark = markOf(entry);
    if (!mark)
        return {};
    CacheHead head{.kind = CacheKind(mark->kind), .madeAt = mark->madeAt, .generations = {}};
    head.generations.resize(mark->generations);
    std::memcpy(head.generations.data(), entry.data() + sizeof *mark,
                size_t(mark->generations * generationSize));
    return head;
}

std::optional<QByteArray> openedValue(QByteArrayView entry, QByteArrayView name, const Seal &seal)
{
    const auto mark = markOf(entry);
    if (!mark)
        return {};
    const qsizetype clear = headSize(*mark);
    return seal.open(entry.sliced(clear), {entry.first(clear), name});
}

} // namespace clinidesk
