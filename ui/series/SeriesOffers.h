#pragma once

#include <QFrame>

class QListWidget;

namespace clinidesk {

class SeriesViewModel;
class StateView;
class TextLabel;

/// Other times for one occurrence that can't be as it is: Enter takes the chosen one.
class SeriesOffers final : public QFrame
{
    Q_OBJECT

public:
    explicit SeriesOffers(SeriesViewModel &series, QWidget *parent = nullptr);

    void present();
    void takeFocus();

private:
    SeriesViewModel &m_series;
    TextLabel *m_heading;
    QListWidget *m_list;
    StateView *m_state;
};

} // namespace clinidesk
