#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace clinidesk {

/// One setting that the programs know.
struct SettingDefinition
{
    enum class Kind { Text, Number, Choice };

    QString name; ///< "server.port"
    QString standard; ///< The value nobody set.
    QStringList environment; ///< Names that mean it, the strongest first.
    Kind kind = Kind::Text;
    int least = 0; ///< For a number.
    int most = 0;
    QStringList choices; ///< For a choice.
    bool isSecret = false; ///< Not read from the settings file: secrets live in the keychain.
};

/// All of them; docs/settings.md explains each.
[[nodiscard]] const QList<SettingDefinition> &knownSettings();

/// Null when there is none of that name.
[[nodiscard]] const SettingDefinition *findSetting(const QString &name);

/// What is wrong with @p value for @p setting; empty when it will do.
[[nodiscard]] QString problemWith(const SettingDefinition &setting, const QString &value);

} // namespace clinidesk
