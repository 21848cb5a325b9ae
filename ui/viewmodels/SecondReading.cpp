#include "ui/viewmodels/SecondReading.h"

#include "core/monitor/Connection.h"

#include <utility>

namespace clinidesk {

SecondReading::SecondReading(const Connection &connection, std::function<void()> read,
                             QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_read(std::move(read))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_connection.state().kind != ConnectionState::Kind::Lost)
            m_read();
    });
}

void SecondReading::note(const std::optional<Error> &failure)
{
    m_pause.stop();
    if (!failure) {
        m_isUsed = false;
        return;
    }
    if (failure->code != Error::Code::Unavailable || m_isUsed
        || m_connection.state().kind == ConnectionState::Kind::Lost)
        return;
    m_isUsed = true;
    m_pause.start();
}

} // namespace clinidesk
