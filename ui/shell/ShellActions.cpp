#include "ui/shell/ShellActions.h"

#include "ui/theme/Appearance.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Words
{
    const char *objectName;
    const char *icon;
    const char *text;
};

QAction *make(QWidget *window, const Words &words, const QList<QKeySequence> &keys = {})
{
    auto *action = new QAction(Theme::icon(QString::fromLatin1(words.icon)),
                               QCoreApplication::translate("ShellActions", words.text), window);
    action->setObjectName(QString::fromLatin1(words.objectName));
    action->setShortcuts(keys);
    window->addAction(action);
    return action;
}

} // namespace

ShellActions::ShellActions(QWidget *window, Appearance &appearance)
    : palette(make(window, {"actionPalette", "command", "Commands…"}, {QKeySequence(u"Ctrl+K"_s)}))
    , help(make(window, {"actionHelp", "help", "Keys and help"}, {QKeySequence(Qt::Key_F1)}))
    , refresh(make(window, {"actionRefresh", "refresh", "Read again"}, {QKeySequence(Qt::Key_F5)}))
    , tryNow(make(window, {"actionTryNow", "connected", "Try to connect now"},
                  {QKeySequence(Qt::SHIFT | Qt::Key_F5)}))
    , undo(make(window, {"actionUndo", "undo", "Undo my last change"}, {QKeySequence::Undo}))
    , lock(make(window, {"actionLock", "lock", "Lock"}, {QKeySequence(u"Ctrl+L"_s)}))
    , signOut(make(window, {"actionSignOut", "sign-out", "Sign out"},
                   {QKeySequence(u"Ctrl+Shift+Q"_s)}))
    , quit(make(window, {"actionQuit", "close", "Quit"}, {QKeySequence(u"Ctrl+Q"_s)}))
    , larger(make(window, {"actionTextLarger", "text-larger", "Larger text"},
                  {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)}))
    , smaller(make(window, {"actionTextSmaller", "text-smaller", "Smaller text"},
                   {QKeySequence(u"Ctrl+-"_s)}))
    , normalSize(make(window, {"actionTextNormal", "text-smaller", "Text at its usual size"},
                      {QKeySequence(u"Ctrl+0"_s)}))
{
    using Choice = Appearance::Choice;
    const struct
    {
        Choice choice;
        Words words;
    } palettes[] = {
        {Choice::System, {"actionThemeSystem", "desktop", "Theme: as the system"}},
        {Choice::Light, {"actionThemeLight", "sun", "Theme: light"}},
        {Choice::Dark, {"actionThemeDark", "moon", "Theme: dark"}},
        {Choice::HighContrast, {"actionThemeContrast", "contrast", "Theme: high contrast"}},
    };
    auto *group = new QActionGroup(window);
    for (const auto &[choice, words] : palettes) {
        QAction *action = make(window, words);
        action->setCheckable(true);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &appearance,
                         [&appearance, choice = choice] { appearance.choose(choice); });
        themes.append(action);
    }
    const auto resize = [&appearance](int percent) { appearance.setTextPercent(percent); };
    QObject::connect(larger, &QAction::triggered, &appearance, [&appearance, resize] {
        resize(appearance.textPercent() + Appearance::step);
    });
    QObject::connect(smaller, &QAction::triggered, &appearance, [&appearance, resize] {
        resize(appearance.textPercent() - Appearance::step);
    });
    QObject::connect(normalSize, &QAction::triggered, &appearance,
                     [resize] { resize(Appearance::smallest); });
    showAppearance(appearance);
}

QList<QAction *> ShellActions::ofSession() const
{
    return {palette, help, refresh, undo, lock, signOut};
}

void ShellActions::showAppearance(const Appearance &appearance) const
{
    themes[int(appearance.choice())]->setChecked(true);
    larger->setEnabled(appearance.textPercent() < Appearance::largest);
    smaller->setEnabled(appearance.textPercent() > Appearance::smallest);
}

} // namespace clinidesk
