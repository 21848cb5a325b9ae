#include "app/ctl/Sentences.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Code = Error::Code;

QString unreachable(const Error &error)
{
    const QString layer = error.facts.value(u"layer"_s).toString();
    if (error.facts.value(u"missing"_s) == u"postgresql"_s)
        return u"PostgreSQL %1 is not installed here. Install it and try again; on Debian: apt-get "
               "install postgresql-15."_s.arg(error.facts.value(u"version"_s).toString());
    if (layer == u"dns"_s)
        return u"The server's name is not known. Nothing was changed; check --host."_s;
    if (layer == u"tcp"_s)
        return u"Nothing answers there, so nothing was changed. Check --host and --port, and that "
               "the server runs."_s;
    if (layer == u"redis"_s)
        return u"There is no Redis to ask, so nothing was changed. Check --redis-host and "
               "--redis-port, and that it runs."_s;
    if (layer == u"tls"_s)
        return u"There is no safe connection, so nothing was sent. Check --tls and --ca-file."_s;
    return u"The server can't be reached or is too slow. This step was not done; try again when it "
           "answers."_s;
}

QString schemaTooOld(const Error &error)
{
    if (error.facts.value(u"missing"_s) == u"database"_s)
        return u"There is no such database there; check --database, or make it first, with "
               "ENCODING UTF8 and a UTF-8 LC_CTYPE."_s;
    return u"The database is older than this program. Nothing was changed; run clinideskctl "
           "migrate."_s;
}

QString invalid(const Error &error)
{
    const QString field = error.facts.value(u"field"_s).toString().replace(u'_', u' ');
    const QString problem = error.facts.value(u"problem"_s).toString().replace(u'_', u' ');
    return field.isEmpty()
        ? u"A value is not valid. Nothing was changed; check what you typed."_s
        : u"The value of %1 is not valid: %2. Nothing was changed; type another one."_s.arg(
            field, problem);
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
    switch (error.code) {
    case Code::Cancelled:
        return u"It was cancelled. Run it again if it is still wanted."_s;
    case Code::Unavailable:
        return unreachable(error);
    case Code::Unknown:
        return u"The answer never came. Look whether it was done before you try again."_s;
    case Code::Busy:
        return u"The server is busy. This step was not done; try again in a moment."_s;
    case Code::NotFound:
        return u"There is no such thing there. Nothing was changed; check what you typed."_s;
    case Code::Conflict:
    case Code::Transition:
    case Code::RequestReused:
    case Code::Stale:
        return u"It does not go with what is there already. Nothing was changed; look at it as "
               "it is now."_s;
    case Code::Limit:
        return u"That was too often. Nothing was changed; wait a little and try again."_s;
    case Code::Denied:
        return u"This login may not do that. Nothing was changed; use another one with --user."_s;
    case Code::Invalid:
        return invalid(error);
    case Code::WrongPassword:
        return u"The name or the password is wrong. Nothing was changed; type both again."_s;
    case Code::PasswordExpired:
        return u"The password has expired. Nothing was changed; reset it first."_s;
    case Code::SchemaTooOld:
        return schemaTooOld(error);
    case Code::SchemaTooNew:
        return u"The database is newer than this program. Nothing was changed; install the current "
               "CliniDesk."_s;
    case Code::ReadOnly:
        return u"The server takes no changes now: it is a standby, or its disk is full. "
               "Nothing was changed; try again once that is over."_s;
    case Code::Insecure:
        return u"The connection is not as safe as demanded, so nothing was sent. Check --tls and "
               "--ca-file."_s;
    case Code::Broken:
        return u"It failed for a reason that this program does not know. Look at the details, "
               "and at the server's log, before you try again."_s;
    }
    Q_UNREACHABLE();
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
