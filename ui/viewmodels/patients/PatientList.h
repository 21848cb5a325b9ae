#pragma once

#include "core/patients/PatientDirectory.h"

#include <QAbstractListModel>

namespace clinidesk {

/// Patients to choose from: each with name, birth date and record number, so that nobody is chosen
/// by name alone.
class PatientList final : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int weakTextRole = Qt::UserRole + 101; ///< What stands beside the name.

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void setMatches(const QList<PatientMatch> &matches);
    [[nodiscard]] const PatientMatch &at(int row) const { return m_matches.at(row); }

private:
    QList<PatientMatch> m_matches;
};

} // namespace clinidesk
