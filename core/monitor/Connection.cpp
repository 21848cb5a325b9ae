#include "core/monitor/Connection.h"

namespace clinidesk {

void Connection::setState(const ConnectionState &state)
{
    if (state == m_state)
        return;
    using Kind = ConnectionState::Kind;
    const bool isRestored
        = m_state.kind == Kind::Lost && (state.kind == Kind::Connected || state.kind == Kind::Slow);
    m_state = state;
    emit stateChanged(m_state);
    if (isRestored)
        emit restored();
}

} // namespace clinidesk
