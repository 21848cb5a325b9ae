#include "ui/shell/PaletteRowModel.h"

#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"

#include <QAction>
#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace clinidesk {

void PaletteRowModel::setRows(const QList<PaletteRow> &rows,
                              const QList<QPointer<QAction>> &actions)
{
    beginResetModel();
    m_rows = rows;
    m_actions = actions;
    endResetModel();
}

int PaletteRowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteRowModel::data(const QModelIndex &index, int role) const
{
    const PaletteRow &row = m_rows[index.row()];
    const QAction *action = actionAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::ToolTipRole:
        return Wording::toolTip(row.text);
    case Qt::AccessibleTextRole:
        return row.weakText.isEmpty() ? row.text : QString(row.text + u", "_s + row.weakText);
    case Qt::DecorationRole:
        if (row.kind == PaletteRow::Kind::Patient)
            return Theme::icon(u"person"_s);
        if (row.kind == PaletteRow::Kind::Day)
            return Theme::icon(u"calendar"_s);
        return action && !action->icon().isNull() ? action->icon() : Theme::icon(u"command"_s);
    case WeakRole:
        return row.weakText;
    case ShortcutRole:
        return action ? action->shortcut().toString(QKeySequence::NativeText) : QString();
    default:
        return {};
    }
}

Qt::ItemFlags PaletteRowModel::flags(const QModelIndex &index) const
{
    const QAction *action = actionAt(index.row());
    const bool isPossible
        = m_rows[index.row()].kind != PaletteRow::Kind::Action || (action && action->isEnabled());
    return isPossible ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
}

QAction *PaletteRowModel::actionAt(int index) const
{
    const PaletteRow &row = m_rows[index];
    return row.kind == PaletteRow::Kind::Action ? m_actions.value(row.action) : nullptr;
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const bool isChosen = item.state & QStyle::State_Selected;
    const bool isPossible = index.flags() & Qt::ItemIsEnabled;
    const int em = Theme::em(item.widget);

    painter->save();
    painter->fillRect(item.rect,
                      colour(item.palette, isChosen ? Colour::Selection : Colour::Surface));
    const QRect room = item.rect.adjusted(em, 0, -em, 0);
    const int side = em * 4 / 3;
    const auto visual
        = [&](const QRect &logical) { return QStyle::visualRect(item.direction, room, logical); };
    item.icon.paint(painter, visual(QRect(room.left(), room.center().y() - side / 2, side, side)),
                    Qt::AlignCenter, isPossible ? QIcon::Normal : QIcon::Disabled);

    // Absolute: the painter of a mirrored list would turn it round once more.
    const auto aligned = [&item](Qt::Alignment edge) {
        return int(QStyle::visualAlignment(item.direction, edge) | Qt::AlignVCenter
                   | Qt::AlignAbsolute);
    };
    const int flags = aligned(Qt::AlignLeft);
    const int farFlags = aligned(Qt::AlignRight);
    const QColor strong = colour(item.palette,
                                 isChosen         ? Colour::OnSelection
                                     : isPossible ? Colour::Text
                                                  : Colour::TextWeak);
    const QColor weak = colour(item.palette, isChosen ? Colour::OnSelection : Colour::TextWeak);
    QRect text = room.adjusted(side + em, 0, 0, 0);
    painter->setPen(strong);
    // A long name gives way to what tells two of the same name apart.
    const QString beside = index.data(PaletteRowModel::WeakRole).toString();
    const int kept = beside.isEmpty() ? 0 : item.fontMetrics.horizontalAdvance(beside) + em;
    const QString name
        = item.fontMetrics.elidedText(item.text, Qt::ElideRight, text.width() - kept);
    painter->drawText(visual(text), flags, name);
    text.setLeft(text.left() + item.fontMetrics.horizontalAdvance(name) + em);
    painter->setPen(weak);
    painter->drawText(visual(text), flags, beside);
    painter->drawText(visual(room), farFlags, index.data(PaletteRowModel::ShortcutRole).toString());
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), Theme::em(option.widget, 2.6)};
}

} // namespace clinidesk
