#pragma once

#include "core/redis/RedisClient.h"

#include <functional>
#include <memory>
#include <type_traits>

namespace clinidesk {

/// One question after the other to a Redis, each waited for while the event loop runs: for commands
/// that have nothing else to do meanwhile.
class RedisSession final
{
public:
    /// Not connected yet.
    explicit RedisSession(const RedisOptions &options)
        : m_client(options)
    {
    }
    /// Fails as the connection does: Unavailable (facts: layer "redis"), WrongPassword, Insecure, …
    [[nodiscard]] static Result<std::unique_ptr<RedisSession>> open(const RedisOptions &options);

    /// Fails as the client does; facts.layer says how far it came: "dns", "tcp", "tls".
    [[nodiscard]] Result<Done> connectNow();

    /// What @p take makes of the reply; a refusal of the server is an Error. @p take must copy what
    /// it wants to keep.
    template <typename Take, typename Answer = std::invoke_result_t<Take, const RedisReplyView &>>
    [[nodiscard]] Result<Answer> ask(const RedisCommand &command, Take take)
    {
        Answer answer{};
        const auto done = converse(
            command, [&answer, &take](const RedisReplyView &reply) { answer = take(reply); });
        if (!done)
            return done.error();
        return answer;
    }

    [[nodiscard]] RedisClient &client() { return m_client; }

private:
    using Taker = std::function<void(const RedisReplyView &)>;

    [[nodiscard]] Result<Done> converse(const RedisCommand &command, const Taker &take);

    RedisClient m_client;
};

/// What most questions are asked for.
[[nodiscard]] inline qint64 numberIn(const RedisReplyView &reply)
{
    return reply.number();
}
[[nodiscard]] inline QByteArray textIn(const RedisReplyView &reply)
{
    return reply.bytes();
}

} // namespace clinidesk
