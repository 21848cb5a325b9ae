#pragma once

#include <QAction>
#include <QFrame>
#include <QList>

class QVBoxLayout;

namespace clinidesk {

/// The column of pages beside the desk: icon and name, the one in front marked by colour and a bar.
/// Below them the actions everyone needs at hand.
class NavigationRail final : public QFrame
{
    Q_OBJECT

public:
    explicit NavigationRail(QWidget *parent = nullptr);

    /// Checkable actions, exclusive among themselves.
    void setPages(const QList<QAction *> &actions);
    void setTools(const QList<QAction *> &actions);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refill(QVBoxLayout *column, const QList<QAction *> &actions);

    QVBoxLayout *m_pages;
    QVBoxLayout *m_tools;
};

} // namespace clinidesk
