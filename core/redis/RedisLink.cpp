#include "core/redis/RedisLink.h"

#include "core/tls/CertificateProblem.h"

#include <QLocalSocket>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

Error lost(const QString &detail, const QString &layer)
{
    return {Error::Code::Unavailable, detail, {{u"layer"_s, layer}}};
}

Error insecure(const QString &problem, const QString &detail)
{
    return {Error::Code::Insecure, detail, {{u"layer"_s, u"tls"_s}, {u"tls"_s, problem}}};
}

Error problemOf(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    if (encrypted && socket.error() == QAbstractSocket::SslHandshakeFailedError) {
        const QString word = certificateProblem(encrypted->sslHandshakeErrors());
        // No certificate is to blame: then they have no version of TLS in common.
        return insecure(word.isEmpty() ? u"old"_s : word, socket.errorString());
    }
    // What hangs up on a greeting of TLS mostly speaks none.
    if (encrypted && !encrypted->isEncrypted()
        && socket.error() == QAbstractSocket::RemoteHostClosedError)
        return insecure(u"none"_s, u"hung up on the encryption"_s);
    const bool isUnknownName = socket.error() == QAbstractSocket::HostNotFoundError;
    return lost(socket.errorString(), isUnknownName ? u"dns"_s : u"tcp"_s);
}

} // namespace

RedisLink::RedisLink(QObject *parent)
    : QObject(parent)
{
}

RedisLink::~RedisLink()
{
    close();
}

void RedisLink::open(const RedisOptions &options, const RedisEndpoint &endpoint)
{
    close();
    if (!options.socketPath.isEmpty())
        openLocal(options.socketPath);
    else if (options.tls == RedisOptions::Tls::Off)
        openPlain(endpoint);
    else
        openEncrypted(endpoint, options.caFile);
}

void RedisLink::openLocal(const QString &path)
{
    auto *socket = new QLocalSocket;
    m_device.reset(socket);
    m_local = socket;
    connect(socket, &QLocalSocket::connected, this, &RedisLink::noteOpened);
    connect(socket, &QIODevice::readyRead, this, &RedisLink::arrived);
    connect(socket, &QLocalSocket::errorOccurred, this,
            [this, socket] { noteClosed(lost(socket->errorString(), u"tcp"_s)); });
    connect(socket, &QLocalSocket::disconnected, this,
            [this] { noteClosed(lost(u"hung up"_s, u"tcp"_s)); });
    socket->connectToServer(path);
}

void RedisLink::openPlain(const RedisEndpoint &endpoint)
{
    auto *socket = new QTcpSocket;
    m_device.reset(socket);
    follow(socket);
    connect(socket, &QAbstractSocket::connected, this, &RedisLink::noteOpened);
    // What is read and written here is in buffers already.
    socket->connectToHost(endpoint.host, endpoint.port,
                          QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void RedisLink::openEncrypted(const RedisEndpoint &endpoint, const QString &caFile)
{
    auto *socket = new QSslSocket;
    m_device.reset(socket);
    follow(socket);
    connect(socket, &QSslSocket::encrypted, this, &RedisLink::noteOpened);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!caFile.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(caFile);
        if (authorities.isEmpty()) {
            noteClosed(insecure(u"ca_file"_s, u"no certificate in the file of authorities"_s));
            return;
        }
        configuration.setCaCertificates(authorities);
    }
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(endpoint.host, endpoint.port);
}

void RedisLink::follow(QTcpSocket *socket)
{
    m_tcp = socket;
    connect(socket, &QIODevice::readyRead, this, &RedisLink::arrived);
    connect(socket, &QAbstractSocket::errorOccurred, this,
            [this, socket] { noteClosed(problemOf(*socket)); });
    connect(socket, &QAbstractSocket::disconnected, this,
            [this] { noteClosed(lost(u"hung up"_s, u"tcp"_s)); });
}

void RedisLink::noteOpened()
{
    m_isOpen = true;
    if (m_tcp) {
        m_tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_tcp->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    }
    emit opened();
}

void RedisLink::noteClosed(const Error &why)
{
    if (!m_device)
        return;
    close();
    emit closed(why);
}

void RedisLink::close()
{
    m_isOpen = false;
    m_tcp = nullptr;
    m_local = nullptr;
    if (!m_device)
        return;
    // We may stand inside one of its signals.
    QIODevice *device = m_device.release();
    device->disconnect(this);
    if (auto *socket = qobject_cast<QAbstractSocket *>(device))
        socket->abort();
    else if (auto *local = qobject_cast<QLocalSocket *>(device))
        local->abort();
    device->deleteLater();
}

bool RedisLink::isEncrypting() const
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(m_tcp);
    return encrypted && !m_isOpen && encrypted->state() == QAbstractSocket::ConnectedState;
}

bool RedisLink::isStraight() const
{
    return m_device && m_device->openMode().testFlag(QIODevice::Unbuffered);
}

bool RedisLink::hasMore() const
{
    return m_device && !isStraight() && m_device->bytesAvailable() > 0;
}

qint64 RedisLink::read(char *to, qint64 most)
{
    const qint64 size = m_device ? m_device->read(to, most) : -1;
    // Without a buffer whoever reads is the one who learns of the end.
    if (size < 0 && isStraight())
        noteClosed(m_tcp->error() == QAbstractSocket::RemoteHostClosedError
                       ? lost(u"hung up"_s, u"tcp"_s)
                       : problemOf(*m_tcp));
    return size;
}

void RedisLink::write(const QByteArray &bytes)
{
    if (!m_isOpen)
        return;
    // Any of it may have failed and closed us; without a buffer it only says so.
    if (m_device->write(bytes) < 0 && isStraight()) {
        noteClosed(problemOf(*m_tcp));
        return;
    }
    if (m_tcp)
        m_tcp->flush();
    else if (m_local)
        m_local->flush();
}

} // namespace clinidesk
