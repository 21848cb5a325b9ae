#pragma once

#include <QSplitter>

namespace clinidesk {

/// A list and, beside it, the details of the chosen row; one above the other where the window is
/// too narrow for both.
class ListWithDetails final : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int narrow = 56; ///< In letters: less is too little for two halves.

    ListWithDetails(QWidget *list, QWidget *details, const QString &objectName, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void turn();
    void divide();
    void giveHeight();
};

} // namespace clinidesk
