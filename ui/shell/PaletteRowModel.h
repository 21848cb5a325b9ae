#pragma once

#include "ui/viewmodels/shell/PaletteViewModel.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QStyledItemDelegate>

class QAction;

namespace clinidesk {

/// The palette's lines for the list: text, icon, shortcut, and whether the action can be done now.
class PaletteRowModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { WeakRole = Qt::UserRole + 1, ShortcutRole };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<PaletteRow> &rows, const QList<QPointer<QAction>> &actions);
    [[nodiscard]] const PaletteRow &row(int index) const { return m_rows[index]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] QAction *actionAt(int index) const;

    QList<PaletteRow> m_rows;
    QList<QPointer<QAction>> m_actions;
};

/// Icon, text, what tells it apart, and the shortcut at the far end.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace clinidesk
