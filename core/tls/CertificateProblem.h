#pragma once

#include <QList>
#include <QSslError>
#include <QString>

namespace clinidesk {

/// The gravest of @p errors, which is what a person has to hear: "revoked", "unknown", "expired",
/// "not_yet" or "host", as in Error's facts.tls; empty when there are none.
[[nodiscard]] QString certificateProblem(const QList<QSslError> &errors);

} // namespace clinidesk
