#pragma once

#include <QList>

class QAction;
class QWidget;

namespace clinidesk {

class Appearance;

/// The actions of the window itself, whatever page is in front. They belong to the window and are
/// among its actions().
struct ShellActions
{
    explicit ShellActions(QWidget *window, Appearance &appearance);

    QAction *palette;
    QAction *help;
    QAction *refresh;
    QAction *tryNow; ///< Only while the connection is lost.
    QAction *undo;
    QAction *lock;
    QAction *signOut;
    QAction *quit;
    QList<QAction *> themes; ///< Checkable, exclusive, in the order of Appearance::Choice.
    QAction *larger;
    QAction *smaller;
    QAction *normalSize;

    /// Those that need somebody signed in.
    [[nodiscard]] QList<QAction *> ofSession() const;
    void showAppearance(const Appearance &appearance) const;
};

} // namespace clinidesk
