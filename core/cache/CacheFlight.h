#pragma once

#include "core/base/Async.h"
#include "core/base/Freshness.h"
#include "core/base/Reading.h"
#include "core/cache/CacheMemory.h"
#include "core/cache/CacheOptions.h"
#include "core/cache/CacheSeals.h"
#include "core/cache/CacheTally.h"
#include "core/cache/CacheTrust.h"

#include <functional>
#include <memory>

namespace clinidesk {

/// An answer whose type only the asker knows.
struct CacheAnswer
{
    std::shared_ptr<const void> value;
    Freshness freshness;
};

/// One question put to the cache, by somebody who knows the type.
class CacheRequest
{
public:
    using LoadHandler = std::function<void(const Result<std::shared_ptr<const void>> &)>;

    virtual ~CacheRequest() = default;
    /// Asks the database; the handler runs in @p receiver's thread, never within this call.
    virtual void load(QObject *receiver, LoadHandler handler) = 0;
    virtual void answer(const Result<CacheAnswer> &answer) = 0;

protected:
    CacheRequest() = default;
    Q_DISABLE_COPY_MOVE(CacheRequest)
};

/// What a question is about.
struct CacheQuestion
{
    CacheKey key;
    CacheTags tags; ///< The epoch is the last of them.
    const CacheType *type = nullptr;
    Reading reading = Reading::Usual;
};

/// What all flights share.
struct CacheParts
{
    CacheStore &store;
    const Clock &clock;
    const CacheOptions &options;
    CacheMemory &memory;
    CacheTrust &trust;
    CacheTally &tally;
    const CacheSeals &seals;
    QObject &context; ///< Nothing happens after it is gone.
};

/// The way to one answer: a look at the generations, the store, a lease, the database. Everyone who
/// asks the same meanwhile waits for it, until something it depends on changes: from then on its
/// answer is only for those who had already asked.
class CacheFlight final : public std::enable_shared_from_this<CacheFlight>
{
public:
    using Ended = std::function<void(CacheFlight &)>;

    /// Desks' clocks may differ by less than this; an entry from further ahead is none.
    static constexpr std::chrono::minutes mostAhead{5};

    /// Without a @p request it only looks whether what memory keeps is still, or again, true.
    CacheFlight(CacheParts parts, CacheQuestion question, std::shared_ptr<CacheRequest> request,
                Ended ended);

    /// Held by a shared pointer.
    void start();

    [[nodiscard]] const CacheQuestion &question() const { return m_question; }
    [[nodiscard]] const std::shared_ptr<CacheRequest> &request() const { return m_request; }
    /// Whether another asker may wait for its answer.
    [[nodiscard]] bool mayBeJoined(Reading reading) const;

    /// A tag of it got a new generation: perhaps one that it knew already.
    void hear() { m_isHeard = true; }
    /// Its answer is too old for whoever asks from here on.
    void overtake() { m_isOvertaken = true; }

private:
    /// A handler that does nothing once this flight is gone.
    template <typename Answer>
    [[nodiscard]] std::function<void(const Answer &)> then(
        void (CacheFlight::*step)(const Answer &));
    /// Goes on with @p step and the present generations; those that are missing are made.
    void askGenerations(void (CacheFlight::*step)(const Result<StoredEntry> &));
    void looked(const Result<StoredEntry> &stored);
    void read();
    void hasRead(const Result<StoredEntry> &stored);
    [[nodiscard]] bool answerFrom(const StoredEntry &stored);
    void madeGenerations(const Result<StoredEntry> &stored);
    void lease();
    void leased(const Result<bool> &isMine);
    void load();
    void loaded(const Result<std::shared_ptr<const void>> &value);
    void verified(const Result<StoredEntry> &stored);
    void keep();
    void fail(const Error &error);
    void end();

    [[nodiscard]] bool hasGenerations() const;
    [[nodiscard]] bool takeGenerations(const Result<StoredEntry> &stored);
    [[nodiscard]] CacheMemory::Entry *remembered() const;
    /// Whether what is known now will still be true when it is asked for next.
    [[nodiscard]] bool mayRemember() const;
    void remember(const std::shared_ptr<const void> &value, qsizetype encodedSize);
    void setTimes(CacheMemory::Entry &entry) const;
    void answer(const Result<CacheAnswer> &answer);
    [[nodiscard]] bool answerFromMemory();

    CacheParts m_parts;
    CacheQuestion m_question;
    std::shared_ptr<CacheRequest> m_request;
    Ended m_ended;
    QByteArray m_name;
    QList<Generation> m_generations;
    std::chrono::nanoseconds m_startedAt;
    std::chrono::nanoseconds m_waitsSince{0}; ///< For another desk's lease.
    std::chrono::nanoseconds m_askedAt{0}; ///< When the answer's question was put.
    QDateTime m_madeAt;
    int m_polls = 0;
    int m_looks = 0;
    std::shared_ptr<const void> m_value;
    QByteArray m_encoded;
    bool m_reloads = false; ///< A kept answer is too old whatever the generations say.
    bool m_isLoading = false;
    bool m_isAnswered = false;
    bool m_holdsLease = false;
    bool m_isHeard = false;
    bool m_isOvertaken = false;
};

} // namespace clinidesk
