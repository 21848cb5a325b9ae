#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresStaffRegister.h"
#include "tests/attacks/HostileFields.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Names have one space where any white space was typed.
QString keptName(const QString &text)
{
    return keptText(text).simplified();
}

/// Nothing at all is English.
QString keptLanguage(const QString &text)
{
    const QString kept = keptText(text);
    return kept.isEmpty() ? u"en"_s : kept;
}

Department departmentNamed(const QString &name, const QString &colour = {})
{
    Department department;
    department.name = name;
    department.colour = colour;
    return department;
}

} // namespace

QList<HostileField> HostileFields::all()
{
    return patientFields() + searchFields() + bookingFields() + staffFields() + setUpFields();
}

QList<HostileField> HostileFields::patientFields()
{
    return {newPatient(u"title"_s, &Patient::title),
            newPatient(u"family"_s, &Patient::family, keptName),
            newPatient(u"given"_s, &Patient::given, keptName),
            newPatient(u"phone"_s, &Patient::phone),
            newPatient(u"email"_s, &Patient::email),
            newPatient(u"language"_s, &Patient::language, keptLanguage),
            editedPatient(u"title"_s, &Patient::title),
            editedPatient(u"family"_s, &Patient::family, keptName),
            editedPatient(u"given"_s, &Patient::given, keptName),
            editedPatient(u"phone"_s, &Patient::phone),
            editedPatient(u"email"_s, &Patient::email),
            editedPatient(u"language"_s, &Patient::language, keptLanguage)};
}

QList<HostileField> HostileFields::searchFields()
{
    return {{u"patient_search"_s,
             [this](const QString &text) { return searched(text); },
             {},
             keptText,
             {u"audit"_s}},
            {u"patient_duplicates.family"_s,
             [this](const QString &text) { return duplicates(patientNamed(text, u"Anna"_s)); },
             {},
             keptText,
             {u"audit"_s}},
            {u"patient_duplicates.given"_s,
             [this](const QString &text) { return duplicates(patientNamed(u"Bauer"_s, text)); },
             {},
             keptText,
             {u"audit"_s}},
            {u"patient_duplicates.phone"_s,
             [this](const QString &text) {
                 Patient draft = patientNamed(u"Bauer"_s, u"Anna"_s);
                 draft.phone = text;
                 return duplicates(draft);
             },
             {},
             keptText,
             {u"audit"_s}},
            {u"history_page.text (receptionist)"_s,
             [this](const QString &text) {
                 return historyOf(PostgresAppointmentHistory(reception.pool), text);
             },
             {},
             keptText,
             {u"audit"_s}},
            {u"history_page.text (doctor)"_s,
             [this](const QString &text) {
                 return historyOf(PostgresAppointmentHistory(doctor.pool), text);
             },
             {},
             keptText,
             {u"audit"_s}}};
}

QList<HostileField> HostileFields::bookingFields()
{
    return {{u"book.reason"_s,
             [this](const QString &text) { return bookingReason(text); },
             {u"appointment"_s}},
            {u"book_series.reason"_s,
             [this](const QString &text) { return seriesReason(text); },
             {u"appointment"_s, u"series"_s}},
            {u"cancel_series.why"_s, [this](const QString &text) { return seriesWhy(text); }, {}},
            {u"cancel.why"_s,
             [this](const QString &text) {
                 return whyOf(reception, Action::Cancel, smallclinic::cardiology, text);
             },
             {}},
            {u"review.why (reject)"_s,
             [this](const QString &text) {
                 return whyOf(doctor, Action::Reject, smallclinic::dermatology, text);
             },
             {}}};
}

QList<HostileField> HostileFields::staffFields()
{
    const auto named = [this](QString StaffMember::*part) {
        return [this, part](const QString &text) {
            StaffMember member = nextMember();
            member.*part = text;
            return newMember(member, part);
        };
    };
    const auto called = [this](bool isReset) {
        return [this, isReset](const QString &text) {
            PostgresStaffRegister staff(office.pool);
            const auto done = isReset ? staff.resetPassword(text, logins::password, {}).result()
                                      : staff.disable(text).result();
            return done ? Fate{} : Fate{.refusal = done.error(), .readBack = {}};
        };
    };
    return {{u"staff_add.display_name"_s,
             named(&StaffMember::displayName),
             {u"staff"_s, u"pg_roles"_s}},
            {u"staff_add.login"_s, named(&StaffMember::login), {u"staff"_s, u"pg_roles"_s}},
            {u"staff_add.rights"_s,
             [this](const QString &text) { return memberRight(text); },
             {u"staff"_s, u"pg_roles"_s}},
            {u"staff_disable.login"_s, called(false), {}, keptText, {u"audit"_s}},
            {u"staff_reset_password.login"_s, called(true), {}, keptText, {u"audit"_s}}};
}

QList<HostileField> HostileFields::setUpFields()
{
    const Clinic clinic{
        .id = {}, .name = {}, .zone = "Europe/Berlin", .opens = {}, .closes = {}, .today = {}};
    return {
        {u"clinic_add.name"_s,
         [=, this](const QString &text) {
             Clinic next = clinic;
             next.name = text;
             return newClinic(next, {}, u"name"_s);
         },
         {u"clinic"_s}},
        {u"clinic_add.address"_s,
         [=, this](const QString &text) {
             Clinic next = clinic;
             next.name = u"Clinic %1"_s.arg(++m_members);
             return newClinic(next, text, u"address"_s);
         },
         {u"clinic"_s}},
        {u"clinic_add.zone"_s,
         [=, this](const QString &text) {
             Clinic next = clinic;
             next.name = u"Clinic %1"_s.arg(++m_members);
             next.zone = text.toUtf8();
             return newClinic(next, {}, u"zone"_s);
         },
         {u"clinic"_s}},
        {u"department_add.name"_s,
         [this](const QString &text) { return newDepartment(departmentNamed(text), u"name"_s); },
         {u"department"_s}},
        {u"department_add.colour"_s,
         [this](const QString &text) {
             return newDepartment(departmentNamed(u"Ward %1"_s.arg(++m_members), text),
                                  u"colour"_s);
         },
         {u"department"_s}},
        newDoctor(u"title"_s, &NewDoctor::title, u"title"_s),
        newDoctor(u"family"_s, &NewDoctor::family, u"family"_s),
        newDoctor(u"given"_s, &NewDoctor::given, u"given"_s),
        newDoctor(u"registration_no"_s, &NewDoctor::registrationNo, u"registration_no"_s),
        newDoctor(u"specialisation"_s, &NewDoctor::specialisation, u"specialisation"_s),
        newDoctor(u"email"_s, &NewDoctor::email, u"email"_s)};
}

} // namespace clinidesk
