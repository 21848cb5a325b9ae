#include "core/redis/RedisOptions.h"

#include "core/settings/Settings.h"
#include "core/tls/ThisMachine.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr quint16 sentinelPort = 26379;

/// "host", "host:port", "[address]:port" or a bare IPv6 address.
RedisEndpoint endpointFrom(const QString &text, quint16 usualPort)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const bool isBracketed = text.startsWith(u'[');
    const bool hasPort
        = isBracketed ? colon > text.indexOf(u']') : colon >= 0 && text.indexOf(u':') == colon;
    QString host = hasPort ? text.left(colon) : text;
    if (isBracketed)
        host = host.mid(1, host.indexOf(u']') - 1);
    const quint16 port = hasPort ? text.mid(colon + 1).toUShort() : usualPort;
    return {host, port == 0 ? usualPort : port};
}

QList<RedisEndpoint> endpointsFrom(const QString &texts, quint16 usualPort)
{
    QList<RedisEndpoint> endpoints;
    const QStringList each = texts.split(u',', Qt::SkipEmptyParts);
    for (const QString &text : each) {
        if (const QString trimmed = text.trimmed(); !trimmed.isEmpty())
            endpoints << endpointFrom(trimmed, usualPort);
    }
    return endpoints;
}

} // namespace

bool RedisOptions::isUsed() const
{
    return !socketPath.isEmpty() || !endpoints.isEmpty()
        || (!sentinelMaster.isEmpty() && !sentinels.isEmpty());
}

RedisOptions redisOptions(const Settings &settings)
{
    RedisOptions options;
    options.socketPath = settings.text(u"redis.socket"_s);
    options.endpoints
        = endpointsFrom(settings.text(u"redis.host"_s), quint16(settings.number(u"redis.port"_s)));
    options.sentinelMaster = settings.text(u"redis.sentinel_master"_s);
    options.sentinels = endpointsFrom(settings.text(u"redis.sentinels"_s), sentinelPort);
    options.user = settings.text(u"redis.user"_s);
    options.password = settings.text(u"redis.password"_s);
    options.database = settings.number(u"redis.database"_s);
    options.caFile = settings.text(u"redis.ca_file"_s);

    const SettingValue tls = settings.value(u"redis.tls"_s);
    const QList<RedisEndpoint> reached = options.endpoints + options.sentinels;
    const bool isNear = !options.socketPath.isEmpty()
        || std::all_of(reached.cbegin(), reached.cend(),
                       [](const RedisEndpoint &endpoint) { return isThisMachine(endpoint.host); });
    const bool isOff = tls.text == u"disable"_s || (tls.source == SettingSource::Default && isNear);
    options.tls = isOff ? RedisOptions::Tls::Off : RedisOptions::Tls::VerifyFull;
    return options;
}

} // namespace clinidesk
