#include "core/cache/CacheEngine.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

/// Looking at the clock twice would double what an answer from memory takes.
constexpr quint64 measuredPeeks = 256;
/// What is asked for several times within this was of use once.
constexpr auto usefulAgain = 500ms;

bool bearsOne(const CacheFlight &flight, const CacheTags &tags)
{
    const CacheTags &borne = flight.question().tags;
    return std::any_of(tags.begin(), tags.end(),
                       [&borne](const CacheTag &tag) { return borne.contains(tag); });
}

} // namespace

CacheEngine::CacheEngine(CacheStore &store, const Clock &clock, const CacheOptions &options,
                         QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_options(options)
    , m_memory(options.memoryBytes)
    , m_trust(store, clock)
{
    connect(&store, &CacheStore::invalidated, this,
            [this](const CacheTags &tags) { kill(tags, Heard::Elsewhere); });
    connect(&store, &CacheStore::everythingInvalidated, this,
            [this] { killEverything(Heard::Elsewhere); });
    connect(&store, &CacheStore::listeningChanged, this, [this](bool isListening) {
        killEverything(Heard::Here); // What changed at this moment, nobody heard.
        m_trust.followListening(isListening);
    });
    connect(&m_trust, &CacheTrust::missedChangesFound, this,
            [this](const CacheTags &tags) { kill(tags, Heard::Here); });
    connect(&m_sweep, &QTimer::timeout, this,
            [this] { m_memory.removeOlder(m_clock.steady() - m_options.longestLastGood); });
    m_sweep.start(1min);
}

CacheEngine::~CacheEngine() = default;

const CacheMemory::Entry *CacheEngine::peek(const CacheKey &key, const CacheType *type)
{
    if (++m_peeks % measuredPeeks != 0)
        return find(key, type);
    const std::chrono::nanoseconds before = m_clock.steady();
    const CacheMemory::Entry *entry = find(key, type);
    if (entry)
        m_tally.memory.add(m_clock.steady() - before);
    return entry;
}

const CacheMemory::Entry *CacheEngine::find(const CacheKey &key, const CacheType *type)
{
    CacheMemory::Entry *entry = m_memory.find(key);
    if (!entry || entry->isDead || entry->type != type)
        return nullptr;
    const std::chrono::nanoseconds now = m_clock.coarse();
    if (now >= entry->refreshFrom) {
        if (now >= entry->freshUntil)
            return nullptr;
        lookAhead(*entry);
    }
    if (now - entry->touchedAt >= usefulAgain) {
        entry->touchedAt = now;
        m_memory.touch(*entry);
    }
    ++m_tally.of(key.kind()).memoryHits;
    return entry;
}

bool CacheEngine::isReloadDue(const CacheMemory::Entry &entry) const
{
    return !entry.isBeingRefreshed && m_clock.steady() >= entry.reloadFrom;
}

std::shared_ptr<CacheRequest> CacheEngine::underway(const CacheQuestion &question)
{
    const CacheFlight *flight = m_latest.value(question.key);
    if (!flight || flight->question().type != question.type
        || !flight->mayBeJoined(question.reading))
        return {};
    ++m_tally.of(question.key.kind()).waits;
    return flight->request();
}

void CacheEngine::ask(CacheQuestion question, std::shared_ptr<CacheRequest> request)
{
    const auto flight
        = std::make_shared<CacheFlight>(parts(), std::move(question), std::move(request),
                                        [this](CacheFlight &ended) { dropEnded(ended); });
    m_latest.insert(flight->question().key, flight.get());
    start(flight);
}

void CacheEngine::reload(CacheQuestion question, std::shared_ptr<CacheRequest> request)
{
    if (CacheMemory::Entry *entry = m_memory.find(question.key))
        entry->isBeingRefreshed = true;
    ++m_tally.refreshes;
    ask(std::move(question), std::move(request));
}

/// Looks at the generations before the answer runs out, once.
void CacheEngine::lookAhead(CacheMemory::Entry &entry)
{
    if (entry.isBeingRefreshed || entry.generations.isEmpty()
        || m_clock.steady() >= entry.reloadFrom)
        return;
    entry.isBeingRefreshed = true;
    ++m_tally.refreshes;
    look({entry.key, entry.tags, entry.type, Reading::Usual});
}

/// Finds out whether what memory keeps is true.
void CacheEngine::look(const CacheQuestion &question)
{
    start(std::make_shared<CacheFlight>(parts(), question, nullptr,
                                        [this](CacheFlight &ended) { dropEnded(ended); }));
}

Async<Done> CacheEngine::announce(const CacheNews &news, const QList<CacheMend> &mends)
{
    if (news.tags.isEmpty())
        return ready(Result<Done>(Done{}));
    kill(news.tags, Heard::Here);
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    const auto finish = [promise](const Result<Done> &result) {
        promise->addResult(result);
        promise->finish();
    };
    QList<CacheMend> believed;
    std::copy_if(mends.begin(), mends.end(), std::back_inserter(believed),
                 // What lacks an earlier change of this desk's would come back to life without it.
                 [this](const CacheMend &mend) { return m_trust.believes(mend.tags); });
    if (believed.isEmpty())
        m_trust.bump(news, finish);
    else
        mend(news, believed, finish);
    return promise->future();
}

void CacheEngine::mend(const CacheNews &news, const QList<CacheMend> &mends,
                       CacheStore::DoneHandler handler)
{
    const auto mending = std::make_shared<CacheMending>(
        parts(), news, mends,
        [this, serial = m_trust.owe(news.tags),
         handler = std::move(handler)](CacheMending &ended, const Result<Done> &result) {
            m_trust.settle(ended.news().tags, serial, result);
            for (const CacheQuestion &question : ended.remembered())
                look(question);
            dropEnded(ended);
            handler(result);
        });
    m_mendings.push_back(mending);
    mending->start();
}

void CacheEngine::prime(CacheBatch batch)
{
    if (batch.wanted.isEmpty())
        return;
    const auto priming = std::make_shared<CachePriming>(
        parts(), std::move(batch), [this](CachePriming &ended) { dropEnded(ended); });
    m_primings.push_back(priming);
    priming->start();
}

void CacheEngine::clear()
{
    m_primings.clear();
    m_memory.clear();
    m_seals.close();
    for (const auto &flight : m_flights)
        flight->overtake(); // It would bring back what was to be forgotten.
    for (const auto &mending : m_mendings)
        mending->forget();
}

CacheFigures CacheEngine::figures() const
{
    CacheFigures figures = m_tally.figures();
    figures.entries = m_memory.count();
    figures.bytes = m_memory.bytes();
    figures.mostBytes = m_memory.mostBytes();
    figures.evictions = m_memory.evictions();
    figures.owedBumps = m_trust.owed();
    figures.isListening = m_store.isListening();
    return figures;
}

void CacheEngine::kill(const CacheTags &tags, Heard heard)
{
    if (tags.contains(CacheTag::epoch()))
        return killEverything(heard);
    m_tally.invalidations += quint64(tags.size());
    for (const CacheTag &tag : tags)
        m_memory.kill(tag);
    for (const auto &flight : m_flights) {
        if (bearsOne(*flight, tags))
            heard == Heard::Here ? flight->overtake() : flight->hear();
    }
}

void CacheEngine::killEverything(Heard heard)
{
    ++m_tally.invalidations;
    m_memory.killAll();
    for (const auto &flight : m_flights)
        heard == Heard::Here ? flight->overtake() : flight->hear();
}

void CacheEngine::start(const std::shared_ptr<CacheFlight> &flight)
{
    m_flights.push_back(flight);
    flight->start();
}

CacheParts CacheEngine::parts()
{
    return {.store = m_store,
            .clock = m_clock,
            .options = m_options,
            .memory = m_memory,
            .trust = m_trust,
            .tally = m_tally,
            .seals = m_seals,
            .context = *this};
}

void CacheEngine::dropEnded(CacheFlight &flight)
{
    const auto latest = m_latest.constFind(flight.question().key);
    if (latest != m_latest.cend() && *latest == &flight)
        m_latest.erase(latest);
    const auto found = std::find_if(m_flights.begin(), m_flights.end(),
                                    [&flight](const auto &each) { return each.get() == &flight; });
    if (found == m_flights.end())
        return;
    std::swap(*found, m_flights.back());
    m_flights.pop_back();
}

void CacheEngine::dropEnded(CachePriming &priming)
{
    std::erase_if(m_primings, [&priming](const auto &each) { return each.get() == &priming; });
}

void CacheEngine::dropEnded(CacheMending &mending)
{
    std::erase_if(m_mendings, [&mending](const auto &each) { return each.get() == &mending; });
}

} // namespace clinidesk
