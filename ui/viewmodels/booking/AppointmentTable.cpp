#include "ui/viewmodels/booking/AppointmentTable.h"

#include "core/patients/Patient.h"
#include "ui/viewmodels/Wording.h"

#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString waitingText(const Appointment &row, const QDateTime &now)
{
    if (row.status != Status::Arrived || !row.arrivedAt.isValid() || !now.isValid())
        return {};
    return Wording::waiting(std::chrono::seconds(row.arrivedAt.secsTo(now)));
}

} // namespace

AppointmentTable::AppointmentTable(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

int AppointmentTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AppointmentTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant AppointmentTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Appointment &row = m_rows.at(index.row());
    const Column column = m_columns.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return Wording::toolTip(column == Column::Time ? QString::fromLatin1(row.zone)
                                                       : text(row, column));
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? accessibleText(row) : text(row, column);
    case statusRole:
        return column == Column::Status ? QVariant(int(row.status)) : QVariant();
    default:
        return {};
    }
}

QVariant AppointmentTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= m_columns.size())
        return {};
    switch (m_columns.at(section)) {
    case Column::Date:
        return tr("Date");
    case Column::Time:
        return tr("Time");
    case Column::Waiting:
        return tr("Waiting");
    case Column::Patient:
        return tr("Patient");
    case Column::BirthDate:
        return tr("Born");
    case Column::RecordNumber:
        return tr("Record no.");
    case Column::Doctor:
        return tr("Doctor");
    case Column::Department:
        return tr("Department");
    case Column::Status:
        return tr("Status");
    case Column::Reason:
        return tr("Reason");
    }
    Q_UNREACHABLE();
}

QString AppointmentTable::text(const Appointment &row, Column column) const
{
    switch (column) {
    case Column::Date:
        return Wording::date(row.day);
    case Column::Time:
        return Wording::time(row.startsAt, row.zone);
    case Column::Waiting:
        return waitingText(row, m_now);
    case Column::Patient:
        return row.diedOn.isValid() ? tr("%1 (died)").arg(listName(row.family, row.given))
                                    : listName(row.family, row.given);
    case Column::BirthDate:
        return Wording::birthDate(row.birthDate);
    case Column::RecordNumber:
        return row.mrn;
    case Column::Doctor:
        return row.doctorName;
    case Column::Department:
        return row.departmentName;
    case Column::Status:
        return Wording::status(row.status);
    case Column::Reason:
        return row.reason;
    }
    Q_UNREACHABLE();
}

QString AppointmentTable::accessibleText(const Appointment &row) const
{
    const QString who = row.doctorName.isEmpty() ? row.departmentName : row.doctorName;
    return tr("%1, %2 to %3, %4, %5, %6")
        .arg(who, Wording::when(row.startsAt, row.zone), Wording::time(row.endsAt, row.zone),
             Wording::status(row.status), listName(row.family, row.given),
             tr("born %1").arg(Wording::birthDate(row.birthDate)));
}

void AppointmentTable::setRows(const QList<Appointment> &rows)
{
    QSet<AppointmentId> kept;
    for (const Appointment &row : rows)
        kept.insert(row.id);
    const bool sharesNothing = std::none_of(m_rows.cbegin(), m_rows.cend(),
                                            [&](const auto &row) { return kept.contains(row.id); });
    if (sharesNothing) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int place = int(m_rows.size()) - 1; place >= 0; --place) {
        if (kept.contains(m_rows.at(place).id))
            continue;
        beginRemoveRows({}, place, place);
        m_rows.removeAt(place);
        endRemoveRows();
    }
    for (int place = 0; place < rows.size(); ++place)
        mergeRow(place, rows.at(place));
}

void AppointmentTable::mergeRow(int place, const Appointment &row)
{
    const int before = rowOf(row.id);
    if (before < 0) {
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        endInsertRows();
        return;
    }
    if (before != place) {
        beginMoveRows({}, before, before, {}, place);
        m_rows.move(before, place);
        endMoveRows();
    }
    if (m_rows.at(place) != row) {
        m_rows[place] = row;
        emit dataChanged(index(place, 0), index(place, int(m_columns.size()) - 1));
    }
}

void AppointmentTable::setNow(const QDateTime &now)
{
    const QDateTime before = std::exchange(m_now, now);
    const int column = columnOf(Column::Waiting);
    for (int place = 0; place < m_rows.size() && column >= 0; ++place) {
        const Appointment &row = m_rows.at(place);
        if (waitingText(row, before) != waitingText(row, now))
            emit dataChanged(index(place, column), index(place, column), {Qt::DisplayRole});
    }
}

int AppointmentTable::rowOf(AppointmentId id) const
{
    for (int place = 0; place < m_rows.size(); ++place) {
        if (m_rows.at(place).id == id)
            return place;
    }
    return -1;
}

} // namespace clinidesk
