#pragma once

#include "ui/viewmodels/schedule/DayBoardViewModel.h"

#include <QHash>

class QAction;
class QKeySequence;
class QWidget;

namespace clinidesk {

class DayBoard;

/// What can be done on the day board, as actions of its view. Their keys act only on the board,
/// where no one can be typing.
class DayActions final : public QObject
{
    Q_OBJECT

public:
    DayActions(DayBoardViewModel &day, DayBoard *board, QWidget *view);

    /// To the day before, to today, to the day after.
    [[nodiscard]] const QList<QAction *> &turns() const { return m_turns; }
    [[nodiscard]] QAction *nextDay() const { return m_turns.at(2); }
    /// Escape; wherever else that is to work, the view adds it.
    [[nodiscard]] QAction *leave() const { return m_leave; }
    /// Of a visit, in their order.
    [[nodiscard]] QList<QAction *> steps() const;
    /// Null where nobody may move.
    [[nodiscard]] QAction *move() const { return m_move; }
    [[nodiscard]] QAction *longer() const { return m_longer; }
    [[nodiscard]] QAction *shorter() const { return m_shorter; }

    /// Those that make no sense now are greyed out.
    void enable();

signals:
    void opened();
    void left();
    void taken(clinidesk::Action step);

private:
    template <typename Deed> QAction *add(const struct ActionWords &words, Deed deed);
    void addTurns();
    void addPlaces();
    void addLooks();

    DayBoardViewModel &m_day;
    DayBoard *m_board;
    QWidget *m_view;
    QList<QAction *> m_turns;
    QHash<Action, QAction *> m_steps;
    QAction *m_leave = nullptr;
    QAction *m_move = nullptr;
    QAction *m_longer = nullptr;
    QAction *m_shorter = nullptr;
};

} // namespace clinidesk
