#pragma once

#include "ui/widgets/LaidOutText.h"

#include <QStyledItemDelegate>

namespace clinidesk {

/// Roles a model of appointments answers, beside Qt's own.
enum AppointmentRole {
    StatusRole = Qt::UserRole + 100, ///< clinidesk::Status as an int: glyph, colour and text.
    WeakTextRole, ///< Text after or under the main one, in a weaker colour.
};

/// Paints a cell that answers StatusRole as glyph, colour and text; any other as one line of text
/// with its WeakTextRole behind it, in a column of its own, or beneath it. Remembers how texts are
/// laid out, so that repainting a long list takes the window's thread a few milliseconds.
class StatusDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr qreal twoLines = 3.5; ///< Height of a row with the weak text beneath, in ems.

    explicit StatusDelegate(QObject *parent = nullptr);

    /// Weak texts start @p ems behind the edge, one under the other.
    void setWeakColumn(qreal ems) { m_weakColumn = ems; }
    /// Weak texts stand beneath: nothing that tells two people apart is cut off.
    void setWeakBeneath() { m_isWeakBeneath = true; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Draws @p text at the leading edge of @p room, cut with "…"; returns the width it took.
    int drawLine(QPainter *painter, const QStyleOptionViewItem &option, const QRect &room,
                 const QString &text) const;
    void paintTexts(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                    const QModelIndex &index) const;

    qreal m_weakColumn = 0; ///< 0: right behind the text.
    bool m_isWeakBeneath = false;
    mutable LaidOutText m_texts;
};

} // namespace clinidesk
