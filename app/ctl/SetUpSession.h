#pragma once

#include "core/monitor/Connection.h"
#include "core/postgres/PostgresClinicSetUp.h"

namespace clinidesk {

/// The setting up of the server that the command line names, with the connections under it.
class SetUpSession final
{
public:
    explicit SetUpSession(const ConnectTarget &target)
    {
        m_pool.open(target.server, target.credentials);
    }

    PostgresClinicSetUp *operator->() { return &m_setUp; }

private:
    Connection m_connection;
    SystemClock m_clock;
    DatabasePool m_pool{m_connection, m_clock};
    PostgresClinicSetUp m_setUp{m_pool};
};

} // namespace clinidesk
