#include "ui/widgets/RowTable.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace clinidesk {

RowTable::RowTable(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setAlternatingRowColors(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    fitRows();
    connect(this, &QTableView::doubleClicked, this, &RowTable::opened);
}

void RowTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    setFrameStyle(frameStyle()); // Measures the frame anew, or the rows would lie on its ring.
    fitRows();
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        emit opened(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RowTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // The current row is always seen as the chosen one, also after merely tabbing here.
    if (current.isValid() && !selectionModel()->isSelected(current)) {
        selectionModel()->select(current,
                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        emit currentRowChanged(current);
}

void RowTable::setLeastColumn(qreal letters)
{
    m_leastColumn = letters;
    fitRows();
}

void RowTable::fitRows()
{
    if (m_leastColumn > 0)
        horizontalHeader()->setMinimumSectionSize(Theme::em(this, m_leastColumn));
    verticalHeader()->setMinimumSectionSize(Theme::em(this, 2));
    verticalHeader()->setDefaultSectionSize(Theme::em(this, 2.3));
}

} // namespace clinidesk
