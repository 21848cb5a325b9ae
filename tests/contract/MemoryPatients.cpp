#include "tests/contract/MemoryPatients.h"

#include "tests/contract/MemoryRules.h"
#include "tests/support/SmallClinic.h"

using namespace Qt::StringLiterals;

using Code = clinidesk::Error::Code;

namespace clinidesk {

using memoryrules::denied;
using memoryrules::notFound;
using memoryrules::refused;
using memoryrules::rowOf;
using memoryrules::zone;

namespace {

/// The words of @p text without accents and capitals.
QStringList wordsOf(const QString &text)
{
    QString plain;
    for (const QChar letter : text.normalized(QString::NormalizationForm_KD).toCaseFolded()) {
        if (letter.category() != QChar::Mark_NonSpacing)
            plain.append(letter);
    }
    return plain.split(u' ', Qt::SkipEmptyParts);
}

QStringList nameOf(const Patient &patient)
{
    QStringList words = wordsOf(patient.family + u' ' + patient.given);
    words.sort();
    return words;
}

bool isFoundBy(const QStringList &typed, const Patient &patient)
{
    const QStringList words = nameOf(patient) + wordsOf(patient.mrn);
    return std::all_of(typed.begin(), typed.end(), [&](const QString &beginning) {
        return std::any_of(words.begin(), words.end(),
                           [&](const QString &word) { return word.startsWith(beginning); });
    });
}

PatientChange changeOf(const Patient &patient)
{
    return {patient.id,
            patient.mrn,
            patient.version,
            {u"patient:%1"_s.arg(patient.id.value()), u"card:%1"_s.arg(patient.id.value())}};
}

} // namespace

MemoryPatients::MemoryPatients(const Clock &clock)
    : m_clock(clock)
{
    for (const PatientId id : {smallclinic::sara, smallclinic::nguyen}) {
        const auto &row = *rowOf(memoryrules::patients, id);
        Patient patient;
        patient.id = id;
        patient.mrn = row.mrn;
        patient.family = row.family;
        patient.given = row.given;
        patient.birthDate = row.birthDate;
        patient.sex = Sex::Female;
        patient.version = 1;
        m_patients.append(patient);
    }
}

Async<PatientChange> MemoryPatients::once(RequestId request, ClinicId clinic, const Patient &asked,
                                          const std::function<Result<PatientChange>()> &make)
{
    const auto before = m_answered.constFind(request.uuid());
    if (before != m_answered.constEnd() && before->clinic == clinic && before->asked == asked)
        return ready<PatientChange>(before->answer);
    if (before != m_answered.constEnd())
        return ready<PatientChange>(Error{Code::RequestReused, {}, {}});
    const Result<PatientChange> made = make();
    if (made)
        m_answered.insert(request.uuid(), {clinic, asked, *made});
    return ready<PatientChange>(made);
}

std::optional<Error> MemoryPatients::badValue(const Patient &draft) const
{
    if (draft.family.trimmed().isEmpty())
        return refused(u"family"_s, u"missing"_s);
    if (draft.given.trimmed().isEmpty())
        return refused(u"given"_s, u"missing"_s);
    if (draft.birthDate > m_clock.now().toTimeZone(zone()).date())
        return refused(u"birth_date"_s, u"future"_s);
    return {};
}

Async<QList<PatientMatch>> MemoryPatients::search(const QString &typed, int most)
{
    const QStringList words = wordsOf(typed);
    QList<PatientMatch> found;
    for (const Patient &patient : std::as_const(m_patients)) {
        if (!words.isEmpty() && found.size() < most && isFoundBy(words, patient))
            found.append({patient, PatientMatch::How::Exact});
    }
    return ready<QList<PatientMatch>>(found);
}

Async<Patient> MemoryPatients::patient(PatientId id)
{
    const auto *found = rowOf(m_patients, id);
    return ready<Patient>(found ? Result<Patient>(*found) : notFound());
}

Async<QList<Patient>> MemoryPatients::cards(const QList<PatientId> &ids)
{
    if (ids.isEmpty() || ids.size() > mostCards)
        return ready<QList<Patient>>(refused(u"patients"_s, u"range"_s));
    QList<Patient> found;
    std::copy_if(m_patients.begin(), m_patients.end(), std::back_inserter(found),
                 [&ids](const Patient &each) { return ids.contains(each.id); });
    return ready<QList<Patient>>(found);
}

Async<QList<Patient>> MemoryPatients::likelyDuplicates(const Patient &draft)
{
    QList<Patient> alike;
    for (const Patient &patient : std::as_const(m_patients)) {
        if (nameOf(patient) == nameOf(draft) && patient.birthDate == draft.birthDate)
            alike.append(patient);
    }
    return ready<QList<Patient>>(alike);
}

Async<PatientChange> MemoryPatients::create(RequestId request, ClinicId clinic,
                                            const Patient &draft)
{
    if (clinic != smallclinic::riverside)
        return ready<PatientChange>(denied());
    return once(request, clinic, draft, [&]() -> Result<PatientChange> {
        if (const auto bad = badValue(draft))
            return *bad;
        Patient patient = draft;
        patient.id = PatientId(m_patients.size() + 1);
        patient.mrn = u"M-%1"_s.arg(patient.id.value(), 6, 10, QChar(u'0'));
        patient.version = 1;
        m_patients.append(patient);
        return changeOf(patient);
    });
}

Async<PatientChange> MemoryPatients::update(RequestId request, const Patient &edited)
{
    return once(request, {}, edited, [&]() -> Result<PatientChange> {
        const auto *current = rowOf(m_patients, edited.id);
        if (!current)
            return notFound();
        if (current->version != edited.version) {
            return Error{Code::Stale,
                         {},
                         {{u"patient"_s, edited.id.value()}, {u"version"_s, current->version}}};
        }
        if (const auto bad = badValue(edited))
            return *bad;
        Patient patient = edited;
        patient.mrn = current->mrn;
        ++patient.version;
        m_patients[edited.id.value() - 1] = patient;
        return changeOf(patient);
    });
}

} // namespace clinidesk
