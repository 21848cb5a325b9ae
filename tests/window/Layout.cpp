#include "tests/window/Layout.h"

#include "tests/window/Walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace clinidesk::walk {

namespace {

/// A pixel or two of rounding cut nothing off.
constexpr int slack = 2;

bool isExplained(const QWidget *widget, const QString &text)
{
    return !text.isEmpty() && widget->toolTip().contains(text);
}

void checkLabel(const QLabel *label, QStringList &faults)
{
    if (label->text().isEmpty() || isExplained(label, label->text()))
        return;
    const QSize room = label->contentsRect().size();
    const QSize wanted
        = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
    if (wanted.width() > label->width() + slack || wanted.height() > label->height() + slack)
        faults << u"%1 has %2×%3 for '%4', which takes %5×%6"_s.arg(describe(label))
                      .arg(room.width())
                      .arg(room.height())
                      .arg(label->text())
                      .arg(wanted.width())
                      .arg(wanted.height());
}

void checkButton(const QAbstractButton *button, QStringList &faults)
{
    const QSize wanted = button->sizeHint();
    const bool isCut = wanted.width() > button->width() + slack
        || button->fontMetrics().height() > button->height() + slack;
    const QString text = button->text();
    if (isCut && !isExplained(button, text) && !text.isEmpty())
        faults << u"%1 has %2 for '%3', which takes %4"_s.arg(describe(button))
                      .arg(button->width())
                      .arg(text)
                      .arg(wanted.width());
}

void checkCombo(const QComboBox *box, QStringList &faults)
{
    QStyleOptionComboBox option;
    option.initFrom(box);
    const QRect room = box->style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                    QStyle::SC_ComboBoxEditField, box);
    const int wanted = box->fontMetrics().horizontalAdvance(box->currentText());
    if (wanted > room.width() + slack && !isExplained(box, box->currentText()))
        faults << u"%1 has %2 for '%3', which takes %4"_s.arg(describe(box))
                      .arg(room.width())
                      .arg(box->currentText())
                      .arg(wanted);
}

/// Cells may be elided where their tool tip says the whole.
void checkView(const QAbstractItemView *view, QStringList &faults)
{
    if (const auto *table = qobject_cast<const QTableView *>(view);
        table && table->horizontalHeader()->isVisible()) {
        const QHeaderView *header = table->horizontalHeader();
        for (int column = 0; column < header->count(); ++column) {
            const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
            const QString tip
                = table->model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
            if (header->sectionSizeHint(column) > header->sectionSize(column) + slack
                && !tip.contains(title))
                faults << u"%1: the heading '%2' is cut off"_s.arg(describe(view), title);
        }
    }
    const int rows = std::min(view->model()->rowCount(), 30);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < view->model()->columnCount(); ++column) {
            const QModelIndex cell = view->model()->index(row, column, view->rootIndex());
            const QString text = cell.data().toString();
            const QSize room = view->visualRect(cell).size() + QSize(slack, slack);
            const auto *table = qobject_cast<const QTableView *>(view);
            const int flags = table && table->wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
            const QSize wanted = view->fontMetrics().boundingRect({{}, room}, flags, text).size();
            const bool fits = wanted.width() <= room.width()
                && (flags == Qt::TextSingleLine || wanted.height() <= room.height());
            if (!fits && !cell.data(Qt::ToolTipRole).toString().contains(text)) {
                faults << u"%1: '%2' is cut off"_s.arg(describe(view), text);
                return;
            }
        }
    }
}

bool isOverlay(const QWidget *widget)
{
    const QString name = widget->objectName();
    return name == u"toast"_s || name == u"commandPalette"_s || name == u"helpOverlay"_s;
}

bool canScroll(const QWidget *parent)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
    return area && area->viewport() == parent;
}

/// The children of @p parent are inside of it and beside each other.
void checkPlaces(const QWidget *parent, const QWidgetList &seen, QStringList &faults)
{
    QWidgetList children;
    for (QObject *child : parent->children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        if (widget && seen.contains(widget) && !widget->size().isEmpty() && !isOverlay(widget))
            children.append(widget);
    }
    for (const QWidget *child : children) {
        const QRect room = parent->rect().adjusted(-slack, -slack, slack, slack);
        if (!room.contains(child->geometry()) && !canScroll(parent))
            faults << describe(child) + u" sticks out of "_s + describe(parent);
        for (const QWidget *other : children) {
            const QRect both = child->geometry() & other->geometry();
            if (child < other && both.width() > slack && both.height() > slack)
                faults << describe(child) + u" overlaps "_s + describe(other);
        }
    }
}

} // namespace

QStringList layoutFaults(const QWidget &window)
{
    QStringList faults;
    const QWidgetList seen = inSight(window);
    for (const QWidget *widget : seen) {
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            checkLabel(label, faults);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            checkButton(button, faults);
        else if (const auto *box = qobject_cast<const QComboBox *>(widget))
            checkCombo(box, faults);
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            checkView(view, faults);
        else
            checkPlaces(widget, seen, faults);
    }
    return faults;
}

} // namespace clinidesk::walk
