#pragma once

#include "core/base/Result.h"
#include "core/redis/RedisOptions.h"
#include "core/redis/RedisReply.h"

#include <QObject>

#include <functional>

namespace clinidesk {

class RedisClient;

/// Asks the sentinels, one after the other, where the master is now.
class RedisSentinel final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Result<RedisEndpoint> &)>;

    explicit RedisSentinel(const RedisOptions &options, QObject *parent = nullptr);
    ~RedisSentinel() override;

    /// @p handler is called once, never before this call returns: Unavailable when no sentinel
    /// knows. A new question takes the place of one that still runs.
    void findMaster(Handler handler);

private:
    void askNext();
    void ask(const RedisEndpoint &sentinel);
    void take(const RedisReplyView &address);
    void finish(const Result<RedisEndpoint> &master);
    void hangUp();

    const RedisOptions m_options;
    QList<RedisEndpoint> m_sentinels; ///< The one that answered last comes first.
    qsizetype m_asked = 0;
    RedisClient *m_client = nullptr; ///< To the one being asked.
    Handler m_handler;
};

} // namespace clinidesk
