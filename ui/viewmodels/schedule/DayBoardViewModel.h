#pragma once

#include "core/staff/Session.h"
#include "ui/viewmodels/schedule/BoardChanges.h"
#include "ui/viewmodels/schedule/BoardGoal.h"
#include "ui/viewmodels/schedule/BoardHolds.h"
#include "ui/viewmodels/schedule/BoardModel.h"
#include "ui/viewmodels/schedule/BoardReadings.h"
#include "ui/viewmodels/schedule/BookInPlaceViewModel.h"
#include "ui/viewmodels/schedule/NextFree.h"
#include "ui/viewmodels/schedule/Pinboard.h"
#include "ui/viewmodels/today/VisitSteps.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace clinidesk {

/// One day of the chosen clinic as columns of time: what is there, where the keys are, and every
/// change a receptionist makes there. Changes are on the board at once.
class DayBoardViewModel final : public BoardModel
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes lengthStep{5};

    DayBoardViewModel(const Ports &ports, ClinicChoice &clinics, const Session &session,
                      QObject *parent = nullptr);

    [[nodiscard]] const BoardSheet &sheet() const override { return m_sheet; }
    [[nodiscard]] ListState state() const { return m_readings.main().state(); }
    [[nodiscard]] const BoardReading &reading() const { return m_readings.main(); }
    /// The clinics on the board; who may stand beside the one in front.
    [[nodiscard]] const BoardReadings &readings() const { return m_readings; }
    [[nodiscard]] QDate date() const { return m_readings.main().date(); }
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] int waitingCount() const;
    [[nodiscard]] VisitSteps &steps() { return m_steps; }
    [[nodiscard]] BookInPlaceViewModel &inPlace() { return m_inPlace; }
    [[nodiscard]] const BookInPlaceViewModel &inPlace() const { return m_inPlace; }

    [[nodiscard]] Pinboard &pinboard() { return m_pinboard; }

    [[nodiscard]] const BoardCursor &cursor() const override { return m_cursor; }
    /// The appointment the cursor is on; null on a time.
    [[nodiscard]] const Appointment *chosen() const;
    /// The time at the cursor with the length a booking, or what is being moved, would have.
    [[nodiscard]] BoardTime timeAtCursor() const;
    [[nodiscard]] std::optional<BoardTime> taken() const override;
    [[nodiscard]] std::optional<BoardTime> bookable() const override;
    [[nodiscard]] const Appointment *moving() const override
    {
        return m_moving ? &*m_moving : nullptr;
    }

    /// Whether this person books and moves at all.
    [[nodiscard]] bool mayPlace() const { return m_mayPlace; }
    [[nodiscard]] bool canMove() const override;
    /// Also while the last step of it is under way.
    [[nodiscard]] bool canLengthen() const { return canStretch(m_cursor.appointment); }
    [[nodiscard]] bool canStretch(AppointmentId id) const override;
    [[nodiscard]] bool can(Action action) const;
    /// Why the last change was refused, until the next step; empty when it wasn't.
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] bool showsAllColumns() const { return m_columns == BoardFacts::Columns::All; }
    [[nodiscard]] bool showsCancelled() const
    {
        return m_cancelled == BoardFacts::Cancelled::Shown;
    }

    /// In front: reads at once when what is shown is old, and from then on by itself.
    void setActive(bool active);
    void setCursor(const BoardCursor &cursor) override;

public slots:
    /// As F5 wants it: past whatever is kept.
    void refresh() { m_readings.read(Reading::PastTheCache); }
    void giveUp() { m_readings.giveUp(); }
    /// An invalid date is today.
    void show(QDate date);
    void showDaysOn(int days);
    /// Where day and time stand on the board.
    void showTime(QDate date, QTime local);
    /// Where it starts, in its own column; its day is read first.
    void showSlot(const clinidesk::Slot &slot);
    /// "+2w", "thu 9:30", "next free dr x": goes there, or refusal() says that it isn't understood.
    void goTo(const QString &typed);
    void showAllColumns(bool all);
    void showCancelled(bool shown);
    /// Which clinics stand beside the one in front, in this order.
    void showBeside(const QList<clinidesk::ClinicId> &clinics);

    /// Enter on a time: the slot opens, or the refusal says why not. What a colleague holds opens
    /// when it is asked for once more.
    void openSlot();
    void closeSlot();
    /// Longer or shorter by a step: the appointment at the cursor, or the slot that is to be
    /// booked.
    void lengthen(int steps);
    void startMove();
    /// Puts the appointment at the cursor aside, or back.
    void togglePin();
    /// As startMove(), with one that was put aside on whatever day.
    void takePinned(clinidesk::AppointmentId id);
    void stretch(clinidesk::AppointmentId id, std::chrono::minutes length) override;
    void drop() override;
    void dropAt(clinidesk::AppointmentId id, const clinidesk::BoardTime &to) override;
    /// To @p to; where it can't be it stays in hand.
    void moveTo(clinidesk::AppointmentId id, const clinidesk::BoardTime &to);
    void stopMove();
    void act(clinidesk::Action action, const QString &why = {});

signals:
    void done(const QString &sentence);

private:
    void rebuild();
    void book(const Patient &patient);
    void followEditor();
    void goToGoal(QDate day);
    void letGo(AppointmentId id);
    [[nodiscard]] BoardFacts facts() const;
    [[nodiscard]] bool isThere() const;
    [[nodiscard]] bool isTaking() const;

    const Clock &m_clock;
    Connection &m_connection;
    ClinicChoice &m_clinics;
    bool m_mayPlace;
    BoardReadings m_readings;
    BoardChanges m_changes;
    BoardHolds m_holds;
    VisitSteps m_steps;
    BookInPlaceViewModel m_inPlace;
    NextFree m_nextFree;
    Pinboard m_pinboard;
    QTimer m_minute{this};
    BoardSheet m_sheet;
    BoardCursor m_cursor;
    std::chrono::minutes m_longer{0}; ///< Than usual: what "+" made of the slot at the cursor.
    std::optional<Appointment> m_moving;
    BoardGoal m_goal;
    BoardFacts::Columns m_columns = BoardFacts::Columns::OfTheDay;
    BoardFacts::Cancelled m_cancelled = BoardFacts::Cancelled::Hidden;
    QHash<AppointmentId, BookInPlaceViewModel::Draft> m_drafts; ///< Of bookings under way.
};

} // namespace clinidesk
