#include "ui/widgets/ScrollRoom.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

ScrollRoom::ScrollRoom(QWidget *page, QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(page->objectName() + u"Room"_s);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(page);
}

} // namespace clinidesk
