#pragma once

#include <QFrame>

class QLineEdit;
class QSpinBox;

namespace clinidesk {

class BookInPlaceViewModel;
class DayBoard;
class FieldFault;
class PatientFinder;
class TextLabel;

/// The editor of an open slot, on the board beside it: type the patient, Enter books. Escape closes
/// it. Lives in the board's viewport and stays within it.
class BookInPlace final : public QFrame
{
    Q_OBJECT

public:
    BookInPlace(BookInPlaceViewModel &booking, DayBoard *board);

signals:
    void dismissed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void present();
    [[nodiscard]] int heightWith(int matches, int width);
    void place();

    BookInPlaceViewModel &m_booking;
    DayBoard *m_board;
    TextLabel *m_where;
    PatientFinder *m_finder;
    QSpinBox *m_length;
    QLineEdit *m_reason;
    FieldFault *m_fault;
    TextLabel *m_note;
};

} // namespace clinidesk
