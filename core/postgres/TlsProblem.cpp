#include "core/postgres/TlsProblem.h"

#include "core/tls/CertificateProblem.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Tls = ServerProfile::Tls;

constexpr quint32 tlsRequest = 80877103; // PostgreSQL's SSLRequest.
constexpr quint32 protocolVersion = 3 << 16;

enum Demand : quint32 { NoPassword = 0, ClearPassword = 3, Md5Password = 5, Sasl = 10 };

QByteArray number(quint32 value)
{
    std::array<char, sizeof value> bytes{};
    qToBigEndian(value, bytes.data());
    return {bytes.data(), bytes.size()};
}

QByteArray message(const QByteArray &body)
{
    return number(quint32(body.size() + 4)) + body;
}

int left(const QDeadlineTimer &deadline)
{
    return std::max(1, int(deadline.remainingTime()));
}

/// Waits until @p socket has @p size bytes.
bool receives(QSslSocket &socket, qint64 size, const QDeadlineTimer &deadline)
{
    while (socket.bytesAvailable() < size) {
        if (deadline.hasExpired() || !socket.waitForReadyRead(left(deadline)))
            return false;
    }
    return true;
}

QList<QSslCertificate> authorities(const ServerProfile &server)
{
    // Where libpq looks when nothing is said.
#ifdef Q_OS_WIN
    const QString usual = qEnvironmentVariable("APPDATA") + u"/postgresql/root.crt"_s;
#else
    const QString usual = QDir::homePath() + u"/.postgresql/root.crt"_s;
#endif
    return QSslCertificate::fromPath(server.caFile.isEmpty() ? usual : server.caFile);
}

/// Encrypts; what stands in the way of it.
QString encryptionProblem(QSslSocket &socket, const QDeadlineTimer &deadline)
{
    socket.write(message(number(tlsRequest)));
    if (!receives(socket, 1, deadline))
        return {};
    const QByteArray answer = socket.read(1);
    if (answer != "S")
        return answer == "N" ? u"none"_s : QString();
    socket.startClientEncryption();
    if (socket.waitForEncrypted(left(deadline)))
        return {};
    if (const QString word = certificateProblem(socket.sslHandshakeErrors()); !word.isEmpty())
        return word;
    return socket.error() == QAbstractSocket::SslHandshakeFailedError ? u"old"_s : QString();
}

/// Begins to sign in, to see how the server wants to be shown the password.
QString passwordProblem(QSslSocket &socket, const ServerProfile &server, const QString &login,
                        const QDeadlineTimer &deadline)
{
    const QByteArray nul(1, '\0');
    socket.write(message(number(protocolVersion) + "user" + nul + login.toUtf8() + nul + "database"
                         + nul + server.database.toUtf8() + nul + nul));
    constexpr qint64 headSize = 1 + 4 + 4;
    if (!receives(socket, headSize, deadline))
        return {};
    const QByteArray head = socket.read(headSize);
    if (head.at(0) != 'R')
        return {};
    const auto size = qFromBigEndian<quint32>(head.constData() + 1);
    switch (qFromBigEndian<quint32>(head.constData() + 5)) {
    case NoPassword:
    case ClearPassword:
    case Md5Password:
        return u"password"_s;
    case Sasl:
        break;
    default:
        return {};
    }
    if (size < 8 || size > 1000 || !receives(socket, size - 8, deadline))
        return {};
    return socket.read(size - 8).contains("SCRAM-SHA-256-PLUS") ? QString() : u"binding"_s;
}

QString problemAt(const QString &host, const ServerProfile &server, const QString &login,
                  const QDeadlineTimer &deadline)
{
    QSslSocket socket;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (server.tls == Tls::VerifyFull) {
        configuration.setCaCertificates(authorities(server));
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    } else {
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    }
    socket.setSslConfiguration(configuration);
    socket.setPeerVerifyName(host);
    socket.connectToHost(host, server.port);
    if (!socket.waitForConnected(left(deadline)))
        return {};
    const QString problem = encryptionProblem(socket, deadline);
    if (!problem.isEmpty() || !socket.isEncrypted())
        return problem;
    return passwordProblem(socket, server, login, deadline);
}

} // namespace

QString tlsProblem(const ServerProfile &server, const QString &login,
                   std::chrono::milliseconds patience)
{
    if (server.isSocket() || server.tls == Tls::None)
        return {};
    if (server.tls == Tls::VerifyFull && authorities(server).isEmpty())
        return u"ca_file"_s;
    const QDeadlineTimer deadline(patience);
    for (const QString &host : server.hostList()) {
        const QString problem = problemAt(host, server, login, deadline);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace clinidesk
