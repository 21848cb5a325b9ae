#pragma once

#include <QString>
#include <QThread>

#include <chrono>
#include <memory>

namespace clinidesk {

/// What is wrong with a link. The default is nothing.
struct LinkFault
{
    enum class Kind {
        None,
        Latency, ///< Every piece arrives `delay` later, in order.
        Bandwidth, ///< `bytesPerSecond`, each way.
        Slices, ///< Pieces of `bytes`, `delay` apart.
        Reset, ///< Open links are reset (RST) at once, new ones as soon as they connect.
        HalfOpen, ///< The server's end is closed; the client's stays open and silent.
        BlackHole, ///< Links stay and connect, and nothing passes either way.
        Mute, ///< A black hole for each link that has carried `bytes` more from the server.
        Corrupt, ///< The byte after `bytes` from the server has a bit flipped; the rest is whole.
        CutToServer, ///< The link is reset after `bytes` more from the client have passed.
        CutToClient, ///< The link is reset after `bytes` more from the server have passed.
        Refuse, ///< Nobody listens; open links are reset.
    };

    Kind kind = Kind::None;
    std::chrono::milliseconds delay{0};
    qint64 bytesPerSecond = 0;
    qint64 bytes = 0;
};

class FaultyLinks;

/// A link between a client and a server that a test can break: listens on a loopback port and
/// passes everything on to a TCP server or a local socket. Runs in a thread of its own; every call
/// returns once what it asks for is in force.
class FaultProxy final
{
public:
    /// @p upstream is "host:port" or the path of a Unix socket.
    explicit FaultProxy(const QString &upstream);
    ~FaultProxy();
    Q_DISABLE_COPY_MOVE(FaultProxy)

    /// False when no port could be had.
    [[nodiscard]] bool isListening() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// For links that are open and links to come, until the next call. A cut or a corruption
    /// strikes once, on the first link that carries enough.
    void apply(const LinkFault &fault);
    void heal() { apply({}); }
    [[nodiscard]] int linkCount() const;
    /// Whether the cut or corruption last applied has struck.
    [[nodiscard]] bool hasStruck() const;

private:
    QThread m_thread;
    std::unique_ptr<FaultyLinks> m_links; ///< Lives in m_thread.
    quint16 m_port = 0;
};

} // namespace clinidesk
