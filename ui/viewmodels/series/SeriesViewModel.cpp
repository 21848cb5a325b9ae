#include "ui/viewmodels/series/SeriesViewModel.h"

#include "ui/viewmodels/series/SeriesWording.h"

#include <algorithm>

namespace clinidesk {

namespace {

constexpr int usualTimes = 5;

bool isFree(const SeriesRow &row)
{
    return row.state && row.state->kind == StartState::Kind::Free;
}

} // namespace

SeriesViewModel::SeriesViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_series(*ports.series)
    , m_free(ports.freeSlots)
    , m_second(
          ports.connection, [this] { check(); }, this)
{
}

bool SeriesViewModel::canRepeat(const Appointment &appointment)
{
    return !appointment.diedOn.isValid() && appointment.status != Status::Cancelled
        && appointment.status != Status::Rejected;
}

int SeriesViewModel::obstacleCount() const
{
    const auto &rows = m_table.rows();
    return int(std::count_if(rows.begin(), rows.end(),
                             [](const SeriesRow &row) { return !row.isLeftOut && !isFree(row); }));
}

int SeriesViewModel::bookCount() const
{
    return int(placesToBook().size());
}

bool SeriesViewModel::canBook() const
{
    return isOpen() && !m_isBusy && m_fault.isEmpty() && m_state == ListState::Shown
        && !m_isChecking && obstacleCount() == 0 && bookCount() > 0;
}

void SeriesViewModel::open(const Appointment &appointment)
{
    m_appointment = appointment;
    m_unit = SeriesRule::Unit::Week;
    m_step = 1;
    m_weekdays = {Qt::DayOfWeek(appointment.day.dayOfWeek())};
    m_end = End::Times;
    m_times = usualTimes;
    m_until = {};
    m_isBusy = false;
    countOut();
}

void SeriesViewModel::close()
{
    ++m_generation;
    ++m_offerGeneration;
    m_appointment.reset();
    m_offerRow = -1;
    m_offers.clear();
    m_refusal.clear();
    m_failure.reset();
    m_state = ListState::Idle;
    m_isChecking = false;
    m_isBusy = false;
    m_table.setRows({}, {});
    emit changed();
}

void SeriesViewModel::setUnit(SeriesRule::Unit unit)
{
    m_unit = unit;
    countOut();
}

void SeriesViewModel::setStep(int step)
{
    m_step = step;
    countOut();
}

void SeriesViewModel::setWeekday(Qt::DayOfWeek day, bool isChosen)
{
    m_weekdays.removeAll(day);
    if (isChosen)
        m_weekdays.append(day);
    std::sort(m_weekdays.begin(), m_weekdays.end());
    countOut();
}

void SeriesViewModel::setEnd(End end)
{
    m_end = end;
    countOut();
}

void SeriesViewModel::setTimes(int times)
{
    m_times = times;
    countOut();
}

void SeriesViewModel::setUntil(QDate day)
{
    m_until = day;
    countOut();
}

void SeriesViewModel::countOut()
{
    if (!isOpen() || m_isBusy)
        return;
    dropOffers();
    m_refusal.clear();
    m_fault.clear();
    m_failure.reset();
    const auto counted = occurrencesOf(rule(), m_appointment->startsAt, m_appointment->zone);
    if (!counted) {
        ++m_generation;
        m_isChecking = false;
        m_fault = SeriesWording::fault(counted.error());
        m_state = ListState::Idle;
        showRows({});
        emit changed();
        return;
    }
    QList<SeriesRow> rows;
    for (const Occurrence &one : counted->mid(1)) {
        rows.append({.occurrence = one,
                     .startsAt = one.instants.size() == 1 ? one.instants.first() : QDateTime(),
                     .isLeftOut = false,
                     .state = {}});
    }
    m_state = ListState::Loading;
    showRows(rows);
    check();
}

void SeriesViewModel::showRows(const QList<SeriesRow> &rows)
{
    m_table.setRows(rows, m_appointment->zone);
}

void SeriesViewModel::check()
{
    if (!isOpen() || m_isBusy)
        return;
    const int generation = ++m_generation;
    m_failure.reset();
    const QList<int> asked = placesToBook();
    m_isChecking = !asked.isEmpty();
    if (!m_isChecking) {
        m_state = m_table.rows().isEmpty() ? ListState::Empty : ListState::Shown;
        emit changed();
        return;
    }
    if (m_state != ListState::Shown) // Rows that are looked at stay where they are.
        m_state = ListState::Loading;
    emit changed();
    deliver(m_series.conflicts(place(), startsAt(asked)), this,
            [this, generation, asked](const Result<QList<StartState>> &answer) {
                if (generation == m_generation)
                    takeStates(asked, answer);
            });
}

void SeriesViewModel::stopChecking()
{
    ++m_generation;
    m_isChecking = false;
    m_failure = Error{Error::Code::Unavailable, QStringLiteral("given up"), {}};
    m_state = ListState::Failed;
    emit changed();
}

void SeriesViewModel::takeStates(const QList<int> &asked, const Result<QList<StartState>> &answer)
{
    m_isChecking = false;
    if (!answer) {
        if (answer.error().code == Error::Code::Cancelled)
            return;
        m_failure = answer.error();
        m_state = ListState::Failed;
        m_second.note(m_failure);
        emit changed();
        return;
    }
    QList<SeriesRow> rows = m_table.rows();
    for (qsizetype i = 0; i < asked.size(); ++i)
        rows[asked.at(i)].state = answer->value(i);
    showRows(rows);
    m_state = ListState::Shown;
    m_second.note({});
    emit changed();
}

void SeriesViewModel::toggle(int row)
{
    if (m_isBusy || row < 0 || row >= m_table.rows().size())
        return;
    QList<SeriesRow> rows = m_table.rows();
    rows[row].isLeftOut = !rows[row].isLeftOut;
    showRows(rows);
    dropOffers();
    m_refusal.clear();
    check(); // Another one may have overlapped it.
}

void SeriesViewModel::findOffers(int row)
{
    if (m_isBusy || row < 0 || row >= m_table.rows().size())
        return;
    const Occurrence &wanted = m_table.rows().at(row).occurrence;
    const int generation = ++m_offerGeneration;
    m_offerRow = row;
    m_offers.clear();
    m_offerFailure.reset();
    if (wanted.kind() == Occurrence::Kind::TwiceThatDay) {
        m_offers = wanted.instants;
        m_offerState = ListState::Shown;
        emit changed();
        return;
    }
    m_offerState = ListState::Loading;
    emit changed();

    SlotQuery query;
    query.clinic = m_appointment->clinic;
    query.department = m_appointment->department;
    query.doctors = onlyDoctor(m_appointment->doctor);
    query.firstDay = wanted.day().isValid()
        ? wanted.day()
        : QDate(wanted.year, wanted.month, 1).addMonths(1).addDays(-1);
    query.lastDay = query.firstDay.addDays(offerDays - 1);
    query.length = place().length;
    query.most = offersShown;
    deliver(m_free.find(query, Reading::PastTheCache), this,
            [this, generation](const Result<QList<Slot>> &answer) {
                if (generation != m_offerGeneration)
                    return;
                if (answer) {
                    for (const Slot &slot : *answer)
                        m_offers.append(slot.startsAt);
                } else if (answer.error().code != Error::Code::Cancelled) {
                    m_offerFailure = answer.error();
                }
                m_offerState = !answer   ? ListState::Failed
                    : m_offers.isEmpty() ? ListState::Empty
                                         : ListState::Shown;
                emit changed();
            });
}

void SeriesViewModel::takeOffer(int index)
{
    if (m_isBusy || m_offerRow < 0 || index < 0 || index >= m_offers.size())
        return;
    QList<SeriesRow> rows = m_table.rows();
    SeriesRow &row = rows[m_offerRow];
    row.startsAt = m_offers.at(index);
    row.isLeftOut = false;
    row.state.reset();
    showRows(rows);
    dropOffers();
    m_refusal.clear();
    check();
}

void SeriesViewModel::dropOffers()
{
    ++m_offerGeneration;
    m_offerRow = -1;
    m_offers.clear();
    m_offerState = ListState::Idle;
    m_offerFailure.reset();
    emit changed();
}

void SeriesViewModel::book()
{
    if (!canBook())
        return;
    m_isBusy = true;
    m_refusal.clear();
    dropOffers();
    const QList<int> places = placesToBook();
    const SeriesBooking booking{.place = place(),
                                .rule = rule(),
                                .starts = startsAt(places),
                                .reason = m_appointment->reason,
                                .repeats = m_appointment->id};
    deliver(m_series.book(booking), this,
            [this, places, generation = m_generation](const Result<SeriesChanges> &answer) {
                if (generation == m_generation)
                    finish(places, answer);
                else if (answer) // Closed meanwhile: it was booked all the same.
                    emit booked(SeriesWording::booked(int(answer->size())));
            });
}

void SeriesViewModel::finish(const QList<int> &places, const Result<SeriesChanges> &answer)
{
    m_isBusy = false;
    if (answer) {
        const QString sentence = SeriesWording::booked(int(answer->size()));
        close();
        emit booked(sentence);
        return;
    }
    m_refusal = SeriesWording::refusal(answer.error());
    if (answer.error().code == Error::Code::Conflict) {
        const QList<StartState> states = startStatesOf(answer.error(), places.size());
        takeStates(places, states);
        return;
    }
    emit changed();
}

QList<int> SeriesViewModel::placesToBook() const
{
    QList<int> places;
    const QList<SeriesRow> &rows = m_table.rows();
    for (int place = 0; place < rows.size(); ++place) {
        if (!rows.at(place).isLeftOut && rows.at(place).startsAt.isValid())
            places.append(place);
    }
    return places;
}

QList<QDateTime> SeriesViewModel::startsAt(const QList<int> &places) const
{
    QList<QDateTime> starts;
    for (const int place : places)
        starts.append(m_table.rows().at(place).startsAt);
    return starts;
}

SeriesRule SeriesViewModel::rule() const
{
    const bool isCounted = m_end == End::Times;
    return {.unit = m_unit,
            .step = m_step,
            .weekdays = m_unit == SeriesRule::Unit::Week ? m_weekdays : QList<Qt::DayOfWeek>(),
            .times = isCounted ? m_times + 1 : 0,
            .until = isCounted ? QDate() : m_until};
}

SeriesPlace SeriesViewModel::place() const
{
    return {.clinic = m_appointment->clinic,
            .department = m_appointment->department,
            .doctor = m_appointment->doctor,
            .patient = m_appointment->patient,
            .length
            = std::chrono::minutes(m_appointment->startsAt.secsTo(m_appointment->endsAt) / 60)};
}

} // namespace clinidesk
