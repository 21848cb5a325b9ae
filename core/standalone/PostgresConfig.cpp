#include "core/standalone/PostgresConfig.h"

#include "core/standalone/Account.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString quoted(QString value)
{
    return u'\'' % value.replace(u"'"_s, u"''"_s) % u'\'';
}

#ifdef Q_OS_WIN
constexpr bool hasSockets = false;
#else
constexpr bool hasSockets = true;
#endif

} // namespace

QString clusterSettings(const StandalonePlace &place, const PostgresOptions &options, quint16 port)
{
    QList<std::pair<QString, QString>> settings{
        {u"port"_s, QString::number(port)},
        {u"listen_addresses"_s, hasSockets ? QString() : u"127.0.0.1"_s},
        {u"unix_socket_directories"_s, hasSockets ? place.sockets : QString()},
        {u"password_encryption"_s, u"scram-sha-256"_s},
        {u"max_connections"_s, u"300"_s},
        {u"shared_buffers"_s, u"256MB"_s},
        {u"max_wal_size"_s, u"2GB"_s},
        {u"random_page_cost"_s, u"1.1"_s},
        {u"jit"_s, u"off"_s},
        {u"timezone"_s, u"UTC"_s},
        {u"log_timezone"_s, u"UTC"_s},
        {u"logging_collector"_s, u"off"_s},
        // A statement and a DETAIL quote row values: neither belongs in a log.
        {u"log_min_error_statement"_s, u"panic"_s},
        {u"log_error_verbosity"_s, u"terse"_s},
        {u"log_statement"_s, u"none"_s},
    };
    if (hasSockets)
        settings << std::pair(u"unix_socket_permissions"_s, u"0700"_s);
    if (options.durability == PostgresOptions::Durability::Forgetful) {
        for (const QString &name : {u"fsync"_s, u"synchronous_commit"_s, u"full_page_writes"_s})
            settings << std::pair(name, u"off"_s);
    }
    if (options.network) {
        settings << std::pair(u"listen_addresses"_s, u"127.0.0.1"_s) << std::pair(u"ssl"_s, u"on"_s)
                 << std::pair(u"ssl_cert_file"_s, options.network->certificateFile)
                 << std::pair(u"ssl_key_file"_s, options.network->keyFile);
    }
    for (const auto &[name, value] : options.settings.asKeyValueRange())
        settings << std::pair(name, value);

    QString text;
    for (const auto &[name, value] : std::as_const(settings))
        text += name % u" = "_s % quoted(value) % u'\n';
    return text;
}

QString accessRules(const PostgresOptions &options)
{
    if (!hasSockets)
        return u"host all all 127.0.0.1/32 scram-sha-256\n"_s;
    const QString network
        = options.network ? u"hostssl all all 127.0.0.1/32 scram-sha-256\n"_s : QString();
    return u"local all clinidesk_boot peer map=clinidesk\n"
           "local all all scram-sha-256\n"_s
        % network;
}

QString accountMap()
{
    QSet<QString> names{currentAccountName()};
    if (const auto account = serverAccount())
        names << u"root"_s << account->name;
    QString text;
    for (const QString &name : std::as_const(names))
        text += u"clinidesk \""_s % name % u"\" clinidesk_boot\n"_s;
    return text;
}

} // namespace clinidesk
