#pragma once

#include "core/redis/RedisSubscription.h"

#include <QByteArrayList>

#include <optional>

namespace clinidesk {

/// Hears of every write to the keys of some prefixes, by whomever: a second connection subscribes,
/// and the server is told to send it what it would tell the first (CLIENT TRACKING, broadcast
/// mode). Loss of either connection is the loss of all news until both work again.
class RedisTracking final : public QObject
{
    Q_OBJECT

public:
    /// @p data is the connection whose keys are meant; it has to outlive this.
    RedisTracking(RedisClient &data, const RedisOptions &options, QObject *parent = nullptr);

    /// Keys that begin with @p prefix, too; it begins no other one.
    void hear(const QByteArray &prefix);
    void open() { m_news.open(); }
    void close();

    /// The data connection is ready and belongs to that run of a server (empty: unknown).
    void follow(const QByteArray &runId);
    /// It isn't any more.
    void unfollow();

    [[nodiscard]] bool isListening() const { return m_isListening; }

signals:
    /// Nothing that was known before it became true may be relied on.
    void listeningChanged(bool isListening);
    void keysChanged(const QByteArrayList &keys);
    /// The server was emptied.
    void everythingChanged();

private:
    void track();
    void noteTracked(qint64 newsId, const Result<RedisReply> &reply);
    void take(const RedisReplyView &message);
    void setListening(bool isListening);

    RedisClient &m_data;
    RedisSubscription m_news;
    QByteArrayList m_prefixes;
    std::optional<QByteArray> m_runId; ///< Of the data connection, while it is followed.
    int m_splits = 0; ///< How often in a row the two connections led to different servers.
    bool m_isListening = false;
};

} // namespace clinidesk
