#include "core/postgres/Patience.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace clinidesk {

const Patience &Patience::endless()
{
    static const Patience patience;
    return patience;
}

std::chrono::milliseconds Patience::untilNextLook() const
{
    constexpr auto look = 20ms;
    const auto now = Clock::now();
    if (m_until - now >= look)
        return look;
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(m_until - now), 1ms);
}

} // namespace clinidesk
