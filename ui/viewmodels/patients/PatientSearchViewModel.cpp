#include "ui/viewmodels/patients/PatientSearchViewModel.h"

#include "core/patients/SearchText.h"
#include "ui/viewmodels/Sentence.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

PatientSearchViewModel::PatientSearchViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_patients(ports.patients)
    , m_connection(ports.connection)
    , m_second(
          ports.connection, [this] { searchFailedAgain(); }, this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &PatientSearchViewModel::search);
    connect(&m_connection, &Connection::stateChanged, this, &PatientSearchViewModel::changed);
    connect(&m_connection, &Connection::restored, this, &PatientSearchViewModel::searchFailedAgain);
}

void PatientSearchViewModel::searchFailedAgain()
{
    if (m_state == ListState::Failed)
        searchAgain();
}

bool PatientSearchViewModel::canCreate() const
{
    return m_connection.state().takesChanges()
        && (m_state == ListState::Shown || m_state == ListState::Empty);
}

void PatientSearchViewModel::setTyped(const QString &typed)
{
    const QString wanted = typed.trimmed();
    if (wanted == m_typed)
        return;
    m_typed = wanted;
    m_isSubmitted = false;
    searchAgain();
}

void PatientSearchViewModel::searchAgain()
{
    ++m_generation;
    m_failure.reset();
    m_fault.clear();
    m_pause.stop();
    const SearchText judged = judgedSearch(m_typed);
    if (judged == SearchText::Unprintable)
        m_fault = Sentence::about(u"query"_s, u"unprintable"_s);
    else if (judged == SearchText::TooLong)
        m_fault = Sentence::about(u"query"_s, u"too_long"_s, longestSearch);

    if (judged != SearchText::Askable) {
        m_state = ListState::Idle;
        m_matches.setMatches({});
    } else {
        m_state = ListState::Loading;
        m_pause.start();
    }
    emit changed();
}

void PatientSearchViewModel::search()
{
    deliver(m_patients.search(m_typed, most), this,
            [this, generation = m_generation](const Result<QList<PatientMatch>> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void PatientSearchViewModel::take(const Result<QList<PatientMatch>> &answer)
{
    m_second.note(answer ? std::nullopt : std::optional(answer.error()));
    if (!answer) {
        m_matches.setMatches({});
        m_state
            = answer.error().code == Error::Code::Cancelled ? ListState::Idle : ListState::Failed;
        m_failure = answer.error();
        m_isSubmitted = false;
        emit changed();
        return;
    }
    m_matches.setMatches(*answer);
    m_state = answer->isEmpty() ? ListState::Empty : ListState::Shown;
    emit changed();
    if (std::exchange(m_isSubmitted, false) && answer->size() == 1
        && answer->first().how == PatientMatch::How::Exact)
        pick(0);
}

void PatientSearchViewModel::pick(int row)
{
    if (m_state == ListState::Shown && row >= 0 && row < m_matches.rowCount())
        emit picked(m_matches.at(row).patient);
}

void PatientSearchViewModel::submit(int row)
{
    if (m_state == ListState::Loading)
        m_isSubmitted = true;
    else
        pick(row);
}

void PatientSearchViewModel::clear()
{
    setTyped({});
}

} // namespace clinidesk
