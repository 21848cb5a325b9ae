#include "app/ctl/RedisProbe.h"

#include "core/redis/RedisClient.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

HealthReport failed(const QString &layer, const QString &advice)
{
    return {.dependency = u"redis"_s,
            .state = HealthReport::State::Failed,
            .layer = layer,
            .version = {},
            .advice = advice};
}

HealthReport failed(const Error &problem, const RedisOptions &options)
{
    const QString layer = problem.facts.value(u"layer"_s).toString();
    if (problem.code == Error::Code::WrongPassword)
        return failed(u"sign-in"_s,
                      options.password.isEmpty()
                          ? u"Redis wants a password; set REDIS_PASSWORD."_s
                          : u"Redis refuses the password; check REDIS_PASSWORD."_s);
    const QString tls = problem.facts.value(u"tls"_s).toString();
    if (layer == u"tls"_s && (tls.isEmpty() || tls == u"none"_s))
        return failed(layer, u"Redis offers no encryption there; check the port and redis.tls."_s);
    if (problem.code == Error::Code::Insecure)
        return failed(layer, u"Redis can't prove who it is; check redis.ca_file and redis.tls."_s);
    if (layer == u"dns"_s)
        return failed(layer, u"The name of Redis's host is not known; check REDIS_HOST."_s);
    if (layer != u"tcp"_s)
        return failed(u"tcp"_s, u"What answers there is no healthy Redis."_s);
    return failed(layer,
                  options.socketPath.isEmpty()
                      ? u"Nothing answers there; check REDIS_HOST and REDIS_PORT."_s
                      : u"Nothing answers at Redis's socket; start the servers again."_s);
}

/// Sends @p command and waits; empty when no answer came.
QByteArray ask(RedisClient &client, const RedisCommand &command)
{
    QEventLoop loop;
    QByteArray answer;
    client.send(command, [&](const Result<RedisReply> &reply) {
        answer = reply ? reply->bytes() : QByteArray();
        loop.quit();
    });
    loop.exec();
    return answer;
}

} // namespace

HealthReport lookAtRedis(const RedisOptions &options)
{
    if (!options.isUsed())
        return {.dependency = u"redis"_s,
                .state = HealthReport::State::NotUsed,
                .layer = {},
                .version = {},
                .advice = {}};
    RedisClient client(options);
    QEventLoop loop;
    QObject::connect(&client, &RedisClient::stateChanged, &loop, [&loop](auto state) {
        if (state == RedisClient::State::Ready || state == RedisClient::State::Waiting)
            loop.quit();
    });
    QMetaObject::invokeMethod(&client, &RedisClient::open, Qt::QueuedConnection);
    loop.exec();
    if (!client.isReady())
        return failed(client.problem().value_or(Error{}), options);

    QElapsedTimer timer;
    timer.start();
    const QByteArray pong = ask(client, {"PING"});
    const auto latency = std::chrono::microseconds(timer.nsecsElapsed() / 1000);
    if (pong != "PONG")
        return failed(u"tcp"_s, u"What answers there is no healthy Redis."_s);
    static const QRegularExpression version(u"redis_version:(\\S+)"_s);
    const QString info = QString::fromLatin1(ask(client, {"INFO", "server"}));
    return {.dependency = u"redis"_s,
            .state = HealthReport::State::Ok,
            .layer = {},
            .version = version.match(info).captured(1),
            .latency = latency,
            .advice = {}};
}

} // namespace clinidesk
