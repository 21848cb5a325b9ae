#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;

namespace clinidesk {

class FieldFault;
class HistoryViewModel;
class TextLabel;

/// First, previous, a page number to type, next, last; how many there are; how many on a page.
class Pager final : public QWidget
{
    Q_OBJECT

public:
    /// The actions belong to the page.
    struct Steps
    {
        QAction *first;
        QAction *back;
        QAction *on;
        QAction *last;
    };

    Pager(HistoryViewModel &history, const Steps &steps, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *numberEdit() const { return m_number; }

private:
    void present();

    HistoryViewModel &m_history;
    Steps m_steps;
    QLineEdit *m_number;
    TextLabel *m_count;
    TextLabel *m_total;
    FieldFault *m_fault;
    QComboBox *m_size;
    int m_shownNumber = 0;
};

} // namespace clinidesk
