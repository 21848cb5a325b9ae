#include "ui/schedule/MonthGridAccessible.h"

#include "ui/schedule/MonthGrid.h"

#include <QLocale>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// One cell. It knows only its place: what it says is what stands there now.
class MonthCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    MonthCell(const MonthGridAccessible &table, int row, int column)
        : m_grid(table.grid())
        , m_row(row)
        , m_column(column)
    {
    }

    [[nodiscard]] bool isValid() const override { return m_grid && isThere(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return parent()->window(); }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_grid ? QAccessible::queryAccessibleInterface(m_grid) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    void setText(QAccessible::Text, const QString &) override { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid()
            ? MonthWording::cell(m_grid->viewModel(), place())
            : QString();
    }
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect cell = m_grid->cellRect(place());
        return {m_grid->mapToGlobal(cell.topLeft()), cell.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        state.invalid = !isValid();
        state.selected = isValid() && isCurrent();
        state.focused = state.selected && m_grid->hasFocus();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface
            ? static_cast<QAccessibleTableCellInterface *>(this)
            : nullptr;
    }

    [[nodiscard]] bool isSelected() const override { return isValid() && isCurrent(); }
    [[nodiscard]] QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    [[nodiscard]] QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    [[nodiscard]] int columnIndex() const override { return m_column; }
    [[nodiscard]] int rowIndex() const override { return m_row; }
    [[nodiscard]] int columnExtent() const override { return 1; }
    [[nodiscard]] int rowExtent() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *table() const override { return parent(); }

private:
    [[nodiscard]] int place() const { return m_row * MonthViewModel::daysOfAWeek + m_column; }
    [[nodiscard]] bool isThere() const { return m_grid->viewModel().month().isValid(); }
    [[nodiscard]] bool isCurrent() const
    {
        const MonthViewModel &month = m_grid->viewModel();
        return month.cellOf(month.cursor()) == place();
    }

    QPointer<MonthGrid> m_grid;
    int m_row;
    int m_column;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *grid = qobject_cast<MonthGrid *>(object);
    return grid ? new MonthGridAccessible(grid) : nullptr;
}

} // namespace

MonthGridAccessible::MonthGridAccessible(MonthGrid *grid)
    : QAccessibleWidget(grid, QAccessible::Table)
{
}

MonthGridAccessible::~MonthGridAccessible()
{
    for (const QAccessible::Id cell : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(cell);
}

void MonthGridAccessible::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

MonthGrid *MonthGridAccessible::grid() const
{
    return static_cast<MonthGrid *>(object());
}

void *MonthGridAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

int MonthGridAccessible::columnCount() const
{
    return MonthViewModel::daysOfAWeek;
}

int MonthGridAccessible::rowCount() const
{
    return grid()->viewModel().month().isValid() ? MonthViewModel::weeks : 0;
}

int MonthGridAccessible::childCount() const
{
    return rowCount() * columnCount();
}

QAccessibleInterface *MonthGridAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    const int number = row * columnCount() + column;
    if (const auto known = m_cells.constFind(number); known != m_cells.cend())
        return QAccessible::accessibleInterface(*known);
    auto *cell = new MonthCell(*this, row, column);
    m_cells.insert(number, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

QAccessibleInterface *MonthGridAccessible::child(int index) const
{
    return cellAt(index / columnCount(), index % columnCount());
}

int MonthGridAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    auto *cell = const_cast<QAccessibleInterface *>(child)->tableCellInterface();
    return cell ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
}

QAccessibleInterface *MonthGridAccessible::childAt(int x, int y) const
{
    const int cell = grid()->cellAt(grid()->mapFromGlobal(QPoint(x, y)));
    return cell < 0 ? nullptr : child(cell);
}

QAccessibleInterface *MonthGridAccessible::focusChild() const
{
    const int cell = grid()->viewModel().cellOf(grid()->viewModel().cursor());
    return grid()->hasFocus() && cell >= 0 ? child(cell) : nullptr;
}

QList<QAccessibleInterface *> MonthGridAccessible::selectedCells() const
{
    const int at = grid()->viewModel().cellOf(grid()->viewModel().cursor());
    QAccessibleInterface *cell = at < 0 ? nullptr : child(at);
    return cell ? QList{cell} : QList<QAccessibleInterface *>();
}

QString MonthGridAccessible::columnDescription(int column) const
{
    return QLocale().dayName(column + 1, QLocale::LongFormat);
}

QString MonthGridAccessible::rowDescription(int row) const
{
    const QDate first = grid()->viewModel().dayAt(row * columnCount());
    return QLocale().toString(first, u"d MMMM yyyy"_s);
}

} // namespace clinidesk
