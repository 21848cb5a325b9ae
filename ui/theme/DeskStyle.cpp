#include "ui/theme/DeskStyle.h"

#include "ui/theme/DeskParts.h"
#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QGuiApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

using namespace DeskParts;

namespace {

qreal emOf(const QStyleOption *option, const QWidget *widget)
{
    if (widget)
        return Theme::em(widget);
    return option ? option->fontMetrics.height() * 0.8 : Theme::em(nullptr);
}

void drawField(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const qreal em = emOf(option, widget);
    const bool hasFocus = option->state & QStyle::State_HasFocus;
    const QPen border(colour(option->palette, hasFocus ? Colour::Focus : Colour::Line),
                      hasFocus ? ringWidth(em) : 1.0);
    drawBox(painter, option->rect, option->palette.color(QPalette::Base), border, em);
}

void drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const QPalette &palette = option->palette;
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const bool isMain
        = button && (button->features & QStyleOptionButton::DefaultButton) && isEnabled;
    const bool isPressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered = isEnabled && (option->state & QStyle::State_MouseOver);

    QColor ground = isMain ? colour(palette, Colour::Accent) : palette.color(QPalette::Button);
    if (!isMain && (isPressed || isHovered))
        ground = colour(palette, isPressed ? Colour::Selection : Colour::Hover);
    const qreal em = emOf(option, widget);
    if (isMain && (isPressed || isHovered))
        ground = isPressed ? ground.darker(115) : ground.lighter(108);
    drawBox(painter, option->rect, ground,
            isMain ? QPen(Qt::NoPen)
                   : QPen(colour(palette, isEnabled ? Colour::Line : Colour::Hairline), 1.0),
            em);
    if (!(option->state & QStyle::State_HasFocus))
        return;
    // Within the ground of the main button, where its own letters are read too.
    const qreal ring = ringWidth(em);
    const qreal edge = isMain ? ring : 0;
    drawBox(painter, QRectF(option->rect).adjusted(edge, edge, -edge, -edge), Qt::transparent,
            QPen(colour(palette, isMain ? Colour::OnAccent : Colour::Focus), ring), em);
}

void drawToolButton(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const bool isPressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered
        = (option->state & QStyle::State_Enabled) && (option->state & QStyle::State_MouseOver);
    // What can be switched on has an outline: a word alone doesn't look like something to press.
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const bool isSwitch = button && button->isCheckable();
    if (!isPressed && !isHovered && !isSwitch)
        return;
    QColor ground = Qt::transparent;
    if (isPressed || isHovered)
        ground = colour(option->palette, isPressed ? Colour::Selection : Colour::Hover);
    drawBox(painter, option->rect, ground,
            isSwitch ? QPen(colour(option->palette, Colour::Line), 1.0) : QPen(Qt::NoPen),
            emOf(option, widget));
}

void drawRing(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const qreal em = emOf(option, widget);
    drawBox(painter, option->rect, Qt::transparent,
            QPen(colour(option->palette, Colour::Focus), ringWidth(em)), em);
}

} // namespace

DeskStyle::DeskStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                           const QWidget *widget) const
{
    const qreal em = emOf(option, widget);
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return int(em * 0.8);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return int(em * 0.6);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
        return int(em * 1.4);
    case PM_ScrollBarExtent:
        return int(em * 1.0);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return int(em * 1.2);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return std::max(1, int(em * 0.16));
    case PM_HeaderMargin:
    case PM_FocusFrameHMargin:
        return int(em * 0.45);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption *option,
                                const QWidget *widget) const
{
    const QRect room = QProxyStyle::subElementRect(element, option, widget);
    if (element != SE_LineEditContents)
        return room;
    const int edge = int(emOf(option, widget) * 0.3);
    return room.adjusted(edge, 0, -edge, 0);
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    QSize room = QProxyStyle::sizeFromContents(type, option, size, widget);
    const qreal em = emOf(option, widget);
    switch (type) {
    case CT_PushButton:
        room = QSize(std::max(room.width(), size.width()) + int(em * 1.2),
                     std::max(room.height(), int(em * 2.5)));
        break;
    case CT_ComboBox:
        room.rwidth() += int(em * 0.3);
        [[fallthrough]];
    case CT_LineEdit:
    case CT_SpinBox:
        room.setHeight(std::max(room.height(), int(em * 2.5)));
        break;
    case CT_ToolButton:
        room = room.expandedTo(QSize(int(em * 2.5), int(em * 2.5)));
        break;
    case CT_CheckBox:
    case CT_RadioButton:
    case CT_MenuItem:
        room.setHeight(std::max(room.height(), int(em * 2.0)));
        break;
    case CT_ItemViewItem:
        room.setHeight(std::max(room.height(), int(em * 2.2)));
        break;
    case CT_HeaderSection:
        room.setHeight(std::max(room.height(), int(em * 2.3)));
        break;
    default:
        break;
    }
    return room;
}

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                              QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            drawField(painter, option, widget);
        else
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_FrameLineEdit:
        return; // drawn with its panel
    case PE_PanelButtonCommand:
        drawButton(painter, option, widget);
        return;
    case PE_PanelButtonTool:
        drawToolButton(painter, option, widget);
        return;
    case PE_FrameFocusRect:
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            view && view->selectionBehavior() == QAbstractItemView::SelectRows)
            return; // The chosen row and the ring around the list say it already.
        drawRing(painter, option, widget);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, colour(option->palette, Colour::Window));
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget)) {
            const qreal em = emOf(option, widget);
            const bool hasFocus = widget->hasFocus();
            drawBox(painter, option->rect, Qt::transparent,
                    QPen(colour(option->palette, hasFocus ? Colour::Focus : Colour::Hairline),
                         hasFocus ? ringWidth(em) : 1.0),
                    0);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void DeskStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    if (const auto *section = qstyleoption_cast<const QStyleOptionHeader *>(option);
        element == CE_HeaderSection && section) {
        drawHeaderSection(painter, *section);
        return;
    }
    if (element == CE_PushButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const bool isMain = (button->features & QStyleOptionButton::DefaultButton)
                && (button->state & State_Enabled);
            const QColor ink = isMain ? colour(button->palette, Colour::OnAccent)
                                      : button->palette.color(QPalette::ButtonText);
            drawButtonLabel(painter, *button, ink, emOf(option, widget));
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    const qreal em = emOf(option, widget);
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        control == CC_ComboBox && box && !box->editable) {
        drawComboBox(painter, *box, em);
        return;
    }
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        control == CC_ScrollBar && bar) {
        drawScrollBar(painter, *bar, subControlRect(control, bar, SC_ScrollBarSlider, widget), em);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                SubControl part, const QWidget *widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        const int edge = int(emOf(option, widget) * 0.3); // As fields for typing have it.
        const bool isReversed = option->direction == Qt::RightToLeft;
        return QProxyStyle::subControlRect(control, option, part, widget)
            .adjusted(isReversed ? 0 : edge, 0, isReversed ? -edge : 0, 0);
    }
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
        return {};
    const bool isUpright = bar->orientation == Qt::Vertical;
    const int room = isUpright ? bar->rect.height() : bar->rect.width();
    const int range = bar->maximum - bar->minimum;
    const int shortest = std::min(room, int(emOf(option, widget) * 2));
    const int length = range <= 0
        ? room
        : std::clamp(int(qint64(room) * bar->pageStep / (qint64(range) + bar->pageStep)), shortest,
                     room);
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                              room - length, bar->upsideDown);
    const auto along = [&](int from, int to) {
        const QRect logical = isUpright
            ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), to - from)
            : QRect(bar->rect.left() + from, bar->rect.top(), to - from, bar->rect.height());
        return isUpright ? logical : visualRect(bar->direction, bar->rect, logical);
    };
    switch (part) {
    case SC_ScrollBarSlider:
        return along(start, start + length);
    case SC_ScrollBarSubPage:
        return along(0, start);
    case SC_ScrollBarAddPage:
        return along(start + length, room);
    default:
        return bar->rect;
    }
}

QIcon DeskStyle::standardIcon(StandardPixmap icon, const QStyleOption *option,
                              const QWidget *widget) const
{
    // Ours, and found without searching the desktop's icon themes on the disk.
    if (icon == SP_LineEditClearButton)
        return Theme::icon(u"close"_s, Colour::TextWeak);
    if (icon == SP_ArrowLeft || icon == SP_ArrowRight) {
        // Ours turn round by themselves where one reads from the right; these must point as asked.
        const bool isLeft = (icon == SP_ArrowLeft) != QGuiApplication::isRightToLeft();
        return Theme::icon(isLeft ? u"previous"_s : u"next"_s);
    }
    return QProxyStyle::standardIcon(icon, option, widget);
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
        return hint == SH_UnderlineShortcut ? 1 : 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace clinidesk
