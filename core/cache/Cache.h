#pragma once

#include "core/cache/CacheEngine.h"

#include <functional>
#include <memory>
#include <optional>

namespace clinidesk {

/// An answer and where it came from. The value is shared and never changes.
template <typename T> struct Cached
{
    std::shared_ptr<const T> value;
    Freshness freshness;
};

/// Answers from memory, else from the store all desks share, else from the database. Never answers
/// what was true only before a change that this desk had made or heard of when it was asked. One
/// thread, that of the store, with an event loop; @p T needs a CacheCodec.
class Cache final
{
public:
    /// @p store and @p clock have to live longer.
    Cache(CacheStore &store, const Clock &clock, const CacheOptions &options = {})
        : m_engine(store, clock, options)
    {
    }

    /// What memory knows, at once; nothing when it would have to ask.
    template <typename T> [[nodiscard]] std::optional<Cached<T>> peek(const CacheKey &key)
    {
        const CacheMemory::Entry *entry = m_engine.peek(key, &cacheTypeOf<T>);
        if (!entry)
            return {};
        return fromMemory<T>(*entry);
    }

    /// The answer to @p key, which depends on @p tags; @p load asks the database for it, and is
    /// called at most once. A thousand who ask the same at once cause one load. While the database
    /// can't be reached, the last good answer comes with isStale; without one, the load's error.
    template <typename T>
    [[nodiscard]] Async<Cached<T>> get(const CacheKey &key, const CacheTags &tags,
                                       std::function<Async<T>()> load,
                                       Reading reading = Reading::Usual);

    /// After a change was committed: nothing that bears one of @p tags is answered here any more,
    /// and once this has ended, nowhere else. Unavailable: the store didn't take it; it is tried
    /// again.
    [[nodiscard]] Async<Done> invalidate(const CacheTags &tags)
    {
        return m_engine.announce(tags, {});
    }

    /// The answer to @p key, which depends on @p tags, as @p mended makes it.
    template <typename T>
    [[nodiscard]] static CacheMend mend(const CacheKey &key, const CacheTags &tags,
                                        std::function<T(const T &)> mended)
    {
        return {key, tags + CacheTags{CacheTag::epoch()}, &cacheTypeOf<T>,
                [mended = std::move(mended)](const CacheMend::Value &value) -> CacheMend::Value {
                    return std::make_shared<const T>(mended(*static_cast<const T *>(value.get())));
                }};
    }
    /// As invalidate(); but what is kept of @p mends goes on being answered, with the change in it,
    /// unless something else changed at the same time.
    [[nodiscard]] Async<Done> amend(const CacheNews &news, const QList<CacheMend> &mends)
    {
        return m_engine.announce(news, mends);
    }

    /// Has answers at hand, for all desks, before anybody asks for one: @p load brings those to
    /// @p wanted keys, which depend on the tags beside them, in that order; nothing for what there
    /// isn't. Done once under a @p name, until what it brought is too old.
    template <typename T>
    void prime(const QByteArray &name, const QList<std::pair<CacheKey, CacheTags>> &wanted,
               std::function<Async<QList<std::optional<T>>>()> load);

    /// Whom to ask what was changed while the store was lost; until the answer, nothing it holds is
    /// believed. Without this, it is believed as soon as it is back.
    void askMissedChanges(MissedChanges missed) { m_engine.askMissedChanges(std::move(missed)); }

    /// Answers of the clinics in @p keys are shared from here on, sealed; those of others, and
    /// before this, are neither written to the store nor believed from it. Wipes the keys.
    void unlock(SealKeys keys) { m_engine.unlock(std::move(keys)); }
    /// What is unlocked at present, for what else the desks share.
    [[nodiscard]] const CacheSeals &seals() const { return m_engine.seals(); }

    /// Forgets everything, last good answers and keys too: somebody else may sit down.
    void clear() { m_engine.clear(); }

    [[nodiscard]] CacheFigures figures() const { return m_engine.figures(); }

private:
    template <typename T> [[nodiscard]] static Cached<T> fromMemory(const CacheMemory::Entry &entry)
    {
        return {std::static_pointer_cast<const T>(entry.value), entry.freshness};
    }

    CacheEngine m_engine;
};

/// A question whose answer is a @p T. All who wait for it share one future.
template <typename T> class CacheRequestFor final : public CacheRequest
{
public:
    explicit CacheRequestFor(std::function<Async<T>()> load)
        : m_load(std::move(load))
    {
        m_promise.start();
    }

    void load(QObject *receiver, LoadHandler handler) override
    {
        const auto ask = std::exchange(m_load, nullptr);
        deliver(ask(), receiver, [handler = std::move(handler)](const Result<T> &value) {
            if (value)
                handler(std::shared_ptr<const void>(std::make_shared<const T>(*value)));
            else
                handler(value.error());
        });
    }

    void answer(const Result<CacheAnswer> &answer) override
    {
        if (answer) {
            m_promise.addResult(
                Cached<T>{std::static_pointer_cast<const T>(answer->value), answer->freshness});
        } else {
            m_promise.addResult(answer.error());
        }
        m_promise.finish();
    }

    [[nodiscard]] Async<Cached<T>> future() const { return m_promise.future(); }

private:
    std::function<Async<T>()> m_load;
    QPromise<Result<Cached<T>>> m_promise;
};

template <typename T>
void Cache::prime(const QByteArray &name, const QList<std::pair<CacheKey, CacheTags>> &wanted,
                  std::function<Async<QList<std::optional<T>>>()> load)
{
    CacheBatch batch{.name = name, .wanted = {}, .type = &cacheTypeOf<T>, .load = {}};
    for (const auto &[key, tags] : wanted)
        batch.wanted.append({key, tags + CacheTags{CacheTag::epoch()}});
    batch.load = [load = std::move(load)](QObject *receiver, CacheBatch::LoadHandler handler) {
        const auto take
            = [handler = std::move(handler)](const Result<QList<std::optional<T>>> &loaded) {
                  if (!loaded)
                      return handler(loaded.error());
                  CacheBatch::Values values;
                  for (const std::optional<T> &value : *loaded)
                      values.append(value ? std::make_shared<const T>(*value) : nullptr);
                  handler(values);
              };
        deliver(load(), receiver, take);
    };
    m_engine.prime(std::move(batch));
}

template <typename T>
Async<Cached<T>> Cache::get(const CacheKey &key, const CacheTags &tags,
                            std::function<Async<T>()> load, Reading reading)
{
    CacheQuestion question{key, tags, &cacheTypeOf<T>, reading};
    question.tags.append(CacheTag::epoch());
    if (reading == Reading::Usual) {
        if (const CacheMemory::Entry *entry = m_engine.peek(key, question.type)) {
            const Async<Cached<T>> answer = ready(Result<Cached<T>>(fromMemory<T>(*entry)));
            if (m_engine.isReloadDue(*entry))
                m_engine.reload(std::move(question),
                                std::make_shared<CacheRequestFor<T>>(std::move(load)));
            return answer;
        }
    }
    if (const std::shared_ptr<CacheRequest> request = m_engine.underway(question))
        return static_cast<const CacheRequestFor<T> &>(*request).future();
    auto request = std::make_shared<CacheRequestFor<T>>(std::move(load));
    const Async<Cached<T>> answer = request->future();
    m_engine.ask(std::move(question), std::move(request));
    return answer;
}

} // namespace clinidesk
