#include "ui/schedule/DayView.h"

#include "ui/history/AppointmentDetails.h"
#include "ui/lists/ActionOf.h"
#include "ui/lists/ClinicBox.h"
#include "ui/lists/Labelled.h"
#include "ui/lists/ListWithDetails.h"
#include "ui/lists/SavingStrip.h"
#include "ui/lists/ShowState.h"
#include "ui/lists/ToolButton.h"
#include "ui/schedule/BesideMenu.h"
#include "ui/schedule/BoardWaysOut.h"
#include "ui/schedule/BookInPlace.h"
#include "ui/schedule/CalendarBar.h"
#include "ui/schedule/DayActions.h"
#include "ui/schedule/DayBoard.h"
#include "ui/schedule/PinStrip.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"
#include "ui/waiting/ReasonStrip.h"
#include "ui/widgets/EmWidth.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/StateParts.h"
#include "ui/widgets/TextLabel.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

DayView::DayView(const Ports &ports, ClinicChoice &clinics, const Session &session,
                 const QList<QAction *> &views, QWidget *parent)
    : QWidget(parent)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_day(ports, clinics, session)
    , m_detailsModel(ports)
    , m_goTo(new QLineEdit(this))
    , m_heading(new TextLabel(TextStyle::Title, this))
    , m_summary(new TextLabel(TextStyle::Body, this))
    , m_hint(new TextLabel(TextStyle::Body, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_hoursNote(new NoteStrip(u"info"_s, Colour::WarningFill, this))
    , m_board(new DayBoard(m_day, u"dayBoard"_s, tr("Appointments by doctor and time"), this))
    , m_actions(new DayActions(m_day, m_board, this))
    , m_pins(m_day.mayPlace() ? new PinStrip(m_day, m_board, this) : nullptr)
    , m_inPlace(new BookInPlace(m_day.inPlace(), m_board))
    , m_state(new StateView(m_board, u"boardState"_s, this))
    , m_reason(new ReasonStrip(u"boardReason"_s, this))
    , m_details(new AppointmentDetails(m_detailsModel, u"boardDetails"_s, this))
    , m_waysOut(new BoardWaysOut(ports, m_day, m_details, this))
{
    setObjectName(u"dayView"_s);
    m_refusal->setObjectName(u"boardRefusal"_s);
    m_hoursNote->setObjectName(u"boardHoursNote"_s);
    m_details->offerSeries(ports, session);
    m_details->addAction(m_actions->leave());
    makeAction(this,
               {u"boardGoTo"_s,
                tr("Go to a day, a time or the next free slot"),
                Theme::icon(u"search"_s),
                {Qt::CTRL | Qt::Key_G}},
               [this] { m_goTo->setFocus(Qt::ShortcutFocusReason); });
    lay(views);
    connectParts();
    present();
}

void DayView::enter()
{
    m_board->setFocus();
}

void DayView::setZoom(int lines)
{
    if (lines > 0)
        m_board->setZoom(lines);
}

int DayView::zoom() const
{
    return m_board->zoom();
}

void DayView::refresh()
{
    m_day.refresh();
    m_detailsModel.refresh();
}

void DayView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_day.setActive(true);
}

void DayView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_day.setActive(false);
}

QWidget *DayView::dayBar(const QList<QAction *> &views)
{
    m_heading->setObjectName(u"boardHeading"_s);
    m_summary->setObjectName(u"boardSummary"_s);
    m_summary->setColour(Colour::TextWeak);
    m_goTo->setObjectName(u"boardGoToText"_s);
    m_goTo->setPlaceholderText(tr("thu 9:30, +2w, next free"));
    m_goTo->setMaxLength(60);
    EmWidth::set(m_goTo, 15);
    auto *bar = new QWidget(this);
    auto *row = new FlowLayout(bar);
    addViewButtons(row, views, u"day"_s, bar);
    row->addCentred(m_heading);
    row->addCentred(m_summary);
    row->addSpring();
    row->addCentred(
        labelledBeside(tr("C&linic"), new ClinicBox(m_clinics, u"boardClinic"_s, bar), bar));
    row->addCentred(new BesideMenu(m_day, m_clinics, this, bar));
    row->addCentred(labelledBeside(tr("&Go to"), m_goTo, bar));
    addTurnButtons(row, m_actions->turns(), bar);
    return bar;
}

void DayView::fillDeeds()
{
    m_hint->setObjectName(u"boardHint"_s);
    m_hint->setColour(Colour::TextWeak);
    m_deeds = new QWidget(this);
    auto *row = new FlowLayout(m_deeds);
    for (QAction *action : m_actions->steps()
             + QList{m_actions->move(), m_pins ? m_pins->pinAction() : nullptr, m_actions->longer(),
                     m_actions->shorter()}
             + m_waysOut->actions()) {
        if (action)
            row->addWidget(toolButton(action, Qt::ToolButtonTextBesideIcon, m_deeds));
    }
    row->addCentred(m_hint);
}

void DayView::lay(const QList<QAction *> &views)
{
    auto *board = new QWidget(this);
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_refusal);
    column->addWidget(m_hoursNote);
    column->addWidget(m_state, 1);
    column->addWidget(m_reason);
    if (m_pins)
        column->addWidget(m_pins);
    fillDeeds();
    column->addWidget(m_deeds);
    column->addWidget(new SavingStrip(m_waysOut->saving(), u"boardExport"_s, {}, board));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(dayBar(views));
    page->addWidget(new ListWithDetails(board, m_details, u"boardSplitter"_s, this), 1);
}

void DayView::connectParts()
{
    connect(m_waysOut, &BoardWaysOut::paperWanted, this, &DayView::paperWanted);
    connect(m_waysOut, &BoardWaysOut::announced, this,
            [this](const QString &sentence) { emit announced(sentence, false); });
    connect(m_actions, &DayActions::opened, this, &DayView::open);
    connect(m_actions, &DayActions::left, this, &DayView::leave);
    connect(m_actions, &DayActions::taken, this, &DayView::take);
    connect(m_board, &DayBoard::opened, this, &DayView::open);
    connect(m_inPlace, &BookInPlace::dismissed, &m_day, &DayBoardViewModel::closeSlot);
    connect(m_goTo, &QLineEdit::returnPressed, this, [this] {
        m_day.goTo(m_goTo->text());
        if (!m_day.refusal().isEmpty())
            return;
        m_goTo->clear();
        m_board->setFocus();
    });
    connect(m_details, &AppointmentDetails::announced, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    connect(m_state, &StateView::retried, &m_day, &DayBoardViewModel::refresh);
    connect(m_state, &StateView::cancelled, &m_day, &DayBoardViewModel::giveUp);
    connect(&m_day, &DayBoardViewModel::changed, this, &DayView::present);
    connect(&m_day, &DayBoardViewModel::cursorChanged, this, &DayView::showDeeds);
    connect(&m_day, &DayBoardViewModel::done, this,
            [this](const QString &sentence) { emit announced(sentence, true); });
    const auto closeReason = [this] {
        m_reason->close();
        m_board->setFocus();
    };
    connect(m_reason, &ReasonStrip::dismissed, this, closeReason);
    connect(m_reason, &ReasonStrip::confirmed, this,
            [this, closeReason](AppointmentId id, Action action, const QString &why) {
                if (m_day.chosen() && m_day.chosen()->id == id)
                    m_day.act(action, why);
                if (m_day.refusal().isEmpty())
                    closeReason();
            });
}

QString DayView::summary() const
{
    QStringList parts;
    int appointments = 0;
    for (const BoardColumn &column : m_day.sheet().columns)
        appointments += int(column.entries.size());
    parts << (appointments == 0       ? tr("no appointments")
                  : appointments == 1 ? tr("1 appointment")
                                      : tr("%n appointments", nullptr, appointments));
    if (const int waiting = m_day.waitingCount(); waiting > 0)
        parts << tr("%n waiting", nullptr, waiting);
    if (m_day.sheet().hiddenCancelled > 0)
        parts << tr("%n cancelled not shown", nullptr, m_day.sheet().hiddenCancelled);
    if (m_day.sheet().hiddenColumns > 0)
        parts << tr("%n without hours not shown", nullptr, m_day.sheet().hiddenColumns);
    return parts.join(u", "_s);
}

void DayView::present()
{
    const bool isRead = m_day.state() == ListState::Shown || m_day.state() == ListState::Old;
    m_heading->setText(m_day.date().isValid() ? Wording::day(m_day.date()) : tr("Day board"));
    m_summary->setText(isRead ? summary() : QString());
    const auto &hoursFailure = m_day.reading().hoursFailure();
    QStringList notes = m_day.readings().besideFailures();
    if (hoursFailure)
        notes.prepend(tr("The working hours could not be read, so nothing is marked as closed. %1")
                          .arg(Sentence::of(*hoursFailure)));
    m_hoursNote->setSentence(isRead ? notes.join(QChar::Space) : QString());
    // The grid of an empty day is where one books; only a clinic without anybody has nothing.
    const bool isNobody = isRead && m_day.sheet().columns.isEmpty();
    m_deeds->setVisible(isRead && !isNobody);
    showState(*m_state,
              {.state = isNobody ? ListState::Empty : m_day.state(),
               .failure = m_day.reading().failure(),
               .freshness = m_day.reading().freshness(),
               .connection = m_connection.state().kind,
               .what = tr("The day could not be read"),
               .empty = {.icon = u"calendar"_s,
                         .headline = tr("Nobody works on %1").arg(Wording::day(m_day.date())),
                         .hint = tr("Look at another day, or at who doesn't work that day."),
                         .next = m_actions->nextDay()}});
    if (m_reason->isOpen() && !m_day.sheet().find(m_reason->appointment()))
        m_reason->close();
    showDeeds();
    if (m_day.reading().freshness())
        emit freshnessChanged(*m_day.reading().freshness());
}

void DayView::showDeeds()
{
    m_refusal->setSentence(m_day.refusal());
    m_actions->enable();
    if (!m_day.mayPlace())
        return;
    const bool isFree = m_day.cursor().appointment.isNull();
    const BoardTime time = m_day.timeAtCursor();
    const BoardColumn *column = m_day.sheet().column(time.column);
    const bool isHeld
        = column && ghostIn(*column, time.startsAt, time.startsAt.addDuration(time.length));
    m_hint->setText(m_day.moving()         ? tr("Arrows choose, Enter drops, Esc leaves it")
                        : isHeld && isFree ? tr("Enter tells who is booking here")
                        : isFree           ? tr("Enter books here")
                                           : QString());
}

void DayView::open()
{
    if (m_day.moving())
        return m_day.drop();
    if (const Appointment *on = m_day.chosen(); on && on->id.value() > 0)
        m_detailsModel.open(on->id);
    else
        m_day.openSlot();
}

void DayView::leave()
{
    if (m_day.moving())
        m_day.stopMove();
    else
        m_detailsModel.close();
    m_board->setFocus();
}

void DayView::take(Action action)
{
    if (!m_day.can(action))
        return;
    if (action == Action::Cancel || action == Action::Reject)
        m_reason->ask(*m_day.chosen(), action);
    else
        m_day.act(action);
}

} // namespace clinidesk
