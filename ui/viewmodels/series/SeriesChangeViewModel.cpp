#include "ui/viewmodels/series/SeriesChangeViewModel.h"

#include "core/base/Clock.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/series/SeriesWording.h"

#include <QTimeZone>

#include <algorithm>

namespace clinidesk {

namespace {

QString sentenceOf(SeriesChangeViewModel::Deed deed, int count)
{
    return deed == SeriesChangeViewModel::Deed::Cancel ? SeriesWording::cancelled(count)
                                                       : SeriesWording::moved(count);
}

} // namespace

SeriesChangeViewModel::SeriesChangeViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_series(*ports.series)
    , m_clock(ports.clock)
    , m_second(
          ports.connection, [this] { read(); }, this)
{
}

void SeriesChangeViewModel::follow(const std::optional<Appointment> &appointment)
{
    const bool isSame = appointment && m_appointment && appointment->id == m_appointment->id;
    if (isSame && appointment->version == m_appointment->version)
        return;
    if (m_isBusy && isSame)
        return; // Its own change: the answer is on its way.
    m_appointment = appointment;
    if (!isSame) {
        m_members.clear();
        m_isBusy = false;
        close();
    }
    read();
}

void SeriesChangeViewModel::open()
{
    if (!m_appointment || !hasSeries())
        return;
    m_isOpen = true;
    m_scope = Scope::Following;
    m_deed = Deed::Move;
    m_time = m_appointment->startsAt.toTimeZone(QTimeZone(m_appointment->zone)).time();
    m_reason.clear();
    forgetRefusal();
    read();
}

void SeriesChangeViewModel::close()
{
    m_isOpen = false;
    forgetRefusal();
    emit changed();
}

void SeriesChangeViewModel::read()
{
    const int generation = ++m_generation;
    if (!m_appointment) {
        emit changed();
        return;
    }
    m_failure.reset();
    if (m_members.isEmpty())
        m_state = ListState::Loading;
    emit changed();
    deliver(m_series.membersOf(m_appointment->id), this,
            [this, generation](const Result<QList<SeriesMember>> &answer) {
                if (generation == m_generation)
                    take(answer);
            });
}

void SeriesChangeViewModel::take(const Result<QList<SeriesMember>> &answer)
{
    if (answer) {
        m_members = *answer;
        m_state = ListState::Shown;
        m_second.note({});
    } else if (answer.error().code != Error::Code::Cancelled) {
        m_failure = answer.error();
        m_state = m_members.isEmpty() ? ListState::Failed : ListState::Old;
        m_second.note(m_failure);
    }
    refreshRows();
}

QList<SeriesMember> SeriesChangeViewModel::targetsOf(Scope scope) const
{
    QList<SeriesMember> targets;
    if (!m_appointment)
        return targets;
    for (const SeriesMember &member : m_members) {
        const bool isToCome
            = member.appointment == m_appointment->id || member.startsAt > m_clock.now();
        if (member.status <= Status::Booked && isToCome
            && (scope == Scope::All || member.startsAt >= m_appointment->startsAt))
            targets.append(member);
    }
    return targets;
}

QList<QDateTime> SeriesChangeViewModel::placesOf(const SeriesMember &member) const
{
    const QTimeZone zone(m_appointment->zone);
    return instantsOf(member.startsAt.toTimeZone(zone).date(), m_time, m_appointment->zone);
}

int SeriesChangeViewModel::changeCount() const
{
    const QList<SeriesMember> targets = targetsOf(m_scope);
    if (m_deed == Deed::Cancel)
        return int(targets.size());
    return int(std::count_if(targets.begin(), targets.end(), [this](const SeriesMember &member) {
        return placesOf(member) != QList<QDateTime>{member.startsAt};
    }));
}

int SeriesChangeViewModel::obstacleCount() const
{
    if (m_deed == Deed::Cancel)
        return 0;
    const QList<SeriesMember> targets = targetsOf(m_scope);
    return int(std::count_if(targets.begin(), targets.end(), [this](const SeriesMember &member) {
        return placesOf(member).size() != 1 || m_refused.contains(member.appointment);
    }));
}

bool SeriesChangeViewModel::canAct() const
{
    return m_isOpen && !m_isBusy && m_state == ListState::Shown && changeCount() > 0
        && obstacleCount() == 0 && reasonFault().isEmpty();
}

QString SeriesChangeViewModel::reasonFault() const
{
    return m_deed == Deed::Cancel && m_reason.trimmed().size() > longestReason
        ? Sentence::about(QStringLiteral("why"), QStringLiteral("too_long"), longestReason)
        : QString();
}

void SeriesChangeViewModel::setScope(Scope scope)
{
    m_scope = scope;
    forgetRefusal();
    refreshRows();
}

void SeriesChangeViewModel::setDeed(Deed deed)
{
    m_deed = deed;
    forgetRefusal();
    refreshRows();
}

void SeriesChangeViewModel::setTime(QTime time)
{
    m_time = time;
    forgetRefusal();
    refreshRows();
}

void SeriesChangeViewModel::setReason(const QString &reason)
{
    m_reason = reason;
    emit changed();
}

void SeriesChangeViewModel::forgetRefusal()
{
    m_refused.clear();
    m_refusal.clear();
}

QString SeriesChangeViewModel::whatHappensTo(const SeriesMember &member, bool isTarget) const
{
    if (!isTarget)
        return member.status <= Status::Booked ? tr("Stays as it is")
                                               : Wording::status(member.status);
    if (m_deed == Deed::Cancel)
        return tr("Will be cancelled");
    const QList<QDateTime> places = placesOf(member);
    if (places.size() != 1)
        return QStringLiteral("✕ ")
            + tr("The clocks are turned over this time that day. Choose another time.");
    if (const auto refused = m_refused.constFind(member.appointment); refused != m_refused.cend())
        return QStringLiteral("✕ ") + SeriesWording::obstacleToMoving(refused->kind);
    if (places.first() == member.startsAt)
        return tr("Is at this time already");
    return tr("Will be at %1").arg(Wording::time(places.first(), m_appointment->zone));
}

void SeriesChangeViewModel::refreshRows()
{
    QList<SeriesMemberTable::Row> rows;
    const QList<SeriesMember> targets = targetsOf(m_scope);
    for (const SeriesMember &member : std::as_const(m_members))
        rows.append({Wording::when(member.startsAt, m_appointment->zone),
                     whatHappensTo(member, targets.contains(member))});
    m_table.setRows(rows);
    emit changed();
}

void SeriesChangeViewModel::act()
{
    if (!canAct())
        return;
    m_isBusy = true;
    forgetRefusal();
    const QList<SeriesMember> targets = targetsOf(m_scope);
    SeriesPart part{.appointment = m_appointment->id, .scope = m_scope, .seen = {}};
    QList<QDateTime> starts;
    for (const SeriesMember &member : targets) {
        part.seen.append({member.appointment, member.version});
        starts.append(m_deed == Deed::Move ? placesOf(member).first() : member.startsAt);
    }
    emit changed();
    deliver(m_deed == Deed::Cancel ? m_series.cancel(part, m_reason) : m_series.move(part, starts),
            this, [this, targets, deed = m_deed, id = m_appointment->id](const auto &answer) {
                if (m_appointment && m_appointment->id == id && m_isBusy)
                    finish(targets, answer);
                else if (answer) // Closed meanwhile: it was done all the same.
                    emit done(sentenceOf(deed, int(answer->size())));
            });
}

void SeriesChangeViewModel::finish(const QList<SeriesMember> &targets,
                                   const Result<SeriesChanges> &answer)
{
    m_isBusy = false;
    if (answer) {
        const QString sentence = sentenceOf(m_deed, int(answer->size()));
        close();
        emit done(sentence);
        read();
        return;
    }
    m_refusal = SeriesWording::refusedChange(answer.error());
    if (answer.error().code == Error::Code::Conflict) {
        const QList<StartState> states = startStatesOf(answer.error(), targets.size());
        for (qsizetype i = 0; i < targets.size(); ++i) {
            if (states.at(i).kind != StartState::Kind::Free)
                m_refused.insert(targets.at(i).appointment, states.at(i));
        }
    }
    const bool isStale = answer.error().code == Error::Code::Stale;
    refreshRows();
    if (isStale)
        read();
}

} // namespace clinidesk
