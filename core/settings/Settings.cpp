#include "core/settings/Settings.h"

#include "core/settings/DotEnv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString sourceWord(SettingSource source)
{
    switch (source) {
    case SettingSource::Default:
        return u"default"_s;
    case SettingSource::File:
        return u"file"_s;
    case SettingSource::DotEnv:
        return u".env"_s;
    case SettingSource::Environment:
        return u"environment"_s;
    case SettingSource::CommandLine:
        return u"command line"_s;
    case SettingSource::Policy:
        return u"policy"_s;
    }
    Q_UNREACHABLE();
}

SettingPlaces SettingPlaces::usual(const QMap<QString, QString> &commandLine)
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
#if defined(Q_OS_WIN)
    const QString policy = u"HKEY_LOCAL_MACHINE\\Software\\Policies\\CliniDesk"_s;
#elif defined(Q_OS_MACOS)
    const QString policy = u"/Library/Application Support/CliniDesk/policy.ini"_s;
#else
    const QString policy = u"/etc/clinidesk/policy.ini"_s;
#endif
    return {.commandLine = commandLine,
            .environment = QProcessEnvironment::systemEnvironment(),
            .dotEnvFile = QDir::current().filePath(u".env"_s),
            .settingsFile = config % u"/clinidesk/clinidesk.ini"_s,
            .policyFile = policy};
}

Settings::Settings(const SettingPlaces &places)
{
    for (const SettingDefinition &setting : knownSettings())
        m_values.insert(setting.name, {.text = setting.standard, .origin = {}});
    readIni(places.settingsFile, SettingSource::File);
    readDotEnv(places.dotEnvFile);
    readEnvironment(places.environment);
    readCommandLine(places.commandLine);
    readIni(places.policyFile, SettingSource::Policy);
}

SettingValue Settings::value(const QString &name) const
{
    Q_ASSERT(m_values.contains(name));
    return m_values.value(name);
}

ServerProfile Settings::server() const
{
    ServerProfile profile{.name = text(u"server.host"_s),
                          .hosts = text(u"server.host"_s),
                          .port = quint16(number(u"server.port"_s)),
                          .database = text(u"server.database"_s),
                          .caFile = text(u"server.ca_file"_s),
                          .maxConnections = number(u"database.max_connections"_s)};
    const auto tls = value(u"server.tls"_s);
    profile.tls = tlsFromWord(tls.text).value_or(ServerProfile::Tls::VerifyFull);
    if (profile.isSocket() && tls.source == SettingSource::Default)
        profile.tls = ServerProfile::Tls::None;
    return profile;
}

void Settings::take(const SettingDefinition &setting, const SettingValue &value)
{
    const QString problem = problemWith(setting, value.text);
    if (problem.isEmpty())
        m_values.insert(setting.name, value);
    else
        m_complaints << u"%1 from %2 %3 and is not used"_s.arg(setting.name, value.origin, problem);
}

void Settings::readIni(const QString &file, SettingSource source)
{
    const bool isRegistry = file.startsWith(u"HKEY_"_s);
    if (file.isEmpty() || (!isRegistry && !QFileInfo(file).isFile()))
        return;
    const QSettings ini(file, isRegistry ? QSettings::NativeFormat : QSettings::IniFormat);
    if (ini.status() != QSettings::NoError)
        m_complaints << u"%1 can't be read"_s.arg(file);
    const QStringList keys = ini.allKeys();
    for (const QString &key : keys) {
        const QString name = QString(key).replace(u'/', u'.');
        const SettingDefinition *setting = findSetting(name);
        if (!setting)
            m_complaints << u"%1 in %2 is no setting"_s.arg(name, file);
        else if (setting->isSecret)
            m_complaints << u"%1 in %2 is a secret and belongs in the keychain"_s.arg(name, file);
        else // A comma makes a list of a plain value.
            take(*setting, {ini.value(key).toStringList().join(u','), source, file});
    }
}

void Settings::readDotEnv(const QString &file)
{
    QFile bytes(file);
    if (file.isEmpty() || !QFileInfo(file).isFile())
        return;
    if (!bytes.open(QIODevice::ReadOnly)) {
        m_complaints << u"%1 can't be read"_s.arg(file);
        return;
    }
    const DotEnv parsed = parseDotEnv(bytes.read((1 << 20) + 1));
    for (const QString &complaint : parsed.complaints)
        m_complaints << file % u": "_s % complaint;
    for (const SettingDefinition &setting : knownSettings()) {
        for (auto name = setting.environment.crbegin(); name != setting.environment.crend();
             ++name) {
            if (parsed.values.contains(*name))
                take(setting, {parsed.values.value(*name), SettingSource::DotEnv, file});
        }
    }
}

void Settings::readEnvironment(const QProcessEnvironment &environment)
{
    for (const SettingDefinition &setting : knownSettings()) {
        for (auto name = setting.environment.crbegin(); name != setting.environment.crend();
             ++name) {
            if (environment.contains(*name))
                take(setting, {environment.value(*name), SettingSource::Environment, *name});
        }
    }
}

void Settings::readCommandLine(const QMap<QString, QString> &given)
{
    for (const auto &[name, text] : given.asKeyValueRange()) {
        const SettingDefinition *setting = findSetting(name);
        Q_ASSERT(setting);
        take(*setting, {text, SettingSource::CommandLine, u"the command line"_s});
    }
}

} // namespace clinidesk
