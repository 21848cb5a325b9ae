#include "tests/links/Impostor.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QtEndian>

#include <memory>

namespace clinidesk {

namespace {

const QByteArray tlsRequest("\x00\x00\x00\x08\x04\xd2\x16\x2f", 8);

/// Passes on what @p from receives, from now on and what waits already.
void pipe(QSslSocket *from, QSslSocket *to)
{
    const auto pass = [from, to] { to->write(from->readAll()); };
    QObject::connect(from, &QIODevice::readyRead, to, pass);
    QObject::connect(from, &QAbstractSocket::disconnected, to, &QSslSocket::disconnectFromHost);
    pass();
}

} // namespace

Impostor::Impostor(Disguise disguise)
    : m_disguise(std::move(disguise))
{
    listen(QHostAddress::LocalHost);
}

void Impostor::incomingConnection(qintptr descriptor)
{
    auto *client = new QSslSocket(this);
    client->setSocketDescriptor(descriptor);
    connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
    if (m_disguise.role == Role::Listener)
        passOn(client);
    else
        disguiseAs(client);
}

void Impostor::disguiseAs(QSslSocket *client)
{
    QFile keyFile(m_disguise.keyFile);
    const bool isOpen = keyFile.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    QSslConfiguration shown = client->sslConfiguration();
    shown.setLocalCertificateChain(QSslCertificate::fromPath(m_disguise.certificateFile));
    shown.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    shown.setPeerVerifyMode(QSslSocket::VerifyNone);
    client->setSslConfiguration(shown);
    const auto unread = std::make_shared<QByteArray>();
    connect(client, &QIODevice::readyRead, this, [this, client, unread] {
        if (client->property("isPassedOn").toBool())
            return;
        const QByteArray bytes = client->readAll();
        m_heard += bytes;
        *unread += bytes;
        answer(client, *unread);
    });
    connect(client, &QSslSocket::encrypted, this, [this, client] {
        if (m_disguise.role != Role::Middle)
            return;
        client->setProperty("isPassedOn", true);
        passOn(client);
    });
}

void Impostor::answer(QSslSocket *client, QByteArray &unread)
{
    if (unread.startsWith(tlsRequest)) {
        unread.clear();
        client->write("S");
        client->startServerEncryption();
        return;
    }
    const bool isStartup = unread.size() >= 8
        && qFromBigEndian<quint32>(unread.constData()) == quint32(unread.size());
    if (!isStartup)
        return;
    unread.clear();
    askForPassword(client);
}

void Impostor::askForPassword(QSslSocket *client) const
{
    if (m_disguise.role == Role::AsksForPassword)
        client->write(QByteArray("R\x00\x00\x00\x08\x00\x00\x00\x03", 9));
    else if (m_disguise.role == Role::AsksForMd5)
        client->write(QByteArray("R\x00\x00\x00\x0c\x00\x00\x00\x05salt", 13));
    else
        client->write(QByteArray("R\x00\x00\x00\x08\x00\x00\x00\x00Z\x00\x00\x00\x05I", 15));
}

void Impostor::passOn(QSslSocket *client)
{
    auto *server = new QSslSocket(client);
    QSslConfiguration blind = server->sslConfiguration();
    blind.setPeerVerifyMode(QSslSocket::VerifyNone);
    server->setSslConfiguration(blind);
    const auto join = [this, client, server] {
        connect(client, &QIODevice::readyRead, this,
                [this, client] { m_heard += client->peek(client->bytesAvailable()); });
        m_heard += client->peek(client->bytesAvailable());
        pipe(client, server);
        pipe(server, client);
    };
    if (m_disguise.role == Role::Listener) {
        connect(server, &QAbstractSocket::connected, this, join);
    } else {
        connect(server, &QAbstractSocket::connected, this, [server] { server->write(tlsRequest); });
        connect(server, &QIODevice::readyRead, server, [server] {
            if (!server->isEncrypted() && server->mode() == QSslSocket::UnencryptedMode) {
                server->readAll();
                server->startClientEncryption();
            }
        });
        connect(server, &QSslSocket::encrypted, this, join);
    }
    server->connectToHost(QHostAddress(QHostAddress::LocalHost).toString(), m_disguise.upstream);
}

} // namespace clinidesk
