#pragma once

#include "ui/viewmodels/schedule/SavedViews.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace clinidesk {

/// The ways to saved views: Alt+1 to Alt+9, and the menu that lists them.
class SavedViewActions final : public QObject
{
    Q_OBJECT

public:
    /// Actions of @p page.
    SavedViewActions(SavedViews &views, QWidget *page);

    /// Opens the list; for a button.
    [[nodiscard]] QAction *menuAction() const { return m_menuAction; }

signals:
    void chosen(int number);
    /// What is in front is to be saved, or a saved one renamed or deleted.
    void keepingWanted();

private:
    void present();

    SavedViews &m_views;
    QMenu *m_menu;
    QAction *m_menuAction;
    QList<QAction *> m_numbers;
};

} // namespace clinidesk
