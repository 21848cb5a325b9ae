#include "app/ctl/RedisProbe.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTcpSocket>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int patienceMs = 3000;

QByteArray commandOf(const QList<QByteArray> &words)
{
    QByteArray text = '*' + QByteArray::number(words.size()) + "\r\n";
    for (const QByteArray &word : words)
        text += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    return text;
}

/// The answer as far as it is one line or one block of text; empty when none came.
QByteArray ask(QIODevice &link, const QList<QByteArray> &words)
{
    link.write(commandOf(words));
    QByteArray answer;
    const auto isWhole = [&answer] {
        const qsizetype line = answer.indexOf("\r\n");
        if (line < 0)
            return false;
        return !answer.startsWith('$')
            || answer.size() >= line + 4 + answer.mid(1, line - 1).toInt();
    };
    while (!isWhole() && link.waitForReadyRead(patienceMs))
        answer += link.readAll();
    return answer;
}

HealthReport failed(const QString &layer, const QString &advice)
{
    return {.dependency = u"redis"_s,
            .state = HealthReport::State::Failed,
            .layer = layer,
            .version = {},
            .advice = advice};
}

HealthReport converse(QIODevice &link, const QString &password)
{
    if (!password.isEmpty() && !ask(link, {"AUTH", password.toUtf8()}).startsWith("+OK"))
        return failed(u"sign-in"_s, u"Redis refuses the password; check REDIS_PASSWORD."_s);
    QElapsedTimer timer;
    timer.start();
    const QByteArray pong = ask(link, {"PING"});
    const auto latency = std::chrono::microseconds(timer.nsecsElapsed() / 1000);
    if (pong.startsWith("-NOAUTH"))
        return failed(u"sign-in"_s, u"Redis wants a password; set REDIS_PASSWORD."_s);
    if (!pong.startsWith("+PONG"))
        return failed(u"tcp"_s, u"What answers there is no healthy Redis."_s);
    static const QRegularExpression version(u"redis_version:(\\S+)"_s);
    const QString info = QString::fromLatin1(ask(link, {"INFO", "server"}));
    return {.dependency = u"redis"_s,
            .state = HealthReport::State::Ok,
            .layer = {},
            .version = version.match(info).captured(1),
            .latency = latency,
            .advice = {}};
}

} // namespace

HealthReport lookAtRedis(const RedisAddress &address)
{
    if (!address.socket.isEmpty()) {
        QLocalSocket link;
        link.connectToServer(address.socket);
        if (!link.waitForConnected(patienceMs))
            return failed(u"tcp"_s,
                          u"Nothing answers at Redis's socket; start the servers again."_s);
        return converse(link, address.password);
    }
    if (address.host.isEmpty())
        return {.dependency = u"redis"_s,
                .state = HealthReport::State::NotUsed,
                .layer = {},
                .version = {},
                .advice = {}};
    const QHostInfo found = QHostInfo::fromName(address.host);
    if (found.error() != QHostInfo::NoError)
        return failed(u"dns"_s, u"The name of Redis's host is not known; check REDIS_HOST."_s);
    QTcpSocket link;
    link.connectToHost(found.addresses().constFirst(), address.port);
    if (!link.waitForConnected(patienceMs))
        return failed(u"tcp"_s, u"Nothing answers there; check REDIS_HOST and REDIS_PORT."_s);
    return converse(link, address.password);
}

} // namespace clinidesk
