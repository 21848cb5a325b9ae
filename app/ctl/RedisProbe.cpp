#include "app/ctl/RedisProbe.h"

#include "app/ctl/RedisSession.h"
#include "core/redis/RedisInfo.h"

#include <QElapsedTimer>

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

} // namespace

HealthReport lookAtRedis(const RedisOptions &options)
{
    if (!options.isUsed())
        return {.dependency = u"redis"_s,
                .state = HealthReport::State::NotUsed,
                .layer = {},
                .version = {},
                .advice = {}};
    RedisSession session(options);
    const auto connected = session.connectNow();
    if (!connected)
        return failed(connected.error(), options);

    QElapsedTimer timer;
    timer.start();
    const auto pong = session.ask({"PING"}, textIn);
    const auto latency = std::chrono::microseconds(timer.nsecsElapsed() / 1000);
    if (!pong || *pong != "PONG")
        return failed(u"tcp"_s, u"What answers there is no healthy Redis."_s);
    const auto info = session.ask({"INFO", "server"}, textIn);
    const QByteArray version = redisInfo(info ? *info : QByteArray(), "redis_version");
    return {.dependency = u"redis"_s,
            .state = HealthReport::State::Ok,
            .layer = {},
            .version = QString::fromLatin1(version),
            .latency = latency,
            .advice = {}};
}

} // namespace clinidesk
