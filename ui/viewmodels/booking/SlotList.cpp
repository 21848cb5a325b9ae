#include "ui/viewmodels/booking/SlotList.h"

#include "ui/viewmodels/Wording.h"

namespace clinidesk {

int SlotList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_free.size());
}

QVariant SlotList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Slot &slot = m_free.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return Wording::when(slot.startsAt, m_zone);
    case weakTextRole:
        return slot.doctorName;
    case Qt::AccessibleTextRole:
        return Wording::slot(slot, m_zone);
    case Qt::ToolTipRole:
        return Wording::toolTip(Wording::slot(slot, m_zone));
    default:
        return {};
    }
}

void SlotList::setSlots(const QList<Slot> &free, const QByteArray &zone)
{
    beginResetModel();
    m_free = free;
    m_zone = zone;
    endResetModel();
}

} // namespace clinidesk
