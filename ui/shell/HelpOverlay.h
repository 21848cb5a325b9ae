#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>

class QAction;
class QStandardItemModel;
class QToolButton;

namespace clinidesk {

class RowTable;

/// F1: every action that has keys, and its keys, over its parent until Escape or F1.
class HelpOverlay final : public QFrame
{
    Q_OBJECT

public:
    explicit HelpOverlay(QWidget *parent);

    /// Opens with what @p actions are called now, or closes.
    void toggle(const QList<QAction *> &actions);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool isNext) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void fitColumns();
    void close();
    void fill(const QList<QAction *> &actions);

    QStandardItemModel *m_model;
    RowTable *m_table;
    QToolButton *m_close;
    QPointer<QWidget> m_focusBefore;
};

} // namespace clinidesk
