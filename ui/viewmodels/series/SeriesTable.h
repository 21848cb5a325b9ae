#pragma once

#include "core/booking/SeriesBook.h"

#include <QAbstractTableModel>

#include <optional>

namespace clinidesk {

/// One occurrence on its way to become an appointment.
struct SeriesRow
{
    Occurrence occurrence; ///< As the rule names it.
    QDateTime startsAt; ///< UTC, what would be booked; invalid until somebody chooses.
    bool isLeftOut = false;
    std::optional<StartState> state; ///< Of startsAt; none while it isn't known.

    /// Whether it stands at another time than the rule says, by somebody's choice.
    [[nodiscard]] bool isElsewhere() const { return !occurrence.instants.contains(startsAt); }

    friend bool operator==(const SeriesRow &, const SeriesRow &) = default;
};

/// The occurrences of a series: when, and whether that can be. Rows that stay as many keep the
/// chosen one.
class SeriesTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Can };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// @p zone is the clinic's.
    void setRows(const QList<SeriesRow> &rows, const QByteArray &zone);
    [[nodiscard]] const QList<SeriesRow> &rows() const { return m_rows; }

private:
    QList<SeriesRow> m_rows;
    QByteArray m_zone;
};

} // namespace clinidesk
