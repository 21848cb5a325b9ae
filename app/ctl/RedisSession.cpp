#include "app/ctl/RedisSession.h"

#include "core/redis/RedisError.h"

#include <QEventLoop>

#include <optional>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// For the sentence: which of the servers it was.
Error ofRedis(Error error)
{
    if (error.code == Error::Code::Unavailable)
        error.facts.insert(u"layer"_s, u"redis"_s);
    return error;
}

} // namespace

Result<std::unique_ptr<RedisSession>> RedisSession::open(const RedisOptions &options)
{
    auto session = std::make_unique<RedisSession>(options);
    const auto connected = session->connectNow();
    if (!connected)
        return ofRedis(connected.error());
    return session;
}

Result<Done> RedisSession::connectNow()
{
    QEventLoop loop;
    QObject::connect(&m_client, &RedisClient::stateChanged, &loop, [&loop](auto state) {
        if (state == RedisClient::State::Ready || state == RedisClient::State::Waiting)
            loop.quit();
    });
    // The state may already change within the call, when nobody could quit the loop yet.
    QMetaObject::invokeMethod(
        &m_client, [this] { m_client.open(); }, Qt::QueuedConnection);
    loop.exec();
    if (m_client.isReady())
        return Done{};
    return m_client.problem().value_or(Error{Error::Code::Unavailable, {}, {}});
}

Result<Done> RedisSession::converse(const RedisCommand &command, const Taker &take)
{
    QEventLoop loop;
    Result<Done> outcome = Done{};
    m_client.send(command, [&](const Result<RedisReply> &reply) {
        if (!reply)
            outcome = ofRedis(reply.error());
        else if (reply->isFailure())
            outcome = errorFrom(*reply);
        else
            take(*reply);
        loop.quit();
    });
    loop.exec();
    return outcome;
}

} // namespace clinidesk
