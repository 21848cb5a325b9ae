#pragma once

#include "core/base/Freshness.h"

#include <QWidget>

namespace clinidesk {

/// A page of the main window. Its QWidget::actions() are all it can do: the shell shows them in the
/// palette and keeps their shortcuts alive while the page is in front. Each action has an object
/// name, a text and, where it has one, a shortcut.
class ShellPage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString iconName() const = 0; ///< For Theme::icon().

    /// Whether the rail leads to it, and Ctrl with its number there. Others are asked for by
    /// wanted(), which the palette offers, too.
    [[nodiscard]] virtual bool isOnRail() const { return true; }

    /// The page has come to the front: put the focus where work starts, read what is old.
    virtual void enter() = 0;
    /// F5: read everything on screen again.
    virtual void refresh() = 0;
    /// Those of its actions that work whichever page is in front; they bring it there by wanted().
    [[nodiscard]] virtual QList<QAction *> actionsEverywhere() const { return {}; }

    /// Its own and those of its parts.
    [[nodiscard]] QList<QAction *> allActions() const;

signals:
    /// Asks to come to the front.
    void wanted();
    /// Done with what it was wanted for: back to where the person came from.
    void finished();
    /// What is on screen was true then; the status bar shows it.
    void freshnessChanged(const clinidesk::Freshness &freshness);
    /// Something worth a toast; with an undo button when @p canUndo.
    void announced(const QString &sentence, bool canUndo);
};

} // namespace clinidesk
