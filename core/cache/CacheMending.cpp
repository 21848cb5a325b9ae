#include "core/cache/CacheMending.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

using std::chrono::milliseconds;

/// More changes in a row that come between two steps are not waited for.
constexpr int mostAttempts = 4;

/// With @p fresh for those of @p tags that the change gives new ones.
QList<Generation> renewed(QList<Generation> generations, const CacheTags &tags,
                          const CacheAmendment &amendment)
{
    for (qsizetype i = 0; i < tags.size(); ++i) {
        const qsizetype at = amendment.news.tags.indexOf(tags.at(i));
        if (at >= 0)
            generations[i] = amendment.fresh.at(at);
    }
    return generations;
}

} // namespace

CacheMending::CacheMending(CacheParts parts, CacheNews news, QList<CacheMend> mends, Ended ended)
    : m_parts(parts)
    , m_news(std::move(news))
    , m_mends(std::move(mends))
    , m_ended(std::move(ended))
{
}

void CacheMending::start()
{
    ++m_attempts;
    m_kept.clear();
    m_unread = m_mends.size();
    for (const CacheMend &mend : m_mends) {
        m_parts.store.read(mend.key.toText(), mend.tags,
                           [self = weak_from_this(), &mend](const Result<StoredEntry> &stored) {
                               if (const auto mending = self.lock())
                                   mending->take(mend, stored);
                           });
    }
}

void CacheMending::take(const CacheMend &mend, const Result<StoredEntry> &stored)
{
    if (stored && stored->generations.size() == mend.tags.size()
        && !stored->generations.contains(Generation(0))) {
        auto kept = fromMemory(mend, stored->generations);
        if (!kept)
            kept = fromStore(mend, *stored);
        if (kept)
            m_kept.push_back(*std::move(kept));
    }
    if (--m_unread > 0)
        return;
    if (m_kept.empty() || m_isForgotten)
        bump();
    else
        amend();
}

std::optional<CacheMending::Kept> CacheMending::fromMemory(
    const CacheMend &mend, const QList<Generation> &generations) const
{
    const CacheMemory::Entry *entry = m_parts.memory.find(mend.key);
    if (!entry || entry->type != mend.type || entry->generations != generations
        || entry->bestBefore <= m_parts.clock.steady())
        return {};
    return Kept{.mend = &mend,
                .value = entry->value,
                .madeAt = entry->freshness.asOf,
                .askedAt = entry->askedAt,
                .generations = entry->generations};
}

std::optional<CacheMending::Kept> CacheMending::fromStore(const CacheMend &mend,
                                                          const StoredEntry &stored) const
{
    const Seal *const seal = m_parts.seals.of(mend.key.clinic());
    const auto head = seal && stored.bytes ? headOf(*stored.bytes) : std::nullopt;
    if (!head || head->kind != mend.key.kind() || head->generations != stored.generations)
        return {};
    const milliseconds age(m_parts.clock.now().toMSecsSinceEpoch() - head->madeAt);
    if (age < -CacheFlight::mostAhead || age >= m_parts.options.lifeOf(head->kind).longest)
        return {};
    const auto opened = openedValue(*stored.bytes, mend.key.toText(), *seal);
    const auto value = opened ? mend.type->decoded(*opened) : CacheMend::Value();
    if (!value)
        return {};
    return Kept{.mend = &mend,
                .value = value,
                .madeAt = QDateTime::fromMSecsSinceEpoch(head->madeAt, Qt::UTC),
                .askedAt = m_parts.clock.steady() - std::max(age, 0ms),
                .generations = head->generations};
}

void CacheMending::amend()
{
    const CacheAmendment amended = amendment();
    m_parts.store.amend(amended, [self = weak_from_this()](const Result<bool> &isDone) {
        if (const auto mending = self.lock())
            mending->amended(isDone);
    });
}

CacheAmendment CacheMending::amendment()
{
    CacheAmendment amendment{
        .news = m_news, .fresh = {}, .known = {}, .expected = {}, .entries = {}};
    for (qsizetype i = 0; i < m_news.tags.size(); ++i)
        amendment.fresh.append(randomGeneration());
    for (Kept &kept : m_kept) {
        const CacheMend &mend = *kept.mend;
        for (qsizetype i = 0; i < mend.tags.size(); ++i) {
            if (amendment.known.contains(mend.tags.at(i)))
                continue;
            amendment.known.append(mend.tags.at(i));
            amendment.expected.append(kept.generations.at(i));
        }
        kept.value = mend.mended(kept.value);
        kept.generations = renewed(kept.generations, mend.tags, amendment);
        const QByteArray encoded = mend.type->encoded(kept.value.get());
        kept.encodedSize = encoded.size();
        const Seal *const seal = m_parts.seals.of(mend.key.clinic());
        if (!seal)
            continue; // Memory has it all the same.
        const QByteArray name = mend.key.toText();
        const CacheHead head{.kind = mend.key.kind(),
                             .madeAt = kept.madeAt.toMSecsSinceEpoch(),
                             .generations = kept.generations};
        // As old as it was: what changed in it is new, what else there is was read back then.
        const milliseconds left = m_parts.options.lifeOf(mend.key.kind()).longest
            - std::chrono::duration_cast<milliseconds>(m_parts.clock.steady() - kept.askedAt);
        const QByteArray entry = sealedEntry(head, encoded, name, *seal);
        if (!entry.isEmpty())
            amendment.entries.append({.name = name, .bytes = entry, .life = left});
    }
    return amendment;
}

void CacheMending::amended(const Result<bool> &isDone)
{
    if (!isDone || (!*isDone && m_attempts == mostAttempts))
        return bump();
    if (!*isDone)
        return start();
    for (const Kept &kept : m_isForgotten ? std::vector<Kept>() : m_kept)
        remember(kept);
    m_ended(*this, Done{});
}

void CacheMending::bump()
{
    m_parts.store.bump(m_news, [self = weak_from_this()](const Result<Done> &result) {
        if (const auto mending = self.lock())
            mending->m_ended(*mending, result);
    });
}

/// Dead as yet: news of this very change may still be on their way, and nothing tells them from
/// another's. Whoever looks at the generations sees that it is alive.
void CacheMending::remember(const Kept &kept)
{
    auto entry = std::make_unique<CacheMemory::Entry>(kept.mend->key);
    entry->type = kept.mend->type;
    entry->value = kept.value;
    entry->freshness = {Freshness::Layer::Memory, kept.madeAt};
    entry->askedAt = kept.askedAt;
    entry->knownAt = m_parts.clock.steady();
    entry->bestBefore = kept.askedAt + m_parts.options.lifeOf(kept.mend->key.kind()).longest;
    entry->reloadFrom = entry->bestBefore;
    entry->tags = kept.mend->tags;
    entry->generations = kept.generations;
    entry->cost = CacheMemory::costOf(kept.encodedSize);
    entry->isDead = true;
    m_parts.memory.put(std::move(entry));
    m_remembered.append({kept.mend->key, kept.mend->tags, kept.mend->type, Reading::Usual});
}

} // namespace clinidesk
