#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace clinidesk {

/// Lengths on paper are tenths of a typographic point, whatever is printed on: lines break at the
/// same places on every printer, in the file and in the preview.
namespace PaperUnit {
inline constexpr int perInch = 720;
inline constexpr qreal point = 10;
inline constexpr qreal millimetre = perInch / 25.4;
} // namespace PaperUnit

/// How text looks on paper and which way it runs. A value; any thread.
class PaperType
{
public:
    enum class Style { Body, Small, Note, Head, Title, Large };
    enum class Side { Leading, Trailing, Centre };
    enum class Line { Plain, Struck };

    PaperType(QString family, Qt::LayoutDirection direction)
        : m_family(std::move(family))
        , m_direction(direction)
    {
    }
    /// As the window has it now. GUI thread.
    [[nodiscard]] static PaperType ofWindow();

    [[nodiscard]] bool isMirrored() const { return m_direction == Qt::RightToLeft; }
    /// The whole of @p text in one line.
    [[nodiscard]] qreal widthOf(const QString &text, Style style) const;
    /// @p text wrapped at @p width; nothing of it is ever cut off.
    [[nodiscard]] qreal heightOf(const QString &text, Style style, qreal width) const;

    struct Text
    {
        QString text;
        Style style = Style::Body;
        Side side = Side::Leading;
        Line line = Line::Plain;
    };
    /// Draws @p text from the top of @p room on, wrapped at its width; answers its height.
    qreal draw(QPainter &painter, const QRectF &room, const Text &text) const;
    /// @p room of a page @p width wide as it lies when that reads from the right.
    [[nodiscard]] QRectF turned(const QRectF &room, qreal width) const;

private:
    [[nodiscard]] QFont font(Style style, Line line) const;

    QString m_family;
    Qt::LayoutDirection m_direction;
};

} // namespace clinidesk
