#pragma once

#include "core/settings/ServerProfile.h"
#include "core/settings/SettingDefinition.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QString>

namespace clinidesk {

/// Where a value came from, the weakest first.
enum class SettingSource { Default, File, DotEnv, Environment, CommandLine, Policy };

/// "default", "file", ".env", "environment", "command line", "policy".
[[nodiscard]] QString sourceWord(SettingSource source);

struct SettingValue
{
    QString text;
    SettingSource source = SettingSource::Default;
    QString origin; ///< The file or the variable; empty for a default.

    friend bool operator==(const SettingValue &, const SettingValue &) = default;
};

/// The places that settings are read from; a place that is empty or not there says nothing.
struct SettingPlaces
{
    QMap<QString, QString> commandLine; ///< By the setting's name.
    QProcessEnvironment environment;
    QString dotEnvFile;
    QString settingsFile; ///< INI: section and key are the two halves of the name.
    QString policyFile; ///< The same; on Windows a key of the registry.

    /// Those of this program, on this machine, for this person.
    [[nodiscard]] static SettingPlaces usual(const QMap<QString, QString> &commandLine = {});
};

/// Every known setting with its value and where that came from. A bad value is passed over for the
/// next weaker place and complained about.
class Settings final
{
public:
    explicit Settings(const SettingPlaces &places);

    /// @p name has to be a known one.
    [[nodiscard]] SettingValue value(const QString &name) const;
    [[nodiscard]] QString text(const QString &name) const { return value(name).text; }
    [[nodiscard]] int number(const QString &name) const { return value(name).text.toInt(); }

    /// The server.* and database.* settings as a profile. A socket of this machine needs no TLS.
    [[nodiscard]] ServerProfile server() const;

    /// Sentences about values that were passed over; they never repeat a secret.
    [[nodiscard]] const QStringList &complaints() const { return m_complaints; }

private:
    void take(const SettingDefinition &setting, const SettingValue &value);
    void readIni(const QString &file, SettingSource source);
    void readEnvironment(const QProcessEnvironment &environment);
    void readDotEnv(const QString &file);
    void readCommandLine(const QMap<QString, QString> &given);

    QMap<QString, SettingValue> m_values;
    QStringList m_complaints;
};

} // namespace clinidesk
