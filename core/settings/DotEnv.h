#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace clinidesk {

/// What a .env file says.
struct DotEnv
{
    QHash<QString, QString> values; ///< The last one wins where a name stands twice.
    QStringList complaints; ///< A sentence for every line that means nothing; never its text.

    friend bool operator==(const DotEnv &, const DotEnv &) = default;
};

/// Reads lines of `NAME=value`, with or without `export` before them. A value in single quotes
/// stands as it is; in double quotes \n, \r, \t, \", \$ and \\ are escapes; both may go over
/// several lines. Without quotes it ends at ` #` or the end of the line. Nothing is expanded or
/// run. Any bytes are taken: what can't be read becomes a complaint.
[[nodiscard]] DotEnv parseDotEnv(const QByteArray &bytes);

} // namespace clinidesk
