#include "ui/widgets/EmWidth.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QWidget>

namespace clinidesk {

void EmWidth::set(QWidget *widget, qreal ems, Bound bound)
{
    new EmWidth(widget, ems, bound);
}

EmWidth::EmWidth(QWidget *widget, qreal ems, Bound bound)
    : QObject(widget)
    , m_widget(widget)
    , m_ems(ems)
    , m_bound(bound)
{
    widget->installEventFilter(this);
    apply();
}

bool EmWidth::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        apply();
    return QObject::eventFilter(watched, event);
}

void EmWidth::apply()
{
    const int width = Theme::em(m_widget, m_ems);
    if (m_bound != Bound::AtLeast)
        m_widget->setMaximumWidth(width);
    if (m_bound != Bound::AtMost)
        m_widget->setMinimumWidth(width);
}

} // namespace clinidesk
