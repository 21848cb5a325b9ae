#include "ui/monitor/FigureView.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/TextLabel.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace clinidesk {

FigureView::FigureView(QAbstractItemModel &model, const QString &objectName, const QString &title,
                       QWidget *parent)
    : QWidget(parent)
    , m_table(new RowTable(objectName, title, this))
    , m_viewport(m_table->viewport())
{
    auto *name = new TextLabel(title, TextStyle::Heading, this);
    name->setBuddy(m_table);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(name);
    column->addWidget(m_table);
    m_table->setModel(&model);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_viewport->installEventFilter(this);
    connect(&model, &QAbstractItemModel::dataChanged, this, &FigureView::fit);
    connect(&model, &QAbstractItemModel::modelReset, this, &FigureView::fit);
    fit();
}

void FigureView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

bool FigureView::eventFilter(QObject *watched, QEvent *event)
{
    // Compared, never asked: the table still sends events while it is being destroyed.
    if (watched == m_viewport && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void FigureView::fit()
{
    const QAbstractItemModel &model = *m_table->model();
    const QHeaderView *header = m_table->horizontalHeader();
    QList<int> widths;
    int sum = 0;
    for (int column = 0; column < model.columnCount(); ++column) {
        int widest = header->sectionSizeHint(column);
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString text = model.index(row, column).data().toString();
            const int cell = m_table->fontMetrics().horizontalAdvance(text);
            widest = std::max(widest, cell + Theme::em(m_table, 1.2));
        }
        widths.append(widest);
        sum += widest;
    }
    const int spare = std::max(0, m_viewport->width() - sum);
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widths.at(column) + (column == 0 ? spare : 0));

    const bool isTooWide = sum > m_viewport->width();
    const int rows = model.rowCount() * m_table->verticalHeader()->defaultSectionSize();
    const int bar = isTooWide ? m_table->horizontalScrollBar()->sizeHint().height() : 0;
    m_table->setFixedHeight(header->sizeHint().height() + rows + bar + 2 * m_table->frameWidth());
}

} // namespace clinidesk
