#include "ui/paper/PaperPages.h"

#include "ui/paper/PaperSlipSheet.h"

#include <QPageSize>
#include <QPainter>

#include <utility>

namespace clinidesk {

namespace {

using Style = PaperType::Style;
using Side = PaperType::Side;

constexpr qreal margin = 15 * PaperUnit::millimetre;
constexpr qreal frame = 22 * PaperUnit::point; ///< What stands above and below the room, each.

} // namespace

PaperPages::PaperPages(PaperDocument document, const PaperType &type)
    : m_document(std::move(document))
    , m_type(type)
{
    for (const PaperSection &section : std::as_const(m_document.sections))
        m_lists.append(PaperList(section, m_type, room().size()));
}

QSizeF PaperPages::size(PaperFormat format)
{
    const auto id = format == PaperFormat::A4 ? QPageSize::A4 : QPageSize::Letter;
    return QPageSize::size(id, QPageSize::Point) * PaperUnit::point;
}

QRectF PaperPages::room() const
{
    return QRectF({}, size()).adjusted(margin, margin + frame, -margin, -margin - frame);
}

int PaperPages::count() const
{
    int count = m_document.slip ? 1 : 0;
    for (const PaperList &list : m_lists)
        count += list.pageCount();
    return count;
}

void PaperPages::paint(QPainter &painter, int page) const
{
    painter.setPen(Qt::black);
    paintFrame(painter, page);
    if (m_document.slip)
        return paintSlip(painter, room(), *m_document.slip, m_document.clinic, m_type);
    int first = 0;
    for (const PaperList &list : m_lists) {
        if (page < first + list.pageCount())
            return list.paint(painter, page - first, room().topLeft());
        first += list.pageCount();
    }
}

void PaperPages::paintFrame(QPainter &painter, int page) const
{
    const qreal width = room().width();
    const auto say = [&](qreal y, qreal share, Side side, const QString &text) {
        const qreal own = width * share;
        const QRectF place(side == Side::Leading ? 0 : width - own, 0, own, 0);
        m_type.draw(painter, m_type.turned(place, width).translated(margin, y),
                    {.text = text, .style = Style::Small, .side = side});
    };
    const qreal below = room().bottom() + 4 * PaperUnit::point;
    if (!m_document.slip)
        say(margin, 1, Side::Leading, m_document.clinic);
    say(below, 0.75, Side::Leading, m_document.origin);
    say(below, 0.25, Side::Trailing, tr("Page %1 of %2").arg(page + 1).arg(count()));
}

} // namespace clinidesk
