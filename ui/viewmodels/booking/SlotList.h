#pragma once

#include "core/booking/FreeSlots.h"

#include <QAbstractListModel>

namespace clinidesk {

/// Free times to choose from, as wall-clock times of the clinic.
class SlotList final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int weakTextRole = Qt::UserRole + 101; ///< With whom.

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void setSlots(const QList<Slot> &free, const QByteArray &zone);
    [[nodiscard]] const Slot &at(int row) const { return m_free.at(row); }

private:
    QList<Slot> m_free;
    QByteArray m_zone;
};

} // namespace clinidesk
