#pragma once

#include <QStyledItemDelegate>

namespace clinidesk {

/// Roles a model of appointments answers, beside Qt's own.
enum AppointmentRole {
    StatusRole = Qt::UserRole + 100, ///< clinidesk::Status as an int: glyph, colour and text.
    WeakTextRole, ///< Text after or under the main one, in a weaker colour.
};

/// Paints a cell that answers StatusRole as glyph, colour and text; any other as usual, with its
/// WeakTextRole behind it.
class StatusDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace clinidesk
