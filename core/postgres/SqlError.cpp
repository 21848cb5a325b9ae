#include "core/postgres/SqlError.h"

#include <QHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

using Code = Error::Code;

Code codeOf(const QString &state)
{
    static const QHash<QString, Code> known{
        {u"23P01"_s, Code::Conflict},      {u"23505"_s, Code::Conflict},
        {u"42710"_s, Code::Conflict},      {u"CD001"_s, Code::Limit},
        {u"CD002"_s, Code::Transition},    {u"CD003"_s, Code::RequestReused},
        {u"CD004"_s, Code::Stale},         {u"CD005"_s, Code::PasswordExpired},
        {u"22023"_s, Code::Invalid},       {u"23514"_s, Code::Invalid},
        {u"42501"_s, Code::Denied},        {u"28000"_s, Code::Denied},
        {u"28P01"_s, Code::WrongPassword}, {u"P0002"_s, Code::NotFound},
        {u"55P03"_s, Code::Busy},          {u"40P01"_s, Code::Busy},
        {u"40001"_s, Code::Busy},          {u"53300"_s, Code::Busy},
        {u"53200"_s, Code::Busy},          {u"25006"_s, Code::ReadOnly},
        {u"53100"_s, Code::ReadOnly},      {u"57014"_s, Code::Unavailable},
        {u"3D000"_s, Code::SchemaTooOld},  {u"3F000"_s, Code::SchemaTooOld},
        {u"42883"_s, Code::SchemaTooOld},  {u"42P01"_s, Code::SchemaTooOld},
    };
    const auto found = known.find(state);
    if (found != known.end())
        return *found;
    if (isLostState(state))
        return Code::Unavailable;
    return state.startsWith(u"22"_s) ? Code::Invalid : Code::Broken;
}

} // namespace

bool isLostState(const QString &sqlState)
{
    return sqlState.isEmpty() || sqlState.startsWith(u"08"_s) || sqlState.startsWith(u"57P0"_s);
}

Error errorFrom(const ServerMessage &message)
{
    Error error;
    error.code = codeOf(message.sqlState);
    error.detail
        = QString(message.sqlState % u' ' % message.primary.section(u'\n', 0, 0)).trimmed();
    error.facts = QJsonDocument::fromJson(message.detail.toUtf8()).object();
    if (error.code == Code::Invalid && !error.facts.contains(u"problem"_s))
        error.facts.insert(u"problem"_s, u"malformed"_s);
    if (message.sqlState == u"53100"_s)
        error.facts.insert(u"problem"_s, u"disk_full"_s);
    if (error.code == Code::SchemaTooOld)
        error.facts.insert(u"layer"_s, u"schema"_s);
    if (message.sqlState == u"57P01"_s || message.sqlState == u"57P02"_s)
        error.facts.insert(u"server"_s, u"stopping"_s);
    if (message.sqlState == u"57P03"_s)
        error.facts.insert(u"server"_s, u"starting"_s);
    if (message.sqlState == u"3D000"_s)
        error.facts.insert(u"missing"_s, u"database"_s);
    return error;
}

Error invalidValue(const QString &field, const QString &problem)
{
    return Error{Error::Code::Invalid,
                 field % u": "_s % problem,
                 {{u"field"_s, field}, {u"problem"_s, problem}}};
}

} // namespace clinidesk
