#include "ui/schedule/DayBoard.h"

#include "ui/schedule/DayBoardAccessible.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qreal narrowestColumn = 13; ///< In letters; room for a name.
constexpr qreal narrowestDay = 9; ///< Seven beside one another are worth shorter names.
constexpr qreal widestColumn = 30;

} // namespace

DayBoard::DayBoard(BoardModel &board, const QString &objectName, const QString &accessibleName,
                   QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_board(board)
    , m_painter(this)
{
    DayBoardAccessible::install();
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    connect(&m_board, &BoardModel::changed, this, &DayBoard::takeSheet);
    connect(&m_board, &BoardModel::cursorChanged, this, &DayBoard::takeCursor);
    connect(&m_board, &BoardModel::secondPassed, viewport(), qOverload<>(&QWidget::update));
    layOut();
}

QSize DayBoard::sizeHint() const
{
    return {Theme::em(this, 60), Theme::em(this, 36)};
}

/// A repeated hour says which of the two it is.
int DayBoard::axisWidth() const
{
    const auto &rows = m_board.sheet().grid.rows();
    const auto twice = std::find_if(rows.cbegin(), rows.cend(), [](const GridRow &row) {
        return row.kind == GridRow::Kind::Second;
    });
    const QString widest = twice == rows.cend() ? u"00:00"_s : BoardWording::line(*twice);
    const QFontMetrics metrics(Theme::font(font(), TextStyle::Strong));
    return metrics.horizontalAdvance(widest) + Theme::em(this, 1.2);
}

int DayBoard::columnWidth() const
{
    const int columns = std::max(1, int(m_board.sheet().columns.size()));
    const int room = viewport()->width() - axisWidth();
    const qreal narrowest = m_board.sheet().days.isEmpty() ? narrowestColumn : narrowestDay;
    return std::clamp(room / columns, Theme::em(this, narrowest), Theme::em(this, widestColumn));
}

BoardGeometry DayBoard::geometryNow() const
{
    const int line = fontMetrics().height();
    BoardGeometry geometry;
    geometry.rows = m_board.sheet().rows();
    geometry.columns = int(m_board.sheet().columns.size());
    geometry.rowHeight = m_zoom * line + line * 2 / 5;
    geometry.columnWidth = columnWidth();
    geometry.headHeight = 2 * line + Theme::em(this, 0.7);
    geometry.axisWidth = axisWidth();
    geometry.view = viewport()->size();
    geometry.scroll = {horizontalScrollBar()->value(), verticalScrollBar()->value()};
    geometry.direction = layoutDirection();
    return geometry;
}

QRect DayBoard::cursorRect() const
{
    const BoardCursor &at = m_board.cursor();
    const BoardSheet &sheet = m_board.sheet();
    if (const BoardEntry *entry = sheet.find(at.appointment))
        return rectOf(at.column, *entry);
    return geometryNow().cell(at.column, at.row);
}

QRect DayBoard::rectOf(int column, const BoardEntry &entry) const
{
    const Appointment &on = entry.appointment;
    return geometryNow().span(
        column, BoardPainter::spanOf(m_board.sheet(), column, on.startsAt, on.endsAt), entry.place);
}

void DayBoard::setZoom(int lines)
{
    const int zoom = std::clamp(lines, leastZoom, mostZoom);
    if (zoom == m_zoom)
        return;
    m_zoom = zoom;
    layOut();
    showCursor();
    viewport()->update();
}

void DayBoard::layOut()
{
    const BoardGeometry geometry = geometryNow();
    const QSize room = geometry.grid().size();
    verticalScrollBar()->setRange(0, std::max(0, geometry.content().height() - room.height()));
    verticalScrollBar()->setPageStep(std::max(1, room.height()));
    verticalScrollBar()->setSingleStep(geometry.rowHeight);
    horizontalScrollBar()->setRange(0, std::max(0, geometry.content().width() - room.width()));
    horizontalScrollBar()->setPageStep(std::max(1, room.width()));
    horizontalScrollBar()->setSingleStep(std::max(1, geometry.columnWidth / 4));
}

void DayBoard::takeSheet()
{
    layOut();
    if (m_seenDay != m_board.sheet().day || m_seen != m_board.cursor())
        showCursor();
    viewport()->update();
}

void DayBoard::takeCursor()
{
    showCursor();
    viewport()->update();
    if (hasFocus())
        tellReaders();
}

void DayBoard::tellReaders()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_board.cursor().row * int(m_board.sheet().columns.size())
                   + m_board.cursor().column);
    QAccessible::updateAccessibility(&event);
}

void DayBoard::showCursor()
{
    if (m_board.sheet().rows() == 0)
        return;
    const BoardGeometry geometry = geometryNow();
    const BoardCursor &at = m_board.cursor();
    const bool isFirst = m_seenDay != m_board.sheet().day;
    const auto reveal = [](QScrollBar *bar, int from, int length, int room, int margin) {
        const int longest = std::min(length, room);
        if (from - margin < bar->value())
            bar->setValue(from - margin);
        else if (from + longest + margin > bar->value() + room)
            bar->setValue(from + longest + margin - room);
    };
    const QSize room = geometry.grid().size();
    const int top = at.row * geometry.rowHeight;
    if (isFirst && m_seenDay.isNull())
        verticalScrollBar()->setValue(top - room.height() / 4);
    reveal(verticalScrollBar(), top, geometry.rowHeight, room.height(), geometry.rowHeight / 2);
    reveal(horizontalScrollBar(), at.column * geometry.columnWidth, geometry.columnWidth,
           room.width(), 0);
    m_seen = at;
    m_seenDay = m_board.sheet().day;
}

std::optional<BoardTime> DayBoard::wanted() const
{
    if (m_drag.time())
        return m_drag.time();
    if (const auto taken = m_board.taken())
        return taken;
    return hasFocus() ? m_board.bookable() : std::nullopt;
}

void DayBoard::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const BoardEntry *dragged
        = m_drag.time() ? m_board.sheet().find(m_drag.appointment()) : nullptr;
    m_painter.paint(painter, geometryNow(),
                    {.sheet = m_board.sheet(),
                     .now = m_board.now(),
                     .cursor = m_board.cursor(),
                     .hasFocus = hasFocus(),
                     .wanted = wanted(),
                     .moving = dragged ? &dragged->appointment : m_board.moving()});
}

void DayBoard::keyPressEvent(QKeyEvent *event)
{
    using Step = BoardCursor::Step;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Up:
        return m_board.step(Step::Up);
    case Qt::Key_Down:
        return m_board.step(Step::Down);
    case Qt::Key_Left:
        return m_board.step(isMirrored ? Step::Right : Step::Left);
    case Qt::Key_Right:
        return m_board.step(isMirrored ? Step::Left : Step::Right);
    case Qt::Key_Home:
        return m_board.step(event->modifiers() & Qt::ControlModifier ? Step::FirstLine
                                                                     : Step::FirstColumn);
    case Qt::Key_End:
        return m_board.step(event->modifiers() & Qt::ControlModifier ? Step::LastLine
                                                                     : Step::LastColumn);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

std::optional<BoardCursor> DayBoard::cursorAtPoint(const QPoint &point) const
{
    const BoardGeometry geometry = geometryNow();
    const int column = geometry.columnAt(point);
    const int row = geometry.rowAt(point);
    if (column < 0 || row < 0)
        return {};
    for (const BoardEntry &entry : m_board.sheet().columns.at(column).entries) {
        if (rectOf(column, entry).contains(point))
            return BoardCursor{column, row, entry.appointment.id};
    }
    return BoardCursor{column, row, {}};
}

void DayBoard::mousePressEvent(QMouseEvent *event)
{
    const auto at = cursorAtPoint(event->pos());
    m_pressed = at;
    if (event->button() != Qt::LeftButton || !at)
        return;
    m_board.setCursor(*at);
    if (m_board.moving())
        return m_board.drop();
    if (at->appointment.isNull())
        return;
    const QRect rect = cursorRect();
    if (BoardDrag::kindAt(event->pos(), rect) == BoardDrag::Kind::Stretch
        && m_board.canStretch(at->appointment))
        m_drag.press(BoardDrag::Kind::Stretch, at->appointment, event->pos(), rect);
    else if (m_board.canMove())
        m_drag.press(BoardDrag::Kind::Move, at->appointment, event->pos(), rect);
}

void DayBoard::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag.isPressed())
        return showGrip(event->pos());
    if (!m_drag.follow(m_board.sheet(), geometryNow(), event->pos()))
        return;
    scrollAt(event->pos());
    viewport()->update();
}

/// What is dragged to the rim goes on beyond it.
void DayBoard::scrollAt(const QPoint &point)
{
    const QRect room = geometryNow().grid();
    const int margin = Theme::em(this, 1.5);
    if (point.y() > room.bottom() - margin)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    else if (point.y() < room.top() + margin)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
}

/// The lower edge of an appointment looks as if it could be pulled where it can.
void DayBoard::showGrip(const QPoint &point)
{
    const auto at = cursorAtPoint(point);
    const BoardEntry *entry = at ? m_board.sheet().find(at->appointment) : nullptr;
    const bool isGrip = entry && m_board.canStretch(at->appointment)
        && BoardDrag::kindAt(point, rectOf(at->column, *entry)) == BoardDrag::Kind::Stretch;
    if (isGrip)
        viewport()->setCursor(Qt::SizeVerCursor);
    else
        viewport()->unsetCursor();
}

void DayBoard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const BoardDrag drag = m_drag;
    m_drag.end();
    if (!drag.time())
        return;
    viewport()->update();
    if (drag.kind() == BoardDrag::Kind::Stretch)
        m_board.stretch(drag.appointment(), drag.time()->length);
    else if (drag.time()->column >= 0) // Beside the board: as if it had not been taken up.
        m_board.dropAt(drag.appointment(), *drag.time());
}

void DayBoard::mouseDoubleClickEvent(QMouseEvent *event)
{
    // Only what was pressed here before: the first click of two may have closed an editor.
    const auto at = cursorAtPoint(event->pos());
    if (event->button() == Qt::LeftButton && at && m_pressed == at)
        emit opened();
    m_pressed.reset();
}

void DayBoard::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    setZoom(m_zoom + (event->angleDelta().y() > 0 ? 1 : -1));
    event->accept();
}

bool DayBoard::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto at = cursorAtPoint(help->pos());
    if (at)
        QToolTip::showText(
            help->globalPos(),
            Wording::toolTip(BoardWording::cell(m_board.sheet(), *at, m_board.now())), this);
    else
        QToolTip::hideText();
    return true;
}

void DayBoard::scrollContentsBy(int, int)
{
    viewport()->update();
}

void DayBoard::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void DayBoard::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        layOut();
    viewport()->update();
}

void DayBoard::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    tellReaders();
}

void DayBoard::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace clinidesk
