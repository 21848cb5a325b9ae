#include "ui/schedule/DayActions.h"

#include "ui/lists/ActionOf.h"
#include "ui/schedule/DayBoard.h"
#include "ui/theme/Theme.h"
#include "ui/waiting/StepAction.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

DayActions::DayActions(DayBoardViewModel &day, DayBoard *board, QWidget *view)
    : QObject(view)
    , m_day(day)
    , m_board(board)
    , m_view(view)
{
    addTurns();
    addPlaces();
    addLooks();
}

template <typename Deed> QAction *DayActions::add(const ActionWords &words, Deed deed)
{
    QAction *action = makeAction(m_view, words, std::move(deed));
    action->setShortcutContext(Qt::WidgetShortcut);
    m_board->addAction(action);
    return action;
}

void DayActions::addTurns()
{
    const auto turn = [this](const QString &name, const QString &text, const QString &icon,
                             const QKeySequence &key, int days) {
        return add({name, text, Theme::icon(icon), {key}},
                   [this, days] { m_day.showDaysOn(days); });
    };
    m_turns << turn(u"boardPreviousDay"_s, tr("The day before on the board"), u"previous"_s,
                    Qt::Key_PageUp, -1);
    m_turns << add(
        {u"boardToday"_s, tr("Today on the board"), Theme::icon(u"today"_s), {Qt::Key_T}},
        [this] { m_day.show({}); });
    m_turns.last()->setIconText(tr("Today"));
    m_turns << turn(u"boardNextDay"_s, tr("The day after on the board"), u"next"_s,
                    Qt::Key_PageDown, 1);
    turn(u"boardPreviousWeek"_s, tr("A week back on the board"), u"first"_s,
         Qt::SHIFT | Qt::Key_PageUp, -7);
    turn(u"boardNextWeek"_s, tr("A week on on the board"), u"last"_s, Qt::SHIFT | Qt::Key_PageDown,
         7);
}

void DayActions::addPlaces()
{
    QAction *open = add({u"boardOpen"_s,
                         tr("Open the slot or the appointment"),
                         Theme::icon(u"open"_s),
                         {Qt::Key_Return, Qt::Key_Enter}},
                        [this] { emit opened(); });
    open->setAutoRepeat(false);
    m_leave = add({u"boardLeave"_s,
                   tr("Leave the move, or close the appointment"),
                   Theme::icon(u"close"_s),
                   {Qt::Key_Escape}},
                  [this] { emit left(); });
    if (m_day.mayPlace()) {
        m_move = add({u"boardMove"_s, tr("Move"), Theme::icon(u"calendar"_s), {Qt::Key_M}},
                     [this] { m_day.startMove(); });
        m_longer = add(
            {u"boardLonger"_s, tr("Longer"), Theme::icon(u"down"_s), {Qt::Key_Plus, Qt::Key_Equal}},
            [this] { m_day.lengthen(1); });
        m_shorter = add({u"boardShorter"_s, tr("Shorter"), Theme::icon(u"up"_s), {Qt::Key_Minus}},
                        [this] { m_day.lengthen(-1); });
    }
    for (const Action step : m_day.steps().actions())
        m_steps.insert(step, stepAction(step, u"board"_s, m_view, m_board, [this, step] {
                           emit taken(step);
                       }));
}

void DayActions::addLooks()
{
    add({u"boardTaller"_s,
         tr("More room for each line of the board"),
         Theme::icon(u"text-larger"_s),
         {Qt::ALT | Qt::Key_Down}},
        [this] { m_board->setZoom(m_board->zoom() + 1); });
    add({u"boardFlatter"_s,
         tr("More of the day on the board"),
         Theme::icon(u"text-smaller"_s),
         {Qt::ALT | Qt::Key_Up}},
        [this] { m_board->setZoom(m_board->zoom() - 1); });
    QAction *all = add({u"boardEverybody"_s,
                        tr("Also who doesn't work that day"),
                        Theme::icon(u"people"_s),
                        {Qt::SHIFT | Qt::Key_A}},
                       [this] { m_day.showAllColumns(!m_day.showsAllColumns()); });
    all->setCheckable(true);
    QAction *cancelled = add({u"boardCancelled"_s,
                              tr("Also what was cancelled"),
                              Theme::icon(u"cancel"_s),
                              {Qt::SHIFT | Qt::Key_C}},
                             [this] { m_day.showCancelled(!m_day.showsCancelled()); });
    cancelled->setCheckable(true);
    connect(&m_day, &DayBoardViewModel::changed, this, [this, all, cancelled] {
        all->setChecked(m_day.showsAllColumns());
        cancelled->setChecked(m_day.showsCancelled());
    });
}

QList<QAction *> DayActions::steps() const
{
    QList<QAction *> all;
    for (const Action step : m_day.steps().actions())
        all << m_steps.value(step);
    return all;
}

void DayActions::enable()
{
    for (auto step = m_steps.cbegin(); step != m_steps.cend(); ++step)
        step.value()->setEnabled(m_day.can(step.key()));
    if (!m_day.mayPlace())
        return;
    const bool isFree = m_day.cursor().appointment.isNull();
    m_move->setEnabled(m_day.canMove() && !m_day.moving());
    m_longer->setEnabled(isFree || m_day.canLengthen());
    m_shorter->setEnabled(isFree || m_day.canLengthen());
}

} // namespace clinidesk
