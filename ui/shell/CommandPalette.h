#pragma once

#include "ui/viewmodels/shell/PaletteViewModel.h"

#include <QFrame>
#include <QPointer>

#include <functional>

class QAction;
class QLineEdit;
class QListView;

namespace clinidesk {

class PaletteRowModel;
class TextLabel;

/// Ctrl+K: everything the desk can do, every day and every patient, in one list. Lies over its
/// parent; Escape, a choice, or losing the focus closes it and gives the focus back.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(PaletteViewModel &viewModel, QWidget *parent);

    /// Every QAction of the window and its pages. They are asked for what they look like each time
    /// the palette opens.
    void setActions(const QList<QAction *> &actions);
    [[nodiscard]] QList<QAction *> actionsOffered() const;
    void open();

signals:
    /// The palette is closed and the focus back; the receiver brings the action's page to the
    /// front.
    void actionChosen(QAction *action);
    void dayChosen(QDate day);
    void patientChosen(const clinidesk::Patient &patient);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void close();
    void choose(int row);
    void showRows();
    bool handleKey(int key);

    PaletteViewModel &m_viewModel;
    PaletteRowModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    TextLabel *m_note;
    QString m_shownText;
    QList<QPointer<QAction>> m_actions;
    QPointer<QWidget> m_focusBefore;
};

} // namespace clinidesk
