#include "ui/viewmodels/monitor/FigureTable.h"

#include "ui/viewmodels/Wording.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

FigureTable::FigureTable(QStringList headings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_headings(std::move(headings))
{
}

int FigureTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FigureTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headings.size());
}

QVariant FigureTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QStringList &row = m_rows.at(index.row());
    const bool isName = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole:
        return row.at(index.column());
    case Qt::ToolTipRole:
        return Wording::toolTip(row.at(index.column()));
    case Qt::AccessibleTextRole:
        return isName ? spoken(row) : row.at(index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isName ? Qt::AlignLeading : Qt::AlignTrailing));
    default:
        return {};
    }
}

QVariant FigureTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_headings.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == 0 ? Qt::AlignLeading : Qt::AlignTrailing));
    return role == Qt::DisplayRole ? QVariant(m_headings.at(section)) : QVariant();
}

void FigureTable::setRows(const QList<QStringList> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int row = 0; row < rows.size(); ++row) {
        if (m_rows.at(row) == rows.at(row))
            continue;
        m_rows[row] = rows.at(row);
        emit dataChanged(index(row, 0), index(row, int(m_headings.size()) - 1));
    }
}

QString FigureTable::text() const
{
    QString lines = m_headings.join(u'\t') + u'\n';
    for (const QStringList &row : m_rows)
        lines += row.join(u'\t') + u'\n';
    return lines;
}

QString FigureTable::spoken(const QStringList &row) const
{
    QStringList parts{row.first()};
    for (int column = 1; column < m_headings.size(); ++column)
        parts.append(
            tr("%1: %2", "a heading and its figure").arg(m_headings.at(column), row.at(column)));
    return parts.join(u", "_s);
}

} // namespace clinidesk
