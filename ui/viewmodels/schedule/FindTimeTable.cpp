#include "ui/viewmodels/schedule/FindTimeTable.h"

#include "ui/viewmodels/Wording.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

int FindTimeTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_found.size());
}

int FindTimeTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : With + 1;
}

QString FindTimeTable::text(const Slot &slot, int column) const
{
    const auto department
        = std::find_if(m_departments.begin(), m_departments.end(),
                       [&](const Department &each) { return each.id == slot.department; });
    const QString where = department == m_departments.end() ? QString() : department->name;
    switch (column) {
    case Day:
        return Wording::day(slot.startsAt.toTimeZone(QTimeZone(m_zone)).date());
    case Time:
        return Wording::time(slot.startsAt, m_zone) % u"–"_s % Wording::time(slot.endsAt, m_zone);
    case With:
        if (slot.doctor.isNull())
            return where;
        return where.isEmpty() ? slot.doctorName : tr("%1, %2").arg(slot.doctorName, where);
    }
    return {};
}

QVariant FindTimeTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString whole = text(m_found.at(index.row()), index.column());
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return whole;
    if (role != Qt::DisplayRole)
        return {};
    const bool isSameDay = index.column() == Day && index.row() > 0
        && text(m_found.at(index.row() - 1), Day) == whole;
    return isSameDay ? QString() : whole;
}

QVariant FindTimeTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Day:
        return tr("Day");
    case Time:
        return tr("Time");
    case With:
        return tr("With");
    }
    return {};
}

void FindTimeTable::setSlots(const QList<Slot> &found, const QByteArray &zone,
                             const QList<Department> &departments)
{
    beginResetModel();
    m_found = found;
    m_zone = zone;
    m_departments = departments;
    endResetModel();
}

} // namespace clinidesk
