#pragma once

#include "core/booking/SlotHolds.h"
#include "core/vault/Seal.h"

namespace clinidesk {

// How a hold is written for Redis: which column and when in clear, whose it is sealed.

/// Names the holds of one day: "cd:h:<installation>:<clinic>:<day>".
[[nodiscard]] QByteArray holdsKey(quint64 installation, ClinicId clinic, QDate day);

/// Empty when it can't be sealed.
[[nodiscard]] QByteArray holdMember(const QByteArray &key, const HoldToken &token,
                                    const ColumnTime &time, const QString &who, const Seal &seal);

struct HoldRead
{
    QByteArray token;
    ColumnTime time;
    QString who; ///< Empty unless @p seal opens it.
};

/// What stands in @p member of the day that @p key names; nothing where it isn't a hold's.
[[nodiscard]] std::optional<HoldRead> holdIn(QByteArrayView member, const QByteArray &key,
                                             ClinicId clinic, QDate day, const Seal *seal);

} // namespace clinidesk
