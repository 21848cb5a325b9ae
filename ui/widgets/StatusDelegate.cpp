#include "ui/widgets/StatusDelegate.h"

#include "ui/theme/StatusLook.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QPainter>

namespace clinidesk {

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QVariant status = index.data(StatusRole);
    const QString weak = index.data(WeakTextRole).toString();
    if (!status.isValid() && weak.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }

    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QString text = ground.text;
    ground.text.clear();
    const QStyle *style = ground.widget ? ground.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, ground.widget);

    const int edge = Theme::em(ground.widget, 0.4);
    QRect room = option.rect.adjusted(edge, 0, -edge, 0);
    painter->save();
    painter->setFont(ground.font);
    if (status.isValid()) {
        paintStatus(*painter, room, Status(status.toInt()), ground.palette, ground.direction);
    } else {
        const bool isChosen = ground.state & QStyle::State_Selected;
        painter->setPen(colour(ground.palette, isChosen ? Colour::OnSelection : Colour::Text));
        const QFontMetrics metrics(ground.font);
        const auto flags
            = QStyle::visualAlignment(ground.direction, Qt::AlignLeading | Qt::AlignVCenter);
        painter->drawText(room, int(flags), metrics.elidedText(text, Qt::ElideRight, room.width()));
        const int used = metrics.horizontalAdvance(text) + edge * 2;
        room = ground.direction == Qt::RightToLeft ? room.adjusted(0, 0, -used, 0)
                                                   : room.adjusted(used, 0, 0, 0);
        if (room.width() > edge) {
            painter->setPen(
                colour(ground.palette, isChosen ? Colour::OnSelection : Colour::TextWeak));
            painter->drawText(room, int(flags),
                              metrics.elidedText(weak, Qt::ElideRight, room.width()));
        }
    }
    painter->restore();
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const QString text = statusLook(Status(status.toInt())).text;
        size.setWidth(QFontMetrics(option.font).horizontalAdvance(text)
                      + Theme::em(option.widget, 3));
    }
    return size;
}

} // namespace clinidesk
