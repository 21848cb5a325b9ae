#pragma once

#include "core/redis/RedisClient.h"

namespace clinidesk {

/// A connection of its own that listens to one channel, and listens again after a loss.
class RedisSubscription final : public QObject
{
    Q_OBJECT

public:
    RedisSubscription(const RedisOptions &options, const QByteArray &channel,
                      QObject *parent = nullptr);

    void open() { m_client.open(); }
    void close() { m_client.close(); }
    /// As RedisClient::reconnect().
    void reconnect(const Error &why) { m_client.reconnect(why); }

    [[nodiscard]] bool isSubscribed() const { return m_isSubscribed; }
    /// The number the server knows this connection by.
    [[nodiscard]] qint64 clientId() const { return m_clientId; }
    /// Which run of which server it is; empty when the server doesn't tell.
    [[nodiscard]] const QByteArray &runId() const { return m_runId; }

signals:
    void subscribedChanged(bool isSubscribed);
    /// Connect directly: @p message is gone when the signal has been handled.
    void messageArrived(const clinidesk::RedisReplyView &message);

private:
    void subscribe();
    void setSubscribed(bool isSubscribed);

    RedisClient m_client;
    QByteArray m_channel;
    QByteArray m_runId;
    qint64 m_clientId = 0;
    bool m_isSubscribed = false;
};

} // namespace clinidesk
