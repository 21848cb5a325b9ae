#include "ui/waiting/TodayPage.h"

#include "ui/history/AppointmentDetails.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/AppointmentColumns.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/ListWithDetails.h"
#include "ui/lists/SaveDialog.h"
#include "ui/lists/SavingStrip.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/paper/AppointmentCsv.h"
#include "ui/waiting/ReasonStrip.h"
#include "ui/waiting/StepAction.h"
#include "ui/widgets/DateField.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/StatusDelegate.h"
#include "ui/widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

TodayPage::TodayPage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                     QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_today(ports, clinics, session)
    , m_detailsModel(ports)
    , m_export(ports)
    , m_day(new DateField(DateField::Kind::ToCome, u"todayDay"_s, tr("Day"), this))
    , m_heading(new TextLabel(TextStyle::Title, this))
    , m_waiting(new TextLabel(TextStyle::Strong, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_table(new RowTable(u"todayTable"_s, tr("Appointments of the day"), this))
    , m_state(new StateView(m_table, u"todayState"_s, this))
    , m_reason(new ReasonStrip(u"reason"_s, this))
    , m_details(new AppointmentDetails(m_detailsModel, u"todayDetails"_s, this))
{
    setObjectName(u"todayPage"_s);
    m_refusal->setObjectName(u"todayRefusal"_s);
    m_table->setModel(&m_today.table());
    m_table->setItemDelegate(new StatusDelegate(m_table));
    new AppointmentColumns(m_table, m_today.table());
    addDayActions();
    addStepActions();
    addPaperActions(ports);
    lay();
    followToday();
    present();

    connect(m_table, &RowTable::opened, this, [this](const QModelIndex &index) {
        m_detailsModel.open(m_today.table().at(index.row()).id);
    });
    connect(m_table, &RowTable::currentRowChanged, this, &TodayPage::showSteps);
    connect(&m_export, &Saving::changed, this, &TodayPage::present);
    connect(&m_export, &Saving::saved, this,
            [this](const QString &sentence) { emit announced(sentence, false); });
    connect(m_state, &StateView::retried, &m_today, &TodayViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_today, &TodayViewModel::giveUp);
    connect(&m_today, &TodayViewModel::changed, this, &TodayPage::present);
    connect(&m_today, &TodayViewModel::done, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    m_details->offerSlip(ports);
    connect(m_details, &AppointmentDetails::paperWanted, this, &TodayPage::paperWanted);
    m_details->offerSeries(ports, session);
    connect(m_details, &AppointmentDetails::announced, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    connect(&m_clinics, &ClinicChoice::loaded, this, &TodayPage::followToday);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, &TodayPage::followToday);
    connect(m_day, &DateField::submitted, this, [this] {
        if (m_day->hasError())
            return;
        m_today.show(m_day->date().value_or(QDate()));
        m_day->setDate({});
        m_table->setFocus();
    });
    connect(m_reason, &ReasonStrip::dismissed, this, &TodayPage::closeReason);
    connect(m_reason, &ReasonStrip::confirmed, this,
            [this](AppointmentId id, Action action, const QString &why) {
                m_today.act(id, action, why);
                if (m_today.refusal().isEmpty())
                    closeReason();
            });
}

QString TodayPage::title() const
{
    return tr("Today");
}

QString TodayPage::iconName() const
{
    return u"today"_s;
}

void TodayPage::enter()
{
    m_table->setFocus();
}

void TodayPage::refresh()
{
    m_today.refresh();
    m_detailsModel.refresh();
}

void TodayPage::showEvent(QShowEvent *event)
{
    ShellPage::showEvent(event);
    m_today.setActive(true);
}

void TodayPage::hideEvent(QHideEvent *event)
{
    ShellPage::hideEvent(event);
    m_today.setActive(false);
}

void TodayPage::addDayActions()
{
    m_previousDay = makeAction(this,
                               {u"previousDay"_s,
                                tr("Previous day"),
                                Theme::icon(u"previous"_s),
                                {QKeySequence(Qt::ALT | Qt::Key_Left)}},
                               [this] { m_today.showPreviousDay(); });
    m_thisDay = makeAction(this,
                           {u"thisDay"_s,
                            tr("Back to today"),
                            Theme::icon(u"today"_s),
                            {QKeySequence(Qt::ALT | Qt::Key_Home)}},
                           [this] { m_today.showToday(); });
    m_thisDay->setIconText(tr("Today"));
    m_nextDay = makeAction(this,
                           {u"nextDay"_s,
                            tr("Next day"),
                            Theme::icon(u"next"_s),
                            {QKeySequence(Qt::ALT | Qt::Key_Right)}},
                           [this] { m_today.showNextDay(); });
    makeAction(this,
               {u"typeDay"_s,
                tr("Go to a day"),
                Theme::icon(u"calendar"_s),
                {QKeySequence(Qt::CTRL | Qt::Key_G)}},
               [this] { m_day->setFocus(Qt::ShortcutFocusReason); });
    auto *close = makeAction(m_details,
                             {u"todayCloseDetails"_s,
                              tr("Close the appointment"),
                              Theme::icon(u"close"_s),
                              {QKeySequence(Qt::Key_Escape)}},
                             [this] {
                                 m_detailsModel.close();
                                 m_table->setFocus();
                             });
    close->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(close);
}

void TodayPage::addStepActions()
{
    for (const Action step : m_today.actions())
        m_steps.insert(step, stepAction(step, {}, this, m_table, [this, step] { take(step); }));
}

void TodayPage::addPaperActions(const Ports &ports)
{
    if (ports.press)
        m_waysOut << makeAction(
            this, {u"todayPrint"_s, tr("Print…"), Theme::icon(u"print"_s), {QKeySequence::Print}},
            [this] {
                const QModelIndex current = m_table->currentIndex();
                PaperWish wish = current.isValid()
                    ? wishFor(m_today.table().at(current.row()), Paper::DaySheet)
                    : PaperWish();
                // The list in front is everybody's.
                wish.owner.reset();
                wish.clinic = m_clinics.current().id;
                wish.day = m_today.date();
                emit paperWanted(wish);
            });
    m_save = makeAction(this,
                        {u"todaySave"_s,
                         tr("Save as CSV…"),
                         Theme::icon(u"down"_s),
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
                        [this] { askWhereToSave(); });
    m_waysOut << m_save;
}

void TodayPage::askWhereToSave()
{
    // What is in front now is what is saved, however long the choice takes.
    clinidesk::askWhereToSave(
        this,
        {.dialog = u"todayExportDialog"_s,
         .title = tr("Save this list"),
         .kind = tr("Tables (*.csv)"),
         .suffix = u"csv"_s,
         .name = AppointmentCsv::suggestedName(m_today.date())},
        [this, rows = m_today.table().rows()](const QString &path) { m_export.start(rows, path); });
}

QWidget *TodayPage::dayBar()
{
    m_heading->setObjectName(u"todayHeading"_s);
    m_waiting->setObjectName(u"todayWaiting"_s);
    EmWidth::set(m_day, 13);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    row->addCentred(m_heading);
    row->addCentred(m_waiting);
    row->addSpring();
    row->addCentred(
        labelledBeside(tr("C&linic"), new ClinicBox(m_clinics, u"todayClinic"_s, bar), bar));
    row->addCentred(labelledBeside(tr("&Day"), m_day, bar));
    auto *turns = new QWidget(bar);
    auto *pages = new QHBoxLayout(turns);
    pages->setContentsMargins(0, 0, 0, 0);
    for (QAction *action : {m_previousDay, m_thisDay, m_nextDay})
        pages->addWidget(toolButton(
            action, action == m_thisDay ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly, turns));
    row->addCentred(turns);
    return bar;
}

QWidget *TodayPage::stepBar()
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    for (const Action step : m_today.actions())
        row->addWidget(toolButton(m_steps.value(step), Qt::ToolButtonTextBesideIcon, bar));
    return bar;
}

void TodayPage::lay()
{
    auto *list = new QWidget(this);
    auto *listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->addWidget(m_refusal);
    listColumn->addWidget(m_state, 1);
    listColumn->addWidget(m_reason);
    listColumn->addWidget(stepBar());
    listColumn->addWidget(new SavingStrip(m_export, u"todayExport"_s, m_waysOut, list));
    auto *column = new QVBoxLayout(this);
    column->addWidget(dayBar());
    column->addWidget(new ListWithDetails(list, m_details, u"todaySplitter"_s, this), 1);
}

/// What is typed as a day is counted from the clinic's today.
void TodayPage::followToday()
{
    if (m_clinics.current().today.isValid())
        m_day->setToday(m_clinics.current().today);
}

void TodayPage::present()
{
    const QDate date = m_today.date();
    m_heading->setText(date.isValid() ? Wording::day(date) : tr("Today"));
    const int waiting = m_today.waitingCount();
    m_waiting->setText(waiting > 0 ? tr("%n waiting", nullptr, waiting) : QString());
    m_refusal->setSentence(m_today.refusal());
    showState(*m_state,
              {.state = m_today.state(),
               .failure = m_today.failure(),
               .freshness = m_today.freshness(),
               .connection = m_connection.state().kind,
               .what = tr("The day could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("No appointments on %1").arg(Wording::day(date)),
                         .hint = tr("Look at another day, or book someone."),
                         .next = m_nextDay}});
    m_save->setEnabled(!m_today.table().rows().isEmpty() && !m_export.isBusy());
    if (m_reason->isOpen() && m_today.table().rowOf(m_reason->appointment()) < 0)
        closeReason();
    showNow();
    showSteps();
    if (m_today.freshness())
        emit freshnessChanged(*m_today.freshness());
}

void TodayPage::showNow()
{
    const std::pair day(m_clinics.current().id, m_today.date());
    if (m_today.state() != ListState::Shown || day == m_laidOpen)
        return;
    m_laidOpen = day; // Once: from then on nothing moves under the cursor.
    const QModelIndex now = m_today.table().index(m_today.rowOfNow(), 0);
    m_table->scrollTo(now, QAbstractItemView::PositionAtCenter);
}

void TodayPage::showSteps()
{
    const AppointmentId id = chosen();
    for (auto step = m_steps.cbegin(); step != m_steps.cend(); ++step)
        step.value()->setEnabled(m_today.can(id, step.key()));
}

void TodayPage::take(Action action)
{
    const AppointmentId id = chosen();
    if (!m_today.can(id, action))
        return;
    if (action == Action::Cancel || action == Action::Reject)
        m_reason->ask(m_today.table().at(m_today.table().rowOf(id)), action);
    else
        m_today.act(id, action);
}

void TodayPage::closeReason()
{
    m_reason->close();
    m_table->setFocus();
}

AppointmentId TodayPage::chosen() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid()
        ? static_cast<const AppointmentTable *>(current.model())->at(current.row()).id
        : AppointmentId();
}

} // namespace clinidesk
