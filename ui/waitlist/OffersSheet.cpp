#include "ui/waitlist/OffersSheet.h"

#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"

#include <QAction>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

OffersSheet::OffersSheet(OffersViewModel &offers, Connection &connection, const Actions &actions,
                         QWidget *parent)
    : QWidget(parent)
    , m_offers(offers)
    , m_connection(connection)
    , m_actions(actions)
    , m_table(new RowTable(u"offersTable"_s, tr("Whom the time suits"), this))
    , m_state(new StateView(m_table, u"offersState"_s, this))
    , m_title(namedLabel(TextStyle::Heading, u"offersTitle"_s, this))
    , m_note(namedLabel(TextStyle::Body, u"offersNote"_s, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
{
    m_refusal->setObjectName(u"offersRefusal"_s);
    m_table->setModel(&m_offers.table());
    m_table->setWordWrap(true);
    m_table->setLeastColumn(8);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {CandidateTable::Born, CandidateTable::Contact})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(header, &QHeaderView::sectionResized, this, &OffersSheet::fitRows);
    m_table->addAction(m_actions.offer);
    m_actions.offer->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_actions.offer->setShortcutContext(Qt::WidgetShortcut);
    lay();
    connect(m_table, &RowTable::opened, m_actions.offer, &QAction::trigger);
    connect(m_table, &RowTable::currentRowChanged, this, &OffersSheet::rowChanged);
    connect(m_state, &StateView::retried, &m_offers, &OffersViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_offers, &OffersViewModel::giveUp);
    connect(&m_offers, &OffersViewModel::changed, this, &OffersSheet::present);
    connect(&m_offers, &OffersViewModel::proposed, this, &OffersSheet::choose);
    connect(&m_connection, &Connection::stateChanged, this, &OffersSheet::present);
    present();
}

void OffersSheet::lay()
{
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons);
    for (QAction *action :
         {m_actions.offer, m_actions.accept, m_actions.decline, m_actions.withdraw, m_actions.back})
        row->addWidget(toolButton(action, Qt::ToolButtonTextBesideIcon, buttons));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    column->addWidget(m_note);
    column->addWidget(m_refusal);
    column->addWidget(buttons);
}

int OffersSheet::currentRow() const
{
    return m_table->currentIndex().row();
}

void OffersSheet::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

/// Whoever is being asked, else the first.
void OffersSheet::choose()
{
    const int row = std::max(0, m_offers.table().offeredRow());
    m_table->setCurrentIndex(m_offers.table().index(row, 0));
}

/// Reasons are read whole. Whoever stands far below isn't asked soon.
void OffersSheet::fitRows()
{
    constexpr int soon = 30;
    for (int row = 0; row < std::min(soon, m_offers.table().rowCount()); ++row)
        m_table->resizeRowToContents(row);
}

void OffersSheet::enable(bool inFront)
{
    const int row = currentRow();
    m_actions.offer->setEnabled(inFront && m_offers.canOffer(row));
    for (QAction *action : {m_actions.accept, m_actions.decline, m_actions.withdraw})
        action->setEnabled(inFront && m_offers.canAnswer(row));
}

void OffersSheet::present()
{
    m_title->setText(tr("Free: %1").arg(m_offers.title()));
    showState(*m_state,
              {.state = m_offers.state(),
               .failure = m_offers.failure(),
               .connection = m_connection.state().kind,
               .what = tr("Whom this time suits could not be read"),
               .empty = {.icon = u"hourglass"_s,
                         .headline = m_offers.isTaken() ? tr("This time is no longer free")
                                                        : tr("Nobody waits for this time"),
                         .hint = m_offers.isTaken()
                             ? tr("Everybody stays on the waitlist and keeps the place in it.")
                             : tr("It suits nobody on the waitlist. Book it on the day board."),
                         .next = m_actions.back}});
    fitRows();
    m_note->setText(m_offers.note());
    m_note->setVisible(!m_offers.note().isEmpty());
    m_refusal->setSentence(m_offers.refusal());
    if (!m_table->currentIndex().isValid() && m_offers.table().rowCount() > 0)
        choose();
    emit rowChanged();
}

} // namespace clinidesk
