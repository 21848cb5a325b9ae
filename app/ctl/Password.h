#pragma once

#include <QString>

#include <optional>

namespace clinidesk {

/// Is a person at the other end of standard input?
[[nodiscard]] bool isSomebodyThere();

/// A password from whoever calls: the variable @p variable if set; a prompt of @p question without
/// echo if a person is there; else the first line of standard input. Empty when there is none.
[[nodiscard]] std::optional<QString> askPassword(const char *variable, const QString &question);

} // namespace clinidesk
