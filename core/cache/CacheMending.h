#pragma once

#include "core/cache/CacheFlight.h"

#include <functional>
#include <memory>
#include <vector>

namespace clinidesk {

/// An answer that a change can be worked into, if it is kept.
struct CacheMend
{
    using Value = std::shared_ptr<const void>;

    CacheKey key;
    CacheTags tags; ///< All that the answer depends on; the epoch is the last of them.
    const CacheType *type = nullptr;
    std::function<Value(const Value &)> mended; ///< Never changes what it is given.
};

/// The way of one change to all desks: what is kept of the answers it touched is read, mended and
/// stored in the very step that announces the change, and only if no other change came between;
/// else once more, and in the end the change is announced and nothing of them is left.
///
/// What is mended holds every change announced before, and this one: that is all an entry promises.
class CacheMending final : public std::enable_shared_from_this<CacheMending>
{
public:
    using Ended = std::function<void(CacheMending &, const Result<Done> &)>;

    CacheMending(CacheParts parts, CacheNews news, QList<CacheMend> mends, Ended ended);

    /// Held by a shared pointer.
    void start();

    /// Memory is not to have what comes of it: somebody else may sit down.
    void forget() { m_isForgotten = true; }

    [[nodiscard]] const CacheNews &news() const { return m_news; }
    /// Those of whose mended answers memory has a copy, which has to be looked at once more.
    [[nodiscard]] const QList<CacheQuestion> &remembered() const { return m_remembered; }

private:
    struct Kept
    {
        const CacheMend *mend = nullptr;
        CacheMend::Value value; ///< Before the change.
        QDateTime madeAt;
        std::chrono::nanoseconds askedAt{0};
        QList<Generation> generations;
        qsizetype encodedSize = 0;
    };

    void take(const CacheMend &mend, const Result<StoredEntry> &stored);
    [[nodiscard]] std::optional<Kept> fromMemory(const CacheMend &mend,
                                                 const QList<Generation> &generations) const;
    [[nodiscard]] std::optional<Kept> fromStore(const CacheMend &mend,
                                                const StoredEntry &stored) const;
    void amend();
    [[nodiscard]] CacheAmendment amendment();
    void amended(const Result<bool> &isDone);
    void bump();
    void remember(const Kept &kept);

    CacheParts m_parts;
    const CacheNews m_news;
    const QList<CacheMend> m_mends;
    Ended m_ended;
    std::vector<Kept> m_kept;
    QList<CacheQuestion> m_remembered;
    qsizetype m_unread = 0;
    int m_attempts = 0;
    bool m_isForgotten = false;
};

} // namespace clinidesk
