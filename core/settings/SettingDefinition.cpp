#include "core/settings/SettingDefinition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Kind = SettingDefinition::Kind;

SettingDefinition text(const QString &name, const QString &standard, const QStringList &environment)
{
    return {.name = name, .standard = standard, .environment = environment, .choices = {}};
}

SettingDefinition number(const QString &name, int standard, std::pair<int, int> range,
                         const QStringList &environment)
{
    return {.name = name,
            .standard = QString::number(standard),
            .environment = environment,
            .kind = Kind::Number,
            .least = range.first,
            .most = range.second,
            .choices = {}};
}

SettingDefinition secret(const QString &name, const QStringList &environment)
{
    return {
        .name = name, .standard = {}, .environment = environment, .choices = {}, .isSecret = true};
}

/// How long an answer of a kind serves before one looks whether it is still true.
SettingDefinition freshness(const QString &kind, int seconds)
{
    return number(u"cache."_s + kind + u"_seconds"_s, seconds, {1, 86400},
                  {u"CLINIDESK_CACHE_"_s + kind.toUpper() + u"_SECONDS"_s});
}

/// How many of something are let through, or in how many minutes.
SettingDefinition limit(const QString &name, int standard, int most)
{
    return number(u"limits."_s + name, standard, {1, most},
                  {u"CLINIDESK_LIMITS_"_s + name.toUpper()});
}

QList<SettingDefinition> all()
{
    constexpr std::pair ports(1, 65535);
    return {
        text(u"server.host"_s, u"localhost"_s, {u"CLINIDESK_SERVER_HOST"_s, u"PGHOST"_s}),
        number(u"server.port"_s, 5432, ports, {u"CLINIDESK_SERVER_PORT"_s, u"PGPORT"_s}),
        text(u"server.database"_s, u"clinidesk"_s,
             {u"CLINIDESK_SERVER_DATABASE"_s, u"PGDATABASE"_s}),
        text(u"server.user"_s, {}, {u"CLINIDESK_SERVER_USER"_s, u"PGUSER"_s}),
        secret(u"server.password"_s, {u"CLINIDESK_SERVER_PASSWORD"_s, u"PGPASSWORD"_s}),
        {.name = u"server.tls"_s,
         .standard = u"verify-full"_s,
         .environment = {u"CLINIDESK_SERVER_TLS"_s, u"PGSSLMODE"_s},
         .kind = Kind::Choice,
         .choices = {u"verify-full"_s, u"require"_s, u"disable"_s}},
        text(u"server.ca_file"_s, {}, {u"CLINIDESK_SERVER_CA_FILE"_s, u"PGSSLROOTCERT"_s}),
        number(u"database.max_connections"_s, 6, {1, 50},
               {u"CLINIDESK_DATABASE_MAX_CONNECTIONS"_s}),
        text(u"redis.host"_s, {}, {u"CLINIDESK_REDIS_HOST"_s, u"REDIS_HOST"_s}),
        number(u"redis.port"_s, 6379, ports, {u"CLINIDESK_REDIS_PORT"_s, u"REDIS_PORT"_s}),
        text(u"redis.user"_s, {}, {u"CLINIDESK_REDIS_USER"_s}),
        secret(u"redis.password"_s, {u"CLINIDESK_REDIS_PASSWORD"_s, u"REDIS_PASSWORD"_s}),
        number(u"redis.database"_s, 0, {0, 65535}, {u"CLINIDESK_REDIS_DATABASE"_s}),
        text(u"redis.socket"_s, {}, {u"CLINIDESK_REDIS_SOCKET"_s}),
        {.name = u"redis.tls"_s,
         .standard = u"verify-full"_s,
         .environment = {u"CLINIDESK_REDIS_TLS"_s},
         .kind = Kind::Choice,
         .choices = {u"verify-full"_s, u"disable"_s}},
        text(u"redis.ca_file"_s, {}, {u"CLINIDESK_REDIS_CA_FILE"_s}),
        text(u"redis.sentinel_master"_s, {}, {u"CLINIDESK_REDIS_SENTINEL_MASTER"_s}),
        text(u"redis.sentinels"_s, {}, {u"CLINIDESK_REDIS_SENTINELS"_s}),
        number(u"cache.memory_megabytes"_s, 32, {1, 4096}, {u"CLINIDESK_CACHE_MEMORY_MEGABYTES"_s}),
        freshness(u"clinics"_s, 3600),
        freshness(u"departments"_s, 3600),
        freshness(u"doctors"_s, 3600),
        freshness(u"status_steps"_s, 3600),
        freshness(u"history_page"_s, 300),
        freshness(u"day"_s, 10),
        freshness(u"free_slots"_s, 15),
        freshness(u"patient"_s, 300),
        freshness(u"day_hours"_s, 300),
        freshness(u"day_loads"_s, 5),
        limit(u"sign_ins"_s, 5, 100),
        limit(u"sign_in_minutes"_s, 15, 1440),
        limit(u"bookings"_s, 10, 1000),
        limit(u"booking_minutes"_s, 60, 1440),
        limit(u"doctor_changes"_s, 100, 100'000),
        limit(u"changes"_s, 600, 100'000),
        limit(u"change_minutes"_s, 15, 1440),
        text(u"pusher.app_id"_s, {}, {u"CLINIDESK_PUSHER_APP_ID"_s, u"PUSHER_APP_ID"_s}),
        text(u"pusher.key"_s, {}, {u"CLINIDESK_PUSHER_KEY"_s, u"PUSHER_KEY"_s}),
        secret(u"pusher.secret"_s, {u"CLINIDESK_PUSHER_SECRET"_s, u"PUSHER_SECRET"_s}),
        text(u"pusher.cluster"_s, {}, {u"CLINIDESK_PUSHER_CLUSTER"_s, u"PUSHER_CLUSTER"_s}),
        text(u"standalone.folder"_s, {}, {u"CLINIDESK_STANDALONE_FOLDER"_s}),
        text(u"standalone.programs"_s, {}, {u"CLINIDESK_STANDALONE_PROGRAMS"_s}),
    };
}

} // namespace

const QList<SettingDefinition> &knownSettings()
{
    static const QList<SettingDefinition> settings = all();
    return settings;
}

const SettingDefinition *findSetting(const QString &name)
{
    const auto &settings = knownSettings();
    const auto found = std::find_if(settings.cbegin(), settings.cend(),
                                    [&name](const auto &each) { return each.name == name; });
    return found == settings.cend() ? nullptr : &*found;
}

QString problemWith(const SettingDefinition &setting, const QString &value)
{
    if (value.contains(QChar(u'\0')))
        return u"holds a zero byte"_s;
    if (setting.kind == Kind::Choice && !setting.choices.contains(value))
        return u"is none of "_s + setting.choices.join(u", "_s);
    if (setting.kind != Kind::Number)
        return {};
    bool isNumber = false;
    const int given = value.toInt(&isNumber);
    if (!isNumber || given < setting.least || given > setting.most)
        return u"is no number from %1 to %2"_s.arg(setting.least).arg(setting.most);
    return {};
}

} // namespace clinidesk
