#pragma once

#include "ui/viewmodels/series/SeriesViewModel.h"

#include <QWidget>

class QPushButton;

namespace clinidesk {

class NoteStrip;
class RowTable;
class SeriesOffers;
class SeriesRuleBar;
class StateView;
class TextLabel;

/// Repeating one appointment: whose, how often, and every time with whether it can be, before
/// "Book 12 appointments". In the list, Space leaves one out and Enter looks for another time;
/// Escape goes back. Shows itself while its view model is open.
class SeriesSheet final : public QWidget
{
    Q_OBJECT

public:
    SeriesSheet(SeriesViewModel &series, const Connection &connection, QWidget *parent = nullptr);

    /// Where work starts.
    void takeFocus();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void lay();
    void present();
    void presentRows();
    void presentButtons();
    void goBack();
    [[nodiscard]] int chosenRow() const;

    SeriesViewModel &m_series;
    const Connection &m_connection;
    TextLabel *m_heading;
    TextLabel *m_who;
    TextLabel *m_what;
    SeriesRuleBar *m_rule;
    RowTable *m_table;
    StateView *m_state;
    SeriesOffers *m_offers;
    TextLabel *m_sum;
    NoteStrip *m_refusal;
    QPushButton *m_leaveOut;
    QPushButton *m_other;
    QPushButton *m_book;
    QPushButton *m_back;
    AppointmentId m_filled; ///< Whose rule the fields show.
};

} // namespace clinidesk
