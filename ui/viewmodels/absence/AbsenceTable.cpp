#include "ui/viewmodels/absence/AbsenceTable.h"

#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/absence/AbsenceWording.h"

#include <algorithm>

namespace clinidesk {

namespace {

const AffectedRow *find(const QList<AffectedRow> &rows, AppointmentId id)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const AffectedRow &row) {
        return row.affected.appointment.id == id;
    });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

const Slot *AffectedRow::chosen() const
{
    return choice >= 0 && choice < affected.proposals.size() ? &affected.proposals.at(choice)
                                                             : nullptr;
}

bool AffectedRow::isToMove() const
{
    return chosen() && (fate == Fate::Open || fate == Fate::Taken);
}

QList<AffectedRow> rowsOf(const AffectedList &list, const QList<AffectedRow> &before)
{
    QList<AffectedRow> rows;
    for (const Affected &one : list.patients) {
        const AffectedRow *known = find(before, one.appointment.id);
        const bool isLeft = one.proposals.isEmpty() || (known && !known->chosen());
        AffectedRow row;
        row.affected = one;
        row.choice = isLeft ? AffectedRow::leave : 0;
        rows.append(row);
    }
    return rows;
}

QList<AffectedRow> rowsWithLate(const AffectedList &list, const QList<AffectedRow> &before)
{
    QList<AffectedRow> rows;
    for (const Affected &one : list.patients) {
        const AffectedRow *known = find(before, one.appointment.id);
        if (known && known->affected.appointment.version == one.appointment.version) {
            rows.append(*known);
            continue;
        }
        AffectedRow row;
        row.affected = one;
        row.isLate = true;
        rows.append(row);
    }
    return rows;
}

AbsenceTable::AbsenceTable(Hand hand)
    : m_hand(hand)
{
}

int AbsenceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AbsenceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QString AbsenceTable::text(const AffectedRow &row, int column) const
{
    const Appointment &appointment = row.affected.appointment;
    switch (column) {
    case Who:
        return Wording::identity(appointment.family, appointment.given, appointment.birthDate);
    case Now:
        return Wording::when(appointment.startsAt, appointment.zone);
    default:
        return m_hand == Hand::Mine ? AbsenceWording::fate(row) : AbsenceWording::forTheDesk(row);
    }
}

QVariant AbsenceTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AffectedRow &row = m_rows.at(index.row());
    const QString shown = text(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return Wording::toolTip(shown);
    case Qt::AccessibleTextRole:
        return index.column() == Who ? tr("%1. %2. %3").arg(shown, text(row, Now), text(row, Then))
                                     : shown;
    default:
        return {};
    }
}

QVariant AbsenceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Who ? tr("Patient") : section == Now ? tr("When") : tr("What happens");
}

void AbsenceTable::setRows(const QList<AffectedRow> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int place = 0; place < rows.size(); ++place)
        setRow(place, rows.at(place));
}

void AbsenceTable::setRow(int place, const AffectedRow &row)
{
    if (m_rows.at(place) == row)
        return;
    m_rows[place] = row;
    emit dataChanged(index(place, Who), index(place, Then));
}

} // namespace clinidesk
