#include "core/postgres/ScramVerifier.h"

#include "core/postgres/SqlError.h"

#include <libpq-fe.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

Result<QString> scramVerifier(pg_conn *connection, const QString &login, const QString &password)
{
    if (password.isEmpty())
        return invalidValue(u"password"_s, u"missing"_s);
    if (password.contains(QChar(u'\0')))
        return invalidValue(u"password"_s, u"malformed"_s);
    const std::unique_ptr<char, decltype(&PQfreemem)> verifier(
        PQencryptPasswordConn(connection, password.toUtf8().constData(), login.toUtf8().constData(),
                              "scram-sha-256"),
        PQfreemem);
    if (!verifier)
        return Error{Error::Code::Broken, u"no verifier could be made"_s, {}};
    return QString::fromLatin1(verifier.get());
}

} // namespace clinidesk
