#pragma once

#include <QWidget>

class QBoxLayout;
class QScrollArea;

namespace clinidesk {

/// Two halves of a form: side by side where there is room, the first scrolling by itself, and one
/// above the other where there is not. Then the first is as high as what it shows.
class TwoHalves final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int narrow = 48; ///< In letters: less is too little for two halves.

    /// @p firstName names the room that the first half scrolls in.
    TwoHalves(QWidget *first, const QString &firstName, QWidget *second, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void turn();

    QScrollArea *m_room;
    QBoxLayout *m_halves;
};

} // namespace clinidesk
