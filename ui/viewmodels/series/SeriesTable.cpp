#include "ui/viewmodels/series/SeriesTable.h"

#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/series/SeriesWording.h"

namespace clinidesk {

int SeriesTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SeriesTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant SeriesTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SeriesRow &row = m_rows.at(index.row());
    const QString when = SeriesWording::when(row, m_zone);
    const QString can = SeriesWording::can(row);
    const QString shown = index.column() == When ? when : SeriesWording::sign(row) + u' ' + can;
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return Wording::toolTip(shown);
    case Qt::AccessibleTextRole:
        return index.column() == When ? tr("%1. %2").arg(when, can) : shown;
    default:
        return {};
    }
}

QVariant SeriesTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == When ? tr("When") : tr("Can it be?");
}

void SeriesTable::setRows(const QList<SeriesRow> &rows, const QByteArray &zone)
{
    if (rows.size() != m_rows.size() || zone != m_zone) {
        beginResetModel();
        m_rows = rows;
        m_zone = zone;
        endResetModel();
        return;
    }
    for (int place = 0; place < rows.size(); ++place) {
        if (rows.at(place) == m_rows.at(place))
            continue;
        m_rows[place] = rows.at(place);
        emit dataChanged(index(place, When), index(place, Can));
    }
}

} // namespace clinidesk
