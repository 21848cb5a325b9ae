#include "app/bootstrap/LocalLogins.h"

#include "core/base/WholeFile.h"
#include "core/postgres/LibpqConnection.h"
#include "core/postgres/ScramVerifier.h"

#include <QFile>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

constexpr std::chrono::seconds patience{10};

QString randomPassword()
{
    QString password;
    for (int part = 0; part < 3; ++part)
        password += QString::number(QRandomGenerator::system()->generate64(), 36);
    return password;
}

/// The password in @p file, which is made when it isn't there yet.
Result<QString> keptPassword(const QString &file)
{
    QFile kept(file);
    if (kept.open(QIODevice::ReadOnly)) {
        const QString password = QString::fromLatin1(kept.readAll()).trimmed();
        if (!password.isEmpty())
            return password;
    }
    const QString password = randomPassword();
    if (!writeWhole(file, password.toLatin1() + '\n', Privacy::Demanded))
        return Error{Error::Code::Unavailable, u"can't write %1"_s.arg(file), {}};
    return password;
}

/// Makes the login with @p statement unless the server knows it, then gives it the kept password,
/// so that a lost file mends itself. $1 is the login, $2 the verifier.
Result<Credentials> ensureLogin(const ConnectTarget &boot, const QString &passwordFile,
                                const QString &login, const QString &statement)
{
    const auto password = keptPassword(passwordFile);
    if (!password)
        return password.error();
    auto session = LibpqConnection::open(boot, patience);
    if (!session)
        return session.error();
    const auto known
        = session->run(u"SELECT 1 FROM pg_roles WHERE rolname = $1"_s, {login.toUtf8()});
    if (!known)
        return known.error();
    const auto verifier = scramVerifier(session->handle(), login, *password);
    if (!verifier)
        return verifier.error();
    if (known->count() == 0) {
        const auto made = session->run(statement.arg(login, *verifier));
        if (!made)
            return made.error();
    } else {
        const auto changed
            = session->run(u"ALTER ROLE \"%1\" PASSWORD '%2'"_s.arg(login, *verifier));
        if (!changed)
            return changed.error();
    }
    return Credentials{.login = login, .password = *password};
}

} // namespace

Result<Credentials> ensureBenchLogin(const ConnectTarget &boot, const QString &home)
{
    return ensureLogin(boot, home % u"/bench.password"_s, u"clinidesk_bench"_s,
                       u"CREATE ROLE \"%1\" LOGIN SUPERUSER PASSWORD '%2'"_s);
}

Result<Credentials> ensureWorkerLogin(const ConnectTarget &boot, const QString &home)
{
    return ensureLogin(
        boot, home % u"/worker.password"_s, u"worker.standalone"_s,
        u"SELECT clinidesk.staff_add('%1', 'Worker of this computer', 'worker', '%2', "
        "'{}', NULL, '{}', 'infinity')"_s);
}

} // namespace clinidesk
