#include "ui/viewmodels/schedule/FindTimeViewModel.h"

#include "core/base/Clock.h"
#include "core/booking/SlotWish.h"
#include "ui/viewmodels/schedule/WhomMeant.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr qsizetype mostDoctors = 100; // Of one question.

template <typename Row, typename Key> const Row *rowOf(const QList<Row> &rows, Key id)
{
    const auto found
        = std::find_if(rows.begin(), rows.end(), [id](const Row &row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

FindTimeViewModel::FindTimeViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_free(ports.freeSlots)
    , m_clock(ports.clock)
    , m_clinics(clinics)
    , m_second(
          ports.connection, [this] { ask(); }, this)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(pause);
    connect(&m_wait, &QTimer::timeout, this, &FindTimeViewModel::ask);
    connect(&ports.connection, &Connection::restored, this, [this] {
        if (m_state == ListState::Failed || m_state == ListState::Old)
            ask();
    });
    const auto anew = [this] {
        if (m_state != ListState::Idle)
            wish();
    };
    connect(&m_clinics, &ClinicChoice::currentChanged, this, anew);
    connect(&m_clinics, &ClinicChoice::loaded, this, anew);
}

QDate FindTimeViewModel::firstDay() const
{
    const QDate wished = m_firstDay.value_or(QDate());
    return wished.isValid() && wished > today() ? wished : today();
}

QString FindTimeViewModel::nameOf(DoctorId doctor) const
{
    const QList<Doctor> doctors = m_clinics.doctors();
    const Doctor *found = rowOf(doctors, doctor);
    return found ? doctorName(*found) : QString();
}

QString FindTimeViewModel::whomText() const
{
    const auto wish = slotWish(m_whom);
    if (!wish)
        return {};
    const WhomMeant meant = whomMeant(wish->whom, m_clinics);
    if (!meant.fault.isEmpty())
        return {};
    const QList<Department> departments = m_clinics.departments();
    const Department *department = rowOf(departments, meant.department);
    QStringList names;
    for (const DoctorId doctor : meant.doctors)
        names << nameOf(doctor);
    if (names.isEmpty())
        return department ? tr("Anybody of %1").arg(department->name)
                          : tr("Anybody at %1").arg(m_clinics.current().name);
    const QString last = names.takeLast();
    const QString all = names.isEmpty() ? last : tr("%1 or %2").arg(names.join(u", "_s), last);
    return department ? tr("%1, for %2").arg(all, department->name) : all;
}

QDate FindTimeViewModel::lookedUntil() const
{
    return m_answered ? m_answered->lastDay : QDate();
}

bool FindTimeViewModel::hasLater() const
{
    return m_answered
        && (m_state == ListState::Empty
            || (m_state == ListState::Shown && m_table.found().size() > 0));
}

void FindTimeViewModel::open()
{
    if (m_firstDay && *m_firstDay < today())
        m_firstDay = QDate();
    m_refusal.clear();
    wish();
    m_wait.stop();
    ask();
}

void FindTimeViewModel::setWhom(const QString &typed)
{
    if (std::exchange(m_whom, typed) != typed)
        wish();
}

void FindTimeViewModel::setHours(const QString &typed)
{
    if (std::exchange(m_hours, typed) != typed)
        wish();
}

void FindTimeViewModel::setWeekday(Qt::DayOfWeek day, bool isWanted)
{
    if (m_weekdays.contains(day) == isWanted)
        return;
    if (isWanted)
        m_weekdays.append(day);
    else
        m_weekdays.removeAll(day);
    wish();
}

void FindTimeViewModel::setFirstDay(std::optional<QDate> day)
{
    if (std::exchange(m_firstDay, day) != day)
        wish();
}

void FindTimeViewModel::setLength(std::optional<std::chrono::minutes> length)
{
    if (std::exchange(m_length, length) != length)
        wish();
}

void FindTimeViewModel::goOn()
{
    if (!hasLater())
        return;
    const QDate last = m_table.found().size() < most
        ? m_answered->lastDay
        : m_table.found().last().startsAt.toTimeZone(QTimeZone(m_clinics.current().zone)).date();
    setFirstDay(last.addDays(1));
}

/// The answer on its way is to another question, and so are the rows in front.
void FindTimeViewModel::wish()
{
    ++m_generation;
    m_refusal.clear();
    const auto query = question();
    if (!query || query != m_answered)
        m_table.setSlots({}, m_clinics.current().zone, m_clinics.departments());
    m_state = query ? ListState::Loading : ListState::Idle;
    m_failure.reset();
    if (query)
        m_wait.start();
    else
        m_wait.stop();
    emit changed();
}

void FindTimeViewModel::refresh()
{
    m_wait.stop();
    ask();
}

void FindTimeViewModel::giveUp()
{
    if (m_state == ListState::Loading)
        take(m_answered.value_or(SlotQuery()), Error{Error::Code::Cancelled, {}, {}});
}

std::optional<SlotQuery> FindTimeViewModel::question()
{
    const auto wish = slotWish(m_whom);
    const auto hours = slotWish(m_hours);
    const WhomMeant meant = whomMeant(wish ? wish->whom : QStringList(), m_clinics);
    m_fault = meant.fault;
    if (!wish || !hours || !hours->whom.isEmpty() || !hours->weekdays.isEmpty())
        m_fault = tr("Type hours such as am, after 14:00, before 11 or 9:00-12:30, or leave them "
                     "out for any.");
    else if (!m_firstDay)
        m_fault = tr("Type a day, for example 26.11., thu or +2w.");
    if (!m_fault.isEmpty() || !m_clinics.isLoaded() || m_clinics.current().id.isNull())
        return {};
    SlotQuery query{.clinic = m_clinics.current().id,
                    .department = meant.department,
                    .doctors = meant.doctors,
                    .firstDay = firstDay(),
                    .lastDay = firstDay().addDays(daysAhead),
                    .weekdays = m_weekdays + wish->weekdays,
                    .hours = wish->hours + hours->hours,
                    .length = m_length,
                    .most = most};
    if (query.department.isNull() && query.doctors.isEmpty()) {
        for (const Doctor &doctor : m_clinics.doctors())
            query.doctors.append(doctor.id);
    }
    if (query.doctors.size() > mostDoctors)
        m_fault
            = tr("Type with whom: a department, or up to %n doctor(s).", nullptr, int(mostDoctors));
    return m_fault.isEmpty() && !(query.department.isNull() && query.doctors.isEmpty())
        ? std::optional(canonical(query))
        : std::nullopt;
}

void FindTimeViewModel::ask()
{
    const auto query = question();
    if (!query)
        return;
    ++m_generation;
    if (m_state != ListState::Loading) {
        m_state = ListState::Loading;
        emit changed();
    }
    deliver(m_free.find(*query, Reading::PastTheCache), this,
            [this, query = *query, generation = m_generation](const Result<QList<Slot>> &answer) {
                if (generation == m_generation)
                    take(query, answer);
            });
}

void FindTimeViewModel::take(const SlotQuery &query, const Result<QList<Slot>> &answer)
{
    ++m_generation;
    if (answer) {
        m_table.setSlots(*answer, m_clinics.current().zone, m_clinics.departments());
        m_answered = query;
        m_freshness = Freshness{.layer = Freshness::Layer::Database, .asOf = m_clock.now()};
        m_failure.reset();
        m_state = answer->isEmpty() ? ListState::Empty : ListState::Shown;
    } else {
        m_failure = answer.error();
        const bool isOld = query == m_answered && !m_table.found().isEmpty();
        m_state = isOld ? ListState::Old : ListState::Failed;
        if (isOld)
            m_freshness->isStale = true;
    }
    m_second.note(m_failure);
    emit changed();
}

void FindTimeViewModel::choose(int row)
{
    if (row < 0 || row >= m_table.found().size() || m_state == ListState::Loading)
        return;
    const Slot slot = m_table.found().at(row);
    const QList<Doctor> doctors = m_clinics.doctors();
    const QList<Department> departments = m_clinics.departments();
    // The board books a doctor for the first of his departments here.
    const Doctor *doctor = rowOf(doctors, slot.doctor);
    const auto isHere = [&](DepartmentId id) { return rowOf(departments, id) != nullptr; };
    if (doctor) {
        const auto own
            = std::find_if(doctor->departments.begin(), doctor->departments.end(), isHere);
        const Department *board
            = own == doctor->departments.end() ? nullptr : rowOf(departments, *own);
        const Department *wished = rowOf(departments, slot.department);
        if (board && wished && board->id != wished->id) {
            m_refusal = tr("On the board %1 is booked for %2. Book this time for %3 on the page "
                           "“Booking”.")
                            .arg(slot.doctorName, board->name, wished->name);
            emit changed();
            return;
        }
    }
    m_refusal.clear();
    emit changed();
    emit chosen(slot);
}

} // namespace clinidesk
