#include "ui/waitlist/WaitingList.h"

#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"

#include <QAction>
#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

WaitingList::WaitingList(WaitlistViewModel &list, Connection &connection, const Actions &actions,
                         QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_connection(connection)
    , m_actions(actions)
    , m_table(new RowTable(u"waitlistTable"_s, tr("Who waits"), this))
    , m_state(new StateView(m_table, u"waitlistState"_s, this))
    , m_count(namedLabel(TextStyle::Body, u"waitlistCount"_s, this))
    , m_chosen(namedLabel(TextStyle::Body, u"waitlistChosen"_s, this))
    , m_takenOff(namedLabel(TextStyle::Body, u"waitlistTakenOff"_s, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
{
    m_refusal->setObjectName(u"waitlistRefusal"_s);
    m_count->setColour(Colour::TextWeak);
    m_table->setModel(&m_list.table());
    m_table->setWordWrap(true);
    m_table->setLeastColumn(8);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {WaitlistTable::Born, WaitlistTable::Since, WaitlistTable::Urgency})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    lay();
    connect(m_table, &RowTable::opened, this, &WaitingList::opened);
    connect(m_table, &RowTable::currentRowChanged, this, &WaitingList::rowChanged);
    connect(m_state, &StateView::retried, &m_list, &WaitlistViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_list, &WaitlistViewModel::giveUp);
    connect(&m_list, &WaitlistViewModel::changed, this, &WaitingList::present);
    connect(&m_connection, &Connection::stateChanged, this, &WaitingList::present);
    present();
}

void WaitingList::lay()
{
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons);
    for (QAction *action : {m_actions.add, m_actions.change, m_actions.takeOff, m_actions.toOffer})
        row->addWidget(toolButton(action, Qt::ToolButtonTextBesideIcon, buttons));
    auto *gone = new QWidget(this);
    auto *goneRow = new FlowLayout(gone);
    goneRow->addCentred(m_takenOff);
    goneRow->addWidget(toolButton(m_actions.putBack, Qt::ToolButtonTextBesideIcon, gone));
    gone->setObjectName(u"waitlistGone"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_count);
    column->addWidget(m_state, 1);
    column->addWidget(m_chosen);
    column->addWidget(gone);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
}

int WaitingList::currentRow() const
{
    return m_table->currentIndex().row();
}

void WaitingList::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void WaitingList::enable(bool inFront)
{
    const Waiting *chosen = m_list.at(currentRow());
    // What a column has no room for.
    m_chosen->setText(chosen ? m_list.table().whole(currentRow()) : QString());
    const bool canAct = inFront && chosen && !m_list.isBusy();
    m_actions.change->setEnabled(canAct);
    m_actions.takeOff->setEnabled(canAct);
    m_actions.toOffer->setEnabled(canAct && chosen->offer);
    m_actions.putBack->setEnabled(inFront && !m_list.takenOff().isEmpty() && !m_list.isBusy());
}

void WaitingList::present()
{
    showState(*m_state,
              {.state = m_list.state(),
               .failure = m_list.failure(),
               .connection = m_connection.state().kind,
               .what = tr("The waitlist could not be read"),
               .empty = {.icon = u"hourglass"_s,
                         .headline = tr("Nobody waits"),
                         .hint = tr("Put a patient on the list who wants an earlier or a better "
                                    "time: you are told when one is free."),
                         .next = m_actions.add}});
    const int count = int(m_list.table().rows().size());
    m_count->setText(count == 0 ? QString()
                         : m_list.hasMore()
                         ? tr("The %n longest waiting are listed.", nullptr, count)
                         : count == 1 ? tr("1 patient waits.")
                                      : tr("%n patients wait.", nullptr, count));
    m_takenOff->setText(m_list.takenOff());
    findChild<QWidget *>(u"waitlistGone"_s)->setVisible(!m_list.takenOff().isEmpty());
    m_refusal->setSentence(m_list.refusal());
    if (!m_table->currentIndex().isValid() && count > 0)
        m_table->setCurrentIndex(m_list.table().index(0, 0));
    emit rowChanged();
}

} // namespace clinidesk
