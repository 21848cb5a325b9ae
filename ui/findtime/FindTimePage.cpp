#include "ui/findtime/FindTimePage.h"

#include "ui/findtime/FindTimeForm.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

FindTimePage::FindTimePage(const Ports &ports, ClinicChoice &clinics, QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_find(ports, clinics)
    , m_open(makeAction(this,
                        {u"findTimeOpen"_s,
                         tr("Find a time…"),
                         Theme::icon(u"search"_s),
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)}},
                        [this] { emit wanted(); }))
    , m_later(makeAction(this,
                         {u"findTimeLater"_s,
                          tr("Later times"),
                          Theme::icon(u"next"_s),
                          {QKeySequence(Qt::ALT | Qt::Key_PageDown)}},
                         [this] { m_find.goOn(); }))
    , m_form(new FindTimeForm(m_find, this))
    , m_table(new RowTable(u"findTimeTable"_s, tr("Free times"), this))
    , m_state(new StateView(m_table, u"findTimeState"_s, this))
    , m_hint(namedLabel(TextStyle::Body, u"findTimeHint"_s, this))
    , m_below(new QWidget(this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
{
    setObjectName(u"findTimePage"_s);
    m_refusal->setObjectName(u"findTimeRefusal"_s);
    m_hint->setColour(Colour::TextWeak);
    m_table->setModel(&m_find.table());
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const int column : {FindTimeTable::Day, FindTimeTable::Time})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    makeAction(this,
               {u"findTimeBack"_s,
                tr("Back to where I came from, without choosing a time"),
                Theme::icon(u"close"_s),
                {Qt::Key_Escape}},
               [this] { emit finished(); })
        ->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    lay();
    connect(m_form, &FindTimeForm::submitted, this, &FindTimePage::toTimes);
    connect(m_table, &RowTable::opened, &m_find,
            [this](const QModelIndex &index) { m_find.choose(index.row()); });
    connect(m_state, &StateView::retried, &m_find, &FindTimeViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_find, &FindTimeViewModel::giveUp);
    connect(&m_connection, &Connection::stateChanged, this, &FindTimePage::present);
    connect(&m_find, &FindTimeViewModel::changed, this, &FindTimePage::present);
    connect(&m_find, &FindTimeViewModel::chosen, this, &FindTimePage::chosen);
    present();
}

QString FindTimePage::title() const
{
    return tr("Find a time");
}

QString FindTimePage::iconName() const
{
    return u"search"_s;
}

void FindTimePage::enter()
{
    m_find.open();
    m_form->setFocus(Qt::OtherFocusReason);
}

void FindTimePage::refresh()
{
    m_find.refresh();
}

void FindTimePage::lay()
{
    auto *heading = new TextLabel(title(), TextStyle::Title, this);
    heading->setObjectName(u"findTimeHeading"_s);
    auto *row = new QHBoxLayout(m_below);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(toolButton(m_later, Qt::ToolButtonTextBesideIcon, m_below));
    row->addWidget(m_hint, 1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(heading);
    column->addWidget(m_form);
    column->addWidget(m_refusal);
    column->addWidget(m_state, 1);
    column->addWidget(m_below);
    column->addStretch();
}

/// From the fields to the first time.
void FindTimePage::toTimes()
{
    if (m_find.table().found().isEmpty())
        return;
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_find.table().index(0, FindTimeTable::Time));
}

void FindTimePage::present()
{
    m_form->present();
    m_refusal->setSentence(m_find.refusal());
    const QString until = Wording::day(m_find.lookedUntil());
    showState(
        *m_state,
        {.state = m_find.state(),
         .failure = m_find.failure(),
         .freshness = m_find.freshness(),
         .connection = m_connection.state().kind,
         .what = tr("The free times could not be read"),
         .empty = {.icon = u"calendar"_s,
                   .headline = tr("None free until %1").arg(until),
                   .hint = tr("Take more weekdays or hours, somebody else, a shorter time, or "
                              "look at later days."),
                   .next = m_later}});
    m_state->setVisible(m_find.fault().isEmpty());
    m_later->setEnabled(m_find.hasLater());
    const bool isShown = m_find.state() == ListState::Shown;
    m_below->setVisible(isShown);
    const qsizetype count = m_find.table().found().size();
    m_hint->setText(
        !isShown ? QString()
            : count < FindTimeViewModel::most
            ? tr("All that is free until %1. Enter goes to a time, to be booked there.").arg(until)
            : tr("The first %1. Enter goes to a time, to be booked there.").arg(count));
    if (m_find.freshness())
        emit freshnessChanged(*m_find.freshness());
}

} // namespace clinidesk
