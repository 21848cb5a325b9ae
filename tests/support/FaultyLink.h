#pragma once

#include "tests/support/FaultProxy.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>

class QIODevice;
class QTcpSocket;

namespace clinidesk {

/// A fault and what all links have used up of it.
struct SharedFault
{
    LinkFault fault;
    qint64 passed = 0; ///< Bytes counted towards a cut or a corruption.
    bool hasStruck = false;
};

/// One client's connection, passed on piece by piece as the fault allows. Deletes itself when the
/// connection has ended.
class FaultyLink final : public QObject
{
    Q_OBJECT

public:
    FaultyLink(QTcpSocket *client, const QString &upstream, std::shared_ptr<SharedFault> fault,
               QObject *parent);

    void apply(std::shared_ptr<SharedFault> fault);

private:
    enum class Way { ToServer, ToClient };

    /// What waits in one direction.
    struct Pipe
    {
        struct Piece
        {
            QByteArray bytes;
            qint64 due; ///< Milliseconds of m_clock.
        };
        std::deque<Piece> pieces;
        qint64 freeAt = 0; ///< When the next byte may leave.
        bool isEnded = false; ///< The sender has closed; what waits still passes.
    };

    void connectUpstream(const QString &upstream);
    void take(Way way);
    void queue(Way way, const QByteArray &bytes);
    void pass();
    void pass(Way way);
    /// Cuts or corrupts @p bytes when it is their turn; whether it was.
    [[nodiscard]] bool strike(Way way, QByteArray &bytes);
    void ended(Way way);
    void reset();
    /// How many of @p size bytes from the server still pass before the link falls silent.
    [[nodiscard]] qint64 audible(qint64 size) const;
    [[nodiscard]] bool isSilent() const;

    [[nodiscard]] Pipe &pipe(Way way) { return way == Way::ToServer ? m_toServer : m_toClient; }
    [[nodiscard]] QIODevice *sink(Way way) const;
    [[nodiscard]] LinkFault::Kind kind() const { return m_fault->fault.kind; }

    std::shared_ptr<SharedFault> m_fault;
    QPointer<QTcpSocket> m_client;
    QPointer<QIODevice> m_server;
    bool m_isConnected = false;
    qint64 m_told = 0; ///< Bytes from the server since the fault was applied.
    Pipe m_toServer;
    Pipe m_toClient;
    QElapsedTimer m_clock;
    QTimer m_next;
};

} // namespace clinidesk
