#include "app/ctl/BenchDayReplay.h"

#include "app/ctl/Sentences.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

/// Picks the right one of several lambdas.
template <typename... Each> struct Overloaded : Each...
{
    using Each::operator()...;
};
template <typename... Each> Overloaded(Each...) -> Overloaded<Each...>;

} // namespace

int DayOutcome::errorCount() const
{
    int count = 0;
    for (const int each : errors)
        count += each;
    return count;
}

BenchDayReplay::BenchDayReplay(const BenchDayPlan &plan, std::vector<DayPorts> desks)
    : m_plan(plan)
    , m_desks(std::move(desks))
    , m_ofDesk(m_desks.size())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beginDue(); });
}

DayOutcome BenchDayReplay::run(Pace pace, int compression)
{
    m_pace = pace;
    m_compression = compression;
    m_opened = steady_clock::now();
    if (pace == Pace::Real) {
        m_timer.start(0);
    } else {
        for (size_t i = m_plan.actions.size(); i-- > 0;)
            m_ofDesk[size_t(m_plan.actions[i].desk)].push_back(i);
        for (int desk = 0; desk < int(m_ofDesk.size()); ++desk)
            beginNextOf(desk);
    }
    if (!m_plan.actions.empty())
        m_loop.exec();
    m_outcome.seconds = duration<double>(steady_clock::now() - m_opened).count();
    return std::move(m_outcome);
}

BenchDayReplay::Time BenchDayReplay::timeOf(const DayAction &action) const
{
    return m_opened + duration_cast<steady_clock::duration>(action.at) / m_compression;
}

void BenchDayReplay::beginDue()
{
    for (; m_next < m_plan.actions.size(); ++m_next) {
        const DayAction &action = m_plan.actions[m_next];
        const auto ahead = timeOf(action) - steady_clock::now();
        if (ahead > 0ns) {
            m_timer.start(ceil<milliseconds>(ahead));
            return;
        }
        m_outcome.late.add(-ahead);
        begin(action);
    }
}

void BenchDayReplay::beginNextOf(int desk)
{
    std::vector<size_t> &left = m_ofDesk[size_t(desk)];
    if (left.empty())
        return;
    const size_t at = left.back();
    left.pop_back();
    begin(m_plan.actions[at]);
}

void BenchDayReplay::begin(const DayAction &action)
{
    const DayPorts &desk = m_desks[size_t(action.desk)];
    const auto request = RequestId::create();
    std::visit(
        Overloaded{
            [&](QDate date) { follow(desk.days.day(m_plan.clinic, date), action); },
            [&](const HistoryQuery &query) { follow(desk.history.page(query), action); },
            [&](PatientId id) { follow(desk.patients.patient(id), action); },
            [&](const Booking &booking) { follow(desk.book.book(request, booking), action); },
            [&](const DayAction::CheckIn &arrival) {
                follow(desk.book.act(request, arrival.seen, Action::CheckIn, {}), action);
            },
            [&](const DayAction::Rebooking &move) {
                follow(desk.book.move(request, move.seen, move.to), action);
            },
            [&](const DayAction::Cancellation &cancellation) {
                follow(desk.book.act(request, cancellation.seen, Action::Cancel, u"Can't come"_s),
                       action);
            },
        },
        action.what);
}

template <typename T> void BenchDayReplay::follow(const Async<T> &answer, const DayAction &action)
{
    deliver(answer, &m_timer, [this, &action, start = steady_clock::now()](const Result<T> &given) {
        end(action, start, given ? nullptr : &given.error());
    });
}

void BenchDayReplay::end(const DayAction &action, Time start, const Error *error)
{
    const auto took = steady_clock::now() - start;
    ++(action.isChange() ? m_outcome.changes : m_outcome.reads);
    (action.isChange() ? m_outcome.changeTimes : m_outcome.readTimes).add(took);
    if (error) {
        const QString what = error->facts.value(u"taken"_s).toString();
        ++m_outcome.errors[codeWord(error->code) % (what.isEmpty() ? u""_s : u':' % what)];
    }
    if (++m_ended == m_plan.actions.size())
        m_loop.quit();
    else if (m_pace == Pace::Utmost)
        beginNextOf(action.desk);
}

} // namespace clinidesk
