#include "ui/schedule/SchedulePage.h"

#include "ui/lists/ActionOf.h"
#include "ui/schedule/MonthView.h"
#include "ui/schedule/SavedViewActions.h"
#include "ui/schedule/SavedViewStrip.h"
#include "ui/schedule/WeekView.h"
#include "ui/theme/Theme.h"
#include "ui/viewmodels/booking/ClinicChoice.h"
#include "ui/widgets/StateParts.h"

#include <QActionGroup>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

template <typename Row, typename SomeId> bool isAmong(const QList<Row> &rows, SomeId id)
{
    return std::any_of(rows.cbegin(), rows.cend(), [id](const Row &row) { return row.id == id; });
}

} // namespace

SchedulePage::SchedulePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                           QWidget *parent)
    : ShellPage(parent)
    , m_clinics(clinics)
    , m_saved(ports.choices, session.staff)
    , m_savedActions(new SavedViewActions(m_saved, this))
    , m_refusal(new NoteStrip(u"warning"_s, Colour::DangerFill, this))
    , m_strip(new SavedViewStrip(m_saved, this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"schedulePage"_s);
    m_refusal->setObjectName(u"savedViewRefusal"_s);
    addActions();
    lay(ports, session);
    connectViews();
}

SchedulePage::~SchedulePage()
{
    delete m_stack; // Going, its views still tell what this page is listening to.
}

QString SchedulePage::title() const
{
    return tr("Day board");
}

QString SchedulePage::iconName() const
{
    return u"calendar"_s;
}

void SchedulePage::enter()
{
    switch (front()) {
    case Kind::Day:
        return m_day->enter();
    case Kind::Week:
        return m_week->enter();
    case Kind::Month:
        return m_month->enter();
    }
}

void SchedulePage::refresh()
{
    switch (front()) {
    case Kind::Day:
        return m_day->refresh();
    case Kind::Week:
        return m_week->refresh();
    case Kind::Month:
        return m_month->refresh();
    }
}

void SchedulePage::addActions()
{
    m_toBoard = makeAction(this,
                           {u"toBoard"_s,
                            tr("Go to the day board"),
                            Theme::icon(u"calendar"_s),
                            {Qt::CTRL | Qt::Key_B}},
                           [this] {
                               showCalendar(Kind::Day);
                               emit wanted();
                           });
    struct Words
    {
        QString name, text, brief;
        Qt::Key key;
    };
    auto *group = new QActionGroup(this);
    for (const Words &words :
         {Words{u"ShowDay"_s, tr("Show a day of everybody"), tr("Day"), Qt::Key_D},
          Words{u"ShowWeek"_s, tr("Show somebody's week"), tr("Week"), Qt::Key_W},
          Words{u"ShowMonth"_s, tr("Show a month"), tr("Month"), Qt::Key_M}}) {
        const Kind kind = Kind(m_switch.size());
        m_switch << makeAction(this,
                               {words.name,
                                words.text,
                                Theme::icon(u"calendar"_s),
                                {Qt::CTRL | Qt::SHIFT | words.key}},
                               [this, kind] {
                                   showCalendar(kind);
                                   enter();
                               });
        m_switch.last()->setIconText(words.brief);
        m_switch.last()->setCheckable(true);
        group->addAction(m_switch.last());
    }
    m_switch.first()->setChecked(true);
    m_switch << m_savedActions->menuAction();
}

void SchedulePage::lay(const Ports &ports, const Session &session)
{
    m_day = new DayView(ports, m_clinics, session, m_switch, m_stack);
    m_week = new WeekView(ports, m_clinics, session, m_switch, m_stack);
    m_month = new MonthView(ports, m_clinics, session, m_switch, m_stack);
    m_opening = new SlotOpening(m_day->viewModel(), m_day);
    m_stack->setObjectName(u"calendars"_s);
    for (QWidget *view : QList<QWidget *>{m_day, m_week, m_month})
        m_stack->addWidget(view);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_refusal);
    column->addWidget(m_strip);
    column->addWidget(m_stack, 1);
}

void SchedulePage::connectViews()
{
    leadFrom(m_day, Kind::Day);
    leadFrom(m_week, Kind::Week);
    leadFrom(m_month, Kind::Month);
    connect(m_day, &DayView::paperWanted, this, &SchedulePage::paperWanted);
    connect(m_day, &DayView::announced, this, &SchedulePage::announced);
    connect(m_day, &DayView::freshnessChanged, this, &SchedulePage::freshnessChanged);
    connect(m_week, &WeekView::paperWanted, this, &SchedulePage::paperWanted);
    connect(m_week, &WeekView::announced, this, &SchedulePage::announced);
    connect(m_week, &WeekView::freshnessChanged, this, &SchedulePage::freshnessChanged);
    connect(m_month, &MonthView::freshnessChanged, this, &SchedulePage::freshnessChanged);
    // Queued: the action that wants it has brought its own calendar to the front by then.
    connect(
        m_week, &WeekView::slotWanted, this,
        [this](const Slot &slot) {
            showCalendar(Kind::Day);
            enter();
            m_opening->open(slot);
        },
        Qt::QueuedConnection);
    connect(
        m_month, &MonthView::dayWanted, this,
        [this](QDate day) {
            showCalendar(Kind::Day);
            enter();
            viewModel().show(day);
        },
        Qt::QueuedConnection);
    connect(m_savedActions, &SavedViewActions::chosen, this, &SchedulePage::openSaved);
    connect(m_savedActions, &SavedViewActions::keepingWanted, this, &SchedulePage::askForName);
    connect(m_strip, &SavedViewStrip::saveWanted, this, &SchedulePage::save);
    connect(m_strip, &SavedViewStrip::dismissed, this, [this] {
        m_strip->hide();
        enter();
    });
}

/// What the palette does with another calendar brings that to the front.
void SchedulePage::leadFrom(QWidget *view, Kind kind)
{
    for (QAction *action : view->actions())
        connect(action, &QAction::triggered, this, [this, kind] { showCalendar(kind); });
}

SchedulePage::Kind SchedulePage::front() const
{
    return Kind(std::max(0, m_stack->currentIndex()));
}

void SchedulePage::showCalendar(Kind kind)
{
    m_refusal->setSentence({});
    m_stack->setCurrentIndex(int(kind));
    m_switch.at(int(kind))->setChecked(true);
}

void SchedulePage::openSaved(int number)
{
    const auto view = m_saved.at(number);
    if (!view)
        return;
    const QString why = hindrance(*view);
    m_refusal->setSentence(why);
    if (why.isEmpty())
        goToSaved(*view);
}

/// Why @p view can't be shown any more; empty when it can.
QString SchedulePage::hindrance(const SavedView &view) const
{
    if (!m_clinics.find(view.clinic))
        return tr("The clinic of the view “%1” isn't among yours any more. Save another view in "
                  "its "
                  "place, or delete it.")
            .arg(view.name);
    if (!view.doctor.isNull() && !isAmong(m_clinics.doctorsOf(view.clinic), view.doctor))
        return tr("The doctor of the view “%1” doesn't work at this clinic any more. Save another "
                  "view in its place, or delete it.")
            .arg(view.name);
    if (!view.department.isNull()
        && !isAmong(m_clinics.departmentsOf(view.clinic), view.department))
        return tr("The department of the view “%1” doesn't exist any more. Save another view in "
                  "its place, or delete it.")
            .arg(view.name);
    return {};
}

void SchedulePage::goToSaved(const SavedView &view)
{
    m_clinics.choose(view.clinic);
    showCalendar(view.kind);
    switch (view.kind) {
    case Kind::Day:
        viewModel().showBeside(view.beside);
        viewModel().showAllColumns(view.hasAllColumns);
        viewModel().showCancelled(view.hasCancelled);
        m_day->setZoom(view.zoom);
        break;
    case Kind::Week:
        if (!view.doctor.isNull() || !view.department.isNull())
            m_week->viewModel().showOwner({view.doctor, view.department, {}});
        break;
    case Kind::Month:
        m_month->viewModel().showScope({view.doctor, view.department, {}});
        break;
    }
    enter();
}

void SchedulePage::askForName()
{
    const QString clinic = m_clinics.current().name;
    switch (front()) {
    case Kind::Day:
        return m_strip->ask(tr("Day, %1").arg(clinic));
    case Kind::Week:
        return m_strip->ask(tr("Week, %1").arg(m_week->viewModel().owner().name));
    case Kind::Month:
        return m_strip->ask(tr("Month, %1").arg(clinic));
    }
}

void SchedulePage::save(int number, const QString &name)
{
    SavedView view;
    view.name = name;
    view.kind = front();
    view.clinic = m_clinics.current().id;
    if (view.kind == Kind::Day) {
        view.beside = viewModel().readings().beside();
        view.hasAllColumns = viewModel().showsAllColumns();
        view.hasCancelled = viewModel().showsCancelled();
        view.zoom = m_day->zoom();
    } else if (view.kind == Kind::Week) {
        view.doctor = m_week->viewModel().owner().doctor;
        view.department = m_week->viewModel().owner().department;
    } else {
        view.doctor = m_month->viewModel().scope().doctor;
        view.department = m_month->viewModel().scope().department;
    }
    m_saved.save(number, view);
    m_strip->hide();
    m_refusal->setSentence({});
    emit announced(tr("Saved as “%1”, Alt+%2").arg(name.simplified()).arg(number), false);
    enter();
}

} // namespace clinidesk
