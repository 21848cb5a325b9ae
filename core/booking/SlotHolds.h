#pragma once

#include "core/base/Async.h"
#include "core/base/Id.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <chrono>
#include <optional>

namespace clinidesk {

/// A time in one column of a clinic's day.
struct ColumnTime
{
    ClinicId clinic;
    QDate day; ///< The clinic's local one that it stands on.
    DoctorId doctor; ///< Null: the seats of the department.
    DepartmentId department; ///< Of the seats; of no account for a doctor.
    QDateTime startsAt; ///< UTC.
    QDateTime endsAt; ///< UTC.

    friend bool operator==(const ColumnTime &, const ColumnTime &) = default;
};

/// Whether both want the same column at any moment.
[[nodiscard]] bool overlap(const ColumnTime &one, const ColumnTime &other);
/// What is wrong with @p time (Invalid; facts: field, problem), if anything.
[[nodiscard]] std::optional<Error> faultIn(const ColumnTime &time);

/// Names one hold: only who has it can let it go.
class HoldToken
{
public:
    HoldToken() = default; ///< None.
    [[nodiscard]] static HoldToken create() { return HoldToken(QUuid::createUuid()); }

    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    /// 32 hexadecimal digits.
    [[nodiscard]] QByteArray text() const { return m_uuid.toByteArray(QUuid::Id128); }

    friend bool operator==(const HoldToken &, const HoldToken &) = default;
    friend size_t qHash(const HoldToken &token, size_t seed = 0) noexcept
    {
        return qHash(token.m_uuid, seed);
    }

private:
    explicit HoldToken(QUuid uuid)
        : m_uuid(uuid)
    {
    }

    QUuid m_uuid;
};

/// What somebody at another desk is about to book.
struct SlotHold
{
    ColumnTime time;
    QString who; ///< The colleague's name; empty where this desk can't know it.
    QDateTime until; ///< UTC, by the clock of this program: then it ends unless it is renewed.

    friend bool operator==(const SlotHold &, const SlotHold &) = default;
};

struct HoldWish
{
    enum class Beside { Nobody, Others };

    ColumnTime time;
    int places = 1; ///< How many patients there is still room for at once.
    Beside beside = Beside::Nobody; ///< Others: on purpose, whoever holds it.

    friend bool operator==(const HoldWish &, const HoldWish &) = default;
};

/// Who leaves no room for @p wish: one of @p others when they are too many at once.
[[nodiscard]] std::optional<SlotHold> hinderingHold(const QList<SlotHold> &others,
                                                    const HoldWish &wish);

struct HoldOutcome
{
    std::optional<SlotHold> inTheWay; ///< None: it is held for this desk…
    QDateTime until; ///< …until then, unless it is renewed.

    friend bool operator==(const HoldOutcome &, const HoldOutcome &) = default;
};

/// Tells the desks of a clinic which times are about to be booked. A courtesy: whether a time can
/// be booked is for the database alone to say, and nothing waits for this. One thread.
class SlotHolds : public QObject
{
    Q_OBJECT

public:
    /// For how long a time is held; that of a desk that died is free after it.
    static constexpr std::chrono::milliseconds life = std::chrono::minutes(2);
    /// How soon whoever goes on holding it renews it.
    static constexpr std::chrono::milliseconds renewAfter = life / 3;

    using QObject::QObject;

    /// Holds a time under @p token, which the caller makes. Once more with the same token it is
    /// renewed, and becomes what is wished now. Fails with Invalid, or Unavailable where desks
    /// can't tell one another; then nobody holds anything, and one goes on without.
    [[nodiscard]] virtual Async<HoldOutcome> take(const HoldToken &token, const HoldWish &wish) = 0;
    /// Also before take() has answered; nothing happens unless this desk has it.
    virtual void release(const HoldToken &token) = 0;

    /// From here on holdsOf() knows about that day, until unfollow() was called as often.
    virtual void follow(ClinicId clinic, QDate day) = 0;
    virtual void unfollow(ClinicId clinic, QDate day) = 0;
    /// What others hold, by when it ends; from memory, of days that are followed.
    [[nodiscard]] virtual QList<SlotHold> holdsOf(ClinicId clinic, QDate day) const = 0;

signals:
    /// holdsOf() is another.
    void changed(clinidesk::ClinicId clinic, QDate day);
};

} // namespace clinidesk
