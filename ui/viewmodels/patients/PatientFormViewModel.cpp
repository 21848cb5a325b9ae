#include "ui/viewmodels/patients/PatientFormViewModel.h"

#include "ui/viewmodels/Sentence.h"

#include <QRegularExpression>

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Field = PatientFormViewModel::Field;

struct Rule
{
    QString name; ///< The database's word for the field.
    int longest;
};

Rule ruleOf(Field field)
{
    switch (field) {
    case Field::Title:
        return {u"title"_s, 100};
    case Field::Family:
        return {u"family"_s, 100};
    case Field::Given:
        return {u"given"_s, 100};
    case Field::BirthDate:
        return {u"birth_date"_s, 0};
    case Field::Phone:
        return {u"phone"_s, 40};
    case Field::Email:
        return {u"email"_s, 200};
    case Field::Language:
        return {u"language"_s, 20};
    }
    Q_UNREACHABLE();
}

const QList<Field> &allFields()
{
    static const QList<Field> fields{Field::Title, Field::Family, Field::Given,   Field::BirthDate,
                                     Field::Phone, Field::Email,  Field::Language};
    return fields;
}

bool isName(Field field)
{
    return field == Field::Title || field == Field::Family || field == Field::Given;
}

bool isPhone(const QString &text)
{
    static const QRegularExpression form(u"^[+(]?[0-9][0-9 ()/.-]{2,}$"_s);
    return form.match(text).hasMatch();
}

bool isEmail(const QString &text)
{
    static const QRegularExpression form(u"^[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]+$"_s);
    return form.match(text).hasMatch();
}

// "Okafor, Nadia" says which is which; otherwise the family name comes first, as in our lists.
void takeName(const QString &typed, Patient &draft)
{
    static const QRegularExpression digits(u"[0-9]"_s);
    if (typed.contains(digits) || typed.size() > 100)
        return;
    const qsizetype cut = typed.contains(u',') ? typed.indexOf(u',') : typed.indexOf(u' ');
    draft.family = (cut < 0 ? typed : typed.left(cut)).trimmed();
    draft.given = cut < 0 ? QString() : typed.mid(cut + 1).trimmed();
}

} // namespace

PatientFormViewModel::PatientFormViewModel(const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_patients(ports.patients)
    , m_connection(ports.connection)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &PatientFormViewModel::lookForDuplicates);
    connect(&m_connection, &Connection::stateChanged, this, &PatientFormViewModel::changed);
}

void PatientFormViewModel::begin(ClinicId clinic, QDate today, const QString &typed)
{
    m_clinic = clinic;
    Patient draft;
    takeName(typed, draft);
    start(draft, today);
}

void PatientFormViewModel::edit(const Patient &patient, QDate today)
{
    start(patient, today);
}

void PatientFormViewModel::leave()
{
    if (!m_isBusy)
        return;
    ++m_save;
    m_isBusy = false;
    m_request.reset();
    emit changed();
}

void PatientFormViewModel::start(const Patient &draft, QDate today)
{
    leave();
    ++m_generation;
    m_draft = draft;
    m_today = today;
    m_dateEntry = draft.birthDate.isValid() ? DateEntry::Read : DateEntry::Empty;
    m_faults.clear();
    m_refusal.clear();
    m_duplicates.clear();
    m_request.reset();
    m_pause.stop();
    emit begun();
    emit changed();
}

bool PatientFormViewModel::canSave() const
{
    return !m_isBusy && m_connection.state().takesChanges();
}

void PatientFormViewModel::setText(Field field, const QString &text)
{
    switch (field) {
    case Field::Title:
        m_draft.title = text;
        break;
    case Field::Family:
        m_draft.family = text;
        break;
    case Field::Given:
        m_draft.given = text;
        break;
    case Field::Phone:
        m_draft.phone = text;
        break;
    case Field::Email:
        m_draft.email = text;
        break;
    case Field::Language:
        m_draft.language = text;
        break;
    case Field::BirthDate:
        return; // setBirthDate()
    }
    touched(field);
}

void PatientFormViewModel::setBirthDate(QDate date, DateEntry entry)
{
    m_draft.birthDate = date;
    m_dateEntry = entry;
    touched(Field::BirthDate);
}

void PatientFormViewModel::setSex(Sex sex)
{
    m_draft.sex = sex;
    m_request.reset();
}

void PatientFormViewModel::touched(Field field)
{
    m_request.reset();
    m_refusal.clear();
    if (m_faults.contains(field))
        check(field);
    if (isNew())
        m_pause.start();
    emit changed();
}

void PatientFormViewModel::check(Field field)
{
    const QString fault = faultOf(field);
    if (fault.isEmpty())
        m_faults.remove(field);
    else
        m_faults.insert(field, fault);
    emit changed();
}

QString PatientFormViewModel::textOf(Field field) const
{
    switch (field) {
    case Field::Title:
        return m_draft.title;
    case Field::Family:
        return m_draft.family;
    case Field::Given:
        return m_draft.given;
    case Field::Phone:
        return m_draft.phone;
    case Field::Email:
        return m_draft.email;
    case Field::Language:
        return m_draft.language;
    case Field::BirthDate:
        return {};
    }
    Q_UNREACHABLE();
}

QString PatientFormViewModel::faultOf(Field field) const
{
    const Rule rule = ruleOf(field);
    if (field == Field::BirthDate) {
        if (m_dateEntry == DateEntry::Unreadable)
            return Sentence::about(rule.name, u"malformed"_s);
        if (m_dateEntry == DateEntry::Read && m_draft.birthDate > m_today)
            return Sentence::about(rule.name, u"future"_s);
        return {}; // Not known is allowed: someone may come unconscious or without papers.
    }
    const QString text = textOf(field).trimmed();
    if (text.contains(QChar(u'\0')))
        return Sentence::about(rule.name, u"unprintable"_s);
    if (text.size() > rule.longest)
        return Sentence::about(rule.name, u"too_long"_s, rule.longest);
    if (isName(field) && holdsInvisible(text))
        return Sentence::about(rule.name, u"invisible"_s);
    if (text.isEmpty())
        return field == Field::Family || field == Field::Given
            ? Sentence::about(rule.name, u"missing"_s)
            : QString();
    if ((field == Field::Phone && !isPhone(text)) || (field == Field::Email && !isEmail(text)))
        return Sentence::about(rule.name, u"malformed"_s);
    return {};
}

void PatientFormViewModel::lookForDuplicates()
{
    const bool canBeTold = !m_draft.family.trimmed().isEmpty() && faultOf(Field::Family).isEmpty()
        && faultOf(Field::Given).isEmpty() && faultOf(Field::Phone).isEmpty()
        && faultOf(Field::BirthDate).isEmpty();
    const int generation = ++m_generation;
    if (!canBeTold) {
        m_duplicates.clear();
        emit changed();
        return;
    }
    deliver(m_patients.likelyDuplicates(m_draft), this,
            [this, generation](const Result<QList<Patient>> &answer) {
                if (generation != m_generation || !answer)
                    return; // The warning is a courtesy: failing to give it stops nobody.
                m_duplicates = *answer;
                emit changed();
            });
}

void PatientFormViewModel::save()
{
    if (!canSave())
        return;
    m_refusal.clear();
    for (const Field field : allFields())
        check(field);
    if (!m_faults.isEmpty())
        return;

    Patient clean = m_draft;
    for (QString *text :
         {&clean.title, &clean.family, &clean.given, &clean.phone, &clean.email, &clean.language})
        *text = text->trimmed();
    if (!m_request)
        m_request = RequestId::create();
    m_isBusy = true;
    emit changed();
    deliver(isNew() ? m_patients.create(*m_request, m_clinic, clean)
                    : m_patients.update(*m_request, clean),
            this, [this, clean, save = ++m_save](const Result<PatientChange> &answer) {
                if (save != m_save)
                    return;
                m_isBusy = false;
                if (answer)
                    m_draft = clean;
                settle(answer);
            });
}

void PatientFormViewModel::settle(const Result<PatientChange> &answer)
{
    if (answer) {
        m_request.reset();
        m_draft.id = answer->patient;
        m_draft.mrn = answer->mrn;
        m_draft.version = answer->version;
        emit changed();
        emit saved(m_draft);
        return;
    }
    const Error &error = answer.error();
    if (error.code != Error::Code::Unknown)
        m_request.reset();
    m_refusal = Sentence::of(error, Sentence::Task::Changing);
    if (error.code == Error::Code::Invalid) {
        const QString name = error.facts.value("field"_L1).toString();
        for (const Field field : allFields()) {
            if (ruleOf(field).name == name)
                m_faults.insert(field, std::exchange(m_refusal, {}));
        }
    }
    emit changed();
}

void PatientFormViewModel::useDuplicate(int index)
{
    if (!m_isBusy && index >= 0 && index < m_duplicates.size())
        emit duplicateChosen(m_duplicates.at(index));
}

} // namespace clinidesk
