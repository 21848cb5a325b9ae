#include "ui/viewmodels/booking/BookingViewModel.h"

#include "core/base/Log.h"
#include "core/booking/BookingService.h"
#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int daysAhead = 61;

qint64 distance(const Slot &one, const Slot &other)
{
    return std::abs(one.startsAt.secsTo(other.startsAt));
}

bool isSameTime(const Slot &one, const Slot &other)
{
    return one.startsAt == other.startsAt && one.doctor == other.doctor;
}

} // namespace

BookingViewModel::BookingViewModel(const Ports &ports, ClinicChoice &clinics, QObject *parent)
    : QObject(parent)
    , m_book(ports.book)
    , m_booking(ports.booking)
    , m_free(ports.freeSlots)
    , m_connection(ports.connection)
    , m_clinics(clinics)
    , m_choices(ports.choices)
    , m_search(ports)
    , m_form(ports)
    , m_second(
          ports.connection, [this] { readSlots(); }, this)
{
    connect(&m_search, &PatientSearchViewModel::picked, this, &BookingViewModel::choosePatient);
    connect(&m_form, &PatientFormViewModel::saved, this, &BookingViewModel::choosePatient);
    connect(&m_form, &PatientFormViewModel::duplicateChosen, this,
            &BookingViewModel::choosePatient);
    connect(&m_clinics, &ClinicChoice::loaded, this, &BookingViewModel::takeChoices);
    connect(&m_clinics, &ClinicChoice::currentChanged, this, [this] {
        m_department = {};
        m_doctor = {};
        takeChoices();
    });
    connect(&m_booking, &BookingService::changed, this, [this] {
        if (m_slotState != ListState::Idle)
            readSlots();
    });
    connect(&m_connection, &Connection::stateChanged, this, &BookingViewModel::changed);
    connect(&m_connection, &Connection::restored, this, &BookingViewModel::readSlots);
}

QList<Doctor> BookingViewModel::doctors() const
{
    QList<Doctor> here;
    for (const Doctor &doctor : m_clinics.doctors()) {
        if (doctor.departments.contains(m_department))
            here.append(doctor);
    }
    return here;
}

bool BookingViewModel::canBook() const
{
    return m_chosen >= 0 && m_slotState != ListState::Failed && canBookAlternative();
}

bool BookingViewModel::canBookAlternative() const
{
    return m_patient && !m_isBusy && reasonFault().isEmpty() && m_connection.state().takesChanges();
}

QString BookingViewModel::reasonFault() const
{
    if (m_reason.contains(QChar(u'\0')))
        return Sentence::about(u"reason"_s, u"unprintable"_s);
    return m_reason.trimmed().size() > longestReason
        ? Sentence::about(u"reason"_s, u"too_long"_s, longestReason)
        : QString();
}

void BookingViewModel::begin()
{
    ++m_attempt;
    m_isBusy = false;
    m_form.leave();
    m_patient.reset();
    m_doctor = {};
    m_day = {};
    forgetChoice();
    m_reason.clear();
    m_refusal.clear();
    m_alternatives.clear();
    m_search.clear();
    emit patientChanged();
    if (m_clinics.isLoaded())
        takeChoices();
    else
        m_clinics.load();
}

void BookingViewModel::takeChoices()
{
    const QList<Department> here = m_clinics.departments();
    const auto has = [&](DepartmentId wanted) {
        return std::any_of(here.cbegin(), here.cend(),
                           [&](const Department &each) { return each.id == wanted; });
    };
    if (!has(m_department)) {
        const DepartmentId last(m_choices.read().value(departmentKey()).toLongLong());
        m_department = has(last) ? last : here.isEmpty() ? DepartmentId() : here.first().id;
    }
    emit choicesChanged();
    readSlots();
}

void BookingViewModel::choosePatient(const Patient &patient)
{
    m_form.leave();
    m_patient = patient;
    m_refusal.clear();
    m_alternatives.clear();
    emit patientChanged();
    emit changed();
}

void BookingViewModel::dropPatient()
{
    m_form.leave();
    m_patient.reset();
    m_refusal.clear();
    m_alternatives.clear();
    emit patientChanged();
    emit changed();
}

void BookingViewModel::chooseDepartment(DepartmentId department)
{
    if (m_department == department)
        return;
    m_department = department;
    m_doctor = {};
    emit choicesChanged();
    forgetChoice();
    readSlots();
}

void BookingViewModel::chooseDoctor(DoctorId doctor)
{
    if (m_doctor == doctor)
        return;
    m_doctor = doctor;
    forgetChoice();
    readSlots();
}

void BookingViewModel::chooseDay(QDate day)
{
    if (m_day == day)
        return;
    m_day = day;
    forgetChoice();
    readSlots();
}

void BookingViewModel::forgetChoice()
{
    m_chosen = -1;
    m_lostChoice.reset();
}

void BookingViewModel::stopReadingSlots()
{
    ++m_slotGeneration;
    takeSlots(Error{Error::Code::Cancelled, {}, {}}, m_lostChoice);
}

void BookingViewModel::choose(int row)
{
    if (row < 0 || row >= m_freeTimes.rowCount() || row == m_chosen)
        return;
    if (m_chosen < 0)
        m_refusal.clear();
    m_chosen = row;
    emit changed();
}

void BookingViewModel::setReason(const QString &reason)
{
    m_reason = reason;
    emit changed();
}

SlotQuery BookingViewModel::slotQuery() const
{
    const QDate today = m_clinics.current().today;
    const QDate first = m_day.isValid() && m_day > today ? m_day : today;
    return {.clinic = m_clinics.current().id,
            .department = m_department,
            .doctors = onlyDoctor(m_doctor),
            .firstDay = first,
            .lastDay = first.addDays(daysAhead),
            .weekdays = {},
            .hours = {},
            .length = {},
            .most = slotsShown};
}

QString BookingViewModel::departmentKey() const
{
    return u"booking/lastDepartment/%1"_s.arg(m_clinics.current().id.value());
}

void BookingViewModel::rememberDepartment()
{
    IniValues choices = m_choices.read();
    const QString chosen = QString::number(m_department.value());
    if (choices.value(departmentKey()) == chosen)
        return;
    choices.insert(departmentKey(), chosen);
    // Only what stands there first next time: no sentence, the log knows.
    if (const auto answer = m_choices.write(choices); !answer)
        qCInfo(lcDesk) << "the department is not remembered:" << answer.error().detail;
}

void BookingViewModel::findSlots(Reading reading)
{
    if (m_clinics.current().id.isNull() || (m_department.isNull() && m_doctor.isNull())) {
        m_slotFailure = m_clinics.failure();
        m_slotState = m_slotFailure ? ListState::Failed : ListState::Idle;
        emit changed();
        return;
    }
    // A time chosen before the connection broke is the one that is wanted, not the first in a row.
    const std::optional<Slot> before
        = m_chosen >= 0 ? std::optional(m_freeTimes.at(m_chosen)) : m_lostChoice;
    if (m_chosen < 0) {
        m_freeTimes.setSlots({}, m_clinics.current().zone);
        m_slotState = ListState::Loading;
    }
    m_slotFailure.reset();
    emit changed();
    deliver(m_free.find(slotQuery(), reading), this,
            [this, before, generation = ++m_slotGeneration](const Result<QList<Slot>> &answer) {
                if (generation == m_slotGeneration)
                    takeSlots(answer, before);
            });
}

void BookingViewModel::takeSlots(const Result<QList<Slot>> &answer,
                                 const std::optional<Slot> &before)
{
    m_second.note(answer ? std::nullopt : std::optional(answer.error()));
    if (!answer) {
        m_lostChoice = before;
        m_slotFailure = answer.error();
        m_slotState = ListState::Failed;
        m_freeTimes.setSlots({}, {});
        m_chosen = -1;
        emit changed();
        return;
    }
    m_lostChoice.reset();
    // Where someone has chosen another row meanwhile, that one counts.
    const std::optional<Slot> wanted
        = m_chosen >= 0 ? std::optional(m_freeTimes.at(m_chosen)) : before;
    m_freeTimes.setSlots(*answer, m_clinics.current().zone);
    m_chosen = answer->isEmpty() || wanted ? -1 : 0;
    for (int row = 0; wanted && row < answer->size(); ++row) {
        if (isSameTime(answer->at(row), *wanted))
            m_chosen = row;
    }
    // Enter never books a time that nobody has looked at.
    if (wanted && m_chosen < 0 && m_refusal.isEmpty())
        m_refusal = tr("The chosen time is no longer free. Nothing was booked. Choose another.");
    m_slotState = answer->isEmpty() ? ListState::Empty : ListState::Shown;
    emit changed();
}

void BookingViewModel::book()
{
    if (canBook())
        send(m_freeTimes.at(m_chosen));
}

void BookingViewModel::bookAlternative(int index)
{
    if (canBookAlternative() && index >= 0 && index < m_alternatives.size())
        send(Slot(m_alternatives.at(index)));
}

void BookingViewModel::send(const Slot &slot)
{
    m_isBusy = true;
    m_refusal.clear();
    m_alternatives.clear();
    emit changed();
    const auto length = std::chrono::minutes(slot.startsAt.secsTo(slot.endsAt) / 60);
    const Booking booking{.clinic = m_clinics.current().id,
                          .department = slot.department.isNull() ? m_department : slot.department,
                          .doctor = slot.doctor,
                          .patient = m_patient->id,
                          .startsAt = slot.startsAt,
                          .length = length,
                          .reason = m_reason.trimmed(),
                          .lane = Booking::Lane::Free};
    deliver(m_booking.book(booking), this,
            [this, slot, attempt = ++m_attempt](const Result<Change> &answer) {
                if (attempt != m_attempt)
                    return;
                m_isBusy = false;
                if (answer)
                    finish(slot, *answer);
                else
                    refuse(slot, answer.error());
            });
}

void BookingViewModel::finish(const Slot &slot, const Change &change)
{
    const QString who
        = Wording::identity(m_patient->family, m_patient->given, m_patient->birthDate);
    const QString when = Wording::slot(slot, m_clinics.current().zone);
    rememberDepartment();
    const QString sentence = change.status == Status::Pending
        ? tr("Requested: %1, %2. A doctor will accept or reject it.").arg(who, when)
        : tr("Booked: %1, %2.").arg(who, when);
    begin();
    emit booked(change.appointment, sentence);
}

void BookingViewModel::refuse(const Slot &slot, const Error &error)
{
    m_refusal = Sentence::of(error, Sentence::Task::Changing);
    emit changed();
    if (error.code != Error::Code::Conflict)
        return;
    askWho(slot, error);
    findNearest(slot);
    readSlotsAnew();
}

void BookingViewModel::askWho(const Slot &slot, const Error &error)
{
    const AppointmentId other(error.facts.value("appointment"_L1).toInteger());
    if (other.isNull())
        return;
    const bool isPatients = error.facts.value("taken"_L1).toString() == u"patient"_s;
    deliver(m_book.takenBy(other), this,
            [this, slot, isPatients, attempt = m_attempt](const Result<QString> &answer) {
                if (attempt != m_attempt || !answer || answer->isEmpty())
                    return;
                const QString when = Wording::slot(slot, m_clinics.current().zone);
                m_refusal = isPatients
                    ? tr("The patient already has an appointment at this time, booked by %1. "
                         "Nothing was booked. Choose another time.")
                          .arg(*answer)
                    : tr("%1 has just been taken by %2. Nothing was booked. Choose another time.")
                          .arg(when, *answer);
                emit changed();
            });
}

void BookingViewModel::findNearest(const Slot &slot)
{
    SlotQuery query = slotQuery();
    const QDate day = slot.startsAt.date(); // In UTC: a day early or late does no harm here.
    query.firstDay = std::max(day.addDays(-1), m_clinics.current().today);
    query.lastDay = query.firstDay.addDays(daysAhead);
    query.most = 200;
    // The time that was offered is taken: what is kept may be behind.
    deliver(m_free.find(query, Reading::PastTheCache), this,
            [this, slot, attempt = m_attempt](const Result<QList<Slot>> &answer) {
                if (attempt != m_attempt || !answer)
                    return;
                QList<Slot> free = *answer;
                free.removeIf([&](const Slot &each) { return isSameTime(each, slot); });
                std::stable_sort(free.begin(), free.end(), [&](const Slot &a, const Slot &b) {
                    return distance(a, slot) < distance(b, slot);
                });
                m_alternatives = free.mid(0, nearest);
                emit changed();
            });
}

void BookingViewModel::registerPatient()
{
    if (m_search.canCreate())
        m_form.begin(m_clinics.current().id, m_clinics.current().today, m_search.typed());
}

} // namespace clinidesk
