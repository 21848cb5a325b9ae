#include "ui/viewmodels/waitlist/WaitlistTable.h"

#include "core/patients/Patient.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

int WaitlistTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int WaitlistTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString WaitlistTable::text(const Waiting &row, int column)
{
    switch (column) {
    case Who:
        return listName(row.family, row.given);
    case Born:
        return Wording::birthDate(row.birthDate);
    case Wants:
        return WaitlistWording::wants(row);
    case Since:
        return WaitlistWording::since(row);
    case Urgency:
        return WaitlistWording::urgency(row.wish.urgency);
    default:
        return WaitlistWording::state(row);
    }
}

QVariant WaitlistTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Waiting &row = m_rows.at(index.row());
    const QString shown = text(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return Wording::toolTip(shown);
    case Qt::AccessibleTextRole:
        return index.column() == Who ? whole(index.row()) : shown;
    default:
        return {};
    }
}

QVariant WaitlistTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Who:
        return tr("Patient");
    case Born:
        return tr("Born");
    case Wants:
        return tr("Waits for");
    case Since:
        return tr("Waiting");
    case Urgency:
        return tr("Urgency");
    default:
        return tr("State");
    }
}

QString WaitlistTable::whole(int row) const
{
    const Waiting &waiting = m_rows.at(row);
    QStringList all{WaitlistWording::identity(waiting)};
    for (int column = Wants; column < columns; ++column)
        all.append(text(waiting, column));
    return all.join(u". "_s);
}

void WaitlistTable::setRows(const QList<Waiting> &rows)
{
    const auto sameEntry = [](const Waiting &a, const Waiting &b) { return a.id == b.id; };
    if (!std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameEntry)) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (rows != m_rows) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    }
}

} // namespace clinidesk
