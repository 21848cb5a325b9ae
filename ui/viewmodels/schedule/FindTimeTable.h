#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/booking/FreeSlots.h"

#include <QAbstractTableModel>

namespace clinidesk {

/// Free times in the order they come. The day stands where it begins; screen readers hear it with
/// each time.
class FindTimeTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Day, Time, With };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// @p zone is that of the clinic whose @p departments are named.
    void setSlots(const QList<Slot> &found, const QByteArray &zone,
                  const QList<Department> &departments);
    [[nodiscard]] const QList<Slot> &found() const { return m_found; }

private:
    [[nodiscard]] QString text(const Slot &slot, int column) const;

    QList<Slot> m_found;
    QByteArray m_zone;
    QList<Department> m_departments;
};

} // namespace clinidesk
