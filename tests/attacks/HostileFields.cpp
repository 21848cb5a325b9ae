#include "tests/attacks/HostileFields.h"

#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "core/postgres/PostgresSeriesBook.h"
#include "core/postgres/PostgresStaffRegister.h"

#include <QRegularExpression>
#include <QThreadPool>
#include <QTimeZone>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int textsAtOnce = 8;

/// Patients that nobody else edits just now.
struct SparePatients
{
    std::optional<PatientId> take()
    {
        const QMutexLocker lock(&mutex);
        return spare.isEmpty() ? std::nullopt : std::optional(spare.takeLast());
    }
    void giveBack(PatientId patient)
    {
        const QMutexLocker lock(&mutex);
        spare << patient;
    }

    QMutex mutex;
    QList<PatientId> spare;
};

HistoryQuery queryFor(const QString &text)
{
    HistoryQuery query;
    query.text = text;
    return query;
}

template <typename T> Fate refusedBy(const Result<T> &answer)
{
    return {.refusal = answer.error(), .readBack = {}};
}

} // namespace

Patient patientNamed(const QString &family, const QString &given)
{
    Patient patient;
    patient.family = family;
    patient.given = given;
    return patient;
}

QString keptText(const QString &text)
{
    static const QRegularExpression around(u"^[ \\t\\r\\n\\x{FEFF}]+|[ \\t\\r\\n]+$"_s);
    return QString(text).remove(around);
}

QSet<QString> traces()
{
    return {u"audit"_s,        u"outbox"_s,       u"request"_s,           u"tally_delta"_s,
            u"tally"_s,        u"name_part"_s,    u"patient_clinic"_s,    u"appointment_event"_s,
            u"appointment"_s,  u"day_capacity"_s, u"doctor_department"_s, u"staff_clinic"_s,
            u"working_hours"_s};
}

std::vector<Fate> fatesOf(const QStringList &texts, const HostileField &field)
{
    std::vector<Fate> fates(size_t(texts.size()));
    QThreadPool desks;
    desks.setMaxThreadCount(textsAtOnce);
    for (size_t at = 0; at < fates.size(); ++at)
        desks.start([&, at] { fates[at] = field.give(texts[qsizetype(at)]); });
    desks.waitForDone();
    return fates;
}

HostileFields::HostileFields(PrivateServer &server)
    : m_server(server)
{
    reception.open(server);
    office.open(server, logins::admin);
    doctor.open(server, logins::doctor);
}

Fate HostileFields::readBackOf(const Result<PatientChange> &made, QString Patient::*part)
{
    if (!made)
        return refusedBy(made);
    const auto patient = PostgresPatientDirectory(reception.pool).patient(made->patient).result();
    return patient ? Fate{.refusal = {}, .readBack = (*patient).*part} : refusedBy(patient);
}

HostileField HostileFields::newPatient(const QString &name, QString Patient::*part, Same same)
{
    return {u"patient_create."_s % name,
            [this, part](const QString &text) {
                Patient draft = patientNamed(u"Bauer"_s, u"Anna"_s);
                draft.*part = text;
                return readBackOf(PostgresPatientDirectory(reception.pool)
                                      .create(RequestId::create(), smallclinic::riverside, draft)
                                      .result(),
                                  part);
            },
            {u"patient"_s},
            same};
}

HostileField HostileFields::editedPatient(const QString &name, QString Patient::*part, Same same)
{
    return {u"patient_update."_s % name,
            [this, part, spare = std::make_shared<SparePatients>()](const QString &text) {
                PostgresPatientDirectory patients(reception.pool);
                std::optional<PatientId> edited = spare->take();
                if (!edited) {
                    const auto made = patients
                                          .create(RequestId::create(), smallclinic::riverside,
                                                  patientNamed(u"Bauer"_s, u"Anna"_s))
                                          .result();
                    if (!made)
                        return refusedBy(made);
                    edited = made->patient;
                }
                auto patient = patients.patient(*edited).result();
                if (!patient)
                    return refusedBy(patient);
                (*patient).*part = text;
                const Fate fate
                    = readBackOf(patients.update(RequestId::create(), *patient).result(), part);
                spare->giveBack(*edited);
                return fate;
            },
            {},
            same,
            traces() + QSet<QString>{u"patient"_s}};
}

Fate HostileFields::searched(const QString &text)
{
    const auto found = PostgresPatientDirectory(reception.pool).search(text, 20).result();
    return found ? Fate{} : refusedBy(found);
}

Fate HostileFields::duplicates(const Patient &draft)
{
    const auto found = PostgresPatientDirectory(reception.pool).likelyDuplicates(draft).result();
    return found ? Fate{} : refusedBy(found);
}

Fate HostileFields::historyOf(AppointmentHistory &&history, const QString &text)
{
    const auto page = history.page(queryFor(text)).result();
    return page ? Fate{} : refusedBy(page);
}

QDateTime HostileFields::nextStart()
{
    const int slot = m_slot++ % 3000;
    return QDateTime(QDate::currentDate().addDays(2 + slot / 10), QTime(8 + slot % 10, 0),
                     QTimeZone("Europe/Berlin"))
        .toUTC();
}

Result<Change> HostileFields::booked(const QString &reason, DepartmentId department)
{
    return PostgresAppointmentBook(reception.pool)
        .book(RequestId::create(),
              {.clinic = smallclinic::riverside,
               .department = department,
               .doctor = smallclinic::weber,
               .patient = smallclinic::sara,
               .startsAt = nextStart(),
               .length = 20min,
               .reason = reason})
        .result();
}

Fate HostileFields::bookingReason(const QString &text)
{
    const auto made = booked(text, smallclinic::cardiology);
    if (!made)
        return refusedBy(made);
    PostgresAppointmentBook book(reception.pool);
    const auto card = book.appointment(made->appointment).result();
    (void)book
        .act(RequestId::create(), {made->appointment, made->version}, Action::Cancel,
             u"made for a test"_s)
        .result();
    return card ? Fate{.refusal = {}, .readBack = card->reason} : refusedBy(card);
}

Fate HostileFields::seriesReason(const QString &text)
{
    SeriesBooking booking;
    booking.place = {.clinic = smallclinic::riverside,
                     .department = smallclinic::cardiology,
                     .doctor = smallclinic::weber,
                     .patient = smallclinic::sara,
                     .length = 20min};
    booking.rule.times = 1;
    booking.starts = {nextStart()};
    booking.reason = text;
    PostgresSeriesBook series(reception.pool);
    const auto made = series.book(RequestId::create(), booking).result();
    if (!made)
        return refusedBy(made);
    const Change &first = made->first();
    PostgresAppointmentBook book(reception.pool);
    const auto card = book.appointment(first.appointment).result();
    (void)book
        .act(RequestId::create(), {first.appointment, first.version}, Action::Cancel,
             u"made for a test"_s)
        .result();
    return card ? Fate{.refusal = {}, .readBack = card->reason} : refusedBy(card);
}

Fate HostileFields::seriesWhy(const QString &text)
{
    const auto made = booked(u"checkup"_s, smallclinic::cardiology);
    if (!made)
        return {.refusal = Error{Error::Code::Broken, u"no booking: "_s % made.error().detail, {}},
                .readBack = {}};
    const Seen seen{made->appointment, made->version};
    const auto done = PostgresSeriesBook(reception.pool)
                          .cancel(RequestId::create(),
                                  {.appointment = seen.appointment,
                                   .scope = SeriesPart::Scope::This,
                                   .seen = {seen}},
                                  text)
                          .result();
    PostgresAppointmentBook book(reception.pool);
    if (!done) {
        (void)book.act(RequestId::create(), seen, Action::Cancel, u"made for a test"_s).result();
        return refusedBy(done);
    }
    const auto events = book.eventsOf(made->appointment).result();
    return events ? Fate{.refusal = {}, .readBack = events->last().why} : refusedBy(events);
}

Fate HostileFields::whyOf(PoolDesk &desk, Action action, DepartmentId department,
                          const QString &text)
{
    const auto made = booked(u"checkup"_s, department);
    if (!made)
        return {.refusal = Error{Error::Code::Broken, u"no booking: "_s % made.error().detail, {}},
                .readBack = {}};
    const Seen seen{made->appointment, made->version};
    const auto done
        = PostgresAppointmentBook(desk.pool).act(RequestId::create(), seen, action, text).result();
    PostgresAppointmentBook book(reception.pool);
    if (!done) {
        (void)book.act(RequestId::create(), seen, Action::Cancel, u"made for a test"_s).result();
        return refusedBy(done);
    }
    const auto events = book.eventsOf(made->appointment).result();
    return events ? Fate{.refusal = {}, .readBack = events->last().why} : refusedBy(events);
}

Fate HostileFields::newMember(const StaffMember &member, QString StaffMember::*part)
{
    PostgresStaffRegister staff(office.pool);
    const auto added = staff.add(member, logins::password).result();
    if (!added)
        return refusedBy(added);
    const auto members = staff.members().result();
    if (!members)
        return refusedBy(members);
    for (const StaffMember &each : *members) {
        if (each.id == *added)
            return {.refusal = {}, .readBack = each.*part};
    }
    return {};
}

StaffMember HostileFields::nextMember()
{
    StaffMember member;
    member.login = u"member%1"_s.arg(++m_members);
    member.displayName = u"Ina Bauer"_s;
    member.clinics = {smallclinic::riverside};
    return member;
}

Fate HostileFields::memberRight(const QString &text)
{
    StaffMember member = nextMember();
    member.rights = {text};
    return newMember(member, &StaffMember::login);
}

Fate HostileFields::newClinic(const Clinic &clinic, const QString &address, const QString &column)
{
    const auto made = PostgresClinicSetUp(office.pool).addClinic(clinic, address).result();
    return made ? stored(u"clinic"_s, column, made->value()) : refusedBy(made);
}

Fate HostileFields::newDepartment(const Department &department, const QString &column)
{
    const auto made
        = PostgresClinicSetUp(office.pool).addDepartment(smallclinic::harbour, department).result();
    return made ? stored(u"department"_s, column, made->value()) : refusedBy(made);
}

HostileField HostileFields::newDoctor(const QString &name, QString NewDoctor::*part,
                                      const QString &column)
{
    return {u"doctor_add."_s % name,
            [this, part, column](const QString &text) {
                NewDoctor person{.clinic = smallclinic::harbour,
                                 .title = u"Dr"_s,
                                 .family = u"Bauer"_s,
                                 .given = u"Anna"_s,
                                 .registrationNo = u"X-%1"_s.arg(++m_members),
                                 .specialisation = {},
                                 .email = {},
                                 .departments = {smallclinic::paediatrics}};
                person.*part = text;
                const auto made = PostgresClinicSetUp(office.pool).addDoctor(person).result();
                return made ? stored(u"doctor"_s, column, made->value()) : refusedBy(made);
            },
            {u"doctor"_s}};
}

Fate HostileFields::stored(const QString &table, const QString &column, qint64 id)
{
    const QMutexLocker lock(&m_looking);
    return {.refusal = {},
            .readBack
            = m_server.value(u"SELECT coalesce(%1, '') FROM clinidesk.%2 WHERE id = %3"_s.arg(
                column, table, QString::number(id)))};
}

} // namespace clinidesk
