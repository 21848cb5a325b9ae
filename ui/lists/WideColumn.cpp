#include "ui/lists/WideColumn.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace clinidesk {

WideColumn::WideColumn(QTableView *table, int column, qreal ems)
    : QObject(table)
    , m_table(table)
    , m_column(column)
    , m_ems(ems)
{
    table->horizontalHeader()->setStretchLastSection(false);
    table->viewport()->installEventFilter(this);
}

void WideColumn::fit()
{
    const QHeaderView *header = m_table->horizontalHeader();
    const int others = header->length() - header->sectionSize(m_column);
    m_table->setColumnWidth(
        m_column, std::max(Theme::em(m_table, m_ems), m_table->viewport()->width() - others));
}

bool WideColumn::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

} // namespace clinidesk
