#pragma once

#include "core/booking/Waitlist.h"

#include <QAbstractTableModel>

namespace clinidesk {

/// Who waits, for what, since when, how urgently, and what is going on. An answer about the same
/// people keeps the chosen row.
class WaitlistTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Who, Born, Wants, Since, Urgency, State, columns };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// Everything about the entry in @p row, in one sentence a part.
    [[nodiscard]] QString whole(int row) const;
    void setRows(const QList<Waiting> &rows);
    [[nodiscard]] const QList<Waiting> &rows() const { return m_rows; }

private:
    [[nodiscard]] static QString text(const Waiting &row, int column);

    QList<Waiting> m_rows;
};

} // namespace clinidesk
