#include "ui/shell/CommandPalette.h"

#include "ui/shell/PaletteRowModel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Spoken.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

CommandPalette::CommandPalette(PaletteViewModel &viewModel, QWidget *parent)
    : QFrame(parent)
    , m_viewModel(viewModel)
    , m_model(new PaletteRowModel(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_note(new TextLabel(TextStyle::Small, this))
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Commands, days and patients"));
    m_edit->setObjectName(u"commandPaletteText"_s);
    m_edit->setAccessibleName(tr("What to do, a day, or a patient"));
    m_edit->setPlaceholderText(tr("Type a command, a day such as “thu” or “+2w”, or a patient"));
    m_edit->setMaxLength(200);
    m_edit->addAction(Theme::icon(u"search"_s, Colour::TextWeak), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"commandPaletteList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_note->setObjectName(u"commandPaletteNote"_s);
    m_note->setColour(Colour::TextWeak);
    m_note->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_edit);
    column->addWidget(m_note);
    column->addWidget(m_list, 1);

    m_edit->installEventFilter(this);
    parent->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, &m_viewModel, &PaletteViewModel::setTyped);
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { choose(index.row()); });
    connect(&m_viewModel, &PaletteViewModel::rowsChanged, this, [this] {
        if (isVisible())
            showRows();
    });
    hide();
}

void CommandPalette::setActions(const QList<QAction *> &actions)
{
    m_actions.clear();
    for (QAction *action : actions)
        m_actions.append(action);
}

QList<QAction *> CommandPalette::actionsOffered() const
{
    QList<QAction *> offered;
    for (const auto &action : m_actions) {
        if (action)
            offered.append(action);
    }
    return offered;
}

void CommandPalette::open()
{
    if (isVisible())
        return;
    m_focusBefore = QApplication::focusWidget();
    QList<PaletteAction> actions;
    for (const auto &action : std::as_const(m_actions)) {
        QString text = action ? action->text() : QString();
        actions.append({action ? action->objectName() : QString(), text.remove(u'&')});
    }
    m_edit->clear();
    m_viewModel.setTyped({});
    m_viewModel.setActions(actions);
    m_list->setCurrentIndex({});
    place();
    show();
    raise();
    showRows();
    m_edit->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && isVisible()) {
        if (event->type() == QEvent::KeyPress && handleKey(static_cast<QKeyEvent *>(event)->key()))
            return true;
        // Another program in front keeps it open; a click elsewhere on the desk closes it.
        if (event->type() == QEvent::FocusOut
            && static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason)
            hide();
    }
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Once its parts have the new font, too.
    if (event->type() == QEvent::FontChange && isVisible())
        QMetaObject::invokeMethod(this, &CommandPalette::place, Qt::QueuedConnection);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour(palette(), Colour::Surface));
    painter.setPen(QPen(colour(palette(), Colour::Line), 2));
    const qreal corner = Theme::em(this, 0.6);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
}

void CommandPalette::place()
{
    const int wide = std::min(parentWidget()->width() - Theme::em(this, 2), Theme::em(this, 56));
    const int most = std::min(parentWidget()->height() * 3 / 4, Theme::em(this, 34));
    const int rows = m_model->rowCount();
    m_list->setVisible(rows > 0);
    const int rest = m_note->isHidden() ? Theme::em(this, 5) : Theme::em(this, 9);
    const int high = rows == 0 ? layout()->totalHeightForWidth(wide)
                               : std::min(most, rest + rows * m_list->sizeHintForRow(0));
    setGeometry((parentWidget()->width() - wide) / 2, parentWidget()->height() / 10, wide, high);
}

void CommandPalette::close()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const PaletteRow chosen = m_model->row(row);
    if (!(m_model->flags(m_model->index(row)) & Qt::ItemIsEnabled))
        return;
    close();
    switch (chosen.kind) {
    case PaletteRow::Kind::Action:
        if (QAction *action = m_actions.value(chosen.action)) {
            m_viewModel.remember(action->objectName());
            emit actionChosen(action);
        }
        return;
    case PaletteRow::Kind::Day:
        emit dayChosen(chosen.day);
        return;
    case PaletteRow::Kind::Patient:
        emit patientChosen(chosen.patient);
        return;
    }
}

void CommandPalette::showRows()
{
    // Patients come later and at the end: who has moved down meanwhile stays where he is.
    const bool isSameText = m_shownText == m_viewModel.typed();
    const int row = isSameText ? std::max(0, m_list->currentIndex().row()) : 0;
    m_shownText = m_viewModel.typed();
    m_model->setRows(m_viewModel.rows(), m_actions);
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1)));
    const bool isNews = m_viewModel.note() != m_note->text();
    m_note->setText(m_viewModel.note());
    m_note->setVisible(!m_viewModel.note().isEmpty());
    place();
    if (isNews && m_note->isVisible())
        speak(m_note);
}

bool CommandPalette::handleKey(int key)
{
    const int last = m_model->rowCount() - 1;
    const int now = m_list->currentIndex().row();
    const auto go = [this, last](int row) {
        m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, std::max(last, 0))));
        return true;
    };
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(now);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Tab:
        return go(now == last && key == Qt::Key_Tab ? 0 : now + 1);
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        return go(now - 1);
    case Qt::Key_PageDown:
        return go(now + 8);
    case Qt::Key_PageUp:
        return go(now - 8);
    default:
        return false;
    }
}

} // namespace clinidesk
