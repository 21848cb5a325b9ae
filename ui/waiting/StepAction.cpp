#include "ui/waiting/StepAction.h"

#include "ui/lists/ActionOf.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

struct Step
{
    QString name;
    QString icon;
    QKeySequence key;
};

Step stepOf(Action action)
{
    switch (action) {
    case Action::CheckIn:
        return {u"checkIn"_s, u"arrived"_s, Qt::Key_I};
    case Action::Start:
        return {u"start"_s, u"start"_s, Qt::Key_S};
    case Action::Complete:
        return {u"complete"_s, u"check"_s, Qt::Key_C};
    case Action::MarkNoShow:
        return {u"noShow"_s, u"no-show"_s, Qt::Key_N};
    case Action::Cancel:
        return {u"cancelAppointment"_s, u"cancel"_s, Qt::Key_Delete};
    case Action::Accept:
        return {u"accept"_s, u"check"_s, Qt::Key_A};
    case Action::Reject:
        return {u"reject"_s, u"cross"_s, Qt::Key_R};
    }
    Q_UNREACHABLE();
}

} // namespace

QAction *stepAction(Action step, const QString &prefix, QWidget *page, QWidget *list,
                    const std::function<void()> &deed)
{
    const Step words = stepOf(step);
    const QString name = prefix.isEmpty()
        ? words.name
        : QString(prefix % words.name.at(0).toUpper() % words.name.mid(1));
    QAction *action = makeAction(
        page, {name, Wording::action(step), Theme::icon(words.icon), {words.key}}, deed);
    action->setShortcutContext(Qt::WidgetShortcut);
    list->addAction(action);
    return action;
}

} // namespace clinidesk
