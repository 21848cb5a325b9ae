#include "app/ctl/CtlContext.h"

#include "app/bootstrap/StandaloneClinic.h"
#include "app/ctl/Password.h"
#include "app/ctl/Sentences.h"

#include <QJsonDocument>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <cstdio>
#include <iostream>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

CtlContext::ExitCode exitCodeFor(Error::Code code)
{
    switch (code) {
    case Error::Code::Unavailable:
    case Error::Code::Busy:
    case Error::Code::Insecure:
        return CtlContext::Unreachable;
    case Error::Code::Denied:
    case Error::Code::WrongPassword:
    case Error::Code::PasswordExpired:
        return CtlContext::Refused;
    default:
        return CtlContext::Failed;
    }
}

void printLine(const QByteArray &line)
{
    std::cout << line.constData() << std::endl;
}

} // namespace

CtlContext::CtlContext() = default;
CtlContext::~CtlContext() = default;

void CtlContext::addOptions(CLI::App &app)
{
    app.add_flag("--json", m_isJson, "Print the result as one line of JSON");
    app.add_option("--standalone", m_standalone, "Use the private servers in this folder")
        ->type_name("DIR");
    app.add_option("--host", m_host, "Server, or the folder of its socket");
    app.add_option("--port", m_port, "Port of the server");
    app.add_option("--database", m_database, "Database of the clinic");
    app.add_option("--user", m_user, "Login to come in with");
    app.add_option("--tls", m_tls, "verify-full, require or disable");
    app.add_option("--ca-file", m_caFile, "Certificates that vouch for the server");
    app.add_option("--redis-host", m_redisHost, "Redis, for what concerns the cache");
    app.add_option("--redis-port", m_redisPort, "Its port");
}

QString CtlContext::standaloneFolder() const
{
    return QString::fromStdString(m_standalone);
}

Result<ConnectTarget> CtlContext::target()
{
    return m_standalone.empty() ? configuredTarget() : standaloneTarget();
}

Result<ConnectTarget> CtlContext::standaloneTarget()
{
    m_servers = std::make_unique<StandaloneServers>(
        standaloneOptions(Settings(SettingPlaces::usual()), standaloneFolder()));
    const auto access = m_servers->access();
    if (!access)
        return Error{
            Error::Code::Unavailable,
            u"no servers run in %1; start them with: clinideskctl standalone start --dir %1"_s.arg(
                standaloneFolder()),
            {}};
    return ConnectTarget{.server = access->postgres,
                         .credentials = {access->bootLogin, access->bootPassword}};
}

Result<ConnectTarget> CtlContext::configuredTarget() const
{
    QMap<QString, QString> given;
    const std::pair<QString, std::string> options[]{
        {u"server.host"_s, m_host}, {u"server.port"_s, m_port}, {u"server.database"_s, m_database},
        {u"server.user"_s, m_user}, {u"server.tls"_s, m_tls},   {u"server.ca_file"_s, m_caFile}};
    for (const auto &[name, value] : options) {
        if (!value.empty())
            given.insert(name, QString::fromStdString(value));
    }
    const Settings settings(SettingPlaces::usual(given));
    for (const QString &complaint : settings.complaints())
        mention(complaint);

    ConnectTarget target{.server = settings.server(),
                         .credentials
                         = {settings.text(u"server.user"_s), settings.text(u"server.password"_s)}};
    if (target.credentials.login.isEmpty())
        return Error{Error::Code::Invalid,
                     u"name the login with --user or PGUSER"_s,
                     {{u"field"_s, u"user"_s}, {u"problem"_s, u"missing"_s}}};
    const bool mayAsk = target.credentials.password.isEmpty() && !target.server.isSocket();
    if (mayAsk && isSomebodyThere() && !qEnvironmentVariableIsSet("PGPASSFILE")) {
        const QString question = u"Password of %1"_s.arg(target.credentials.login);
        target.credentials.password = askPassword("PGPASSWORD", question).value_or(QString());
    }
    return target;
}

Result<RedisOptions> CtlContext::redis() const
{
    if (!m_standalone.empty())
        return standaloneRedis();
    QMap<QString, QString> given;
    if (!m_redisHost.empty())
        given.insert(u"redis.host"_s, QString::fromStdString(m_redisHost));
    if (!m_redisPort.empty())
        given.insert(u"redis.port"_s, QString::fromStdString(m_redisPort));
    const Settings settings(SettingPlaces::usual(given));
    for (const QString &complaint : settings.complaints()) {
        if (!complaint.startsWith(u"redis."_s))
            continue;
        const QString problem
            = complaint.section(u" is "_s, 1).section(u" and is not used"_s, 0, 0);
        return Error{Error::Code::Invalid,
                     complaint,
                     {{u"field"_s, complaint.section(u' ', 0, 0)},
                      {u"problem"_s, QString(u"it is "_s % problem)}}};
    }
    const RedisOptions options = redisOptions(settings);
    if (!options.isUsed())
        return Error{Error::Code::Unavailable,
                     u"name one with --redis-host or REDIS_HOST, or private servers with "
                     "--standalone"_s,
                     {{u"layer"_s, u"redis"_s}}};
    return options;
}

Result<RedisOptions> CtlContext::standaloneRedis() const
{
    StandaloneServers servers(
        standaloneOptions(Settings(SettingPlaces::usual()), standaloneFolder()));
    const auto access = servers.access();
    if (!access || access->redisSocket.isEmpty())
        return Error{Error::Code::Unavailable,
                     u"no private Redis runs in %1"_s.arg(standaloneFolder()),
                     {{u"layer"_s, u"redis"_s}}};
    RedisOptions options;
    options.socketPath = access->redisSocket;
    return options;
}

void CtlContext::mention(const QString &line) const
{
    if (!m_isJson)
        std::cerr << forTerminal(line).toStdString() << std::endl;
}

void CtlContext::succeed(const QString &sentence, const QJsonObject &facts)
{
    report(sentence, facts, Succeeded);
}

void CtlContext::report(const QString &text, const QJsonObject &facts, ExitCode code)
{
    m_exitCode = code;
    if (!m_isJson) {
        printLine(forTerminal(text).toUtf8());
        return;
    }
    QJsonObject object = facts;
    object.insert(u"ok"_s, code == Succeeded);
    printLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void CtlContext::fail(const Error &error, const QString &advice)
{
    m_exitCode = exitCodeFor(error.code);
    const QString sentence = advice.isEmpty() ? sentenceFor(error) : advice;
    std::cerr << "clinideskctl: " << forTerminal(sentence).toStdString() << std::endl;
    if (!error.detail.isEmpty())
        std::cerr << "Details: " << forTerminal(error.detail).toStdString() << std::endl;
    if (!m_isJson)
        return;
    const QJsonObject problem{{u"code"_s, codeWord(error.code)},
                              {u"sentence"_s, sentence},
                              {u"details"_s, error.detail},
                              {u"facts"_s, error.facts}};
    printLine(QJsonDocument(QJsonObject{{u"ok"_s, false}, {u"error"_s, problem}})
                  .toJson(QJsonDocument::Compact));
}

} // namespace clinidesk
