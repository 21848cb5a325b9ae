#pragma once

#include "core/cache/CacheFlight.h"
#include "core/cache/CacheMending.h"
#include "core/cache/CachePriming.h"

#include <vector>

namespace clinidesk {

/// The cache without its types: Cache is the face of it. One thread, that of its store.
class CacheEngine final : public QObject
{
    Q_OBJECT

public:
    CacheEngine(CacheStore &store, const Clock &clock, const CacheOptions &options,
                QObject *parent = nullptr);
    ~CacheEngine() override;

    /// What memory may answer now, or null. The pointer is good until the next call.
    [[nodiscard]] const CacheMemory::Entry *peek(const CacheKey &key, const CacheType *type);
    /// Whether the answer just peeked at ought to be loaded anew in the background.
    [[nodiscard]] bool isReloadDue(const CacheMemory::Entry &entry) const;

    /// The request whose answer will do for another asker too, or null. Counts as a wait.
    [[nodiscard]] std::shared_ptr<CacheRequest> underway(const CacheQuestion &question);
    void ask(CacheQuestion question, std::shared_ptr<CacheRequest> request);
    /// As ask(), for an answer that nobody waits for.
    void reload(CacheQuestion question, std::shared_ptr<CacheRequest> request);

    [[nodiscard]] Async<Done> announce(const CacheNews &news, const QList<CacheMend> &mends);
    void prime(CacheBatch batch);
    void clear();
    void unlock(SealKeys keys) { m_seals.open(std::move(keys)); }
    [[nodiscard]] const CacheSeals &seals() const { return m_seals; }
    void askMissedChanges(MissedChanges missed) { m_trust.askMissedChanges(std::move(missed)); }
    [[nodiscard]] CacheFigures figures() const;

private:
    enum class Heard { Here, Elsewhere };

    [[nodiscard]] const CacheMemory::Entry *find(const CacheKey &key, const CacheType *type);
    void lookAhead(CacheMemory::Entry &entry);
    void look(const CacheQuestion &question);
    void kill(const CacheTags &tags, Heard heard);
    void killEverything(Heard heard);
    void start(const std::shared_ptr<CacheFlight> &flight);
    [[nodiscard]] CacheParts parts();
    void dropEnded(CacheFlight &flight);
    void mend(const CacheNews &news, const QList<CacheMend> &mends,
              CacheStore::DoneHandler handler);
    void dropEnded(CacheMending &mending);
    void dropEnded(CachePriming &priming);

    CacheStore &m_store;
    const Clock &m_clock;
    const CacheOptions m_options;
    CacheMemory m_memory;
    CacheTrust m_trust;
    CacheTally m_tally;
    CacheSeals m_seals;
    quint64 m_peeks = 0;
    std::vector<std::shared_ptr<CacheFlight>> m_flights;
    std::vector<std::shared_ptr<CacheMending>> m_mendings;
    std::vector<std::shared_ptr<CachePriming>> m_primings;
    QHash<CacheKey, CacheFlight *> m_latest; ///< The one a further asker might join.
    QTimer m_sweep;
};

} // namespace clinidesk
