#include "core/postgres/Backoff.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

std::chrono::milliseconds Backoff::next(Failure failure)
{
    const std::chrono::milliseconds longest = failure == Failure::Refused ? 4s : 30s;
    const auto ceiling = std::min(m_ceiling, longest);
    m_ceiling = std::min<std::chrono::milliseconds>(m_ceiling * 2, 30s);
    return std::chrono::milliseconds(
        QRandomGenerator::global()->bounded(static_cast<int>(ceiling.count()) + 1));
}

} // namespace clinidesk
