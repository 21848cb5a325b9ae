#pragma once

#include "core/booking/Appointment.h"

#include <QAbstractTableModel>

namespace clinidesk {

/// Appointments as rows. New lists are merged by identifier, so that the chosen row and the scroll
/// position of a view stay where they are.
class AppointmentTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column {
        Date,
        Time,
        Waiting, ///< Since check-in, while the patient waits.
        Patient,
        BirthDate,
        RecordNumber,
        Doctor,
        Department,
        Status,
        Reason,
    };
    static constexpr int statusRole = Qt::UserRole + 100; ///< Status as an int.

    explicit AppointmentTable(QList<Column> columns, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    void setRows(const QList<Appointment> &rows);
    /// What the running waiting times are counted to.
    void setNow(const QDateTime &now);

    [[nodiscard]] const QList<Appointment> &rows() const { return m_rows; }
    [[nodiscard]] const Appointment &at(int row) const { return m_rows.at(row); }
    /// -1 when it isn't here.
    [[nodiscard]] int rowOf(AppointmentId id) const;
    [[nodiscard]] int columnOf(Column column) const { return int(m_columns.indexOf(column)); }

private:
    [[nodiscard]] QString text(const Appointment &row, Column column) const;
    [[nodiscard]] QString accessibleText(const Appointment &row) const;
    void mergeRow(int place, const Appointment &row);

    QList<Column> m_columns;
    QList<Appointment> m_rows;
    QDateTime m_now;
};

} // namespace clinidesk
