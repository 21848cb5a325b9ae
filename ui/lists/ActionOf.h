#pragma once

#include <QAction>
#include <QKeySequence>
#include <QWidget>

#include <utility>

namespace clinidesk {

/// How an action of a page is called and reached.
struct ActionWords
{
    QString name; ///< Object name.
    QString text;
    QIcon icon = {};
    QList<QKeySequence> keys = {};
};

/// An action of @p page that does @p deed. The page's actions are what the palette shows.
template <typename Deed> QAction *makeAction(QWidget *page, const ActionWords &words, Deed deed)
{
    auto *action = new QAction(words.icon, words.text, page);
    action->setObjectName(words.name);
    action->setShortcuts(words.keys);
    if (!words.keys.isEmpty())
        action->setToolTip(words.text + QStringLiteral(" (")
                           + words.keys.first().toString(QKeySequence::NativeText) + u')');
    page->addAction(action);
    QObject::connect(action, &QAction::triggered, page, std::move(deed));
    return action;
}

} // namespace clinidesk
