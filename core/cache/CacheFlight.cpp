#include "core/cache/CacheFlight.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// A look that met news looks again, but not for ever.
constexpr int mostLooks = 3;

/// A little less than @p life, so that what began together doesn't end together.
milliseconds jittered(milliseconds life)
{
    return life - life * QRandomGenerator::global()->bounded(101) / 1000;
}

milliseconds pollDelay(int polls)
{
    return std::min<milliseconds>(5ms * (1 << std::min(polls, 4)), 40ms);
}

} // namespace

CacheFlight::CacheFlight(CacheParts parts, CacheQuestion question,
                         std::shared_ptr<CacheRequest> request, Ended ended)
    : m_parts(parts)
    , m_question(std::move(question))
    , m_request(std::move(request))
    , m_ended(std::move(ended))
    , m_name(m_question.key.toText())
    , m_startedAt(parts.clock.steady())
{
}

void CacheFlight::start()
{
    if (!m_parts.trust.believes(m_question.tags))
        return m_request ? load() : end();
    if (m_question.reading == Reading::PastTheCache)
        return askGenerations(&CacheFlight::madeGenerations);
    const CacheMemory::Entry *entry = remembered();
    // Nobody waits for a mere look, so it also finds out whether what was given up is true yet.
    if (entry && (!entry->isDead || !m_request) && !entry->generations.isEmpty()) {
        if (m_startedAt < entry->reloadFrom)
            return askGenerations(&CacheFlight::looked);
        m_reloads = true;
    }
    if (m_request)
        read();
    else
        end();
}

bool CacheFlight::mayBeJoined(Reading reading) const
{
    if (m_isHeard || m_isOvertaken || m_isAnswered || !m_request)
        return false;
    return reading == Reading::Usual
        || (m_question.reading == Reading::PastTheCache && !m_isLoading);
}

template <typename Answer>
std::function<void(const Answer &)> CacheFlight::then(void (CacheFlight::*step)(const Answer &))
{
    return [flight = weak_from_this(), step](const Answer &answer) {
        if (const auto self = flight.lock())
            (*self.*step)(answer);
    };
}

void CacheFlight::askGenerations(void (CacheFlight::*step)(const Result<StoredEntry> &))
{
    m_isHeard = false; // What was heard up to here, the store knows by now.
    m_parts.store.generations(m_question.tags, then(step));
}

void CacheFlight::looked(const Result<StoredEntry> &stored)
{
    const bool isKnown = takeGenerations(stored);
    if (isKnown && answerFromMemory())
        return end();
    CacheMemory::Entry *entry = remembered();
    const bool isAsKept = isKnown && entry && entry->generations == m_generations;
    if (isAsKept && !m_request && m_isHeard && ++m_looks < mostLooks)
        return askGenerations(&CacheFlight::looked);
    if (isKnown && entry && !isAsKept)
        m_parts.memory.kill(*entry);
    if (!m_request)
        return end();
    if (isKnown)
        read();
    else
        load();
}

void CacheFlight::read()
{
    m_isHeard = false;
    m_parts.store.read(m_name, m_question.tags, then(&CacheFlight::hasRead));
}

void CacheFlight::hasRead(const Result<StoredEntry> &stored)
{
    if (!takeGenerations(stored))
        return load();
    if (!hasGenerations())
        return askGenerations(&CacheFlight::madeGenerations);
    if (answerFromMemory() || answerFrom(*stored))
        return end();
    if (m_holdsLease)
        load();
    else
        lease();
}

bool CacheFlight::answerFromMemory()
{
    CacheMemory::Entry *entry = remembered();
    if (!entry || m_reloads || !mayRemember() || !hasGenerations()
        || entry->generations != m_generations || entry->bestBefore <= m_parts.clock.steady())
        return false;
    setTimes(*entry);
    entry->isDead = false;
    if (m_request) {
        ++m_parts.tally.of(m_question.key.kind()).memoryHits;
        answer(CacheAnswer{entry->value, entry->freshness});
    }
    return true;
}

bool CacheFlight::answerFrom(const StoredEntry &stored)
{
    const Seal *const seal = m_parts.seals.of(m_question.key.clinic());
    if (!stored.bytes || !seal)
        return false;
    const auto head = headOf(*stored.bytes);
    if (!head || head->kind != m_question.key.kind()) {
        ++m_parts.tally.unreadable;
        return false;
    }
    const milliseconds age(m_parts.clock.now().toMSecsSinceEpoch() - head->madeAt);
    const milliseconds longest = m_parts.options.lifeOf(head->kind).longest;
    if (head->generations != m_generations || age < -mostAhead
        || age >= (m_reloads ? longest * 9 / 10 : longest))
        return false; // Not worth opening.
    const auto opened = openedValue(*stored.bytes, m_name, *seal);
    const auto value = opened ? m_question.type->decoded(*opened) : std::shared_ptr<const void>();
    if (!value) {
        ++m_parts.tally.unreadable;
        return false;
    }

    m_madeAt = QDateTime::fromMSecsSinceEpoch(head->madeAt, Qt::UTC);
    m_askedAt = m_parts.clock.steady() - std::max(age, 0ms);
    remember(value, stored.bytes->size());
    ++m_parts.tally.of(head->kind).redisHits;
    m_parts.tally.redis.add(m_parts.clock.steady() - m_startedAt);
    answer(CacheAnswer{value, {Freshness::Layer::Redis, m_madeAt}});
    return true;
}

void CacheFlight::madeGenerations(const Result<StoredEntry> &stored)
{
    if (!takeGenerations(stored) || m_question.reading == Reading::PastTheCache || m_holdsLease)
        return load();
    lease();
}

void CacheFlight::lease()
{
    if (!m_parts.seals.of(m_question.key.clinic()))
        return load(); // Nobody would see what it loads.
    m_parts.store.lease(m_name, m_parts.options.lease, then(&CacheFlight::leased));
}

void CacheFlight::leased(const Result<bool> &isMine)
{
    m_holdsLease = isMine && *isMine;
    if (m_holdsLease)
        return read(); // Whoever had it before may have stored the answer since we looked.
    if (!isMine)
        return load();
    const nanoseconds now = m_parts.clock.steady();
    if (m_polls == 0) {
        m_waitsSince = now;
        ++m_parts.tally.leaseWaits;
    }
    if (now - m_waitsSince >= m_parts.options.lease)
        return load();
    QTimer::singleShot(pollDelay(m_polls++), &m_parts.context, [flight = weak_from_this()] {
        if (const auto self = flight.lock())
            self->read();
    });
}

void CacheFlight::load()
{
    m_isLoading = true;
    m_askedAt = m_parts.clock.steady();
    m_madeAt = m_parts.clock.now();
    ++m_parts.tally.of(m_question.key.kind()).loads;
    m_request->load(&m_parts.context, then(&CacheFlight::loaded));
}

void CacheFlight::loaded(const Result<std::shared_ptr<const void>> &value)
{
    m_parts.tally.database.add(m_parts.clock.steady() - m_askedAt);
    if (!value) {
        fail(value.error());
        return end();
    }
    m_value = *value;
    answer(CacheAnswer{m_value, {Freshness::Layer::Database, m_madeAt}});
    // Something was heard while the load ran. Was it the change whose generations it began with?
    if (m_isHeard && !m_isOvertaken && hasGenerations())
        return askGenerations(&CacheFlight::verified);
    if (!m_isHeard && !m_isOvertaken)
        keep();
    end();
}

void CacheFlight::verified(const Result<StoredEntry> &stored)
{
    if (stored && stored->generations == m_generations && mayRemember())
        keep();
    end();
}

void CacheFlight::keep()
{
    const QByteArray encoded = m_question.type->encoded(m_value.get());
    const CacheKind kind = m_question.key.kind();
    const Seal *const seal = m_parts.seals.of(m_question.key.clinic());
    if (seal && hasGenerations() && m_parts.trust.believes(m_question.tags)) {
        const CacheHead head{
            .kind = kind, .madeAt = m_madeAt.toMSecsSinceEpoch(), .generations = m_generations};
        const QByteArray entry = sealedEntry(head, encoded, m_name, *seal);
        if (!entry.isEmpty())
            m_parts.store.write(m_name, entry, jittered(m_parts.options.lifeOf(kind).longest));
    }
    remember(m_value, encoded.size());
}

void CacheFlight::fail(const Error &error)
{
    CacheTally::Kind &tally = m_parts.tally.of(m_question.key.kind());
    ++tally.errors;
    const bool isAway = error.code == Error::Code::Unavailable || error.code == Error::Code::Busy;
    const CacheMemory::Entry *entry = remembered();
    if (isAway && entry
        && m_parts.clock.steady() - entry->knownAt <= m_parts.options.longestLastGood) {
        ++tally.staleAnswers;
        Freshness stale = entry->freshness;
        stale.isStale = true;
        return answer(CacheAnswer{entry->value, stale});
    }
    if (error.code == Error::Code::Denied || error.code == Error::Code::NotFound)
        m_parts.memory.remove(m_question.key); // Not even as the last good answer.
    answer(error);
}

void CacheFlight::end()
{
    if (m_holdsLease)
        m_parts.store.release(m_name);
    if (CacheMemory::Entry *entry = remembered())
        entry->isBeingRefreshed = false;
    m_ended(*this);
}

bool CacheFlight::hasGenerations() const
{
    return !m_generations.isEmpty()
        && std::find(m_generations.begin(), m_generations.end(), 0) == m_generations.end();
}

bool CacheFlight::takeGenerations(const Result<StoredEntry> &stored)
{
    const bool isGood = stored && stored->generations.size() == m_question.tags.size();
    m_generations = isGood ? stored->generations : QList<Generation>();
    if (!isGood)
        ++m_parts.tally.redisErrors;
    return isGood;
}

CacheMemory::Entry *CacheFlight::remembered() const
{
    CacheMemory::Entry *entry = m_parts.memory.find(m_question.key);
    return entry && entry->type == m_question.type ? entry : nullptr;
}

bool CacheFlight::mayRemember() const
{
    return !m_isHeard && !m_isOvertaken && m_parts.trust.believes(m_question.tags);
}

void CacheFlight::remember(const std::shared_ptr<const void> &value, qsizetype encodedSize)
{
    if (m_isHeard || m_isOvertaken)
        return;
    auto entry = std::make_unique<CacheMemory::Entry>(m_question.key);
    entry->type = m_question.type;
    entry->value = value;
    entry->freshness = {Freshness::Layer::Memory, m_madeAt};
    entry->askedAt = m_askedAt;
    entry->tags = m_question.tags;
    entry->generations = m_generations;
    entry->cost = CacheMemory::costOf(encodedSize);
    setTimes(*entry);
    m_parts.memory.put(std::move(entry));
}

void CacheFlight::setTimes(CacheMemory::Entry &entry) const
{
    const CacheLife &life = m_parts.options.lifeOf(m_question.key.kind());
    const nanoseconds now = m_parts.clock.steady();
    entry.knownAt = now;
    entry.bestBefore = entry.askedAt + life.longest;
    entry.reloadFrom = entry.bestBefore - life.longest / 10;
    if (m_parts.store.isListening() && hasGenerations()
        && m_parts.trust.believes(m_question.tags)) {
        const nanoseconds fresh = jittered(std::min(life.fresh, m_parts.options.longestUnlooked));
        entry.freshUntil = std::min(now + fresh, entry.bestBefore);
        entry.refreshFrom = std::min(now + fresh * 9 / 10, entry.reloadFrom);
    } else {
        entry.freshUntil = std::min(now + nanoseconds(life.alone), entry.bestBefore);
        entry.refreshFrom = entry.freshUntil;
    }
}

void CacheFlight::answer(const Result<CacheAnswer> &answer)
{
    m_isAnswered = true;
    if (m_request)
        m_request->answer(answer);
}

} // namespace clinidesk
