#include "tests/support/FaultyLink.h"

#include <QLocalSocket>
#include <QTcpSocket>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#else
#include <winsock2.h>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Makes the next close of @p socket a reset, as a cut cable or a crashed host looks.
void closeWithReset(QTcpSocket *socket)
{
    const linger atOnce{1, 0};
    setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER,
               reinterpret_cast<const char *>(&atOnce), sizeof atOnce);
    socket->abort();
}

} // namespace

FaultyLink::FaultyLink(QTcpSocket *client, const QString &upstream,
                       std::shared_ptr<SharedFault> fault, QObject *parent)
    : QObject(parent)
    , m_fault(std::move(fault))
    , m_client(client)
{
    m_clock.start();
    client->setParent(this);
    client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, qOverload<>(&FaultyLink::pass));
    connect(client, &QTcpSocket::readyRead, this, [this] { take(Way::ToServer); });
    connect(client, &QTcpSocket::disconnected, this, [this] { ended(Way::ToServer); });
    connectUpstream(upstream);
    if (kind() == LinkFault::Kind::Reset)
        reset();
}

void FaultyLink::connectUpstream(const QString &upstream)
{
    const auto start = [this] {
        m_isConnected = true;
        take(Way::ToServer);
        pass();
    };
    if (upstream.startsWith(u'/')) {
        auto *server = new QLocalSocket(this);
        m_server = server;
        connect(server, &QLocalSocket::connected, this, start);
        connect(server, &QLocalSocket::disconnected, this, [this] { ended(Way::ToClient); });
        connect(server, &QLocalSocket::errorOccurred, this, [this] { ended(Way::ToClient); });
        connect(server, &QIODevice::readyRead, this, [this] { take(Way::ToClient); });
        server->connectToServer(upstream);
        return;
    }
    auto *server = new QTcpSocket(this);
    m_server = server;
    server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(server, &QTcpSocket::connected, this, start);
    connect(server, &QTcpSocket::disconnected, this, [this] { ended(Way::ToClient); });
    connect(server, &QTcpSocket::errorOccurred, this, [this] { ended(Way::ToClient); });
    connect(server, &QIODevice::readyRead, this, [this] { take(Way::ToClient); });
    const qsizetype colon = upstream.lastIndexOf(u':');
    server->connectToHost(upstream.left(colon), upstream.mid(colon + 1).toUShort());
}

void FaultyLink::apply(std::shared_ptr<SharedFault> fault)
{
    m_fault = std::move(fault);
    m_told = 0;
    switch (kind()) {
    case LinkFault::Kind::Reset:
    case LinkFault::Kind::Refuse:
        reset();
        return;
    case LinkFault::Kind::HalfOpen:
        if (m_server)
            m_server->disconnect(this);
        delete m_server;
        return;
    default:
        break;
    }
    take(Way::ToServer);
    take(Way::ToClient);
    pass();
}

QIODevice *FaultyLink::sink(Way way) const
{
    return way == Way::ToServer ? m_server.data() : m_client.data();
}

void FaultyLink::take(Way way)
{
    if (isSilent())
        return; // What was sent stays in the sockets, as it would in a switched-off router.
    QIODevice *source = sink(way == Way::ToServer ? Way::ToClient : Way::ToServer);
    const bool isReadable = source != nullptr && source->isOpen();
    if (!isReadable || (way == Way::ToServer && !m_isConnected))
        return;
    if (const QByteArray bytes = source->readAll(); !bytes.isEmpty())
        queue(way, bytes);
    pass();
}

void FaultyLink::queue(Way way, const QByteArray &bytes)
{
    const LinkFault &fault = m_fault->fault;
    Pipe &target = pipe(way);
    const qint64 now = m_clock.elapsed();
    qsizetype size = bytes.size();
    if (kind() == LinkFault::Kind::Slices)
        size = qsizetype(std::max<qint64>(1, fault.bytes));
    else if (kind() == LinkFault::Kind::Bandwidth)
        size = qsizetype(std::max<qint64>(1, fault.bytesPerSecond / 20));
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const QByteArray piece = bytes.mid(at, size);
        qint64 due = now;
        if (kind() == LinkFault::Kind::Latency)
            due = now + fault.delay.count();
        if (kind() == LinkFault::Kind::Slices)
            due = target.freeAt = std::max(now, target.freeAt) + fault.delay.count();
        if (kind() == LinkFault::Kind::Bandwidth)
            due = target.freeAt = std::max(now, target.freeAt)
                + piece.size() * 1000 / std::max<qint64>(1, fault.bytesPerSecond);
        target.pieces.push_back({piece, due});
    }
}

void FaultyLink::pass()
{
    const QPointer<FaultyLink> self(this);
    pass(Way::ToServer);
    if (self)
        pass(Way::ToClient);
}

void FaultyLink::pass(Way way)
{
    Pipe &from = pipe(way);
    const qint64 now = m_clock.elapsed();
    const QPointer<FaultyLink> self(this);
    while (!isSilent() && !from.pieces.empty() && from.pieces.front().due <= now) {
        QByteArray bytes = from.pieces.front().bytes;
        from.pieces.pop_front();
        if (way == Way::ToClient) {
            const qint64 heard = audible(bytes.size());
            if (heard < bytes.size())
                from.pieces.push_front({bytes.mid(heard), now});
            bytes.truncate(heard);
            m_told += heard;
        }
        const bool isCut = strike(way, bytes) && kind() != LinkFault::Kind::Corrupt;
        if (QIODevice *target = sink(way); target != nullptr && target->isOpen())
            target->write(bytes);
        if (isCut) {
            if (auto *server = qobject_cast<QLocalSocket *>(m_server.data()))
                server->flush();
            if (m_client)
                m_client->flush();
            reset();
        }
        if (!self)
            return;
    }
    if (isSilent())
        return;
    if (!from.pieces.empty()) {
        const qint64 wait = from.pieces.front().due - now;
        if (!m_next.isActive() || m_next.remainingTime() > wait)
            m_next.start(int(wait));
    } else if (from.isEnded) {
        ended(way);
    }
}

bool FaultyLink::strike(Way way, QByteArray &bytes)
{
    const bool isStruck = way == Way::ToServer
        ? kind() == LinkFault::Kind::CutToServer
        : kind() == LinkFault::Kind::CutToClient || kind() == LinkFault::Kind::Corrupt;
    if (!isStruck || m_fault->hasStruck)
        return false;
    const qint64 left = m_fault->fault.bytes - m_fault->passed;
    m_fault->passed += bytes.size();
    if (bytes.size() <= left)
        return false;
    m_fault->hasStruck = true;
    if (kind() == LinkFault::Kind::Corrupt)
        bytes[left] = char(bytes.at(left) ^ 0x20);
    else
        bytes.truncate(left);
    return true;
}

qint64 FaultyLink::audible(qint64 size) const
{
    if (kind() != LinkFault::Kind::Mute)
        return size;
    return std::clamp<qint64>(m_fault->fault.bytes - m_told, 0, size);
}

bool FaultyLink::isSilent() const
{
    return kind() == LinkFault::Kind::BlackHole
        || (kind() == LinkFault::Kind::Mute && m_told >= m_fault->fault.bytes);
}

void FaultyLink::ended(Way way)
{
    Pipe &last = pipe(way);
    last.isEnded = true;
    if (isSilent() || !last.pieces.empty())
        return;
    if (m_client && way == Way::ToClient)
        m_client->disconnectFromHost();
    if (auto *server = qobject_cast<QLocalSocket *>(m_server.data()))
        server->disconnectFromServer();
    else if (auto *tcp = qobject_cast<QTcpSocket *>(m_server.data()))
        tcp->disconnectFromHost();
    deleteLater();
}

void FaultyLink::reset()
{
    if (m_server) {
        m_server->disconnect(this);
        m_server->close();
    }
    if (m_client) {
        m_client->disconnect(this);
        closeWithReset(m_client);
    }
    deleteLater();
}

} // namespace clinidesk
