#include "ui/schedule/MonthView.h"

#include "ui/lists/ActionOf.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/schedule/CalendarBar.h"
#include "ui/schedule/MonthGrid.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/TextLabel.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

MonthView::MonthView(const Ports &ports, ClinicChoice &clinics, const Session &session,
                     const QList<QAction *> &views, QWidget *parent)
    : QWidget(parent)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_month(ports, clinics, session)
    , m_heading(new TextLabel(TextStyle::Title, this))
    , m_hint(new TextLabel(TextStyle::Body, this))
    , m_scopes(namedCombo(u"monthScope"_s, this))
    , m_grid(new MonthGrid(m_month, u"monthGrid"_s, tr("How full the days of a month are"), this))
    , m_state(new StateView(m_grid, u"monthState"_s, this))
{
    setObjectName(u"monthView"_s);
    m_heading->setObjectName(u"monthHeading"_s);
    m_hint->setObjectName(u"monthHint"_s);
    m_hint->setColour(Colour::TextWeak);
    addActions();
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(bar(views));
    page->addWidget(m_state, 1);
    page->addWidget(m_hint);
    connect(m_grid, &MonthGrid::opened, this, [this] { emit dayWanted(m_month.cursor()); });
    connect(m_scopes, &QComboBox::currentIndexChanged, this, [this](int index) {
        const auto scopes = m_month.scopes();
        if (index >= 0 && index < scopes.size())
            m_month.showScope(scopes.at(index));
    });
    connect(m_state, &StateView::retried, &m_month, &MonthViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_month, &MonthViewModel::giveUp);
    connect(&m_month, &MonthViewModel::changed, this, &MonthView::present);
    present();
}

void MonthView::enter()
{
    m_grid->setFocus();
}

void MonthView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_month.setActive(true);
}

void MonthView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_month.setActive(false);
}

void MonthView::addActions()
{
    const auto add = [this](const ActionWords &words, auto deed) {
        QAction *action = makeAction(this, words, std::move(deed));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_grid->addAction(action);
        return action;
    };
    m_turns << add(
        {u"monthPrevious"_s, tr("The month before"), Theme::icon(u"previous"_s), {Qt::Key_PageUp}},
        [this] { m_month.showMonthsOn(-1); });
    m_turns << add({u"monthThis"_s, tr("This month"), Theme::icon(u"today"_s), {Qt::Key_T}},
                   [this] { m_month.show({}); });
    m_turns << add(
        {u"monthNext"_s, tr("The month after"), Theme::icon(u"next"_s), {Qt::Key_PageDown}},
        [this] { m_month.showMonthsOn(1); });
    QAction *open = add({u"monthOpen"_s,
                         tr("Open the day of the month"),
                         Theme::icon(u"open"_s),
                         {Qt::Key_Return, Qt::Key_Enter}},
                        [this] { emit dayWanted(m_month.cursor()); });
    open->setAutoRepeat(false);
}

QWidget *MonthView::bar(const QList<QAction *> &views)
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    addViewButtons(row, views, u"month"_s, bar);
    row->addCentred(m_heading);
    row->addSpring();
    row->addCentred(
        labelledBeside(tr("C&linic"), new ClinicBox(m_clinics, u"monthClinic"_s, bar), bar));
    if (m_month.mayChooseScope())
        row->addCentred(labelledBeside(tr("&Days of"), m_scopes, bar));
    else
        m_scopes->hide();
    addTurnButtons(row, m_turns, bar);
    return bar;
}

void MonthView::present()
{
    const ListState state = m_month.state();
    m_heading->setText(m_month.month().isValid() ? MonthWording::month(m_month.month())
                                                 : tr("Month"));
    QStringList names;
    int chosen = -1;
    for (const MonthScope &each : m_month.scopes()) {
        if (each.isSame(m_month.scope()))
            chosen = int(names.size());
        names << each.name;
    }
    refill(m_scopes, names, chosen);
    m_hint->setText(state == ListState::Shown || state == ListState::Old ? tr("Enter opens the day")
                                                                         : QString());
    // Before there is a clinic there is nothing to ask about.
    const bool isWaiting = state == ListState::Idle && !m_clinics.failure();
    const bool hasFailed = state == ListState::Idle && m_clinics.failure();
    showState(*m_state,
              {.state = isWaiting ? ListState::Loading
                   : hasFailed    ? ListState::Failed
                                  : state,
               .failure = hasFailed ? m_clinics.failure() : m_month.reading().failure(),
               .freshness = m_month.reading().freshness(),
               .connection = m_connection.state().kind,
               .what = tr("The month could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("Nothing is known about this month"),
                         .hint = tr("Look at another month."),
                         .next = m_turns.last()}});
    if (m_month.reading().freshness())
        emit freshnessChanged(*m_month.reading().freshness());
}

} // namespace clinidesk
