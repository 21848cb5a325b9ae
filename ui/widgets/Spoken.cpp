#include "ui/widgets/Spoken.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QAccessibleInterface *makeSpoken(const QString &className, QObject *object)
{
    static const QHash<QString, QAccessible::Role> roles{
        {u"clinidesk::Toast"_s, QAccessible::AlertMessage},
        {u"clinidesk::NoteStrip"_s, QAccessible::AlertMessage},
        {u"clinidesk::ConnectionBar"_s, QAccessible::AlertMessage},
        {u"clinidesk::FailureCard"_s, QAccessible::AlertMessage},
        {u"clinidesk::Skeleton"_s, QAccessible::ProgressBar},
        {u"clinidesk::PatientBanner"_s, QAccessible::Grouping},
        {u"clinidesk::ReasonStrip"_s, QAccessible::Grouping},
        {u"clinidesk::CommandPalette"_s, QAccessible::Dialog},
        {u"clinidesk::HelpOverlay"_s, QAccessible::Dialog},
        {u"clinidesk::NavigationRail"_s, QAccessible::ToolBar},
        {u"clinidesk::StatusStrip"_s, QAccessible::StatusBar}};
    const auto role = roles.constFind(className);
    auto *widget = qobject_cast<QWidget *>(object);
    return widget && role != roles.cend() ? new QAccessibleWidget(widget, *role) : nullptr;
}

} // namespace

void installSpokenRoles()
{
    QAccessible::installFactory(makeSpoken);
}

} // namespace clinidesk
