#include "ui/viewmodels/booking/ClinicChoice.h"

#include <QStringList>

#include <algorithm>

namespace clinidesk {

namespace {

template <typename Row>
QList<Row> eachOnce(const QList<Clinic> &clinics, const QHash<ClinicId, QList<Row>> &byClinic)
{
    QList<Row> all;
    for (const Clinic &clinic : clinics) {
        for (const Row &row : byClinic.value(clinic.id)) {
            const auto isSame = [&](const Row &other) { return other.id == row.id; };
            if (std::none_of(all.cbegin(), all.cend(), isSame))
                all.append(row);
        }
    }
    return all;
}

} // namespace

ClinicChoice::ClinicChoice(ClinicDirectory &directory, Connection &connection, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
{
    connect(&connection, &Connection::restored, this, &ClinicChoice::load);
}

void ClinicChoice::load()
{
    if (m_open > 0)
        return;
    m_failure.reset();
    m_open = 2;
    deliver(m_directory.clinics(), this, [this](const Result<QList<Clinic>> &answer) {
        if (answer)
            takeClinics(*answer);
        finish(answer ? std::nullopt : std::optional(answer.error()));
    });
    deliver(m_directory.statusSteps(), this, [this](const Result<QList<StatusStep>> &answer) {
        if (answer)
            m_steps = *answer;
        finish(answer ? std::nullopt : std::optional(answer.error()));
    });
}

void ClinicChoice::takeClinics(const QList<Clinic> &clinics)
{
    m_clinics = clinics;
    for (const Clinic &clinic : clinics)
        readPeople(clinic.id);
    const Clinic *same = find(m_current.id);
    const Clinic before = m_current;
    m_current = same ? *same : clinics.value(0);
    if (m_current != before)
        emit currentChanged(m_current);
}

void ClinicChoice::readPeople(ClinicId clinic)
{
    m_open += 2;
    deliver(m_directory.departments(clinic), this,
            [this, clinic](const Result<QList<Department>> &answer) {
                if (answer)
                    m_departments.insert(clinic, *answer);
                finish(answer ? std::nullopt : std::optional(answer.error()));
            });
    deliver(m_directory.doctors(clinic), this, [this, clinic](const Result<QList<Doctor>> &answer) {
        if (answer)
            m_doctors.insert(clinic, *answer);
        finish(answer ? std::nullopt : std::optional(answer.error()));
    });
}

void ClinicChoice::finish(const std::optional<Error> &failure)
{
    if (failure && !m_failure)
        m_failure = failure;
    if (--m_open > 0)
        return;
    m_isLoaded = m_isLoaded || !m_failure;
    emit loaded();
}

const Clinic *ClinicChoice::find(ClinicId clinic) const
{
    const auto found = std::find_if(m_clinics.cbegin(), m_clinics.cend(),
                                    [&](const Clinic &each) { return each.id == clinic; });
    return found == m_clinics.cend() ? nullptr : &*found;
}

QList<Department> ClinicChoice::allDepartments() const
{
    return eachOnce(m_clinics, m_departments);
}

QList<Doctor> ClinicChoice::allDoctors() const
{
    return eachOnce(m_clinics, m_doctors);
}

void ClinicChoice::choose(ClinicId clinic)
{
    const Clinic *found = find(clinic);
    if (!found || clinic == m_current.id)
        return;
    m_current = *found;
    emit currentChanged(m_current);
}

QString doctorName(const Doctor &doctor)
{
    QStringList parts{doctor.title, doctor.given, doctor.family};
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace clinidesk
