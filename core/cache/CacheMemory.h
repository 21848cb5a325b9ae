#pragma once

#include "core/base/Freshness.h"
#include "core/cache/CacheCodec.h"
#include "core/cache/CacheEntry.h"
#include "core/cache/CacheKey.h"

#include <QHash>
#include <QSet>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace clinidesk {

/// The first layer: values by key, bounded by bytes. An answer that was asked for twice is
/// protected from those that were asked for once (segmented LRU), so that leafing through a long
/// list doesn't push the day out. Knows nothing of time but what its entries say.
class CacheMemory
{
public:
    struct Entry
    {
        explicit Entry(CacheKey of)
            : key(std::move(of))
        {
        }

        CacheKey key;
        const CacheType *type = nullptr;
        std::shared_ptr<const void> value;
        Freshness freshness; ///< As an answer from memory has it.
        // Of the steady clock:
        std::chrono::nanoseconds refreshFrom{0}; ///< Before it, there is nothing to think about.
        std::chrono::nanoseconds freshUntil{0};
        std::chrono::nanoseconds touchedAt{0};
        std::chrono::nanoseconds reloadFrom{0}; ///< From here on a load is due.
        std::chrono::nanoseconds bestBefore{0}; ///< After it, only a load will do.
        std::chrono::nanoseconds knownAt{0}; ///< When it was last known to be true.
        std::chrono::nanoseconds askedAt{0}; ///< When the question was put that it answers.
        CacheTags tags;
        QList<Generation> generations; ///< Empty: not known; then it can't be looked at again.
        qint64 cost = 0;
        bool isDead = false; ///< Kept only as a last good answer.
        bool isBeingRefreshed = false;

    private:
        friend class CacheMemory;
        Entry *m_newer = nullptr;
        Entry *m_older = nullptr;
        bool m_isProtected = false;
    };

    explicit CacheMemory(qint64 mostBytes);
    ~CacheMemory();

    /// Null when nothing is kept. The pointer is good until the next change.
    [[nodiscard]] Entry *find(const CacheKey &key) const;
    /// Tells that the entry was of use.
    void touch(Entry &entry);

    /// What an entry takes, by the size of its value's encoding.
    [[nodiscard]] static qint64 costOf(qsizetype encodedSize);
    /// Replaces what has the same key, unless that is alive and was asked for later; drops others
    /// until there is room.
    void put(std::unique_ptr<Entry> entry);
    void remove(const CacheKey &key);
    /// Entries that bear @p tag are dead from here on.
    void kill(const CacheTag &tag);
    void killAll();
    void kill(Entry &entry);
    /// Nothing is left, no last good answer either.
    void clear();
    /// Removes those last known to be true before @p time.
    void removeOlder(std::chrono::nanoseconds time);

    [[nodiscard]] qsizetype count() const { return m_count; }
    [[nodiscard]] qint64 bytes() const { return m_probation.bytes + m_protected.bytes; }
    [[nodiscard]] qint64 mostBytes() const { return m_mostBytes; }
    [[nodiscard]] quint64 evictions() const { return m_evictions; }

private:
    struct Cell
    {
        size_t hash = 0;
        std::unique_ptr<Entry> entry;
    };
    struct Segment
    {
        Entry *newest = nullptr;
        Entry *oldest = nullptr;
        qint64 bytes = 0;
    };
    enum class End { Newest, Oldest };

    Q_DISABLE_COPY_MOVE(CacheMemory)
    [[nodiscard]] size_t cellOf(const CacheKey &key) const;
    [[nodiscard]] std::unique_ptr<Entry> taken(size_t hole);
    void grow();
    void link(Entry &entry, Segment &segment, End end);
    void unlink(Entry &entry);
    void shrinkProtected();
    void makeRoom();

    std::vector<Cell> m_cells; ///< Open addressing; a power of two, at most half full.
    size_t m_mask;
    qsizetype m_count = 0;
    QHash<CacheTag, QSet<Entry *>> m_byTag; ///< Not for the epoch, which every entry bears.
    Segment m_probation;
    Segment m_protected;
    qint64 m_mostBytes;
    quint64 m_evictions = 0;
};

} // namespace clinidesk
