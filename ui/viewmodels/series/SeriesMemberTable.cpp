#include "ui/viewmodels/series/SeriesMemberTable.h"

#include "ui/viewmodels/Wording.h"

namespace clinidesk {

int SeriesMemberTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SeriesMemberTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant SeriesMemberTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const QString &text = index.column() == 0 ? row.when : row.what;
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return Wording::toolTip(text);
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? tr("%1. %2").arg(row.when, row.what) : row.what;
    default:
        return {};
    }
}

QVariant SeriesMemberTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("When") : tr("What happens");
}

void SeriesMemberTable::setRows(const QList<Row> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int place = 0; place < rows.size(); ++place) {
        if (rows.at(place) == m_rows.at(place))
            continue;
        m_rows[place] = rows.at(place);
        emit dataChanged(index(place, 0), index(place, 1));
    }
}

} // namespace clinidesk
