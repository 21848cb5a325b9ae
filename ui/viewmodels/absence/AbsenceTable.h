#pragma once

#include "core/booking/AbsenceBook.h"

#include <QAbstractTableModel>

namespace clinidesk {

/// One of the affected, and what is to become of the appointment.
struct AffectedRow
{
    enum class Fate {
        Open, ///< Where it was; to be moved when a proposal is chosen.
        Moving,
        Moved,
        Taken, ///< The time chosen was taken meanwhile; the next proposal is chosen.
        Refused, ///< note says why.
    };

    static constexpr int leave = -1;

    Affected affected;
    int choice = leave; ///< Among the proposals.
    Fate fate = Fate::Open;
    QString note;
    bool isLate = false; ///< Wasn't there when the list was made: nobody has decided yet.

    /// Null: left where it is.
    [[nodiscard]] const Slot *chosen() const;
    [[nodiscard]] bool isToMove() const;

    friend bool operator==(const AffectedRow &, const AffectedRow &) = default;
};

/// @p list with everybody's first proposal chosen, but for those left where they are in @p before.
[[nodiscard]] QList<AffectedRow> rowsOf(const AffectedList &list, const QList<AffectedRow> &before);
/// The decisions of @p before for those who are still in @p list as they were; nobody has decided
/// about the others yet.
[[nodiscard]] QList<AffectedRow> rowsWithLate(const AffectedList &list,
                                              const QList<AffectedRow> &before);

/// The affected: who, when now, and what happens. Rows that stay as many keep the chosen one.
class AbsenceTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Hand { Mine, OfTheFrontDesk }; ///< Who moves appointments.
    enum Column { Who, Now, Then };

    explicit AbsenceTable(Hand hand);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    void setRows(const QList<AffectedRow> &rows);
    void setRow(int place, const AffectedRow &row);
    [[nodiscard]] const QList<AffectedRow> &rows() const { return m_rows; }

private:
    [[nodiscard]] QString text(const AffectedRow &row, int column) const;

    Hand m_hand;
    QList<AffectedRow> m_rows;
};

} // namespace clinidesk
