#include "core/monitor/Connection.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

using Kind = ConnectionState::Kind;
using Cause = ConnectionState::Cause;

Cause causeOf(const Error &error)
{
    switch (error.code) {
    case Error::Code::Busy:
        return Cause::Full;
    case Error::Code::WrongPassword:
        return Cause::PasswordRefused;
    case Error::Code::PasswordExpired:
        return Cause::PasswordExpired;
    case Error::Code::Denied:
        return Cause::AccountClosed;
    case Error::Code::Insecure:
        return Cause::Unsafe;
    case Error::Code::ReadOnly:
        return Cause::ReadOnly;
    case Error::Code::SchemaTooOld:
        return Cause::SchemaOlder;
    case Error::Code::SchemaTooNew:
        return Cause::SchemaNewer;
    default:
        break;
    }
    const QString server = error.facts.value("server"_L1).toString();
    if (server == u"stopping"_s)
        return Cause::Stopping;
    return server == u"starting"_s ? Cause::Starting : Cause::Unreachable;
}

void Connection::setState(const ConnectionState &state)
{
    m_reported = state;
    if (state.kind == Kind::SignedOut)
        m_sessionCause = Cause::None;
    show();
}

void Connection::setSessionCause(Cause cause)
{
    m_sessionCause = cause;
    show();
}

void Connection::tryNow()
{
    if (m_state.kind == Kind::Lost)
        emit retryWanted();
}

void Connection::show()
{
    ConnectionState state = m_reported;
    const bool stands = state.kind == Kind::Connected || state.kind == Kind::Slow;
    if (stands && state.cause == Cause::None)
        state.cause = m_sessionCause;
    if (state == m_state)
        return;
    const bool isRestored = m_state.kind == Kind::Lost && stands;
    m_state = state;
    emit stateChanged(m_state);
    if (isRestored)
        emit restored();
}

} // namespace clinidesk
