#include "ui/schedule/SchedulePage.h"

#include "ui/lists/ActionOf.h"
#include "ui/theme/Theme.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace clinidesk {

SchedulePage::SchedulePage(const Ports &ports, ClinicChoice &clinics, const Session &session,
                           QWidget *parent)
    : ShellPage(parent)
    , m_day(new DayView(ports, clinics, session, this))
    , m_toBoard(makeAction(this,
                           {u"toBoard"_s,
                            tr("Go to the day board"),
                            Theme::icon(u"calendar"_s),
                            {Qt::CTRL | Qt::Key_B}},
                           [this] { emit wanted(); }))
{
    setObjectName(u"schedulePage"_s);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_day, 1);
    connect(m_day, &DayView::paperWanted, this, &SchedulePage::paperWanted);
    connect(m_day, &DayView::announced, this, &SchedulePage::announced);
    connect(m_day, &DayView::freshnessChanged, this, &SchedulePage::freshnessChanged);
}

SchedulePage::~SchedulePage()
{
    delete m_day; // Going, it still tells what this page is listening to.
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
    m_day->enter();
}

void SchedulePage::refresh()
{
    m_day->refresh();
}

} // namespace clinidesk
