#pragma once

#include "core/base/Id.h"
#include "core/vault/Seal.h"

#include <QHash>

#include <unordered_map>

namespace clinidesk {

/// What the entries of each clinic are sealed with, for one pair of eyes; the null clinic's is for
/// those that are of no single one.
using SealKeys = QHash<ClinicId, SecretKey>;

/// The seals of whoever looks. Where there is none, nothing is written to the store or believed
/// from it.
class CacheSeals
{
public:
    /// Makes seals of @p keys instead of those it had, and wipes the keys in whatever copy.
    void open(SealKeys keys);
    void close() { m_seals.clear(); }

    /// Null when there is none.
    [[nodiscard]] const Seal *of(ClinicId clinic) const;

private:
    std::unordered_map<qint64, Seal> m_seals;
};

} // namespace clinidesk
