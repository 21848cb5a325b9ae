#include "ui/paper/PaperType.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

qreal pointsOf(PaperType::Style style)
{
    using Style = PaperType::Style;
    switch (style) {
    case Style::Small:
        return 7.5;
    case Style::Note:
        return 8.5;
    case Style::Body:
    case Style::Head:
        return 9.5;
    case Style::Title:
        return 15;
    case Style::Large:
        return 20;
    }
    Q_UNREACHABLE();
}

/// Breaks @p layout into lines of @p width; answers their height.
qreal broken(QTextLayout &layout, qreal width)
{
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace

PaperType PaperType::ofWindow()
{
    return {QGuiApplication::font().family(), QGuiApplication::layoutDirection()};
}

QFont PaperType::font(Style style, Line line) const
{
    QFont font(m_family);
    font.setPixelSize(int(std::lround(pointsOf(style) * PaperUnit::point)));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setBold(style == Style::Head || style == Style::Title || style == Style::Large);
    font.setItalic(style == Style::Note);
    font.setStrikeOut(line == Line::Struck);
    return font;
}

qreal PaperType::widthOf(const QString &text, Style style) const
{
    // A hair more, so that what just fits isn't wrapped for a rounding.
    return std::ceil(QFontMetricsF(font(style, Line::Plain)).horizontalAdvance(text)) + 2;
}

qreal PaperType::heightOf(const QString &text, Style style, qreal width) const
{
    QTextLayout layout(text, font(style, Line::Plain));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    return broken(layout, width);
}

qreal PaperType::draw(QPainter &painter, const QRectF &room, const Text &text) const
{
    QTextLayout layout(text.text, font(text.style, text.line));
    const bool isAtRight = (text.side == Side::Leading) == isMirrored();
    QTextOption option(text.side == Side::Centre ? Qt::AlignHCenter
                           : isAtRight           ? Qt::AlignRight
                                                 : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_direction);
    layout.setTextOption(option);
    const qreal height = broken(layout, room.width());
    layout.draw(&painter, room.topLeft());
    return height;
}

QRectF PaperType::turned(const QRectF &room, qreal width) const
{
    return isMirrored() ? room.translated(width - 2 * room.x() - room.width(), 0) : room;
}

} // namespace clinidesk
