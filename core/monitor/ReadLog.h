#pragma once

#include "core/base/Async.h"
#include "core/base/Id.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

namespace clinidesk {

/// A look at patient data that was answered without the database, which therefore knows nothing of
/// it yet.
struct KeptRead
{
    QString action; ///< The database function that would have answered: "day_list", …
    QString entity; ///< "appointment" or "patient"
    qint64 id = 0; ///< Of the entity; 0: it was a list.
    ClinicId clinic; ///< Null: of none in particular.
    QDate day; ///< Of a day's list.
    QDateTime at; ///< UTC.

    friend bool operator==(const KeptRead &, const KeptRead &) = default;
};

/// Where such looks are written down. Any thread.
class ReadLog
{
public:
    static constexpr int mostAtOnce = 1'000;

    virtual ~ReadLog() = default;

    /// At most mostAtOnce. Fails with Unavailable, Busy, Denied or Invalid.
    [[nodiscard]] virtual Async<Done> write(const QList<KeptRead> &reads) = 0;

protected:
    ReadLog() = default;
    Q_DISABLE_COPY_MOVE(ReadLog)
};

} // namespace clinidesk
