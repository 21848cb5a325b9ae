#pragma once

#include "core/paper/Pagination.h"
#include "ui/paper/PaperType.h"
#include "ui/viewmodels/paper/PaperDocument.h"

namespace clinidesk {

/// One list of a document, laid out on pages. A value; any thread.
class PaperList
{
public:
    /// For pages with @p room for it.
    PaperList(PaperSection section, const PaperType &type, const QSizeF &room);

    [[nodiscard]] int pageCount() const { return int(m_pages.size()); }
    /// Its own head and the rows of page @p page, from the top of the room at @p corner.
    void paint(QPainter &painter, int page, const QPointF &corner) const;

private:
    using Style = PaperType::Style;
    struct Spot
    {
        QPointF corner;
        qreal y = 0;
    };

    void fitToWidth();
    [[nodiscard]] qreal headHeight() const;
    [[nodiscard]] qreal columnsHeight() const;
    [[nodiscard]] qreal heightOf(const PaperRow &row) const;
    [[nodiscard]] qreal indent() const;
    [[nodiscard]] QRectF place(const QPointF &corner, const QRectF &room) const;
    void paintHead(QPainter &painter, Spot &spot) const;
    void paintColumns(QPainter &painter, Spot &spot) const;
    void paintRow(QPainter &painter, const PaperRow &row, const Spot &spot) const;
    void paintRule(QPainter &painter, const Spot &spot, qreal width) const;

    PaperSection m_section;
    PaperType m_type;
    QSizeF m_room;
    QList<qreal> m_widths; ///< Of the columns.
    QList<PaperPageRange> m_pages;
};

} // namespace clinidesk
