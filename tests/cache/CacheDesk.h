#pragma once

#include "core/cache/Cache.h"
#include "tests/cache/NumberCodec.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/SealKeySamples.h"

#include <QCoreApplication>

#include <vector>

namespace clinidesk {

/// A database of one number, asked by the test's own hand or at once.
class NumberBase
{
public:
    qint64 value = 1;
    std::optional<Error> fault;
    bool isByHand = false;
    int loads = 0;

    [[nodiscard]] std::function<Async<Number>()> loader()
    {
        return loader([this] { return value; });
    }
    [[nodiscard]] std::function<Async<Number>()> loader(std::function<qint64()> current)
    {
        return [this, current = std::move(current)] { return load(current); };
    }
    /// What the oldest load that waits for it reads is read now.
    bool readNext()
    {
        for (Load &load : m_loads) {
            if (load.seen)
                continue;
            load.seen = load.current();
            return true;
        }
        return false;
    }
    /// The oldest load that has read ends.
    bool answerNext()
    {
        if (m_loads.empty() || !m_loads.front().seen)
            return false;
        answer(m_loads.front());
        m_loads.erase(m_loads.begin());
        return true;
    }
    [[nodiscard]] bool wantsToRead() const
    {
        return std::any_of(m_loads.begin(), m_loads.end(),
                           [](const Load &load) { return !load.seen; });
    }
    [[nodiscard]] bool wantsToAnswer() const { return !m_loads.empty() && m_loads.front().seen; }

private:
    struct Load
    {
        std::function<qint64()> current;
        QPromise<Result<Number>> promise;
        std::optional<qint64> seen;
    };

    Async<Number> load(const std::function<qint64()> &current)
    {
        ++loads;
        Load load{.current = current, .promise = {}, .seen = {}};
        load.promise.start();
        const Async<Number> future = load.promise.future();
        if (!isByHand) {
            load.seen = current();
            answer(load);
        } else {
            m_loads.push_back(std::move(load));
        }
        return future;
    }
    void answer(Load &load) const
    {
        if (fault)
            load.promise.addResult(*fault);
        else
            load.promise.addResult(Number{*load.seen, {}});
        load.promise.finish();
    }

    std::vector<Load> m_loads;
};

/// A desk with a memory of its own on a store that others share.
struct CacheDesk
{
    explicit CacheDesk(FakeCacheServer &server, const CacheOptions &options = {},
                       FakeCacheStore::Pace pace = FakeCacheStore::Pace::AtOnce)
        : store(server, pace)
        , cache(store, clock, options)
    {
        cache.unlock(sampleSealKeys());
    }

    FakeClock clock;
    FakeCacheStore store;
    Cache cache;
};

/// Until nothing is left to happen but what takes time.
inline void settle()
{
    for (int turn = 0; turn < 8; ++turn) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// An answer that has come, or an error that fails the test.
inline Result<Cached<Number>> arrived(const Async<Cached<Number>> &answer)
{
    settle();
    if (!answer.isFinished())
        return Error{Error::Code::Broken, QStringLiteral("still on its way"), {}};
    return answer.result();
}

/// The number that has come; -1 for an error.
inline qint64 valueOf(const Async<Cached<Number>> &answer)
{
    const auto number = arrived(answer);
    return number ? number->value->value : -1;
}

inline CacheKey keyOf(CacheKind kind, qint64 number = 1)
{
    return CacheKey(kind, CacheScope{.installation = 1, .role = 2, .eyes = 0, .rightsVersion = 1},
                    ClinicId(3))
        .with(number);
}

} // namespace clinidesk
