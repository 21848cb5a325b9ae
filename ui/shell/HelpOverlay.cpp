#include "ui/shell/HelpOverlay.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/ShellPage.h"
#include "ui/widgets/TextLabel.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const ShellPage *pageOf(const QAction *action)
{
    const QObject *owner = action->parent();
    while (owner && !qobject_cast<const ShellPage *>(owner))
        owner = owner->parent();
    return qobject_cast<const ShellPage *>(owner);
}

} // namespace

HelpOverlay::HelpOverlay(QWidget *parent)
    : QFrame(parent)
    , m_model(new QStandardItemModel(0, 3, this))
    , m_table(new RowTable(u"helpTable"_s, tr("Keys and what they do"), this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"helpOverlay"_s);
    setAccessibleName(tr("Help"));
    auto *heading = new TextLabel(tr("Keys"), TextStyle::Heading, this);
    heading->setObjectName(u"helpHeading"_s);
    heading->setBuddy(m_table);
    auto *hint = new TextLabel(tr("Everything is in the palette, Ctrl+K, too. Esc closes this."),
                               TextStyle::Body, this);
    hint->setObjectName(u"helpHint"_s);
    hint->setColour(Colour::TextWeak);
    hint->setWordWrap(true);
    m_close->setObjectName(u"helpClose"_s);
    m_close->setIcon(Theme::icon(u"close"_s));
    m_close->setAccessibleName(tr("Close help"));
    m_close->setToolTip(m_close->accessibleName());
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();

    auto *top = new QHBoxLayout;
    top->addWidget(heading, 1);
    top->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(hint);
    column->addWidget(m_table, 1);
    connect(m_close, &QToolButton::clicked, this, &HelpOverlay::close);
    parent->installEventFilter(this);
    hide();
}

void HelpOverlay::toggle(const QList<QAction *> &actions)
{
    if (isVisible()) {
        close();
        return;
    }
    m_focusBefore = QApplication::focusWidget();
    fill(actions);
    show();
    place();
    raise();
    m_table->setFocus(Qt::PopupFocusReason);
}

bool HelpOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

bool HelpOverlay::focusNextPrevChild(bool)
{
    // The desk behind stays out of reach; of two, the other is next and previous.
    QWidget *other = m_table;
    if (m_table->hasFocus())
        other = m_close;
    other->setFocus(Qt::TabFocusReason);
    return true;
}

void HelpOverlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void HelpOverlay::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // Once its parts have the new font, too.
    if (event->type() == QEvent::FontChange && isVisible())
        QMetaObject::invokeMethod(this, &HelpOverlay::place, Qt::QueuedConnection);
}

void HelpOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour(palette(), Colour::Surface));
    painter.setPen(QPen(colour(palette(), Colour::Line), 2));
    const qreal corner = Theme::em(this, 0.6);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
}

void HelpOverlay::place()
{
    const int wide = std::min(parentWidget()->width() - Theme::em(this, 2), Theme::em(this, 50));
    const int high = parentWidget()->height() * 5 / 6;
    setGeometry((parentWidget()->width() - wide) / 2, (parentWidget()->height() - high) / 2, wide,
                high);
    layout()->activate();
    fitColumns();
}

void HelpOverlay::fitColumns()
{
    // Keys and page take what they need, what the keys do has the rest: it tells the most.
    m_table->resizeColumnToContents(0);
    m_table->resizeColumnToContents(1);
    m_table->resizeColumnToContents(2);
    const int others = m_table->columnWidth(0) + m_table->columnWidth(2);
    m_table->setColumnWidth(
        1, std::max(m_table->viewport()->width() - others, m_table->columnWidth(1)));
}

void HelpOverlay::close()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void HelpOverlay::fill(const QList<QAction *> &actions)
{
    m_model->removeRows(0, m_model->rowCount());
    for (const QAction *action : actions) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        if (keys.isEmpty())
            continue;
        QString text = action->text();
        auto *what = new QStandardItem(action->icon(), text.remove(u'&'));
        const ShellPage *page = pageOf(action);
        auto *where = new QStandardItem(page ? page->title() : tr("Everywhere"));
        m_model->appendRow({new QStandardItem(keys.join(tr(" or "))), what, where});
    }
    fitColumns();
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

} // namespace clinidesk
