#include "app/worker/StopSignal.h"
#include "app/worker/Worker.h"
#include "core/base/Log.h"
#include "core/redis/RedisCacheStore.h"
#include "core/settings/Settings.h"

#include <QCoreApplication>
#include <QFile>

#include <CLI/CLI.hpp>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;
using namespace clinidesk;

namespace {

/// From the environment or .env; else what systemd's LoadCredential=password: left for us. Empty:
/// libpq looks into PGPASSFILE by itself.
QString passwordFrom(const Settings &settings)
{
    const QString given = settings.text(u"server.password"_s);
    if (!given.isEmpty())
        return given;
    QFile credential(qEnvironmentVariable("CREDENTIALS_DIRECTORY") % u"/password"_s);
    if (!qEnvironmentVariableIsSet("CREDENTIALS_DIRECTORY")
        || !credential.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(credential.readAll()).trimmed();
}

QMap<QString, QString> withoutEmpty(const std::map<QString, std::string> &options)
{
    QMap<QString, QString> given;
    for (const auto &[name, value] : options) {
        if (!value.empty())
            given.insert(name, QString::fromStdString(value));
    }
    return given;
}

} // namespace

int main(int argc, char *argv[])
{
    installScrubbedLog();
    QCoreApplication program(argc, argv);
    QCoreApplication::setApplicationName(u"clinidesk-worker"_s);

    CLI::App app{"Does what must go on while no window is open. Any number may run.",
                 "clinidesk-worker"};
    app.set_version_flag("--version", CLINIDESK_VERSION);
    app.footer(
        "The password comes from PGPASSFILE, PGPASSWORD or systemd's LoadCredential=password.\n"
        "Make a login with: clinideskctl staff add --worker NAME");
    std::map<QString, std::string> options;
    app.add_option("--host", options[u"server.host"_s], "Server, or the folder of its socket");
    app.add_option("--port", options[u"server.port"_s], "Port of the server");
    app.add_option("--database", options[u"server.database"_s], "Database of the clinic");
    app.add_option("--user", options[u"server.user"_s], "Login of this worker");
    app.add_option("--tls", options[u"server.tls"_s], "verify-full, require or disable");
    app.add_option("--ca-file", options[u"server.ca_file"_s],
                   "Certificates that vouch for the server");
    CLI11_PARSE(app, argc, argv)

    const Settings settings(SettingPlaces::usual(withoutEmpty(options)));
    for (const QString &complaint : settings.complaints())
        qCWarning(lcWorker).noquote() << complaint;
    const Credentials credentials{.login = settings.text(u"server.user"_s),
                                  .password = passwordFrom(settings)};
    if (credentials.login.isEmpty()) {
        std::cerr << "clinidesk-worker: name the login with --user or PGUSER\n";
        return 2;
    }

    const StopSignal stopSignal;
    const RedisOptions redis = redisOptions(settings);
    RedisCacheStore store(redis);
    Worker worker;
    if (redis.isUsed()) {
        store.open();
        worker.announceTo(&store);
    }
    QObject::connect(&worker, &Worker::refused, &program, [] {
        std::cerr << "clinidesk-worker: the login is refused; check its name, password and role\n";
        QCoreApplication::exit(4);
    });
    worker.start(settings.server(), credentials);
    const int code = QCoreApplication::exec();
    worker.stop();
    return code;
}
