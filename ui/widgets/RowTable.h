#pragma once

#include <QTableView>

namespace clinidesk {

/// A table of whole rows: one row is current, Tab leaves the table, rows grow with the text, Enter
/// and a double click open the row. Columns keep their order in the model.
class RowTable final : public QTableView
{
    Q_OBJECT

public:
    RowTable(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    /// No column is narrower, in letters: where they share too little room, one scrolls.
    void setLeastColumn(qreal letters);

signals:
    void opened(const QModelIndex &index);
    /// Another row became current; an invalid index when none is.
    void currentRowChanged(const QModelIndex &index);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitRows();

    qreal m_leastColumn = 0; ///< 0: as narrow as the style has them.
};

} // namespace clinidesk
