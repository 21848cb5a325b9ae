#include "tests/links/LinkDesk.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

using Kind = ConnectionState::Kind;

struct Sought
{
    QString typed;
    PatientId patient;
};

const Sought &soughtAfter(int count)
{
    static const QList<Sought> sought{{u"müller sara"_s, smallclinic::sara},
                                      {u"nguyễn"_s, smallclinic::nguyen}};
    return sought.at(count % 2);
}

} // namespace

LinkDesk::LinkDesk(const QString &upstream, ServerProfile profile)
    : m_link(upstream)
{
    connect(&m_desk.connection, &Connection::stateChanged, this, &LinkDesk::noteState);
    connect(&m_history, &HistoryViewModel::changed, this, &LinkDesk::noteHistory);
    connect(&m_search, &PatientSearchViewModel::changed, this, &LinkDesk::noteSearch);
    connect(&m_impatience, &QTimer::timeout, this, &LinkDesk::ask);
    profile.port = m_link.port();
    profile.maxConnections = 2;
    m_desk.pool.open(profile, {logins::receptionist, logins::password});
    m_impatience.start(1s); // A first question that fails is asked again.
    ask();
}

LinkDesk::~LinkDesk()
{
    QThreadPool::globalInstance()->waitForDone();
}

void LinkDesk::ask()
{
    if (m_history.state() != ListState::Loading)
        m_history.refresh();
    if (m_search.state() != ListState::Loading)
        m_search.setTyped(soughtAfter(++m_asked).typed);
}

void LinkDesk::breakLink(const LinkFault &fault)
{
    m_rows = m_history.page()->page.rows;
    m_report = {};
    m_healed.invalidate();
    m_clock.start();
    // Elsewhere: the link's own thread may keep the caller waiting.
    QThreadPool::globalInstance()->start([this, fault] { m_link.apply(fault); });
    m_impatience.start(1s);
    ask();
}

void LinkDesk::heal()
{
    m_hasFreshHistory = false;
    m_hasFreshSearch = false;
    m_healed.start();
    QThreadPool::globalInstance()->start([this] {
        m_hasStruck = m_link.hasStruck();
        m_link.heal();
    });
}

bool LinkDesk::isWell() const
{
    return m_desk.state() == Kind::Connected && m_history.state() == ListState::Shown
        && m_search.state() == ListState::Shown
        && (!m_healed.isValid() || (m_hasFreshHistory && m_hasFreshSearch));
}

void LinkDesk::noteState(const ConnectionState &state)
{
    noteWell();
    if (!m_clock.isValid() || m_healed.isValid())
        return;
    m_report.wasSlow = m_report.wasSlow || state.kind == Kind::Slow;
    if (state.kind != Kind::Connected && m_report.noticedAfter < 0)
        m_report.noticedAfter = m_clock.elapsed();
    if (state.kind == Kind::Lost && m_report.lostAfter < 0)
        m_report.lostAfter = m_clock.elapsed();
}

void LinkDesk::noteHistory()
{
    const ListState state = m_history.state();
    const bool hasFailed = state == ListState::Failed || state == ListState::Old;
    m_report.failures += hasFailed ? 1 : 0;
    m_report.falseEmpties += state == ListState::Empty ? 1 : 0;
    if (m_history.page() && !m_rows.isEmpty() && m_history.page()->page.rows != m_rows)
        ++m_report.wrongRows;
    m_hasFreshHistory = m_hasFreshHistory || state == ListState::Shown;
    noteWell();
}

void LinkDesk::noteSearch()
{
    const ListState state = m_search.state();
    m_report.failures += state == ListState::Failed ? 1 : 0;
    m_report.falseEmpties += state == ListState::Empty ? 1 : 0;
    if (state == ListState::Shown) {
        PatientList &found = m_search.matches();
        const bool isRight
            = found.rowCount() == 1 && found.at(0).patient.id == soughtAfter(m_asked).patient;
        m_report.wrongRows += isRight ? 0 : 1;
        m_hasFreshSearch = true;
    }
    noteWell();
}

void LinkDesk::noteWell()
{
    if (!m_healed.isValid() || m_report.wellAfter >= 0 || !isWell())
        return;
    m_report.wellAfter = m_healed.elapsed();
    m_impatience.stop();
}

} // namespace clinidesk
