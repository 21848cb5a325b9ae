#pragma once

#include "core/cache/CacheStore.h"

namespace clinidesk {

/// Stands where no store is set up: every question ends as Unavailable, and memory answers only as
/// long as it may on its own.
class AbsentCacheStore final : public CacheStore
{
    Q_OBJECT

public:
    using CacheStore::CacheStore;

    [[nodiscard]] bool isListening() const override { return false; }
    void read(const QByteArray &name, const CacheTags &tags, EntryHandler handler) override;
    void generations(const CacheTags &tags, EntryHandler handler) override;
    void write(const QByteArray &name, const QByteArray &bytes,
               std::chrono::milliseconds life) override;
    void bump(const CacheNews &news, DoneHandler handler) override;
    void amend(const CacheAmendment &amendment, AmendHandler handler) override;
    void relay(const QList<CacheNews> &news, DoneHandler handler) override;
    void lease(const QByteArray &name, std::chrono::milliseconds life,
               LeaseHandler handler) override;
    void release(const QByteArray &name) override;

private:
    template <typename Handler> void decline(Handler handler);
};

} // namespace clinidesk
