#pragma once

#include "core/redis/RedisClient.h"

#include <QTest>

#include <optional>

namespace clinidesk {

/// How one command ended.
struct RedisOutcome
{
    int times = 0; ///< Has to become one.
    std::optional<Error> error;
    RedisReplyView::Kind kind = RedisReplyView::Kind::None;
    QByteArray text;
    qint64 number = 0;
};

/// Sends @p command; the outcome fills when the answer comes.
inline std::shared_ptr<RedisOutcome> sent(RedisClient &client, const RedisCommand &command,
                                          std::chrono::milliseconds patience = {})
{
    auto outcome = std::make_shared<RedisOutcome>();
    client.send(
        command,
        [outcome](const Result<RedisReply> &reply) {
            ++outcome->times;
            if (!reply) {
                outcome->error = reply.error();
                return;
            }
            outcome->kind = reply->kind();
            outcome->text = reply->bytes();
            outcome->number = reply->number();
        },
        patience);
    return outcome;
}

/// Sends @p command and waits for its end.
inline RedisOutcome answered(RedisClient &client, const RedisCommand &command,
                             std::chrono::milliseconds patience = {})
{
    const auto outcome = sent(client, command, patience);
    (void)QTest::qWaitFor([&] { return outcome->times > 0; }, 10'000);
    return *outcome;
}

} // namespace clinidesk
