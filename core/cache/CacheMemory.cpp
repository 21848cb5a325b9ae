#include "core/cache/CacheMemory.h"

#include <utility>

namespace clinidesk {

namespace {

/// What a value takes in memory, for each byte of its encoding, and what an entry takes besides.
constexpr qint64 decodedTimes = 3;
constexpr qint64 entryOverhead = 1024;

} // namespace

CacheMemory::CacheMemory(qint64 mostBytes)
    : m_cells(1024)
    , m_mask(m_cells.size() - 1)
    , m_mostBytes(mostBytes)
{
}

CacheMemory::~CacheMemory() = default;

CacheMemory::Entry *CacheMemory::find(const CacheKey &key) const
{
    return m_cells[cellOf(key)].entry.get();
}

void CacheMemory::touch(Entry &entry)
{
    if (entry.m_isProtected && !entry.m_newer)
        return;
    unlink(entry);
    link(entry, m_protected, End::Newest);
    shrinkProtected();
}

qint64 CacheMemory::costOf(qsizetype encodedSize)
{
    return decodedTimes * encodedSize + entryOverhead;
}

void CacheMemory::put(std::unique_ptr<Entry> entry)
{
    bool isProtected = false;
    if (const Entry *old = find(entry->key)) {
        if (!old->isDead && old->askedAt > entry->askedAt)
            return;
        isProtected = old->m_isProtected;
        remove(entry->key);
    }
    if (entry->cost > m_mostBytes / 8)
        return; // One answer that would push out all others.
    if (size_t(m_count + 1) * 2 > m_cells.size())
        grow();
    Entry &kept = *entry;
    for (const CacheTag &tag : std::as_const(kept.tags)) {
        if (tag != CacheTag::epoch())
            m_byTag[tag].insert(&kept);
    }
    link(kept, isProtected ? m_protected : m_probation, End::Newest);
    const size_t cell = cellOf(kept.key);
    m_cells[cell] = {qHash(kept.key), std::move(entry)};
    ++m_count;
    shrinkProtected();
    makeRoom();
}

void CacheMemory::remove(const CacheKey &key)
{
    const size_t cell = cellOf(key);
    if (!m_cells[cell].entry)
        return;
    const std::unique_ptr<Entry> entry = taken(cell);
    unlink(*entry);
    for (const CacheTag &tag : std::as_const(entry->tags)) {
        const auto bearers = m_byTag.find(tag);
        if (bearers == m_byTag.end())
            continue;
        bearers->remove(entry.get());
        if (bearers->isEmpty())
            m_byTag.erase(bearers);
    }
    --m_count;
}

void CacheMemory::kill(const CacheTag &tag)
{
    if (tag == CacheTag::epoch())
        return killAll();
    const auto bearers = m_byTag.constFind(tag);
    if (bearers == m_byTag.cend())
        return;
    for (Entry *entry : *bearers)
        kill(*entry);
}

void CacheMemory::killAll()
{
    for (const Cell &cell : m_cells) {
        if (cell.entry)
            kill(*cell.entry);
    }
}

void CacheMemory::clear()
{
    for (Cell &cell : m_cells)
        cell = {};
    m_byTag.clear();
    m_probation = {};
    m_protected = {};
    m_count = 0;
}

void CacheMemory::removeOlder(std::chrono::nanoseconds time)
{
    QList<CacheKey> old;
    for (const Cell &cell : m_cells) {
        if (cell.entry && cell.entry->knownAt < time)
            old.append(cell.entry->key);
    }
    for (const CacheKey &key : std::as_const(old))
        remove(key);
}

/// Where @p key is, or the empty cell where it would be.
size_t CacheMemory::cellOf(const CacheKey &key) const
{
    const size_t hash = qHash(key);
    size_t cell = hash & m_mask;
    while (m_cells[cell].entry && !(m_cells[cell].hash == hash && m_cells[cell].entry->key == key))
        cell = (cell + 1) & m_mask;
    return cell;
}

/// Empties @p hole and moves up what would not be found behind it any more.
std::unique_ptr<CacheMemory::Entry> CacheMemory::taken(size_t hole)
{
    std::unique_ptr<Entry> entry = std::move(m_cells[hole].entry);
    for (size_t cell = (hole + 1) & m_mask; m_cells[cell].entry; cell = (cell + 1) & m_mask) {
        const size_t home = m_cells[cell].hash & m_mask;
        if (((cell - home) & m_mask) < ((cell - hole) & m_mask))
            continue;
        m_cells[hole] = std::move(m_cells[cell]);
        hole = cell;
    }
    return entry;
}

void CacheMemory::grow()
{
    std::vector<Cell> cells(m_cells.size() * 2);
    cells.swap(m_cells);
    m_mask = m_cells.size() - 1;
    for (Cell &cell : cells) {
        if (cell.entry) {
            const size_t place = cellOf(cell.entry->key);
            m_cells[place] = std::move(cell);
        }
    }
}

void CacheMemory::link(Entry &entry, Segment &segment, End end)
{
    entry.m_isProtected = &segment == &m_protected;
    entry.m_newer = end == End::Newest ? nullptr : segment.oldest;
    entry.m_older = end == End::Newest ? segment.newest : nullptr;
    (entry.m_newer ? entry.m_newer->m_older : segment.newest) = &entry;
    (entry.m_older ? entry.m_older->m_newer : segment.oldest) = &entry;
    segment.bytes += entry.cost;
}

void CacheMemory::unlink(Entry &entry)
{
    Segment &segment = entry.m_isProtected ? m_protected : m_probation;
    (entry.m_newer ? entry.m_newer->m_older : segment.newest) = entry.m_older;
    (entry.m_older ? entry.m_older->m_newer : segment.oldest) = entry.m_newer;
    segment.bytes -= entry.cost;
}

void CacheMemory::kill(Entry &entry)
{
    if (entry.isDead)
        return;
    entry.isDead = true;
    unlink(entry);
    link(entry, m_probation, End::Oldest); // The first to go when there is no room.
}

void CacheMemory::shrinkProtected()
{
    while (m_protected.bytes > m_mostBytes / 5 * 4) {
        Entry &entry = *m_protected.oldest;
        unlink(entry);
        link(entry, m_probation, End::Newest);
    }
}

void CacheMemory::makeRoom()
{
    while (bytes() > m_mostBytes) {
        const Entry *last = m_probation.oldest ? m_probation.oldest : m_protected.oldest;
        const CacheKey key = last->key;
        remove(key);
        ++m_evictions;
    }
}

} // namespace clinidesk
