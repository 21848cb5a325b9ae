#pragma once

#include "core/cache/CacheFlight.h"

#include <functional>
#include <memory>

namespace clinidesk {

/// Answers that are brought by one question, for when somebody asks for one of them.
struct CacheBatch
{
    struct Wanted
    {
        CacheKey key;
        CacheTags tags; ///< The epoch is the last of them.
    };
    using Values = QList<std::shared_ptr<const void>>; ///< Null for what there isn't.
    using LoadHandler = std::function<void(const Result<Values> &)>;

    QByteArray name; ///< Whoever brings it under this name spares others the question.
    QList<Wanted> wanted; ///< All of one kind.
    const CacheType *type = nullptr;
    /// Asks the database; one value for each that is wanted, in that order.
    std::function<void(QObject *receiver, LoadHandler handler)> load;
};

/// Brings a batch into the store all desks share, once for all of them; only there: whether it is
/// true yet, whoever reads it from there finds out. Without the store, or while somebody does the
/// same, it does nothing.
class CachePriming final : public std::enable_shared_from_this<CachePriming>
{
public:
    using Ended = std::function<void(CachePriming &)>;

    CachePriming(CacheParts parts, CacheBatch batch, Ended ended);

    /// Held by a shared pointer.
    void start();

private:
    template <typename Answer>
    [[nodiscard]] std::function<void(const Answer &)> then(
        void (CachePriming::*step)(const Answer &));
    void leased(const Result<bool> &isMine);
    void load(const Result<StoredEntry> &stored);
    void loaded(const Result<CacheBatch::Values> &values);
    void writeSome();
    void write(qsizetype at);
    void end() { m_ended(*this); }

    CacheParts m_parts;
    const CacheBatch m_batch;
    Ended m_ended;
    CacheTags m_tags; ///< Of all that is wanted, each once…
    QHash<CacheTag, Generation> m_generations; ///< …and what they had before the question.
    QDateTime m_madeAt;
    CacheBatch::Values m_values;
    qsizetype m_written = 0;
};

} // namespace clinidesk
