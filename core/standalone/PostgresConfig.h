#pragma once

#include "core/standalone/PrivatePostgres.h"

namespace clinidesk {

/// The settings file that a private cluster includes; written anew at every start, so that a folder
/// that was moved works again.
[[nodiscard]] QString clusterSettings(const StandalonePlace &place, const PostgresOptions &options,
                                      quint16 port);

/// Who may come in: the starting person as clinidesk_boot without a password, all others by theirs.
[[nodiscard]] QString accessRules(const PostgresOptions &options);

/// Which accounts of the machine are clinidesk_boot.
[[nodiscard]] QString accountMap();

} // namespace clinidesk
