#include "ui/viewmodels/absence/AbsenceViewModel.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/absence/AbsenceWording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

AbsenceViewModel::AbsenceViewModel(const Ports &ports, ClinicChoice &clinics,
                                   const Session &session, QObject *parent)
    : QObject(parent)
    , m_book(*ports.absences)
    , m_booking(ports.booking)
    , m_clinics(clinics)
    , m_self(session.role == Role::Doctor ? session.doctor : DoctorId())
    , m_mayMove(session.role == Role::Receptionist)
    , m_second(
          ports.connection, [this] { refresh(); }, this)
    , m_table(m_mayMove ? AbsenceTable::Hand::Mine : AbsenceTable::Hand::OfTheFrontDesk)
    , m_moves(m_table, m_booking, this)
{
    connect(&m_moves, &AbsenceMoves::changed, this, &AbsenceViewModel::changed);
    connect(&m_moves, &AbsenceMoves::finished, this, &AbsenceViewModel::finish);
    connect(&m_clinics, &ClinicChoice::loaded, this, &AbsenceViewModel::changed);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] {
        if (m_from.day.isValid())
            open({});
    });
    connect(&m_booking, &BookingService::changed, this, [this](const Change &change) {
        const auto &rows = m_table.rows();
        const bool isOurs = std::any_of(rows.begin(), rows.end(), [&](const AffectedRow &row) {
            return row.affected.appointment.id == change.appointment;
        });
        if (isOurs && !isBusy()) // Taken back, perhaps.
            refresh();
    });
    connect(&ports.connection, &Connection::restored, this, [this] {
        if (m_failure)
            refresh();
    });
}

QList<AbsenceViewModel::Who> AbsenceViewModel::choices() const
{
    QList<Who> choices;
    for (const Doctor &doctor : m_clinics.doctors()) {
        if (m_self.isNull() || doctor.id == m_self)
            choices.append({doctor.id, {}, doctorName(doctor)});
    }
    for (const Department &department : m_clinics.departments()) {
        if (m_self.isNull() && department.capacity > 0)
            choices.append({{}, department.id, department.name});
    }
    return choices;
}

int AbsenceViewModel::whoIndex() const
{
    const auto all = choices();
    const auto found = std::find_if(all.begin(), all.end(), [this](const Who &who) {
        return who.doctor == m_who.doctor && who.department == m_who.department;
    });
    return found == all.end() ? -1 : int(found - all.begin());
}

int AbsenceViewModel::standingIndex() const
{
    for (int place = 0; place < m_standing.size(); ++place) {
        if (m_entered == m_standing.at(place).id)
            return place + 1;
    }
    return 0;
}

int AbsenceViewModel::moveCount() const
{
    const auto &rows = m_table.rows();
    return m_mayMove ? int(std::count_if(rows.begin(), rows.end(),
                                         [](const AffectedRow &row) { return row.isToMove(); }))
                     : 0;
}

int AbsenceViewModel::movedCount() const
{
    const auto &rows = m_table.rows();
    return int(std::count_if(rows.begin(), rows.end(), [](const AffectedRow &row) {
        return row.fate == AffectedRow::Fate::Moved;
    }));
}

bool AbsenceViewModel::canGo() const
{
    const bool isKnown = m_state == ListState::Shown || m_state == ListState::Empty;
    return isKnown && !m_isReading && !isBusy() && (!isEntered() || moveCount() > 0);
}

bool AbsenceViewModel::canChoose(int row) const
{
    if (!m_mayMove || isBusy() || row < 0 || row >= m_table.rows().size())
        return false;
    const AffectedRow &chosen = m_table.rows().at(row);
    return chosen.fate != AffectedRow::Fate::Moved && !chosen.affected.proposals.isEmpty();
}

void AbsenceViewModel::open(const AbsenceWish &wish)
{
    if (isBusy())
        return;
    m_entered.reset();
    m_who = {m_self.isNull() ? wish.doctor : m_self,
             m_self.isNull() ? wish.department : DepartmentId(),
             {}};
    m_from = {wish.day.isValid() ? wish.day : today(), {}};
    m_until = {};
    m_isUnclear = false;
    m_reason.clear();
    readStanding();
    change();
}

void AbsenceViewModel::setWho(int index)
{
    const auto all = choices();
    if (isEntered() || isBusy() || index < 0 || index >= all.size())
        return;
    m_who = all.at(index);
    change();
}

void AbsenceViewModel::setFrom(const Edge &edge)
{
    if (isEntered() || isBusy() || (edge == m_from && !m_isUnclear))
        return;
    m_from = edge;
    m_isUnclear = false;
    change();
}

void AbsenceViewModel::setUntil(const Edge &edge)
{
    if (isEntered() || isBusy() || (edge == m_until && !m_isUnclear))
        return;
    m_until = edge;
    m_isUnclear = false;
    change();
}

void AbsenceViewModel::setUnclear()
{
    if (isEntered() || isBusy() || m_isUnclear)
        return;
    m_isUnclear = true;
    change();
}

void AbsenceViewModel::setReason(const QString &reason)
{
    if (isEntered() || isBusy() || reason == m_reason)
        return;
    m_reason = reason;
    m_request = RequestId::create();
    emit changed();
}

void AbsenceViewModel::chooseStanding(int index)
{
    if (isBusy() || index == standingIndex())
        return;
    if (index <= 0 || index > m_standing.size())
        return open({});
    const Absence &absence = m_standing.at(index - 1);
    m_entered = absence.id;
    m_who = {absence.span.doctor, absence.span.department, absence.name};
    m_from = edgeOf(absence.span.startsAt, zone());
    m_until = edgeOf(absence.span.endsAt, zone());
    m_reason = absence.reason;
    m_span = absence.span;
    m_span.clinic = m_clinics.current().id; // Whom it concerns is asked of one clinic.
    m_fault.clear();
    m_refusal.clear();
    m_table.setRows({});
    read();
}

/// None when something is missing, or wrong and fault() says what.
std::optional<AbsenceSpan> AbsenceViewModel::spanTyped()
{
    m_fault.clear();
    const bool isSomebody = !m_who.doctor.isNull() || !m_who.department.isNull();
    if (!isSomebody || !m_from.day.isValid() || m_isUnclear)
        return {};
    AbsenceEdge until = m_until;
    if (!until.day.isValid())
        until.day = m_from.day;
    const QDateTime starts = instantOf(m_from, Edge::End::First, zone());
    const QDateTime ends = instantOf(until, Edge::End::Last, zone());
    if (!starts.isValid() || !ends.isValid()) {
        const QTime missing = (starts.isValid() ? until : m_from).time;
        m_fault = tr("On this day the clocks go forward over %1. Type an earlier or a later time.")
                      .arg(missing.toString(u"HH:mm"_s));
        return {};
    }
    return AbsenceSpan{.clinic = m_clinics.current().id,
                       .doctor = m_who.doctor,
                       .department = m_who.department,
                       .startsAt = starts,
                       .endsAt = ends};
}

void AbsenceViewModel::change()
{
    m_request = RequestId::create();
    m_refusal.clear();
    m_table.setRows({});
    m_hasMore = false;
    m_failure.reset();
    if (const auto span = spanTyped()) {
        m_span = *span;
        return read();
    }
    ++m_generation;
    m_isReading = false;
    m_state = ListState::Idle;
    emit changed();
}

void AbsenceViewModel::refresh()
{
    if (isBusy() || !m_from.day.isValid())
        return;
    readStanding();
    if (m_state != ListState::Idle)
        read();
}

void AbsenceViewModel::giveUp()
{
    ++m_generation;
    m_isReading = false;
    m_failure = Error{Error::Code::Unavailable, u"given up"_s, {}};
    m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    emit changed();
}

void AbsenceViewModel::readStanding()
{
    deliver(m_book.standing(m_clinics.current().id), this,
            [this, clinic = m_clinics.current().id](const Result<QList<Absence>> &answer) {
                // Without it a new one can still be entered; F5 asks again.
                if (!answer || clinic != m_clinics.current().id)
                    return;
                m_standing = *answer;
                emit changed();
            });
}

void AbsenceViewModel::read()
{
    const int generation = ++m_generation;
    m_isReading = true;
    if (m_table.rows().isEmpty())
        m_state = ListState::Loading;
    emit changed();
    deliver(m_book.affected(m_span), this, [this, generation](const Result<AffectedList> &answer) {
        if (generation == m_generation)
            take(answer);
    });
}

void AbsenceViewModel::take(const Result<AffectedList> &answer)
{
    m_isReading = false;
    m_failure.reset();
    if (answer) {
        m_table.setRows(rowsOf(*answer, m_table.rows()));
        m_hasMore = answer->hasMore;
        m_state = answer->patients.isEmpty() ? ListState::Empty : ListState::Shown;
    } else if (answer.error().code == Error::Code::Cancelled) {
        return;
    } else if (answer.error().code == Error::Code::Invalid) {
        m_fault = AbsenceWording::fault(answer.error());
        m_state = ListState::Idle;
    } else {
        m_failure = answer.error();
        m_state = m_table.rows().isEmpty() ? ListState::Failed : ListState::Old;
    }
    m_second.note(m_failure);
    emit changed();
}

void AbsenceViewModel::nextProposal(int row)
{
    if (!canChoose(row))
        return;
    AffectedRow chosen = m_table.rows().at(row);
    chosen.choice = (chosen.choice + 1) % int(chosen.affected.proposals.size());
    chosen.fate = AffectedRow::Fate::Open;
    m_table.setRow(row, chosen);
    emit changed();
}

void AbsenceViewModel::leave(int row)
{
    if (!canChoose(row))
        return;
    AffectedRow chosen = m_table.rows().at(row);
    chosen.choice = chosen.chosen() ? AffectedRow::leave : 0;
    chosen.fate = AffectedRow::Fate::Open;
    m_table.setRow(row, chosen);
    emit changed();
}

void AbsenceViewModel::go()
{
    if (!canGo())
        return;
    m_refusal.clear();
    if (isEntered()) {
        move();
        return;
    }
    m_step = Step::Entering;
    emit changed();
    deliver(m_book.enter(m_request, m_span, m_reason), this,
            [this](const Result<EnteredAbsence> &answer) { takeEntered(answer); });
}

void AbsenceViewModel::takeEntered(const Result<EnteredAbsence> &answer)
{
    if (!answer) {
        readStanding();
        return stop(AbsenceWording::refusal(answer.error()));
    }
    m_entered = answer->id;
    emit changed();
    // Whoever was booked since the list was made belongs to it, too.
    deliver(m_book.affected(m_span), this, [this](const Result<AffectedList> &list) {
        if (!list) {
            readStanding();
            return stop(tr("The absence is entered, and nobody has been moved yet. %1")
                            .arg(Sentence::of(list.error())));
        }
        m_table.setRows(rowsWithLate(*list, m_table.rows()));
        m_hasMore = list->hasMore;
        m_state = list->patients.isEmpty() ? ListState::Empty : ListState::Shown;
        move();
    });
}

void AbsenceViewModel::move()
{
    m_step = Step::Moving;
    if (m_mayMove)
        m_moves.start();
    else
        finish({});
}

void AbsenceViewModel::stop(const QString &refusal)
{
    m_step = Step::None;
    m_refusal = refusal;
    emit changed();
}

void AbsenceViewModel::finish(const std::optional<Error> &failure)
{
    readStanding();
    if (failure)
        return stop(Sentence::of(*failure, Sentence::Task::Changing));
    stop({});
    const int left = int(m_table.rows().size()) - movedCount();
    emit done(m_mayMove && m_moves.wanted() > 0 ? AbsenceWording::moved(m_moves.moved(), left)
                                                : tr("The absence is entered."));
}

void AbsenceViewModel::remove()
{
    if (!canRemove())
        return;
    m_refusal.clear();
    m_step = Step::Entering;
    emit changed();
    deliver(m_book.remove(RequestId::create(), *m_entered), this,
            [this](const Result<QStringList> &answer) {
                m_step = Step::None;
                if (!answer) {
                    readStanding();
                    return stop(AbsenceWording::refusal(answer.error()));
                }
                open({m_who.doctor, m_who.department, {}});
                emit done(tr("The absence is taken away. Who was moved stays where he is now."));
            });
}

} // namespace clinidesk
