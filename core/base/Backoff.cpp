#include "core/base/Backoff.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

std::chrono::milliseconds Backoff::next()
{
    const auto ceiling = m_ceiling;
    m_ceiling = std::min<std::chrono::milliseconds>(m_ceiling * 2, 4s);
    return std::chrono::milliseconds(
        QRandomGenerator::global()->bounded(static_cast<int>(ceiling.count()) + 1));
}

} // namespace clinidesk
