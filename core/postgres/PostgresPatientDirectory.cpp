#include "core/postgres/PostgresPatientDirectory.h"

#include "core/patients/SearchText.h"
#include "core/postgres/Rows.h"
#include "core/postgres/SqlError.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString &columns()
{
    static const QString names
        = u"patient_id, mrn, title, family, given, birth_date, died_on, sex, phone, email,"
          " language, version"_s;
    return names;
}

QString sexWord(Sex sex)
{
    switch (sex) {
    case Sex::Unknown:
        return u"unknown"_s;
    case Sex::Female:
        return u"female"_s;
    case Sex::Male:
        return u"male"_s;
    case Sex::Other:
        return u"other"_s;
    }
    Q_UNREACHABLE();
}

Sex sexFromWord(const QString &word)
{
    for (const Sex sex : {Sex::Female, Sex::Male, Sex::Other}) {
        if (sexWord(sex) == word)
            return sex;
    }
    return Sex::Unknown;
}

Patient patientAt(const AnswerRows &row)
{
    return Patient{
        .id = idAt<PatientId>(row, 0),
        .mrn = textAt(row, 1),
        .title = textAt(row, 2),
        .family = textAt(row, 3),
        .given = textAt(row, 4),
        .birthDate = row.value(5).toDate(),
        .diedOn = row.value(6).toDate(),
        .sex = sexFromWord(textAt(row, 7)),
        .phone = textAt(row, 8),
        .email = textAt(row, 9),
        .language = textAt(row, 10),
        .version = row.value(11).toInt(),
    };
}

PatientMatch matchAt(const AnswerRows &row)
{
    return PatientMatch{
        .patient = patientAt(row),
        .how
        = textAt(row, 12) == u"similar"_s ? PatientMatch::How::Similar : PatientMatch::How::Exact,
    };
}

PatientChange changeAt(const AnswerRows &row)
{
    return PatientChange{
        .patient = idAt<PatientId>(row, 0),
        .mrn = textAt(row, 1),
        .version = row.value(2).toInt(),
        .tags = textsAt(row, 3),
    };
}

/// What a person types about a patient.
QList<Bound> bound(RequestId request, const Patient &patient)
{
    return {{u"request"_s, request.uuid().toString(QUuid::WithoutBraces)},
            {u"title"_s, patient.title},
            {u"family"_s, patient.family},
            {u"given"_s, patient.given},
            {u"birth_date"_s, dateOrNull(patient.birthDate)},
            {u"sex"_s, sexWord(patient.sex)},
            {u"phone"_s, patient.phone},
            {u"email"_s, patient.email},
            {u"language"_s, patient.language}};
}

} // namespace

PostgresPatientDirectory::PostgresPatientDirectory(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<PatientMatch>> PostgresPatientDirectory::search(const QString &typed, int most)
{
    if (judgedSearch(typed) == SearchText::TooLong)
        return ready<QList<PatientMatch>>(invalidValue(u"query"_s, u"too_long"_s));
    return m_pool.run(DatabasePool::Kind::Read, [typed, most](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT "_s % columns()
                                           % u", how FROM clinidesk.patient_search(:query::text,"
                                             " :most::int)"_s,
                                       {{u"query"_s, typed}, {u"most"_s, most}}),
                        matchAt);
    });
}

Async<Patient> PostgresPatientDirectory::patient(PatientId id)
{
    return m_pool.run(DatabasePool::Kind::Read, [id](DatabaseConnection &connection) {
        return rowFrom(connection.ask(u"SELECT "_s % columns()
                                          % u" FROM clinidesk.patient_card(:patient::bigint)"_s,
                                      {{u"patient"_s, id.value()}}),
                       patientAt);
    });
}

Async<QList<Patient>> PostgresPatientDirectory::cards(const QList<PatientId> &ids)
{
    return m_pool.run(DatabasePool::Kind::Read, [ids](DatabaseConnection &connection) {
        return listFrom(
            connection.ask(u"SELECT "_s % columns()
                               % u" FROM clinidesk.patient_cards(:patients::bigint[])"_s,
                           {{u"patients"_s, idsOrNull(ids)}}),
            patientAt);
    });
}

Async<QList<Patient>> PostgresPatientDirectory::likelyDuplicates(const Patient &draft)
{
    return m_pool.run(DatabasePool::Kind::Read, [draft](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT "_s % columns()
                                           % u" FROM clinidesk.patient_duplicates(:family::text,"
                                             " :given::text, :birth_date::date, :phone::text)"_s,
                                       {{u"family"_s, draft.family},
                                        {u"given"_s, draft.given},
                                        {u"birth_date"_s, dateOrNull(draft.birthDate)},
                                        {u"phone"_s, draft.phone}}),
                        patientAt);
    });
}

Async<PatientChange> PostgresPatientDirectory::create(RequestId request, ClinicId clinic,
                                                      const Patient &draft)
{
    return change(u"patient_create(:request::uuid, :clinic::int, :title::text, :family::text,"
                  " :given::text, :birth_date::date, :sex::text, :phone::text, :email::text,"
                  " :language::text)"_s,
                  bound(request, draft) + QList<Bound>{{u"clinic"_s, idOrNull(clinic)}});
}

Async<PatientChange> PostgresPatientDirectory::update(RequestId request, const Patient &edited)
{
    return change(u"patient_update(:request::uuid, :patient::bigint, :expected_version::int,"
                  " :title::text, :family::text, :given::text, :birth_date::date, :died_on::date,"
                  " :sex::text, :phone::text, :email::text, :language::text)"_s,
                  bound(request, edited)
                      + QList<Bound>{{u"patient"_s, idOrNull(edited.id)},
                                     {u"expected_version"_s, edited.version},
                                     {u"died_on"_s, dateOrNull(edited.diedOn)}});
}

Async<PatientChange> PostgresPatientDirectory::change(const QString &call,
                                                      const QList<Bound> &values)
{
    const QString sql = u"SELECT patient_id, mrn, version, to_json(tags) FROM clinidesk."_s % call;
    return m_pool.run(DatabasePool::Kind::Change, [sql, values](DatabaseConnection &connection) {
        return rowFrom(connection.ask(sql, values), changeAt);
    });
}

} // namespace clinidesk
