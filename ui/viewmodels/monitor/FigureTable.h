#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace clinidesk {

/// Figures in words: what is counted, and beside it the counts. New ones change the cells where
/// they stand, so that the row one is on stays.
class FigureTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit FigureTable(QStringList headings, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    /// Each row has a text for each heading.
    void setRows(const QList<QStringList> &rows);
    /// Lines of cells with tabs between, the headings first: as spreadsheets take them.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] QString spoken(const QStringList &row) const;

    QStringList m_headings;
    QList<QStringList> m_rows;
};

} // namespace clinidesk
