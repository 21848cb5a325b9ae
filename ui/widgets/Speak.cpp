#include "ui/widgets/Spoken.h"

#include <QAccessible>
#include <QWidget>

namespace clinidesk {

void speak(QWidget *widget)
{
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace clinidesk
