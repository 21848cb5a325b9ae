#pragma once

#include "ui/viewmodels/booking/AppointmentTable.h"

#include <QObject>

class QTableView;

namespace clinidesk {

/// Gives the columns of a list of appointments their widths, in letters: dates, times and numbers
/// what they always take, the others what their texts need. Where that is too much, reason,
/// department and doctor give way before the patient's name does; then reason, department and
/// record number are left to the details of a row, in this order; then the table scrolls. A column
/// of reasons that this person may not read, or that nobody gave, is not shown. Lives with the
/// table; fits again by itself when rows, room or the size of text change.
class AppointmentColumns final : public QObject
{
    Q_OBJECT

public:
    AppointmentColumns(QTableView *table, const AppointmentTable &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void fitSoon();
    [[nodiscard]] int widthOf(AppointmentTable::Column column) const;
    [[nodiscard]] int leastOf(AppointmentTable::Column column) const;
    [[nodiscard]] int widestText(AppointmentTable::Column column) const;

    QTableView *m_table;
    QWidget *m_viewport;
    const AppointmentTable &m_model;
    bool m_isSoon = false;
};

} // namespace clinidesk
