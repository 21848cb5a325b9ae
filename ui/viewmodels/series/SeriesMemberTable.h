#pragma once

#include <QAbstractTableModel>

namespace clinidesk {

/// The appointments of a series, and what a change would do to each.
class SeriesMemberTable final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        QString when;
        QString what;

        friend bool operator==(const Row &, const Row &) = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    void setRows(const QList<Row> &rows);

private:
    QList<Row> m_rows;
};

} // namespace clinidesk
