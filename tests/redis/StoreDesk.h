#pragma once

#include "core/redis/RedisCacheStore.h"

#include <QTest>

#include <optional>

namespace clinidesk {

inline const CacheTag clinic = CacheTag::clinic(ClinicId(3));
inline const CacheTag doctor = CacheTag::doctor(DoctorId(17));
inline const CacheTags tags{clinic, doctor, CacheTag::epoch()};

/// A store as a desk has it, each question waited for, and what it heard.
struct StoreDesk
{
    explicit StoreDesk(const RedisOptions &options)
        : store(options)
    {
        QObject::connect(&store, &CacheStore::invalidated, &store,
                         [this](const CacheTags &changed) { heard << changed; });
        store.open();
    }
    [[nodiscard]] bool isWell() const { return store.isAvailable() && store.isListening(); }

    template <typename T, typename Ask> Result<T> wait(Ask ask)
    {
        std::optional<Result<T>> answer;
        int times = 0;
        ask([&](const Result<T> &result) {
            answer.emplace(result);
            ++times;
        });
        if (answer)
            return Error{Error::Code::Broken, QStringLiteral("inside the call"), {}};
        (void)QTest::qWaitFor([&] { return times > 0; }, 10'000);
        return times == 1 ? *answer
                          : Result<T>(Error{Error::Code::Broken, QStringLiteral("not once"), {}});
    }
    Result<StoredEntry> read(const QByteArray &name)
    {
        return wait<StoredEntry>([&](auto handler) { store.read(name, tags, handler); });
    }
    Result<StoredEntry> generations()
    {
        return wait<StoredEntry>([&](auto handler) { store.generations(tags, handler); });
    }
    Result<Done> bump(const CacheTags &changed)
    {
        return wait<Done>([&](auto handler) { store.bump(changed, handler); });
    }
    Result<bool> amend(const CacheAmendment &amendment)
    {
        return wait<bool>([&](auto handler) { store.amend(amendment, handler); });
    }
    Result<Done> relay(const QList<CacheNews> &news)
    {
        return wait<Done>([&](auto handler) { store.relay(news, handler); });
    }
    Result<bool> lease(const QByteArray &name, std::chrono::milliseconds life)
    {
        return wait<bool>([&](auto handler) { store.lease(name, life, handler); });
    }
    Error::Code failure(const Result<StoredEntry> &answer)
    {
        return answer ? Error::Code::Cancelled : answer.error().code;
    }

    CacheTags heard;
    RedisCacheStore store;
};

} // namespace clinidesk
