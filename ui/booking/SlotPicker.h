#pragma once

#include <QWidget>

class QListView;

namespace clinidesk {

class BookingViewModel;
class StateView;

/// The free times, the next one chosen from the start. Enter books the chosen one.
class SlotPicker final : public QWidget
{
    Q_OBJECT

public:
    explicit SlotPicker(BookingViewModel &booking, QWidget *parent = nullptr);

signals:
    void submitted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void present();

    BookingViewModel &m_booking;
    QListView *m_list;
    StateView *m_state;
    bool m_isShowing = false;
};

} // namespace clinidesk
