#include "ui/viewmodels/waitlist/WaitingFormViewModel.h"

#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include <algorithm>

namespace clinidesk {

WaitingFormViewModel::WaitingFormViewModel(const Ports &ports, ClinicChoice &clinics,
                                           QObject *parent)
    : QObject(parent)
    , m_waitlist(*ports.waitlist)
    , m_clinics(clinics)
    , m_search(ports)
{
    connect(&m_search, &PatientSearchViewModel::picked, this, [this](const Patient &patient) {
        m_wish.patient = patient.id;
        m_patient = Wording::identity(patient.family, patient.given, patient.birthDate);
        m_search.clear();
        touch();
    });
    connect(&m_clinics, &ClinicChoice::loaded, this, &WaitingFormViewModel::changed);
}

QList<WaitingFormViewModel::Whom> WaitingFormViewModel::choices() const
{
    QList<Whom> choices;
    for (const Department &department : m_clinics.departments()) {
        choices.append({department.id, {}, tr("%1, anybody").arg(department.name)});
        for (const Doctor &doctor : m_clinics.doctors()) {
            if (doctor.departments.contains(department.id))
                choices.append({department.id, doctor.id,
                                tr("%1, %2").arg(department.name, doctorName(doctor))});
        }
    }
    return choices;
}

int WaitingFormViewModel::whomIndex() const
{
    const auto all = choices();
    const auto found = std::find_if(all.begin(), all.end(), [this](const Whom &whom) {
        return whom.department == m_wish.department && whom.doctor == m_wish.doctor;
    });
    return found == all.end() ? -1 : int(found - all.begin());
}

bool WaitingFormViewModel::canSave() const
{
    return m_isOpen && hasPatient() && !m_wish.department.isNull() && !m_isUnclear && !m_isBusy;
}

void WaitingFormViewModel::touch()
{
    m_request = RequestId::create();
    m_refusal.clear();
    emit changed();
}

void WaitingFormViewModel::begin()
{
    if (m_isBusy)
        return;
    m_entry = {};
    m_wish = {};
    m_wish.clinic = m_clinics.current().id;
    m_patient.clear();
    m_search.clear();
    m_isOpen = true;
    m_isUnclear = false;
    touch();
}

void WaitingFormViewModel::edit(const Waiting &waiting)
{
    if (m_isBusy)
        return;
    m_entry = {waiting.id, waiting.version};
    m_wish = waiting.wish;
    m_patient = WaitlistWording::identity(waiting);
    m_isOpen = true;
    m_isUnclear = false;
    touch();
}

void WaitingFormViewModel::close()
{
    m_isOpen = false;
    m_search.clear();
    touch();
}

void WaitingFormViewModel::dropPatient()
{
    if (!isNew() || m_isBusy)
        return;
    m_wish.patient = {};
    m_patient.clear();
    touch();
}

void WaitingFormViewModel::setWhom(int index)
{
    const auto all = choices();
    if (m_isBusy || index < 0 || index >= all.size() || index == whomIndex())
        return;
    m_wish.department = all.at(index).department;
    m_wish.doctor = all.at(index).doctor;
    touch();
}

void WaitingFormViewModel::setWish(const WaitingWish &wish)
{
    WaitingWish next = wish;
    next.clinic = m_wish.clinic;
    next.patient = m_wish.patient;
    next.department = m_wish.department;
    next.doctor = m_wish.doctor;
    if (m_isBusy || (next == m_wish && !m_isUnclear))
        return;
    m_wish = next;
    m_isUnclear = false;
    touch();
}

void WaitingFormViewModel::setUnclear()
{
    if (m_isBusy || m_isUnclear)
        return;
    m_isUnclear = true;
    touch();
}

void WaitingFormViewModel::save()
{
    if (!canSave())
        return;
    m_isBusy = true;
    m_refusal.clear();
    emit changed();
    deliver(isNew() ? m_waitlist.add(m_request, m_wish)
                    : m_waitlist.change(m_request, m_entry, m_wish),
            this, [this](const Result<SeenWaiting> &answer) { take(answer); });
}

void WaitingFormViewModel::take(const Result<SeenWaiting> &answer)
{
    m_isBusy = false;
    if (!answer) {
        m_refusal = WaitlistWording::notSaved(answer.error(), m_patient);
        emit changed();
        return;
    }
    const QString sentence = isNew() ? tr("%1 is on the waitlist.").arg(m_patient)
                                     : tr("What %1 waits for is changed.").arg(m_patient);
    close();
    emit saved(sentence);
}

} // namespace clinidesk
