#pragma once

#include <QObject>

class QTableView;

namespace clinidesk {

/// Gives one column of @p table whatever room the others leave, and never less than @p ems letters:
/// then the table scrolls. A name is not cut off while there is room for it. Lives with the table.
class WideColumn final : public QObject
{
    Q_OBJECT

public:
    WideColumn(QTableView *table, int column, qreal ems);

    void fit();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTableView *m_table;
    int m_column;
    qreal m_ems;
};

} // namespace clinidesk
