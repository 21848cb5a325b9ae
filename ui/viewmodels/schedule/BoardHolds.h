#pragma once

#include "core/booking/SlotHolds.h"
#include "ui/viewmodels/schedule/BoardRules.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// What of the day in front is about to be booked: by colleagues, and here. A time that is open
/// here is held until it is let go, or the page is out of sight.
class BoardHolds final : public QObject
{
    Q_OBJECT

public:
    /// How soon it is tried again where the other desks could not be told.
    static constexpr std::chrono::seconds tryAgainAfter{5};

    /// @p holds outlives it; null: desks can't tell one another.
    explicit BoardHolds(SlotHolds *holds, QObject *parent = nullptr);
    ~BoardHolds() override;

    /// From here on others() are those of that day in @p clinics.
    void follow(const QList<ClinicId> &clinics, QDate day);
    [[nodiscard]] QList<SlotHold> others() const;

    /// Holds a time from here on until letGo(). Where others leave no room, one of them is the
    /// answer and nothing is held; asked for once more, it is held beside them.
    [[nodiscard]] std::optional<SlotHold> open(const HoldWish &wish);
    /// The next open() is the first.
    void forgetWarning() { m_warnedOf.reset(); }
    /// The time that is held is another.
    void hold(const HoldWish &wish);
    void letGo();
    /// What is open here becomes the booking @p booking, and is held until settle().
    void keepFor(AppointmentId booking);
    void settle(AppointmentId booking);
    void setActive(bool active);

    /// Who else has the time open that is open here.
    [[nodiscard]] std::optional<SlotHold> beside() const;
    /// The other desks don't know what is open here.
    [[nodiscard]] bool isUntold() const { return m_standing == Standing::Untold; }

signals:
    /// others(), beside() or isUntold() is another.
    void changed();
    /// A second is over, while others() are shown counting down.
    void secondPassed();

private:
    enum class Standing { None, Asked, Held, Refused, Untold };

    void take();
    void judge(const Result<HoldOutcome> &answer);
    void noteOthers();
    [[nodiscard]] std::optional<SlotHold> inTheWay() const;
    void countSeconds();

    SlotHolds *m_holds;
    QList<ClinicId> m_clinics;
    QDate m_day;
    std::optional<HoldWish> m_wish;
    std::optional<ColumnTime> m_warnedOf; ///< That somebody else holds it.
    HoldToken m_token;
    Standing m_standing = Standing::None;
    std::optional<SlotHold> m_refusedBy;
    QHash<AppointmentId, HoldToken> m_kept;
    QTimer m_again;
    QTimer m_second;
    bool m_isActive = false;
};

/// What it takes to hold @p time of @p sheet.
[[nodiscard]] HoldWish holdWish(const BoardSheet &sheet, const BoardTime &time);

} // namespace clinidesk
