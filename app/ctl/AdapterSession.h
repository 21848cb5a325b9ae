#pragma once

#include "core/postgres/DatabasePool.h"

namespace clinidesk {

/// One adapter to the server that the command line names, with the connections under it.
template <typename Adapter> class AdapterSession final
{
public:
    explicit AdapterSession(const ConnectTarget &target)
    {
        m_pool.open(target.server, target.credentials);
    }

    Adapter *operator->() { return &m_adapter; }

private:
    Connection m_connection;
    SystemClock m_clock;
    DatabasePool m_pool{m_connection, m_clock};
    Adapter m_adapter{m_pool};
};

} // namespace clinidesk
