#include "ui/schedule/DayBoardAccessible.h"

#include "ui/schedule/DayBoard.h"
#include "ui/viewmodels/schedule/BoardWording.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// One cell. It knows only its place: what it says is what stands there now.
class BoardCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    BoardCell(const DayBoardAccessible &table, int row, int column)
        : m_board(table.board())
        , m_row(row)
        , m_column(column)
    {
    }

    [[nodiscard]] bool isValid() const override { return m_board && isThere(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return parent()->window(); }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_board ? QAccessible::queryAccessibleInterface(m_board) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    void setText(QAccessible::Text, const QString &) override { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        const BoardModel &board = m_board->viewModel();
        return BoardWording::cell(board.sheet(), cursor(), board.now());
    }
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect cell = m_board->geometryNow().cell(m_column, m_row);
        return {m_board->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        state.invalid = !isValid();
        state.selected = isValid() && isCurrent();
        state.focused = state.selected && m_board->hasFocus();
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
    [[nodiscard]] bool isThere() const
    {
        const BoardSheet &sheet = m_board->viewModel().sheet();
        return m_row < sheet.rows() && m_column < sheet.columns.size();
    }
    [[nodiscard]] bool isCurrent() const
    {
        const BoardCursor &at = m_board->viewModel().cursor();
        return at.row == m_row && at.column == m_column;
    }
    /// Of several in a cell the one the keys are on is spoken.
    [[nodiscard]] BoardCursor cursor() const
    {
        const BoardCursor &at = m_board->viewModel().cursor();
        return isCurrent() ? at : cursorAt(m_board->viewModel().sheet(), m_column, m_row);
    }

    QPointer<DayBoard> m_board;
    int m_row;
    int m_column;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *board = qobject_cast<DayBoard *>(object);
    return board ? new DayBoardAccessible(board) : nullptr;
}

} // namespace

DayBoardAccessible::DayBoardAccessible(DayBoard *board)
    : QAccessibleWidget(board, QAccessible::Table)
{
}

DayBoardAccessible::~DayBoardAccessible()
{
    for (const QAccessible::Id cell : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(cell);
}

void DayBoardAccessible::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

DayBoard *DayBoardAccessible::board() const
{
    return static_cast<DayBoard *>(object());
}

void *DayBoardAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

int DayBoardAccessible::columnCount() const
{
    return int(board()->viewModel().sheet().columns.size());
}

int DayBoardAccessible::rowCount() const
{
    return board()->viewModel().sheet().rows();
}

int DayBoardAccessible::childCount() const
{
    return rowCount() * columnCount();
}

QAccessibleInterface *DayBoardAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    constexpr int mostColumns = 4096;
    const int number = row * mostColumns + column;
    if (const auto known = m_cells.constFind(number); known != m_cells.cend())
        return QAccessible::accessibleInterface(*known);
    auto *cell = new BoardCell(*this, row, column);
    m_cells.insert(number, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

QAccessibleInterface *DayBoardAccessible::child(int index) const
{
    const int columns = columnCount();
    return columns > 0 ? cellAt(index / columns, index % columns) : nullptr;
}

int DayBoardAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    auto *cell = const_cast<QAccessibleInterface *>(child)->tableCellInterface();
    return cell ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
}

QAccessibleInterface *DayBoardAccessible::childAt(int x, int y) const
{
    const QPoint point = board()->viewport()->mapFromGlobal(QPoint(x, y));
    const BoardGeometry geometry = board()->geometryNow();
    return cellAt(geometry.rowAt(point), geometry.columnAt(point));
}

QAccessibleInterface *DayBoardAccessible::focusChild() const
{
    const BoardCursor &at = board()->viewModel().cursor();
    return board()->hasFocus() ? cellAt(at.row, at.column) : nullptr;
}

QList<QAccessibleInterface *> DayBoardAccessible::selectedCells() const
{
    const BoardCursor &at = board()->viewModel().cursor();
    QAccessibleInterface *cell = cellAt(at.row, at.column);
    return cell ? QList{cell} : QList<QAccessibleInterface *>();
}

QString DayBoardAccessible::columnDescription(int column) const
{
    const BoardSheet &sheet = board()->viewModel().sheet();
    const BoardColumn *shown = sheet.column(column);
    if (!shown)
        return {};
    return sheet.days.isEmpty() ? BoardWording::column(*shown)
                                : BoardWording::day(sheet.dayOf(column));
}

QString DayBoardAccessible::rowDescription(int row) const
{
    const auto &rows = board()->viewModel().sheet().grid.rows();
    return row >= 0 && row < rows.size() ? BoardWording::line(rows.at(row)) : QString();
}

} // namespace clinidesk
