#include "ui/history/AppointmentHistoryPage.h"

#include "ui/history/AppointmentDetails.h"
#include "ui/history/HistoryFilters.h"
#include "ui/history/Pager.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/AppointmentColumns.h"
#include "ui/lists/ListWithDetails.h"
#include "ui/lists/SaveDialog.h"
#include "ui/lists/SavingStrip.h"
#include "ui/lists/ShowState.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/widgets/RowTable.h"
#include "ui/widgets/StatusDelegate.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

static_assert(int(AppointmentTable::statusRole) == int(StatusRole));

AppointmentHistoryPage::AppointmentHistoryPage(const Ports &ports, ClinicChoice &clinics,
                                               const Session &session, QWidget *parent)
    : ShellPage(parent)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_history(ports)
    , m_detailsModel(ports)
    , m_search(ports)
    , m_export(ports)
    , m_filters(new HistoryFilters({m_history, m_search, clinics}, session.role, this))
    , m_table(new RowTable(u"historyTable"_s, tr("Appointments"), this))
    , m_state(new StateView(m_table, u"historyState"_s, this))
    , m_details(new AppointmentDetails(m_detailsModel, u"historyDetails"_s, this))
{
    setObjectName(u"historyPage"_s);
    addActions();
    addPaperActions(ports);
    lay();
    m_table->setModel(&m_history.table());
    m_table->setItemDelegate(new StatusDelegate(m_table));
    new AppointmentColumns(m_table, m_history.table());

    connect(m_table, &RowTable::opened, this, [this](const QModelIndex &index) {
        m_detailsModel.open(m_history.table().at(index.row()).id);
    });
    connect(m_state, &StateView::retried, &m_history, &HistoryViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_history, &HistoryViewModel::giveUp);
    connect(&m_history, &HistoryViewModel::changed, this, &AppointmentHistoryPage::present);
    m_details->offerSlip(ports);
    connect(m_details, &AppointmentDetails::paperWanted, this,
            &AppointmentHistoryPage::paperWanted);
    m_details->offerSeries(ports, session);
    connect(m_details, &AppointmentDetails::announced, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    connect(&m_connection, &Connection::stateChanged, this, &AppointmentHistoryPage::present);
    connect(&m_export, &HistoryExport::changed, this, &AppointmentHistoryPage::present);
    connect(&m_export, &HistoryExport::saved, this,
            [this](const QString &sentence) { emit announced(sentence, false); });
}

QString AppointmentHistoryPage::title() const
{
    return tr("History");
}

QString AppointmentHistoryPage::iconName() const
{
    return u"history"_s;
}

void AppointmentHistoryPage::enter()
{
    if (!m_clinics.isLoaded())
        m_clinics.load();
    if (m_history.state() == ListState::Idle || m_history.state() == ListState::Failed)
        m_history.refresh();
    m_table->setFocus();
}

void AppointmentHistoryPage::refresh()
{
    m_history.refresh();
    m_detailsModel.refresh();
}

void AppointmentHistoryPage::showPatient(const Patient &patient)
{
    m_filters->setPatient(patient);
}

void AppointmentHistoryPage::addActions()
{
    const auto key = [](QKeyCombination keys) { return QKeySequence(keys); };
    m_first = makeAction(this,
                         {u"historyFirst"_s,
                          tr("First page"),
                          Theme::icon(u"first"_s),
                          {key(Qt::ALT | Qt::Key_Home)}},
                         [this] { m_history.goFirst(); });
    m_back = makeAction(this,
                        {u"historyBack"_s,
                         tr("Previous page"),
                         Theme::icon(u"previous"_s),
                         {key(Qt::ALT | Qt::Key_Left), key(Qt::ALT | Qt::Key_PageUp)}},
                        [this] { m_history.goBack(); });
    m_on = makeAction(this,
                      {u"historyOn"_s,
                       tr("Next page"),
                       Theme::icon(u"next"_s),
                       {key(Qt::ALT | Qt::Key_Right), key(Qt::ALT | Qt::Key_PageDown)}},
                      [this] { m_history.goOn(); });
    m_last = makeAction(
        this,
        {u"historyLast"_s, tr("Last page"), Theme::icon(u"last"_s), {key(Qt::ALT | Qt::Key_End)}},
        [this] { m_history.goLast(); });
    makeAction(this, {u"historyTypePage"_s, tr("Go to a page"), {}, {key(Qt::CTRL | Qt::Key_G)}},
               [this] {
                   m_pager->numberEdit()->setFocus(Qt::ShortcutFocusReason);
                   m_pager->numberEdit()->selectAll();
               });
    makeAction(this,
               {u"historyTypeText"_s,
                tr("Search in the history"),
                Theme::icon(u"search"_s),
                {key(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}},
               [this] {
                   m_filters->textEdit()->setFocus(Qt::ShortcutFocusReason);
                   m_filters->textEdit()->selectAll();
               });
    m_clear = makeAction(this,
                         {u"historyClear"_s, tr("Show all appointments"), Theme::icon(u"filter"_s)},
                         [this] { m_filters->clear(); });
    QAction *close = makeAction(m_details,
                                {u"historyCloseDetails"_s,
                                 tr("Close the appointment"),
                                 Theme::icon(u"close"_s),
                                 {key(Qt::Key_Escape)}},
                                [this] { closeDetails(); });
    close->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(close);
}

void AppointmentHistoryPage::addPaperActions(const Ports &ports)
{
    m_save = makeAction(this,
                        {u"historySave"_s,
                         tr("Save as CSV…"),
                         Theme::icon(u"down"_s),
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
                        [this] { askWhereToSave(); });
    if (!ports.press)
        return;
    m_print = makeAction(
        this, {u"historyPrint"_s, tr("Print…"), Theme::icon(u"print"_s), {QKeySequence::Print}},
        [this] {
            const QModelIndex current = m_table->currentIndex();
            emit paperWanted(current.isValid()
                                 ? wishFor(m_history.table().at(current.row()), Paper::DaySheet)
                                 : PaperWish());
        });
}

void AppointmentHistoryPage::lay()
{
    m_pager = new Pager(m_history, {m_first, m_back, m_on, m_last}, this);
    auto *list = new QWidget(this);
    auto *listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->addWidget(m_state, 1);
    listColumn->addWidget(m_pager);
    listColumn->addWidget(new SavingStrip(m_export, u"export"_s,
                                          m_print ? QList{m_print, m_save} : QList{m_save}, list));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_filters);
    column->addWidget(new ListWithDetails(list, m_details, u"historySplitter"_s, this), 1);
}

void AppointmentHistoryPage::present()
{
    const auto &page = m_history.page();
    showState(*m_state,
              {.state = m_history.state(),
               .failure = m_history.failure(),
               .freshness = page ? std::optional(page->freshness) : std::nullopt,
               .connection = m_connection.state().kind,
               .what = tr("The history could not be read"),
               .empty = {.icon = u"history"_s,
                         .headline = tr("No appointments match"),
                         .hint = tr("Choose other days or fewer conditions."),
                         .next = m_clear}});
    if (m_print)
        m_print->setEnabled(page && !page->page.rows.isEmpty());
    m_save->setEnabled(page && !page->page.rows.isEmpty() && !m_export.isBusy());
    if (page)
        emit freshnessChanged(page->freshness);
}

void AppointmentHistoryPage::askWhereToSave()
{
    // What is in front now is what is saved, however long the choice takes.
    clinidesk::askWhereToSave(
        this,
        {.dialog = u"exportDialog"_s,
         .title = tr("Save this list"),
         .kind = tr("Tables (*.csv)"),
         .suffix = u"csv"_s,
         .name = m_export.suggestedName(m_clinics.current().zone)},
        [this, query = m_history.query()](const QString &path) { m_export.start(query, path); });
}

void AppointmentHistoryPage::closeDetails()
{
    m_detailsModel.close();
    m_table->setFocus();
}

} // namespace clinidesk
