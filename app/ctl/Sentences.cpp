#include "app/ctl/Sentences.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Code = Error::Code;

QString unreachable(const Error &error)
{
    const QString layer = error.facts.value(u"layer"_s).toString();
    if (error.facts.value(u"missing"_s) == u"postgresql"_s)
        return u"PostgreSQL %1 is not installed here; on Debian: apt-get install postgresql-15"_s
            .arg(error.facts.value(u"version"_s).toString());
    if (layer == u"dns"_s)
        return u"The server's name is not known; check --host."_s;
    if (layer == u"tcp"_s)
        return u"Nothing answers there; check --host and --port, and that the server runs."_s;
    if (layer == u"tls"_s)
        return u"No safe connection; check --tls and --ca-file."_s;
    return u"A server can't be reached or is too slow."_s;
}

QString schemaTooOld(const Error &error)
{
    if (error.facts.value(u"missing"_s) == u"database"_s)
        return u"There is no such database there; check --database, or make it first, with "
               "ENCODING UTF8 and a UTF-8 LC_CTYPE."_s;
    return u"The database is older than this program; run: clinideskctl migrate"_s;
}

QString invalid(const Error &error)
{
    const QString field = error.facts.value(u"field"_s).toString();
    const QString problem = error.facts.value(u"problem"_s).toString().replace(u'_', u' ');
    return field.isEmpty() ? u"A value is not valid."_s
                           : u"The value of %1 is not valid: %2."_s.arg(field, problem);
}

QString general(const Error &error)
{
    switch (error.code) {
    case Code::Cancelled:
        return u"It was cancelled."_s;
    case Code::Unavailable:
        return unreachable(error);
    case Code::Unknown:
        return u"The answer never came; look whether it was done before trying again."_s;
    case Code::Busy:
        return u"It is busy; try again in a moment."_s;
    case Code::NotFound:
        return u"There is no such thing there."_s;
    case Code::Conflict:
    case Code::Transition:
    case Code::RequestReused:
    case Code::Stale:
        return u"It does not go with what is there already."_s;
    case Code::Limit:
        return u"That was too often; wait a little."_s;
    case Code::Denied:
        return u"This login may not do that."_s;
    case Code::Invalid:
        return invalid(error);
    case Code::WrongPassword:
        return u"The name or the password is wrong."_s;
    case Code::PasswordExpired:
        return u"The password has expired; reset it first."_s;
    case Code::SchemaTooOld:
        return schemaTooOld(error);
    case Code::SchemaTooNew:
        return u"The database is newer than this program; install the current CliniDesk."_s;
    case Code::ReadOnly:
        return u"The server takes no changes now: a standby, or its disk is full."_s;
    case Code::Insecure:
        return u"The connection is not as safe as demanded; check --tls and --ca-file."_s;
    case Code::Broken:
        return u"It failed."_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString codeWord(Error::Code code)
{
    switch (code) {
    case Code::Cancelled:
        return u"cancelled"_s;
    case Code::Unavailable:
        return u"unavailable"_s;
    case Code::Unknown:
        return u"unknown"_s;
    case Code::Busy:
        return u"busy"_s;
    case Code::NotFound:
        return u"not_found"_s;
    case Code::Conflict:
        return u"conflict"_s;
    case Code::Limit:
        return u"limit"_s;
    case Code::Transition:
        return u"transition"_s;
    case Code::RequestReused:
        return u"request_reused"_s;
    case Code::Stale:
        return u"stale"_s;
    case Code::Denied:
        return u"denied"_s;
    case Code::Invalid:
        return u"invalid"_s;
    case Code::WrongPassword:
        return u"wrong_password"_s;
    case Code::PasswordExpired:
        return u"password_expired"_s;
    case Code::SchemaTooOld:
        return u"schema_too_old"_s;
    case Code::SchemaTooNew:
        return u"schema_too_new"_s;
    case Code::ReadOnly:
        return u"read_only"_s;
    case Code::Insecure:
        return u"insecure"_s;
    case Code::Broken:
        return u"broken"_s;
    }
    Q_UNREACHABLE();
}

QString sentenceFor(const Error &error)
{
    const QString sentence = general(error);
    return error.detail.isEmpty() ? sentence : sentence % u" ("_s % error.detail % u')';
}

QString forTerminal(const QString &text)
{
    QString plain = text;
    for (QChar &letter : plain) {
        const bool isOrder = letter.category() == QChar::Other_Control && letter != u'\n';
        const bool turnsWriting = (letter >= QChar(0x202A) && letter <= QChar(0x202E))
            || (letter >= QChar(0x2066) && letter <= QChar(0x2069));
        if (isOrder || turnsWriting)
            letter = QChar::ReplacementCharacter;
    }
    return plain;
}

} // namespace clinidesk
