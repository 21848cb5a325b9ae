#include "ui/schedule/WeekView.h"

#include "ui/history/AppointmentDetails.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/ListWithDetails.h"
#include "ui/lists/NamedParts.h"
#include "ui/lists/ShowState.h"
#include "ui/schedule/CalendarBar.h"
#include "ui/schedule/DayBoard.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/schedule/BoardWording.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

WeekView::WeekView(const Ports &ports, ClinicChoice &clinics, const Session &session,
                   const QList<QAction *> &views, QWidget *parent)
    : QWidget(parent)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_week(ports, clinics, session)
    , m_detailsModel(ports)
    , m_heading(new TextLabel(TextStyle::Title, this))
    , m_hint(new TextLabel(TextStyle::Body, this))
    , m_owners(namedCombo(u"weekOwner"_s, this))
    , m_hoursNote(new NoteStrip(u"info"_s, Colour::WarningFill, this))
    , m_board(
          new DayBoard(m_week, u"weekBoard"_s, tr("Appointments of a week by day and time"), this))
    , m_state(new StateView(m_board, u"weekState"_s, this))
    , m_details(new AppointmentDetails(m_detailsModel, u"weekDetails"_s, this))
{
    setObjectName(u"weekView"_s);
    m_heading->setObjectName(u"weekHeading"_s);
    m_hint->setObjectName(u"weekHint"_s);
    m_hint->setColour(Colour::TextWeak);
    m_hoursNote->setObjectName(u"weekHoursNote"_s);
    m_details->offerSeries(ports, session);
    m_details->offerSlip(ports);
    addActions();
    auto *week = new QWidget(this);
    auto *column = new QVBoxLayout(week);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_hoursNote);
    column->addWidget(m_state, 1);
    column->addWidget(m_hint);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(bar(views));
    page->addWidget(new ListWithDetails(week, m_details, u"weekSplitter"_s, this), 1);
    connectParts();
    present();
}

void WeekView::enter()
{
    m_board->setFocus();
}

void WeekView::refresh()
{
    m_week.refresh();
    m_detailsModel.refresh();
}

void WeekView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_week.setActive(true);
}

void WeekView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_week.setActive(false);
}

void WeekView::addActions()
{
    const auto add = [this](const ActionWords &words, auto deed) {
        QAction *action = makeAction(this, words, std::move(deed));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_board->addAction(action);
        return action;
    };
    m_turns << add(
        {u"weekPrevious"_s, tr("The week before"), Theme::icon(u"previous"_s), {Qt::Key_PageUp}},
        [this] { m_week.showWeeksOn(-1); });
    m_turns << add({u"weekThis"_s, tr("This week"), Theme::icon(u"today"_s), {Qt::Key_T}},
                   [this] { m_week.show({}); });
    m_turns << add(
        {u"weekNext"_s, tr("The week after"), Theme::icon(u"next"_s), {Qt::Key_PageDown}},
        [this] { m_week.showWeeksOn(1); });
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    if (m_week.mayChooseOwner()) {
        add({u"weekPreviousOwner"_s,
             tr("The week of the doctor before"),
             Theme::icon(u"previous"_s),
             {Qt::CTRL | (isMirrored ? Qt::Key_Right : Qt::Key_Left)}},
            [this] { m_week.showOwnersOn(-1); });
        add({u"weekNextOwner"_s,
             tr("The week of the next doctor"),
             Theme::icon(u"next"_s),
             {Qt::CTRL | (isMirrored ? Qt::Key_Left : Qt::Key_Right)}},
            [this] { m_week.showOwnersOn(1); });
    }
    QAction *open = add({u"weekOpen"_s,
                         tr("Open the appointment or the free time of the week"),
                         Theme::icon(u"open"_s),
                         {Qt::Key_Return, Qt::Key_Enter}},
                        [this] { this->open(); });
    open->setAutoRepeat(false);
    QAction *leave = add({u"weekLeave"_s,
                          tr("Close the appointment of the week"),
                          Theme::icon(u"close"_s),
                          {Qt::Key_Escape}},
                         [this] {
                             m_detailsModel.close();
                             m_board->setFocus();
                         });
    m_details->addAction(leave);
}

QWidget *WeekView::bar(const QList<QAction *> &views)
{
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    addViewButtons(row, views, u"week"_s, bar);
    row->addCentred(m_heading);
    row->addSpring();
    row->addCentred(
        labelledBeside(tr("C&linic"), new ClinicBox(m_clinics, u"weekClinic"_s, bar), bar));
    if (m_week.mayChooseOwner())
        row->addCentred(labelledBeside(tr("&Week of"), m_owners, bar));
    else
        m_owners->hide();
    addTurnButtons(row, m_turns, bar);
    return bar;
}

void WeekView::connectParts()
{
    connect(m_board, &DayBoard::opened, this, &WeekView::open);
    connect(m_owners, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0 && index < m_week.owners().size())
            m_week.showOwner(m_week.owners().at(index));
    });
    connect(m_details, &AppointmentDetails::announced, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    connect(m_details, &AppointmentDetails::paperWanted, this, &WeekView::paperWanted);
    connect(m_state, &StateView::retried, &m_week, &WeekViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_week, &WeekViewModel::giveUp);
    connect(&m_week, &WeekViewModel::changed, this, &WeekView::present);
    connect(&m_week, &WeekViewModel::cursorChanged, this, &WeekView::present);
}

void WeekView::present()
{
    const ListState state = m_week.state();
    const bool isRead = state == ListState::Shown || state == ListState::Old;
    const QDate monday = m_week.monday();
    m_heading->setText(monday.isValid() ? BoardWording::week(monday) : tr("Week"));
    QStringList names;
    for (const WeekOwner &each : m_week.owners())
        names << each.name;
    refill(m_owners, names, m_week.ownerIndex());
    m_hint->setText(!isRead                 ? QString()
                        : m_week.chosen()   ? tr("Enter shows the appointment")
                        : m_week.bookable() ? tr("Enter books here, on the day board")
                                            : QString());
    const auto &hoursFailure = m_week.reading().hoursFailure();
    m_hoursNote->setSentence(
        isRead && hoursFailure
            ? tr("The working hours could not be read, so nothing is marked as closed. %1")
                  .arg(Sentence::of(*hoursFailure))
            : QString());
    showState(*m_state,
              {.state = state,
               .failure = m_week.reading().failure(),
               .freshness = m_week.reading().freshness(),
               .connection = m_connection.state().kind,
               .what = tr("The week could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("Nobody works here"),
                         .hint = tr("Choose another clinic."),
                         .next = nullptr}});
    if (m_week.reading().freshness())
        emit freshnessChanged(*m_week.reading().freshness());
}

void WeekView::open()
{
    if (const Appointment *on = m_week.chosen())
        m_detailsModel.open(on->id);
    else if (const auto slot = m_week.slotAtCursor())
        emit slotWanted(*slot);
}

} // namespace clinidesk
