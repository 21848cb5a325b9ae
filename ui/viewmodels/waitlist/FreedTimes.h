#pragma once

#include "core/booking/BookingService.h"
#include "core/booking/Waitlist.h"
#include "ui/viewmodels/Ports.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// The times that one's own cancellations and moves made free while somebody waits for them: the
/// latest first, each until it is offered, dismissed or over.
class FreedTimes final : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 5;

    /// @p ports has a waitlist.
    explicit FreedTimes(const Ports &ports, QObject *parent = nullptr);

    /// Nothing when there is none.
    [[nodiscard]] std::optional<FreedTime> latest() const;
    /// "A time is free: … 3 patients wait for it."; empty when there is none.
    [[nodiscard]] QString sentence() const;

public slots:
    /// Drops the latest; the one before comes to the front.
    void dismiss();

signals:
    void changed();

private:
    void ask(const Change &change);
    void take(const FreedTime &freed);
    void tell();

    Waitlist &m_waitlist;
    const Clock &m_clock;
    QList<FreedTime> m_times;
    QTimer m_begins; ///< When the latest is over.
};

} // namespace clinidesk
