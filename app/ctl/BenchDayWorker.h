#pragma once

#include "app/ctl/BenchClinic.h"
#include "app/worker/Worker.h"
#include "core/redis/RedisCacheStore.h"

namespace clinidesk {

/// The worker of a bench's clinic: it passes on what the desks change, as at any clinic, and needs
/// the event loop that they have. Lives as long as this.
class BenchDayWorker final
{
public:
    explicit BenchDayWorker(const RedisOptions &redis);
    ~BenchDayWorker();
    Q_DISABLE_COPY_MOVE(BenchDayWorker)

    /// Gives it a login at @p clinic and lets it work there.
    [[nodiscard]] Result<Done> start(const BenchClinic &clinic);

private:
    RedisCacheStore m_store;
    Worker m_worker;
};

} // namespace clinidesk
