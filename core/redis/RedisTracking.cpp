#include "core/redis/RedisTracking.h"

#include "core/redis/RedisError.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int splitsBorne = 5;

} // namespace

RedisTracking::RedisTracking(RedisClient &data, const RedisOptions &options, QObject *parent)
    : QObject(parent)
    , m_data(data)
    , m_news(options, "__redis__:invalidate")
{
    connect(&m_news, &RedisSubscription::subscribedChanged, this, [this](bool isSubscribed) {
        if (isSubscribed)
            track();
        else
            setListening(false);
    });
    connect(&m_news, &RedisSubscription::messageArrived, this, &RedisTracking::take);
}

void RedisTracking::hear(const QByteArray &prefix)
{
    m_prefixes << prefix;
    setListening(false); // Until the server knows of it.
    track();
}

void RedisTracking::close()
{
    unfollow();
    m_news.close();
}

void RedisTracking::follow(const QByteArray &runId)
{
    m_runId = runId;
    track();
}

void RedisTracking::unfollow()
{
    m_runId.reset();
    setListening(false);
}

void RedisTracking::track()
{
    if (!m_runId || !m_news.isSubscribed())
        return;
    if (*m_runId != m_news.runId()) {
        // In the middle of a failover: a number of one server would mean somebody else on the
        // other.
        // The news look for the data's server; if it can't be found, both begin anew.
        const Error split{Error::Code::Unavailable, u"two servers instead of one"_s, {}};
        m_news.reconnect(split);
        if (++m_splits % splitsBorne == 0)
            m_data.reconnect(split);
        return;
    }
    const qint64 newsId = m_news.clientId();
    // Where it is on already, it still points to the connection that was lost.
    m_data.send({"CLIENT", "TRACKING", "OFF"}, [](const Result<RedisReply> &) {});
    RedisCommand tracking{"CLIENT", "TRACKING", "ON", "REDIRECT", QByteArray::number(newsId),
                          "BCAST"};
    for (const QByteArray &prefix : m_prefixes)
        tracking.add("PREFIX").add(prefix);
    m_data.send(tracking,
                [this, newsId](const Result<RedisReply> &reply) { noteTracked(newsId, reply); });
}

void RedisTracking::noteTracked(qint64 newsId, const Result<RedisReply> &reply)
{
    const bool isCurrent = m_runId && m_news.isSubscribed() && m_news.clientId() == newsId;
    if (!isCurrent)
        return; // Whatever changed meanwhile has begun anew, or will.
    if (reply && reply->isOk()) {
        m_splits = 0;
        setListening(true);
    } else {
        m_news.reconnect(reply ? errorFrom(*reply) : reply.error());
    }
}

void RedisTracking::take(const RedisReplyView &message)
{
    if (message.isNil()) {
        emit everythingChanged();
        return;
    }
    // Anybody may publish a plain text here.
    QByteArrayList keys;
    if (message.kind() == RedisReplyView::Kind::Text)
        keys << message.bytes();
    for (qsizetype i = 0; i < message.size(); ++i)
        keys << message.at(i).bytes();
    if (!keys.isEmpty())
        emit keysChanged(keys);
}

void RedisTracking::setListening(bool isListening)
{
    if (m_isListening == isListening)
        return;
    m_isListening = isListening;
    emit listeningChanged(isListening);
}

} // namespace clinidesk
