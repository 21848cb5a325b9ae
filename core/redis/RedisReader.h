#pragma once

#include "core/redis/RedisReply.h"

#include <memory>
#include <optional>

struct redisReader;
struct redisReplyObjectFunctions;

namespace clinidesk {

/// Cuts the bytes of one connection into replies, however they arrive. Bytes that are no protocol,
/// or that announce more than any answer to a desk can be, break it for good.
class RedisReader final
{
public:
    /// What is fed at once: hiredis moves the rest of its buffer after every reply.
    static constexpr qsizetype portion = qsizetype(16) * 1024;

    RedisReader();
    ~RedisReader();
    Q_DISABLE_COPY_MOVE(RedisReader)

    /// Forgets everything: a new connection begins.
    void restart();
    void feed(QByteArrayView bytes);
    /// The next whole reply, if there is one.
    [[nodiscard]] std::optional<RedisReply> next();
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    struct Freed
    {
        void operator()(redisReader *reader) const;
    };

    std::unique_ptr<redisReplyObjectFunctions> m_functions;
    std::unique_ptr<redisReader, Freed> m_reader;
    qint64 m_parts = 0; ///< Announced by the lists of the reply being read.
    bool m_isBroken = false;
};

} // namespace clinidesk
