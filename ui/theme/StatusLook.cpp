#include "ui/theme/StatusLook.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Row = std::array<QRgb, 3>; // Light, Dark, HighContrast

// In the order of Status. Neighbouring steps differ in lightness too, for those who see no hue.
constexpr std::array<Row, statusCount> table{{
    {0xff7d4a00, 0xfff3c969, 0xffffd23f}, // Pending
    {0xff0a57a6, 0xff7cc0ff, 0xff8fd0ff}, // Booked
    {0xffa3390a, 0xffff9f6b, 0xffffb070}, // Arrived
    {0xff4b2191, 0xffcfb2ff, 0xffdfc8ff}, // InProgress
    {0xff146c3d, 0xff72d493, 0xff6bff9c}, // Completed
    {0xff6e1f4f, 0xfff0a3cf, 0xffffb3df}, // Rejected
    {0xff4c5966, 0xffb6c2ce, 0xffd0d0d0}, // Cancelled
    {0xffab211a, 0xffff948c, 0xffff9c94}, // NoShow
}};

QString tr(const char *text)
{
    return QCoreApplication::translate("StatusLook", text);
}

void addPie(QPainterPath &path, const QRectF &box)
{
    path.addEllipse(box);
    path.moveTo(box.center());
    path.arcTo(box, 90, -90);
    path.closeSubpath();
}

void addStrokes(QPainterPath &path, const QRectF &box, std::initializer_list<QPointF> points)
{
    const auto at = [&box](QPointF unit) {
        return QPointF(box.left() + unit.x() * box.width(), box.top() + unit.y() * box.height());
    };
    auto point = points.begin();
    path.moveTo(at(*point));
    while (++point != points.end())
        path.lineTo(at(*point));
}

/// The glyph's outline in @p box; fonts differ too much to rely on theirs.
QPainterPath shapeOf(Status status, const QRectF &box)
{
    QPainterPath path;
    switch (status) {
    case Status::Pending:
        addPie(path, box);
        break;
    case Status::Booked:
        path.addEllipse(box);
        break;
    case Status::Arrived:
        addStrokes(path, box, {{0.1, 0}, {1, 0.5}, {0.1, 1}, {0.1, 0}});
        break;
    case Status::InProgress:
        addStrokes(path, box, {{0.5, -0.06}, {1.06, 0.5}, {0.5, 1.06}, {-0.06, 0.5}, {0.5, -0.06}});
        break;
    case Status::Completed:
        addStrokes(path, box, {{0, 0.55}, {0.35, 0.92}, {1, 0.1}});
        break;
    case Status::Rejected:
        path.addEllipse(box);
        addStrokes(path, box, {{0.16, 0.84}, {0.84, 0.16}});
        break;
    case Status::Cancelled:
        addStrokes(path, box, {{0, 0.5}, {1, 0.5}});
        break;
    case Status::NoShow:
        addStrokes(path, box, {{0.05, 0.05}, {0.95, 0.95}});
        addStrokes(path, box, {{0.95, 0.05}, {0.05, 0.95}});
        break;
    }
    return path;
}

bool isFilled(Status status)
{
    return status == Status::Arrived || status == Status::InProgress;
}

void paintShape(QPainter &painter, const QRectF &box, Status status, const QColor &ink, qreal em)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, std::max(1.2, em * 0.13), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(isFilled(status) ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawPath(shapeOf(status, box));
}

class StatusIconEngine final : public QIconEngine
{
public:
    explicit StatusIconEngine(Status status)
        : m_status(status)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        // The icon of a text is 1.4 em high.
        const qreal em = rect.height() / 1.4;
        QRectF box(0, 0, em * 0.72, em * 0.72);
        box.moveCenter(QRectF(rect).center());
        painter->save();
        paintShape(*painter, box, m_status, statusColour(QGuiApplication::palette(), m_status), em);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, drawn.rect(), mode, state);
        return drawn;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new StatusIconEngine(*this); }

private:
    Status m_status;
};

} // namespace

StatusLook statusLook(Status status)
{
    switch (status) {
    case Status::Pending:
        return {u"◔"_s, tr("To be reviewed"), false};
    case Status::Booked:
        return {u"○"_s, tr("Booked"), false};
    case Status::Arrived:
        return {u"▶"_s, tr("Arrived"), false};
    case Status::InProgress:
        return {u"◆"_s, tr("In progress"), false};
    case Status::Completed:
        return {u"✓"_s, tr("Completed"), false};
    case Status::Rejected:
        return {u"⊘"_s, tr("Rejected"), true};
    case Status::Cancelled:
        return {u"–"_s, tr("Cancelled"), true};
    case Status::NoShow:
        return {u"✕"_s, tr("No-show"), false};
    }
    Q_UNREACHABLE();
}

QColor statusColour(Look look, Status status)
{
    return QColor::fromRgba(table[size_t(status)][size_t(look)]);
}

QColor statusColour(const QPalette &palette, Status status)
{
    return statusColour(lookOf(palette), status);
}

QIcon statusIcon(Status status)
{
    return QIcon(new StatusIconEngine(status));
}

void paintStatus(QPainter &painter, const QRect &room, Status status, const QPalette &palette,
                 Qt::LayoutDirection direction)
{
    const QColor ink = statusColour(palette, status);
    const qreal em = QFontMetricsF(painter.font()).height() * 0.8;
    const qreal side = em * 0.72;
    const qreal top = room.center().y() + 0.5 - side / 2;
    const bool isReversed = direction == Qt::RightToLeft;
    const QRectF box(isReversed ? room.right() - side - em * 0.1 : room.left() + em * 0.1, top,
                     side, side);

    painter.save();
    paintShape(painter, box, status, ink, em);

    QRect text = room;
    if (isReversed)
        text.setRight(int(box.left() - em * 0.5));
    else
        text.setLeft(int(box.right() + em * 0.5));
    const QString shown
        = painter.fontMetrics().elidedText(statusLook(status).text, Qt::ElideRight, text.width());
    painter.drawText(text,
                     int(Qt::AlignVCenter) | int(Qt::AlignAbsolute)
                         | int(isReversed ? Qt::AlignRight : Qt::AlignLeft),
                     shown);
    painter.restore();
}

} // namespace clinidesk
