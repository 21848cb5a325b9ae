#include "core/redis/RedisSubscription.h"

#include "core/redis/RedisError.h"
#include "core/redis/RedisInfo.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

RedisSubscription::RedisSubscription(const RedisOptions &options, const QByteArray &channel,
                                     QObject *parent)
    : QObject(parent)
    , m_client(options)
    , m_channel(channel)
{
    m_client.setMessageHandler(
        [this](const RedisReplyView &message) { emit messageArrived(message); });
    connect(&m_client, &RedisClient::stateChanged, this, [this](RedisClient::State state) {
        if (state == RedisClient::State::Ready)
            subscribe();
        else
            setSubscribed(false);
    });
}

void RedisSubscription::subscribe()
{
    m_client.send({"INFO", "server"}, [this](const Result<RedisReply> &reply) {
        m_runId = reply && !reply->isFailure() ? redisInfo(reply->text(), "run_id") : QByteArray();
    });
    m_client.send({"CLIENT", "ID"}, [this](const Result<RedisReply> &reply) {
        m_clientId = reply ? reply->number() : 0;
    });
    m_client.send({"SUBSCRIBE", m_channel}, [this](const Result<RedisReply> &reply) {
        if (!reply)
            m_client.reconnect(reply.error());
        else if (reply->isFailure())
            m_client.reconnect(errorFrom(*reply));
        else if (m_clientId == 0)
            m_client.reconnect({Error::Code::Broken, u"the server doesn't say who we are"_s, {}});
        else
            setSubscribed(true);
    });
}

void RedisSubscription::setSubscribed(bool isSubscribed)
{
    if (m_isSubscribed == isSubscribed)
        return;
    m_isSubscribed = isSubscribed;
    emit subscribedChanged(isSubscribed);
}

} // namespace clinidesk
