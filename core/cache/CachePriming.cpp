#include "core/cache/CachePriming.h"

#include <QSet>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

/// As many as are written without keeping the window waiting.
constexpr qsizetype atOnce = 100;

} // namespace

CachePriming::CachePriming(CacheParts parts, CacheBatch batch, Ended ended)
    : m_parts(parts)
    , m_batch(std::move(batch))
    , m_ended(std::move(ended))
{
    QSet<CacheTag> tags;
    for (const CacheBatch::Wanted &wanted : m_batch.wanted)
        tags.unite({wanted.tags.begin(), wanted.tags.end()});
    m_tags = tags.values();
}

template <typename Answer>
std::function<void(const Answer &)> CachePriming::then(void (CachePriming::*step)(const Answer &))
{
    return [self = weak_from_this(), step](const Answer &answer) {
        if (const auto priming = self.lock())
            (*priming.*step)(answer);
    };
}

void CachePriming::start()
{
    if (!m_parts.trust.believes({CacheTag::epoch()})
        || !m_parts.seals.of(m_batch.wanted.first().key.clinic()))
        return end();
    // It isn't given back: what has been brought stays for about as long.
    const auto life = m_parts.options.lifeOf(m_batch.wanted.first().key.kind()).longest;
    m_parts.store.lease(m_batch.name, life * 9 / 10, then(&CachePriming::leased));
}

void CachePriming::leased(const Result<bool> &isMine)
{
    if (!isMine || !*isMine)
        return end();
    m_parts.store.generations(m_tags, then(&CachePriming::load));
}

void CachePriming::load(const Result<StoredEntry> &stored)
{
    if (!stored || stored->generations.size() != m_tags.size())
        return end();
    for (qsizetype i = 0; i < m_tags.size(); ++i)
        m_generations.insert(m_tags.at(i), stored->generations.at(i));
    m_madeAt = m_parts.clock.now();
    ++m_parts.tally.of(m_batch.wanted.first().key.kind()).loads;
    m_batch.load(&m_parts.context, then(&CachePriming::loaded));
}

void CachePriming::loaded(const Result<CacheBatch::Values> &values)
{
    if (!values || values->size() != m_batch.wanted.size())
        return end();
    m_values = *values;
    writeSome();
}

void CachePriming::writeSome()
{
    const qsizetype until = std::min(m_written + atOnce, m_values.size());
    for (; m_written < until; ++m_written)
        write(m_written);
    if (m_written == m_values.size())
        return end();
    QTimer::singleShot(0, &m_parts.context, [self = weak_from_this()] {
        if (const auto priming = self.lock())
            priming->writeSome();
    });
}

void CachePriming::write(qsizetype at)
{
    const CacheBatch::Wanted &wanted = m_batch.wanted.at(at);
    const Seal *const seal = m_parts.seals.of(wanted.key.clinic());
    if (!m_values.at(at) || !seal || !m_parts.trust.believes(wanted.tags))
        return;
    const QByteArray encoded = m_batch.type->encoded(m_values.at(at).get());
    CacheHead head{
        .kind = wanted.key.kind(), .madeAt = m_madeAt.toMSecsSinceEpoch(), .generations = {}};
    for (const CacheTag &tag : wanted.tags)
        head.generations.append(m_generations.value(tag));
    const QByteArray name = wanted.key.toText();
    const QByteArray entry = sealedEntry(head, encoded, name, *seal);
    if (!entry.isEmpty())
        m_parts.store.write(name, entry, m_parts.options.lifeOf(head.kind).longest);
}

} // namespace clinidesk
