#include "tests/support/FaultProxy.h"

#include "tests/support/FaultyLink.h"

#include <QTcpServer>

namespace clinidesk {

/// The listening half, in the proxy's thread.
class FaultyLinks final : public QObject
{
public:
    explicit FaultyLinks(QString upstream)
        : m_upstream(std::move(upstream))
        , m_server(this)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &FaultyLinks::admit);
    }

    [[nodiscard]] quint16 listen()
    {
        const bool isListening = m_server.listen(QHostAddress::LocalHost, m_port);
        m_port = isListening ? m_server.serverPort() : m_port;
        return isListening ? m_port : 0;
    }

    void apply(const LinkFault &fault)
    {
        m_fault = std::make_shared<SharedFault>(SharedFault{.fault = fault});
        if (fault.kind == LinkFault::Kind::Refuse)
            m_server.close();
        else if (!m_server.isListening())
            (void)listen();
        for (FaultyLink *link : links())
            link->apply(m_fault);
    }

    [[nodiscard]] QList<FaultyLink *> links() const
    {
        return findChildren<FaultyLink *>(QString(), Qt::FindDirectChildrenOnly);
    }
    [[nodiscard]] bool hasStruck() const { return m_fault->hasStruck; }

private:
    void admit()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection())
            new FaultyLink(client, m_upstream, m_fault, this);
    }

    QString m_upstream;
    QTcpServer m_server;
    quint16 m_port = 0;
    std::shared_ptr<SharedFault> m_fault = std::make_shared<SharedFault>();
};

FaultProxy::FaultProxy(const QString &upstream)
    : m_links(std::make_unique<FaultyLinks>(upstream))
{
    m_links->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_links.get(), [this] { m_port = m_links->listen(); }, Qt::BlockingQueuedConnection);
}

FaultProxy::~FaultProxy()
{
    QMetaObject::invokeMethod(
        m_links.get(), [this] { m_links.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void FaultProxy::apply(const LinkFault &fault)
{
    QMetaObject::invokeMethod(
        m_links.get(), [this, fault] { m_links->apply(fault); }, Qt::BlockingQueuedConnection);
}

int FaultProxy::linkCount() const
{
    int count = 0;
    QMetaObject::invokeMethod(
        m_links.get(), [&] { count = int(m_links->links().size()); }, Qt::BlockingQueuedConnection);
    return count;
}

bool FaultProxy::hasStruck() const
{
    bool hasStruck = false;
    QMetaObject::invokeMethod(
        m_links.get(), [&] { hasStruck = m_links->hasStruck(); }, Qt::BlockingQueuedConnection);
    return hasStruck;
}

} // namespace clinidesk
