#pragma once

#include <QFrame>

class QAction;

namespace clinidesk {

class DayBoard;
class DayBoardViewModel;
class FlowLayout;

/// Beneath the board: what is pinned, each a button that takes it in hand to be dropped on the day
/// in front. Out of sight while nothing is pinned. Brings the actions for it.
class PinStrip final : public QFrame
{
    Q_OBJECT

public:
    /// Actions of @p page with keys of @p board.
    PinStrip(DayBoardViewModel &day, DayBoard *board, QWidget *page);

    /// What pins and unpins the appointment at the cursor.
    [[nodiscard]] QAction *pinAction() const { return m_pin; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addActions(QWidget *page);
    void refill();
    void showDeeds();

    DayBoardViewModel &m_day;
    DayBoard *m_board;
    FlowLayout *m_row;
    QAction *m_pin = nullptr;
    QAction *m_take = nullptr;
};

} // namespace clinidesk
