#include "core/postgres/PostgresGate.h"

#include "core/postgres/Migrations.h"
#include "core/postgres/Rows.h"
#include "core/postgres/ScramVerifier.h"
#include "core/postgres/SqlError.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr int mostRefusals = 100;

Error at(const QString &layer, Error error)
{
    if (!error.facts.contains(u"layer"_s))
        error.facts.insert(u"layer"_s, layer);
    return error;
}

/// From '<clinic>:<digits>' with spaces between, which is overwritten.
SealKeys sealKeysIn(QString text)
{
    SealKeys keys;
    for (const QStringView part : QStringView(text).split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype colon = part.indexOf(u':');
        if (const auto key = SecretKey::fromHex(part.sliced(colon + 1)))
            keys.insert(ClinicId(part.first(qMax<qsizetype>(0, colon)).toLongLong()), *key);
    }
    wipe(text);
    return keys;
}

/// What a sign-in answers: the session and whether its password has to be changed first.
struct Answer
{
    Session session;
    bool isPasswordExpired = false;
};

Answer answerAt(const AnswerRows &row)
{
    return Answer{
        .session = {.staff = idAt<StaffId>(row, 0),
                    .login = textAt(row, 1),
                    .displayName = textAt(row, 2),
                    .role = roleFromWord(textAt(row, 3)).value_or(Role::Receptionist),
                    .doctor = idAt<DoctorId>(row, 4),
                    .rights = textsAt(row, 5),
                    .rightsVersion = row.value(9).toInt(),
                    .installation = quint64(row.value(10).toLongLong()),
                    .sealKeys = sealKeysIn(textAt(row, 11)),
                    .serverTime = instantAt(row, 7),
                    .schemaVersion = row.value(8).toInt()},
        .isPasswordExpired = row.value(6).toBool(),
    };
}

std::optional<Error> schemaFault(int version)
{
    const int wanted = Migrations::newest();
    if (version == wanted)
        return std::nullopt;
    return Error{version < wanted ? Error::Code::SchemaTooOld : Error::Code::SchemaTooNew,
                 u"schema %1, program %2"_s.arg(version).arg(wanted),
                 {{u"layer"_s, u"schema"_s}, {u"schema"_s, version}, {u"program"_s, wanted}}};
}

Result<Session> sessionBy(DatabaseConnection &connection, const QString &call)
{
    // An older schema's function has no installation and no keys; what it does have says that it is
    // older.
    const auto answer
        = rowFrom(connection.ask(u"SELECT staff_id, login, display_name, role, doctor_id,"
                                 " to_json(rights), password_expired, server_time, schema_version,"
                                 " rights_version, to_jsonb(s) ->> 'installation',"
                                 " to_jsonb(s) ->> 'seal_keys' FROM "_s
                                 % call % u" s"_s),
                  answerAt);
    if (!answer)
        return at(u"sign-in"_s, answer.error());
    if (const auto fault = schemaFault(answer->session.schemaVersion))
        return *fault;
    if (answer->isPasswordExpired)
        return at(u"sign-in"_s, Error{Error::Code::PasswordExpired, {}, {}});
    return answer->session;
}

Result<Session> enter(DatabaseConnection &connection)
{
    return sessionBy(connection, u"clinidesk.sign_in()"_s);
}

/// Without an audit row: nobody signs in.
Result<Session> lookAgain(DatabaseConnection &connection)
{
    return sessionBy(connection, u"clinidesk.confirm_session()"_s);
}

std::optional<Error> faultOf(const Credentials &credentials)
{
    // libpq would cut the name short and sign somebody else in.
    if (credentials.login.contains(QChar(u'\0')))
        return invalidValue(u"login"_s, u"malformed"_s);
    if (credentials.password.contains(QChar(u'\0')))
        return invalidValue(u"password"_s, u"malformed"_s);
    return std::nullopt;
}

} // namespace

PostgresGate::PostgresGate(DatabasePool &pool)
    : m_pool(pool)
{
}

Async<Session> PostgresGate::signIn(const ServerProfile &server, const Credentials &credentials)
{
    if (const auto fault = faultOf(credentials))
        return ready<Session>(*fault);
    const int attempt = ++m_attempt;
    m_pool.open(server, credentials);

    auto promise = std::make_shared<QPromise<Result<Session>>>();
    promise->start();
    deliver(m_pool.run(DatabasePool::Kind::Read, enter), &m_pool,
            [this, promise, attempt, login = credentials.login](const Result<Session> &answer) {
                const bool isKept = answer || answer.error().code == Error::Code::PasswordExpired;
                if (!isKept && attempt == m_attempt)
                    m_pool.close();
                if (answer)
                    reportRefusals();
                else if (answer.error().code == Error::Code::WrongPassword)
                    noteRefusal(login);
                promise->addResult(answer);
                promise->finish();
            });
    return promise->future();
}

void PostgresGate::noteRefusal(const QString &login)
{
    if (m_refused.size() >= mostRefusals)
        m_refused.removeFirst();
    m_refused.append(QJsonObject{{u"login"_s, login},
                                 {u"at"_s, m_pool.clock().now().toString(Qt::ISODateWithMs)},
                                 {u"desk"_s, QSysInfo::machineHostName()}});
}

void PostgresGate::reportRefusals()
{
    if (m_refused.isEmpty())
        return;
    const QString attempts
        = QString::fromUtf8(QJsonDocument(m_refused).toJson(QJsonDocument::Compact));
    const auto report = [attempts](DatabaseConnection &connection) -> Result<Done> {
        return doneFrom(
            connection.ask(u"SELECT clinidesk.report_failed_sign_ins(:attempts::jsonb)"_s,
                           {{u"attempts"_s, attempts}}));
    };
    deliver(m_pool.run(DatabasePool::Kind::Change, report), &m_pool,
            [this, reported = m_refused.size()](const Result<Done> &answer) {
                // What could not be written stays for the next person.
                for (int i = 0; answer && i < reported && !m_refused.isEmpty(); ++i)
                    m_refused.removeFirst();
            });
}

Async<Session> PostgresGate::confirm()
{
    return m_pool.run(DatabasePool::Kind::Read, lookAgain);
}

void PostgresGate::signOut()
{
    ++m_attempt;
    m_pool.close();
}

Async<Done> PostgresGate::changePassword(const QString &newPassword)
{
    const auto target = m_pool.target();
    const QString login = target ? target->credentials.login : QString();
    const auto change = [login, newPassword](DatabaseConnection &connection) -> Result<Done> {
        const auto verifier = scramVerifier(connection.handle(), login, newPassword);
        if (!verifier)
            return verifier.error();
        return doneFrom(connection.ask(u"SELECT clinidesk.change_password(:verifier::text)"_s,
                                       {{u"verifier"_s, *verifier}}));
    };

    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    deliver(m_pool.run(DatabasePool::Kind::Change, change), &m_pool,
            [this, promise, newPassword](const Result<Done> &answer) {
                if (answer)
                    m_pool.setPassword(newPassword);
                promise->addResult(answer);
                promise->finish();
            });
    return promise->future();
}

} // namespace clinidesk
