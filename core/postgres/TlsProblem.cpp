#include "core/postgres/TlsProblem.h"

#include "core/postgres/Patience.h"
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

/// How long the look may take: until its own end, or until nobody waits for it any more.
struct Time
{
    QDeadlineTimer deadline;
    const Patience &patience;

    [[nodiscard]] bool isOver() const { return deadline.hasExpired() || patience.isOver(); }
    [[nodiscard]] int untilNextLook() const { return int(patience.untilNextLook().count()); }
};

/// Whether a wait that ended without success only ended to look at the time.
bool mayWaitOn(const QSslSocket &socket, const Time &time)
{
    return socket.state() == QAbstractSocket::ConnectedState && !time.isOver();
}

/// Waits until @p socket has @p size bytes.
bool receives(QSslSocket &socket, qint64 size, const Time &time)
{
    while (socket.bytesAvailable() < size) {
        if (!socket.waitForReadyRead(time.untilNextLook()) && !mayWaitOn(socket, time))
            return false;
    }
    return true;
}

bool isEncrypting(QSslSocket &socket, const Time &time)
{
    while (!socket.waitForEncrypted(time.untilNextLook())) {
        if (!mayWaitOn(socket, time))
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
QString encryptionProblem(QSslSocket &socket, const Time &time)
{
    socket.write(message(number(tlsRequest)));
    if (!receives(socket, 1, time))
        return {};
    const QByteArray answer = socket.read(1);
    if (answer != "S")
        return answer == "N" ? u"none"_s : QString();
    socket.startClientEncryption();
    if (isEncrypting(socket, time))
        return {};
    if (const QString word = certificateProblem(socket.sslHandshakeErrors()); !word.isEmpty())
        return word;
    return socket.error() == QAbstractSocket::SslHandshakeFailedError ? u"old"_s : QString();
}

/// Begins to sign in, to see how the server wants to be shown the password.
QString passwordProblem(QSslSocket &socket, const ServerProfile &server, const QString &login,
                        const Time &time)
{
    const QByteArray nul(1, '\0');
    socket.write(message(number(protocolVersion) + "user" + nul + login.toUtf8() + nul + "database"
                         + nul + server.database.toUtf8() + nul + nul));
    constexpr qint64 headSize = 1 + 4 + 4;
    if (!receives(socket, headSize, time))
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
    if (size < 8 || size > 1000 || !receives(socket, size - 8, time))
        return {};
    return socket.read(size - 8).contains("SCRAM-SHA-256-PLUS") ? QString() : u"binding"_s;
}

QString problemAt(const QString &host, const ServerProfile &server, const QString &login,
                  const Time &time)
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
    // Can't be waited for piece by piece; but somebody was there a moment ago.
    constexpr int forConnecting = 800;
    if (!socket.waitForConnected(forConnecting))
        return {};
    const QString problem = encryptionProblem(socket, time);
    if (!problem.isEmpty() || !socket.isEncrypted())
        return problem;
    return passwordProblem(socket, server, login, time);
}

} // namespace

QString tlsProblem(const ServerProfile &server, const QString &login,
                   std::chrono::milliseconds longest, const Patience &patience)
{
    if (server.isSocket() || server.tls == Tls::None)
        return {};
    if (server.tls == Tls::VerifyFull && authorities(server).isEmpty())
        return u"ca_file"_s;
    const Time time{QDeadlineTimer(longest), patience};
    for (const QString &host : server.hostList()) {
        const QString problem = problemAt(host, server, login, time);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace clinidesk
