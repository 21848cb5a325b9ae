#include "ui/schedule/PinStrip.h"

#include "ui/lists/ActionOf.h"
#include "ui/schedule/DayBoard.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/DayBoardViewModel.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace clinidesk {

PinStrip::PinStrip(DayBoardViewModel &day, DayBoard *board, QWidget *page)
    : QFrame(page)
    , m_day(day)
    , m_board(board)
    , m_row(new FlowLayout(this))
{
    setObjectName(u"boardPins"_s);
    setAccessibleName(tr("Pinned appointments"));
    const int edge = Theme::em(this, 0.3);
    m_row->setContentsMargins(edge * 2, edge, edge * 2, edge);
    addActions(page);
    connect(&m_day.pinboard(), &Pinboard::changed, this, &PinStrip::refill);
    connect(&m_day, &DayBoardViewModel::changed, this, &PinStrip::showDeeds);
    connect(&m_day, &DayBoardViewModel::cursorChanged, this, &PinStrip::showDeeds);
    refill();
}

void PinStrip::addActions(QWidget *page)
{
    m_pin = makeAction(page, {u"boardPin"_s, tr("Pin"), Theme::icon(u"pin"_s), {Qt::Key_P}},
                       [this] { m_day.togglePin(); });
    m_take = makeAction(page,
                        {u"boardTakePinned"_s,
                         tr("Take the first pinned appointment in hand"),
                         Theme::icon(u"calendar"_s),
                         {Qt::SHIFT | Qt::Key_P}},
                        [this] {
                            const QList<Appointment> pinned = m_day.pinboard().pinned();
                            if (!pinned.isEmpty())
                                m_day.takePinned(pinned.first().id);
                        });
    for (QAction *action : {m_pin, m_take}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setAutoRepeat(false);
        m_board->addAction(action);
    }
}

void PinStrip::refill()
{
    const bool hadFocus = isAncestorOf(focusWidget());
    while (QLayoutItem *item = m_row->takeAt(0)) {
        // Later: one of them may be what was just pressed.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QList<Appointment> pinned = m_day.pinboard().pinned();
    setVisible(!pinned.isEmpty());
    if (!pinned.isEmpty()) {
        auto *label = new TextLabel(TextStyle::Strong, this);
        label->setText(tr("Pinned"));
        m_row->addCentred(label);
    }
    for (const Appointment &row : pinned) {
        const QString who = Wording::identity(row.family, row.given, row.birthDate);
        const QString when = Wording::when(row.startsAt, row.zone);
        auto *pin = new QWidget(this);
        auto *halves = new QHBoxLayout(pin);
        halves->setContentsMargins(0, 0, 0, 0);
        halves->setSpacing(0);
        auto *take = new QToolButton(pin);
        take->setObjectName(u"takePinned%1"_s.arg(row.id.value()));
        take->setText(tr("%1, %2").arg(who, when).replace(u'&', u"&&"_s));
        take->setAccessibleName(tr("Take in hand: %1, %2").arg(who, when));
        take->setToolTip(tr("Take in hand, then choose a time and press Enter"));
        connect(take, &QToolButton::clicked, this, [this, id = row.id] {
            m_day.takePinned(id);
            m_board->setFocus();
        });
        auto *drop = new QToolButton(pin);
        drop->setObjectName(u"unpin%1"_s.arg(row.id.value()));
        drop->setIcon(Theme::icon(u"close"_s));
        drop->setAccessibleName(tr("Unpin %1, %2").arg(who, when));
        drop->setToolTip(tr("Unpin"));
        connect(drop, &QToolButton::clicked, this,
                [this, id = row.id] { m_day.pinboard().unpin(id); });
        for (QToolButton *button : {take, drop}) {
            button->setAutoRaise(true);
            button->setFocusPolicy(Qt::StrongFocus);
            halves->addWidget(button);
        }
        m_row->addCentred(pin);
        pin->show();
    }
    if (hadFocus)
        m_board->setFocus();
    showDeeds();
}

void PinStrip::showDeeds()
{
    const Appointment *on = m_day.chosen();
    const bool isPinned = on && m_day.pinboard().isPinned(on->id);
    m_pin->setText(isPinned ? tr("Unpin") : tr("Pin"));
    m_pin->setEnabled(isPinned || m_day.canMove());
    m_take->setEnabled(!m_day.pinboard().pinned().isEmpty() && !m_day.moving());
}

void PinStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(palette(), Colour::Rail));
    painter.setPen(colour(palette(), Colour::Line));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace clinidesk
