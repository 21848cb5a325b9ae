#include "ui/schedule/MonthGrid.h"

#include "ui/schedule/MonthGridAccessible.h"
#include "ui/viewmodels/Wording.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int weeks = MonthViewModel::weeks;
constexpr int daysOfAWeek = MonthViewModel::daysOfAWeek;
constexpr qreal narrowestDay = 4.6; ///< In letters; seven fit beside the rail at 200 %.

} // namespace

MonthGrid::MonthGrid(MonthViewModel &month, const QString &objectName,
                     const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_month(month)
{
    MonthGridAccessible::install();
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&m_month, &MonthViewModel::changed, this, qOverload<>(&QWidget::update));
    connect(&m_month, &MonthViewModel::cursorChanged, this, [this] {
        update();
        if (hasFocus())
            tellReaders();
    });
}

int MonthGrid::headHeight() const
{
    return fontMetrics().height() + Theme::em(this, 0.6);
}

QSize MonthGrid::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {daysOfAWeek * Theme::em(this, narrowestDay),
            headHeight() + weeks * (3 * line + Theme::em(this, 1))};
}

QSize MonthGrid::sizeHint() const
{
    return minimumSizeHint().expandedTo({Theme::em(this, 60), Theme::em(this, 36)});
}

QRect MonthGrid::cellRect(int cell) const
{
    const int column = cell % daysOfAWeek;
    const int shown = layoutDirection() == Qt::RightToLeft ? daysOfAWeek - 1 - column : column;
    const int line = cell / daysOfAWeek;
    const int room = height() - headHeight();
    const auto part = [](int whole, int count, int index) { return whole * index / count; };
    const QPoint from(part(width(), daysOfAWeek, shown), headHeight() + part(room, weeks, line));
    const QPoint until(part(width(), daysOfAWeek, shown + 1) - 1,
                       headHeight() + part(room, weeks, line + 1) - 1);
    return {from, until};
}

int MonthGrid::cellAt(const QPoint &point) const
{
    for (int cell = 0; cell < weeks * daysOfAWeek; ++cell) {
        if (cellRect(cell).contains(point))
            return cell;
    }
    return -1;
}

void MonthGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), of(Colour::Window));
    if (!m_month.month().isValid())
        return;
    paintHead(painter);
    for (int cell = 0; cell < weeks * daysOfAWeek; ++cell)
        paintDay(painter, cell);
    const int at = m_month.cellOf(m_month.cursor());
    if (at < 0)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(of(Colour::Focus), 3) : QPen(of(Colour::Line), 1));
    painter.drawRect(cellRect(at).adjusted(1, 1, -2, -2));
}

void MonthGrid::paintHead(QPainter &painter) const
{
    painter.fillRect(QRect(0, 0, width(), headHeight()), of(Colour::Rail));
    painter.setPen(of(Colour::Text));
    painter.setFont(Theme::font(font(), TextStyle::Strong));
    for (int column = 0; column < daysOfAWeek; ++column) {
        QRect room = cellRect(column);
        room.setTop(0);
        room.setBottom(headHeight());
        QString day = QLocale().dayName(column + 1, QLocale::LongFormat);
        if (painter.fontMetrics().horizontalAdvance(day) > room.width())
            day = QLocale().dayName(column + 1, QLocale::ShortFormat);
        painter.drawText(room, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(day, Qt::ElideRight, room.width()));
    }
}

void MonthGrid::paintDay(QPainter &painter, int cell) const
{
    const QRect rect = cellRect(cell);
    const QDate day = m_month.dayAt(cell);
    const DayLoad *load = m_month.loadOf(day);
    const bool isOpen = !load || load->open > 0min;
    painter.fillRect(rect, of(isOpen ? Colour::Surface : Colour::Window));
    if (!isOpen)
        painter.fillRect(rect, QBrush(of(Colour::Hairline), Qt::BDiagPattern));
    painter.setPen(of(Colour::Hairline));
    painter.drawRect(rect);

    const int margin = Theme::em(this, 0.4);
    const int line = fontMetrics().height();
    QRect room = rect.adjusted(margin, margin, -margin, -margin);
    const bool isOfMonth = day.month() == m_month.month().month();
    const bool isToday = day == m_month.today();
    const QString number
        = isOfMonth ? QString::number(day.day()) : QLocale().toString(day, QStringLiteral("d MMM"));
    painter.setFont(Theme::font(font(), isOfMonth ? TextStyle::Strong : TextStyle::Body));
    QRect top(room.left(), room.top(), room.width(), line);
    QString text = isToday ? MonthWording::tr("%1 today").arg(number) : number;
    if (painter.fontMetrics().horizontalAdvance(text) > top.width())
        text = number;
    if (isToday) {
        const int wide = painter.fontMetrics().horizontalAdvance(text) + 2 * margin;
        QRect mark = top.adjusted(-margin / 2, -1, 0, 1);
        mark.setWidth(std::min(wide, mark.width()));
        if (layoutDirection() == Qt::RightToLeft)
            mark.moveRight(top.right());
        painter.fillRect(mark, of(Colour::Selection));
        top = mark.adjusted(margin / 2, 0, -margin / 2, 0);
    }
    painter.setPen(of(isToday ? Colour::OnSelection : isOfMonth ? Colour::Text : Colour::TextWeak));
    painter.drawText(top, Qt::AlignVCenter | Qt::AlignLeading, text);
    if (load)
        paintLoad(painter, room.adjusted(0, line + margin / 2, 0, 0), *load);
}

void MonthGrid::paintLoad(QPainter &painter, const QRect &room, const DayLoad &load) const
{
    const int line = fontMetrics().height();
    const bool isFull = load.open > 0min && load.taken >= load.open;
    painter.setFont(Theme::font(font(), isFull ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(of(load.open > 0min ? Colour::Text : Colour::TextWeak));
    QRect at(room.left(), room.top(), room.width(), line);
    painter.drawText(at, Qt::AlignVCenter | Qt::AlignLeading, MonthWording::load(load));
    const int bar = std::max(4, line / 3);
    at.translate(0, line);
    if (load.open > 0min && at.top() + bar <= room.bottom()) {
        QRect track(at.left(), at.top() + 1, at.width(), bar);
        painter.fillRect(track, of(Colour::Hairline));
        QRect fill = track;
        fill.setWidth(int(qint64(track.width()) * load.taken.count() / load.open.count()));
        if (layoutDirection() == Qt::RightToLeft)
            fill.moveRight(track.right());
        painter.fillRect(fill, of(isFull ? Colour::Danger : Colour::Focus));
        painter.setPen(of(Colour::Line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(track.adjusted(0, 0, -1, -1));
        at.translate(0, bar + 3);
    }
    at.setHeight(line);
    if (at.bottom() > room.bottom() + 2 || load.appointments == 0)
        return;
    painter.setFont(font());
    painter.setPen(of(Colour::TextWeak));
    const QString count = MonthWording::appointments(load);
    const bool hasRoom = fontMetrics().horizontalAdvance(count) <= at.width();
    painter.drawText(at, Qt::AlignVCenter | Qt::AlignLeading,
                     hasRoom ? count : QString::number(load.appointments));
}

void MonthGrid::keyPressEvent(QKeyEvent *event)
{
    const int on = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const auto go = [this](int days) { m_month.show(m_month.cursor().addDays(days)); };
    const QDate at = m_month.cursor();
    switch (event->key()) {
    case Qt::Key_Left:
        return go(-on);
    case Qt::Key_Right:
        return go(on);
    case Qt::Key_Up:
        return go(-daysOfAWeek);
    case Qt::Key_Down:
        return go(daysOfAWeek);
    case Qt::Key_Home:
        return go(1 - at.dayOfWeek());
    case Qt::Key_End:
        return go(daysOfAWeek - at.dayOfWeek());
    default:
        QWidget::keyPressEvent(event);
    }
}

void MonthGrid::mousePressEvent(QMouseEvent *event)
{
    const int cell = cellAt(event->pos());
    if (event->button() == Qt::LeftButton && cell >= 0)
        m_month.show(m_month.dayAt(cell));
}

void MonthGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int cell = cellAt(event->pos());
    if (event->button() == Qt::LeftButton && cell >= 0 && m_month.dayAt(cell) == m_month.cursor())
        emit opened();
}

bool MonthGrid::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int cell = cellAt(help->pos());
    if (cell >= 0 && m_month.month().isValid())
        QToolTip::showText(help->globalPos(), Wording::toolTip(MonthWording::cell(m_month, cell)),
                           this);
    else
        QToolTip::hideText();
    return true;
}

void MonthGrid::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
    tellReaders();
}

void MonthGrid::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void MonthGrid::tellReaders()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_month.cellOf(m_month.cursor()));
    QAccessible::updateAccessibility(&event);
}

} // namespace clinidesk
