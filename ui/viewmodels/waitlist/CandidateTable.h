#pragma once

#include "core/booking/Waitlist.h"

#include <QAbstractTableModel>

namespace clinidesk {

/// Whom a free time suits, in the order in which to ask them: who, why, how to reach them, and what
/// they said. What is left of an offer is counted down by tick().
class CandidateTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Who, Born, Why, Contact, State, columns };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// @p now is a Clock's steady(), when the answer came.
    void setRows(const QList<Candidate> &rows, std::chrono::nanoseconds now);
    [[nodiscard]] const QList<Candidate> &rows() const { return m_rows; }
    /// Null when there is no such row.
    [[nodiscard]] const Candidate *at(int row) const;
    /// -1: nobody is being asked.
    [[nodiscard]] int offeredRow() const;
    /// A second later. Whether an offer has run out.
    [[nodiscard]] bool tick(std::chrono::nanoseconds now);

private:
    [[nodiscard]] QString text(const Candidate &row, int column) const;
    [[nodiscard]] std::chrono::seconds leftOf(const Candidate &row) const;

    QList<Candidate> m_rows;
    std::chrono::nanoseconds m_readAt{0};
    std::chrono::nanoseconds m_now{0};
};

} // namespace clinidesk
