#include "ui/viewmodels/waitlist/CandidateTable.h"

#include "core/patients/Patient.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

int CandidateTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CandidateTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

std::chrono::seconds CandidateTable::leftOf(const Candidate &row) const
{
    if (!row.waiting.offer)
        return 0s;
    return std::chrono::ceil<std::chrono::seconds>(row.waiting.offer->left - (m_now - m_readAt));
}

QString CandidateTable::text(const Candidate &row, int column) const
{
    switch (column) {
    case Who:
        return listName(row.waiting.family, row.waiting.given);
    case Born:
        return Wording::birthDate(row.waiting.birthDate);
    case Why:
        return WaitlistWording::reasons(row);
    case Contact:
        return WaitlistWording::contact(row.waiting);
    default:
        return WaitlistWording::state(row, leftOf(row));
    }
}

QVariant CandidateTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Candidate &row = m_rows.at(index.row());
    const QString shown = text(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return Wording::toolTip(shown);
    case Qt::AccessibleTextRole:
        return index.column() == Who
            ? tr("%1. %2. %3. %4")
                  .arg(WaitlistWording::identity(row.waiting), text(row, Why), text(row, Contact),
                       text(row, State))
            : shown;
    default:
        return {};
    }
}

QVariant CandidateTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Who:
        return tr("Patient");
    case Born:
        return tr("Born");
    case Why:
        return tr("Why");
    case Contact:
        return tr("Contact");
    default:
        return tr("State");
    }
}

void CandidateTable::setRows(const QList<Candidate> &rows, std::chrono::nanoseconds now)
{
    m_readAt = now;
    m_now = now;
    const auto sameEntry
        = [](const Candidate &a, const Candidate &b) { return a.waiting.id == b.waiting.id; };
    if (!std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameEntry)) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else if (!rows.isEmpty()) {
        m_rows = rows;
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    }
}

const Candidate *CandidateTable::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int CandidateTable::offeredRow() const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [](const Candidate &row) {
        return row.waiting.offer.has_value();
    });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

bool CandidateTable::tick(std::chrono::nanoseconds now)
{
    m_now = now;
    bool hasEnded = false;
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).waiting.offer)
            continue;
        hasEnded = hasEnded || leftOf(m_rows.at(row)) <= 0s;
        emit dataChanged(index(row, State), index(row, State));
    }
    return hasEnded;
}

} // namespace clinidesk
