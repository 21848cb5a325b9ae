#include "ui/monitor/MonitorPage.h"

#include "ui/lists/ActionOf.h"
#include "ui/lists/ListWithDetails.h"
#include "ui/monitor/FigureView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/StateView.h"
#include "ui/widgets/TextLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// @p parts one below the other, from the top.
QWidget *column(const QList<QWidget *> &parts)
{
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    // A splitter that is turned round cuts a pixel off its first part's edge.
    layout->setContentsMargins(1, 0, 1, 0);
    for (QWidget *part : parts)
        layout->addWidget(part);
    layout->addStretch(1);
    return whole;
}

} // namespace

MonitorPage::MonitorPage(const Ports &ports, QWidget *parent)
    : ShellPage(parent)
    , m_monitor(ports)
    , m_asOf(new TextLabel(TextStyle::Small, this))
    , m_sentence(new TextLabel(TextStyle::Strong, this))
    , m_trouble(new NoteStrip(u"warning"_s, Colour::WarningFill, this))
    , m_layers(new FigureView(m_monitor.layers(), u"monitorLayers"_s, tr("Where answers came from"),
                              this))
    , m_kinds(new FigureView(m_monitor.kinds(), u"monitorKinds"_s, tr("What was asked for"), this))
    , m_store(new FigureView(m_monitor.store(), u"monitorStore"_s, tr("Memory and Redis"), this))
{
    setObjectName(u"monitorPage"_s);
    m_trouble->setObjectName(u"monitorTrouble"_s);
    addActions();
    lay();
    connect(&m_monitor, &MonitorViewModel::changed, this, &MonitorPage::present);
    present();
}

QString MonitorPage::title() const
{
    return tr("Monitor");
}

QString MonitorPage::iconName() const
{
    return u"server"_s;
}

void MonitorPage::enter()
{
    m_layers->table()->setFocus();
}

void MonitorPage::refresh()
{
    m_monitor.refresh();
}

void MonitorPage::showEvent(QShowEvent *event)
{
    ShellPage::showEvent(event);
    m_monitor.setActive(true);
}

void MonitorPage::hideEvent(QHideEvent *event)
{
    ShellPage::hideEvent(event);
    m_monitor.setActive(false);
}

void MonitorPage::addActions()
{
    m_copy = makeAction(
        this,
        {u"copyFigures"_s, tr("Copy the figures"), Theme::icon(u"copy"_s), {QKeySequence::Copy}},
        [this] {
            QGuiApplication::clipboard()->setText(m_monitor.text());
            emit announced(tr("The figures are copied."), false);
        });
    m_back = makeAction(this,
                        {u"closeMonitor"_s,
                         tr("Back to where I came from"),
                         Theme::icon(u"close"_s),
                         {QKeySequence(Qt::Key_Escape)}},
                        [this] { emit finished(); });
    // Not while something lies over the page that Escape closes first.
    m_back->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void MonitorPage::lay()
{
    auto *heading = new TextLabel(title(), TextStyle::Title, this);
    heading->setObjectName(u"monitorHeading"_s);
    m_asOf->setObjectName(u"monitorAsOf"_s);
    m_asOf->setColour(Colour::TextWeak);
    m_sentence->setObjectName(u"monitorSentence"_s);
    m_sentence->setWordWrap(true);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(heading);
    row->addCentred(m_asOf);
    row->addSpring();
    for (QAction *action : {m_copy, m_back}) {
        auto *button = new QToolButton(bar);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setAccessibleName(action->text());
        button->setToolButtonStyle(action == m_back ? Qt::ToolButtonIconOnly
                                                    : Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        row->addCentred(button);
    }

    auto *tables = new ListWithDetails(column({m_layers, m_kinds}), column({m_store}),
                                       u"monitorSplitter"_s, this);
    tables->setHandleWidth(Theme::em(this));
    m_state = new StateView(tables, u"monitorState"_s, this);

    auto *page = new QVBoxLayout(this);
    page->addWidget(bar);
    page->addWidget(m_trouble);
    page->addWidget(m_sentence);
    page->addWidget(m_state, 1);
}

void MonitorPage::present()
{
    m_asOf->setText(m_monitor.asOf());
    m_trouble->setSentence(m_monitor.trouble());
    m_sentence->setVisible(!m_monitor.isEmpty());
    m_sentence->setText(m_monitor.sentence());
    m_copy->setEnabled(!m_monitor.isEmpty());
    if (m_monitor.isEmpty())
        m_state->showEmpty({.icon = u"server"_s,
                            .headline = tr("Nothing has been asked yet"),
                            .hint = tr("The figures begin with the first question to the server."),
                            .next = nullptr});
    else
        m_state->showContent();
}

} // namespace clinidesk
