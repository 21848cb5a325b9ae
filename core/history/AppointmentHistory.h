#pragma once

#include "core/base/Async.h"
#include "core/base/Freshness.h"
#include "core/base/Page.h"
#include "core/base/Reading.h"
#include "core/booking/Appointment.h"
#include "core/history/HistoryQuery.h"

#include <optional>

namespace clinidesk {

struct HistoryPage
{
    Page<Appointment> page;
    Freshness freshness;

    friend bool operator==(const HistoryPage &, const HistoryPage &) = default;
};

/// Any page of all appointments a person may see, with the exact total. Any thread.
class AppointmentHistory
{
public:
    virtual ~AppointmentHistory() = default;

    /// A page beyond the end answers with the last one. Fails with Invalid, Denied or Unavailable.
    [[nodiscard]] virtual Async<HistoryPage> page(const HistoryQuery &query,
                                                  Reading reading = Reading::Usual)
        = 0;
    /// Has @p query at hand for when it is asked, where anything is kept.
    virtual void prepare(const HistoryQuery &query) { Q_UNUSED(query); }
    /// What can be shown at once, if anything can; only from the thread of who keeps it.
    [[nodiscard]] virtual std::optional<HistoryPage> peek(const HistoryQuery &query)
    {
        Q_UNUSED(query);
        return {};
    }

protected:
    AppointmentHistory() = default;
    Q_DISABLE_COPY_MOVE(AppointmentHistory)
};

} // namespace clinidesk
