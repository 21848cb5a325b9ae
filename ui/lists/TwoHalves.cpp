#include "ui/lists/TwoHalves.h"

#include "ui/theme/Theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QScrollArea>

namespace clinidesk {

TwoHalves::TwoHalves(QWidget *first, const QString &firstName, QWidget *second, QWidget *parent)
    : QWidget(parent)
    , m_room(new QScrollArea(this))
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_room->setObjectName(firstName);
    m_room->setWidgetResizable(true);
    m_room->setFrameShape(QFrame::NoFrame);
    m_room->setFocusPolicy(Qt::NoFocus);
    // Sized here, or the area would measure every form at once while the window is starting.
    first->resize(1, 1);
    m_room->setWidget(first);
    first->installEventFilter(this);
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(Theme::em(this, 1.6));
    m_halves->addWidget(m_room, 2);
    m_halves->addWidget(second, 3);
}

void TwoHalves::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    turn();
}

void TwoHalves::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_halves->setSpacing(Theme::em(this, 1.6));
        turn();
    }
}

bool TwoHalves::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        turn();
    return QWidget::eventFilter(watched, event);
}

void TwoHalves::turn()
{
    const bool isNarrow = width() < Theme::em(this, narrow);
    m_halves->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_halves->setStretch(0, isNarrow ? 0 : 2);
    const QWidget *first = m_room->widget();
    m_room->setMinimumHeight(isNarrow ? first->heightForWidth(width()) : 0);
}

} // namespace clinidesk
