#pragma once

#include "ui/viewmodels/series/SeriesChangeViewModel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTimeEdit;

namespace clinidesk {

class FieldFault;
class NoteStrip;
class RowTable;
class StateView;
class TextLabel;

/// Cancelling or moving several of a series: which, what, and what happens to each before "Move 6
/// appointments". Escape goes back. Shows itself while its view model is open.
class SeriesChangeSheet final : public QWidget
{
    Q_OBJECT

public:
    SeriesChangeSheet(SeriesChangeViewModel &series, const Connection &connection,
                      QWidget *parent = nullptr);

    /// Where work starts.
    void takeFocus();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void lay();
    void fill();
    void present();
    void presentButtons();

    SeriesChangeViewModel &m_series;
    const Connection &m_connection;
    TextLabel *m_who;
    QComboBox *m_scope;
    QComboBox *m_deed;
    QTimeEdit *m_time;
    QWidget *m_timeBox = nullptr;
    QLineEdit *m_reason;
    QWidget *m_reasonBox = nullptr;
    FieldFault *m_reasonFault;
    RowTable *m_table;
    StateView *m_state;
    TextLabel *m_sum;
    NoteStrip *m_refusal;
    QPushButton *m_do;
    QPushButton *m_back;
    bool m_wasOpen = false;
};

} // namespace clinidesk
