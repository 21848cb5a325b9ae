#include "ui/widgets/StatusDelegate.h"

#include "ui/theme/StatusLook.h"
#include "ui/theme/Theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace clinidesk {

namespace {

constexpr int textsRemembered = 4000;

QColor groundOf(const QStyleOptionViewItem &option)
{
    if (option.state & QStyle::State_Selected)
        return colour(option.palette, Colour::Selection);
    return option.palette.color(QPalette::Base);
}

} // namespace

StatusDelegate::StatusDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_texts(textsRemembered)
{
}

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    // The look's own cell painting lays each text out three times; a list of forty rows needs it
    // once.
    const int edge = Theme::em(option.widget, 0.45);
    const QRect room = option.rect.adjusted(edge, 0, -edge, 0);
    painter->save();
    painter->fillRect(option.rect, groundOf(option));
    painter->setFont(option.font);
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        paintStatus(*painter, room, Status(status.toInt()), option.palette, option.direction);
    } else {
        paintTexts(painter, option, room, index);
    }
    painter->restore();
}

void StatusDelegate::paintTexts(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                                const QModelIndex &index) const
{
    const bool isChosen = option.state & QStyle::State_Selected;
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString weak = index.data(WeakTextRole).toString();
    const QColor strongInk = colour(option.palette, isChosen ? Colour::OnSelection : Colour::Text);
    const QColor weakInk
        = colour(option.palette, isChosen ? Colour::OnSelection : Colour::TextWeak);
    painter->setPen(strongInk);
    if (m_isWeakBeneath) {
        const int lead = (room.height() - 2 * option.fontMetrics.height()) / 3;
        room.setBottom(room.top() + lead + option.fontMetrics.height());
        drawLine(painter, option, room.adjusted(0, lead, 0, 0), text);
        painter->setPen(weakInk);
        drawLine(painter, option, room.translated(0, lead / 2 + option.fontMetrics.height()), weak);
        return;
    }
    const int edge = Theme::em(option.widget, 0.45);
    const int used = std::max(drawLine(painter, option, room, text) + edge * 2,
                              Theme::em(option.widget, m_weakColumn));
    const bool isReversed = option.direction == Qt::RightToLeft;
    room.adjust(isReversed ? 0 : used, 0, isReversed ? -used : 0, 0);
    if (weak.isEmpty() || room.width() <= edge)
        return;
    painter->setPen(weakInk);
    drawLine(painter, option, room, weak);
}

int StatusDelegate::drawLine(QPainter *painter, const QStyleOptionViewItem &option,
                             const QRect &room, const QString &text) const
{
    if (text.isEmpty() || room.width() <= 0)
        return 0;
    const QStaticText &line = m_texts.line(text, option.font, room.width());
    const int wide = int(line.size().width());
    const int left = option.direction == Qt::RightToLeft ? room.right() + 1 - wide : room.left();
    painter->drawStaticText(left, room.top() + (room.height() - int(line.size().height())) / 2,
                            line);
    return wide;
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const QString text = statusLook(Status(status.toInt())).text;
        size.setWidth(QFontMetrics(option.font).horizontalAdvance(text)
                      + Theme::em(option.widget, 3));
    }
    if (m_isWeakBeneath)
        size.setHeight(Theme::em(option.widget, twoLines));
    return size;
}

} // namespace clinidesk
