#include "core/postgres/PostgresStaffRegister.h"

#include "core/postgres/Rows.h"
#include "core/postgres/ScramVerifier.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

StaffMember memberAt(const AnswerRows &row)
{
    StaffMember member{
        .id = idAt<StaffId>(row, 0),
        .login = textAt(row, 1),
        .displayName = textAt(row, 2),
        .role = roleFromWord(textAt(row, 3)).value_or(Role::Receptionist),
        .doctor = idAt<DoctorId>(row, 4),
        .clinics = {},
        .rights = textsAt(row, 8),
        .isActive = row.value(6).toBool(),
        .passwordExpiresAt = instantAt(row, 7),
    };
    for (const qint64 clinic : numbersAt(row, 5))
        member.clinics.append(ClinicId(clinic));
    return member;
}

/// An invalid instant is never.
QVariant expiry(const QDateTime &expiresAt)
{
    return expiresAt.isValid() ? instantOrNull(expiresAt) : QVariant(u"infinity"_s);
}

Result<StaffId> addMember(DatabaseConnection &connection, const StaffMember &member,
                          const QString &password)
{
    const auto verifier = scramVerifier(connection.handle(), member.login, password);
    if (!verifier)
        return verifier.error();
    const QVariant clinics = idsOrNull(member.clinics);
    return rowFrom(
        connection.ask(u"SELECT clinidesk.staff_add(:login::text, :display_name::text, :role::text,"
                       " :verifier::text, :clinics::int[], :doctor::int, :rights::text[],"
                       " :expires_at::timestamptz)"_s,
                       {{u"login"_s, member.login},
                        {u"display_name"_s, member.displayName},
                        {u"role"_s, roleWord(member.role)},
                        {u"verifier"_s, *verifier},
                        {u"clinics"_s, clinics.isNull() ? QVariant(u"{}"_s) : clinics},
                        {u"doctor"_s, idOrNull(member.doctor)},
                        {u"rights"_s, arrayOf(member.rights)},
                        {u"expires_at"_s, expiry(member.passwordExpiresAt)}}),
        [](const AnswerRows &row) { return idAt<StaffId>(row, 0); });
}

Result<Done> reset(DatabaseConnection &connection, const QString &login, const QString &password,
                   const QDateTime &expiresAt)
{
    const auto verifier = scramVerifier(connection.handle(), login, password);
    if (!verifier)
        return verifier.error();
    return doneFrom(connection.ask(
        u"SELECT clinidesk.staff_reset_password(:login::text,"
        " :verifier::text, :expires_at::timestamptz)"_s,
        {{u"login"_s, login}, {u"verifier"_s, *verifier}, {u"expires_at"_s, expiry(expiresAt)}}));
}

} // namespace

PostgresStaffRegister::PostgresStaffRegister(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<QList<StaffMember>> PostgresStaffRegister::members()
{
    return m_pool.run(DatabasePool::Kind::Read, [](DatabaseConnection &connection) {
        return listFrom(connection.ask(u"SELECT staff_id, login, display_name, role, doctor_id,"
                                       " to_json(clinics), active, password_expires_at,"
                                       " to_json(rights) FROM clinidesk.staff_list()"_s),
                        memberAt);
    });
}

Async<StaffId> PostgresStaffRegister::add(const StaffMember &member, const QString &password)
{
    return m_pool.run(DatabasePool::Kind::Change,
                      [member, password](DatabaseConnection &connection) {
                          return addMember(connection, member, password);
                      });
}

Async<Done> PostgresStaffRegister::disable(const QString &login)
{
    return m_pool.run(DatabasePool::Kind::Change, [login](DatabaseConnection &connection) {
        return doneFrom(connection.ask(u"SELECT clinidesk.staff_disable(:login::text)"_s,
                                       {{u"login"_s, login}}));
    });
}

Async<Done> PostgresStaffRegister::resetPassword(const QString &login, const QString &password,
                                                 const QDateTime &expiresAt)
{
    return m_pool.run(DatabasePool::Kind::Change,
                      [login, password, expiresAt](DatabaseConnection &connection) {
                          return reset(connection, login, password, expiresAt);
                      });
}

} // namespace clinidesk
