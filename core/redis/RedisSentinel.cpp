#include "core/redis/RedisSentinel.h"

#include "core/redis/RedisClient.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

RedisSentinel::RedisSentinel(const RedisOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_sentinels(options.sentinels)
{
}

RedisSentinel::~RedisSentinel()
{
    delete m_client;
}

void RedisSentinel::findMaster(Handler handler)
{
    hangUp();
    m_handler = std::move(handler);
    m_asked = 0;
    QMetaObject::invokeMethod(this, &RedisSentinel::askNext, Qt::QueuedConnection);
}

void RedisSentinel::askNext()
{
    hangUp();
    if (!m_handler)
        return;
    if (m_asked < m_sentinels.size())
        ask(m_sentinels.at(m_asked++));
    else
        finish(Error{Error::Code::Unavailable, u"no sentinel knows a master"_s, {}});
}

void RedisSentinel::ask(const RedisEndpoint &sentinel)
{
    const auto patience = m_options.connectPatience / 3;
    RedisOptions options;
    options.endpoints = {sentinel};
    options.tls = m_options.tls;
    options.caFile = m_options.caFile;
    options.connectPatience = patience;
    options.commandPatience = patience;
    options.heartbeat = 0ms;
    m_client = new RedisClient(options, this);
    connect(m_client, &RedisClient::stateChanged, this, [this](RedisClient::State state) {
        if (state == RedisClient::State::Waiting)
            askNext();
        if (state != RedisClient::State::Ready)
            return;
        m_client->send({"SENTINEL", "get-master-addr-by-name", m_options.sentinelMaster.toUtf8()},
                       [this](const Result<RedisReply> &reply) {
                           take(reply ? RedisReplyView(*reply) : RedisReplyView());
                       });
    });
    m_client->open();
}

void RedisSentinel::take(const RedisReplyView &address)
{
    const auto port = quint16(address.at(1).text().toUShort());
    if (address.size() != 2 || port == 0) {
        askNext();
        return;
    }
    m_sentinels.move(m_asked - 1, 0);
    finish(RedisEndpoint{QString::fromUtf8(address.at(0).text()), port});
}

void RedisSentinel::finish(const Result<RedisEndpoint> &master)
{
    hangUp();
    if (const Handler handler = std::exchange(m_handler, {}))
        handler(master);
}

void RedisSentinel::hangUp()
{
    if (!m_client)
        return;
    // We may stand inside one of its signals.
    m_client->disconnect(this);
    m_client->deleteLater();
    m_client = nullptr;
}

} // namespace clinidesk
