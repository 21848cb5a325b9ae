#pragma once

#include "core/booking/FreeSlots.h"
#include "core/staff/Session.h"
#include "ui/viewmodels/schedule/BoardModel.h"
#include "ui/viewmodels/schedule/WeekReading.h"
#include "ui/viewmodels/schedule/WeekSheet.h"

#include <QTimer>

namespace clinidesk {

/// The week of one doctor, or of a department's seats, at the chosen clinic. A doctor sees his own.
/// Nothing is changed here: whoever wants to is led to the day board.
class WeekViewModel final : public BoardModel
{
    Q_OBJECT

public:
    WeekViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                  QObject *parent = nullptr);

    [[nodiscard]] const BoardSheet &sheet() const override { return m_sheet; }
    [[nodiscard]] const BoardCursor &cursor() const override { return m_cursor; }
    [[nodiscard]] QDateTime now() const override;
    void setCursor(const BoardCursor &cursor) override;
    [[nodiscard]] std::optional<BoardTime> bookable() const override;

    [[nodiscard]] const WeekReading &reading() const { return m_reading; }
    [[nodiscard]] ListState state() const;
    [[nodiscard]] QDate monday() const { return m_reading.monday(); }
    /// The appointment the cursor is on; null on a time.
    [[nodiscard]] const Appointment *chosen() const;
    /// The free time at the cursor, to be opened on the day board; nothing where there is none.
    [[nodiscard]] std::optional<Slot> slotAtCursor() const;

    /// A doctor may not.
    [[nodiscard]] bool mayChooseOwner() const { return m_session.role != Role::Doctor; }
    /// Whose weeks can be looked at.
    [[nodiscard]] const QList<WeekOwner> &owners() const { return m_owners; }
    /// Whose week it is; null before anybody is known.
    [[nodiscard]] const WeekOwner &owner() const { return m_owner; }
    [[nodiscard]] int ownerIndex() const;

    void setActive(bool active);

public slots:
    void refresh() { m_reading.read(Reading::PastTheCache); }
    void giveUp() { m_reading.giveUp(); }
    /// The week with that day; an invalid one is this week.
    void show(QDate day) { m_reading.show(day); }
    void showWeeksOn(int weeks);
    void showOwner(const clinidesk::WeekOwner &owner);
    /// That many further on in owners(), within them.
    void showOwnersOn(int places);

private:
    void rebuild();
    [[nodiscard]] WeekFacts facts() const;

    const Clock &m_clock;
    ClinicChoice &m_clinics;
    const Session m_session;
    WeekReading m_reading;
    QTimer m_minute{this};
    QList<WeekOwner> m_owners;
    WeekOwner m_owner;
    BoardSheet m_sheet;
    BoardCursor m_cursor;
    bool m_isLaidOpen = false; ///< The cursor has once been put on today.
};

} // namespace clinidesk
