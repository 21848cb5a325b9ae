#pragma once

#include "core/base/Error.h"
#include "core/redis/RedisOptions.h"

#include <QIODevice>

#include <memory>

class QLocalSocket;
class QSslSocket;
class QTcpSocket;

namespace clinidesk {

/// The bytes to and from one server: TCP, TLS that is checked, or a local socket. No time-outs: its
/// user closes what takes too long.
class RedisLink final : public QObject
{
    Q_OBJECT

public:
    explicit RedisLink(QObject *parent = nullptr);
    ~RedisLink() override;

    /// Closes what was open and connects anew: to the socket if the options name one, else to
    /// @p endpoint. opened() or closed() follows, perhaps within the call.
    void open(const RedisOptions &options, const RedisEndpoint &endpoint);
    /// Drops the connection; no signal follows.
    void close();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Connected, and both sides are still agreeing on how to encrypt.
    [[nodiscard]] bool isEncrypting() const;

    /// Whether something that has come is known of without asking the system.
    [[nodiscard]] bool hasMore() const;
    /// May emit.
    [[nodiscard]] qint64 read(char *to, qint64 most);
    /// Hands @p bytes to the system at once, as far as it takes them. May emit.
    void write(const QByteArray &bytes);

signals:
    void opened();
    void arrived();
    void closed(const clinidesk::Error &why);

private:
    void openLocal(const QString &path);
    void openPlain(const RedisEndpoint &endpoint);
    void openEncrypted(const RedisEndpoint &endpoint, const QString &caFile);
    void follow(QTcpSocket *socket);
    [[nodiscard]] bool isStraight() const;
    void noteOpened();
    void noteClosed(const Error &why);

    std::unique_ptr<QIODevice> m_device;
    QTcpSocket *m_tcp = nullptr; ///< The device if it is one.
    QLocalSocket *m_local = nullptr; ///< The same.
    bool m_isOpen = false;
};

} // namespace clinidesk
