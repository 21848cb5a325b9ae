#include "core/cache/LatencyHistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace clinidesk {

void LatencyHistogram::add(std::chrono::nanoseconds duration)
{
    ++m_cells[cellOf(std::uint64_t(std::max<std::int64_t>(duration.count(), 0)))];
    ++m_count;
}

std::chrono::nanoseconds LatencyHistogram::percentile(double percent) const
{
    if (m_count == 0)
        return {};
    const auto wanted
        = std::max(std::uint64_t(std::ceil(percent / 100 * double(m_count))), std::uint64_t(1));
    std::uint64_t seen = 0;
    std::size_t cell = 0;
    while (cell + 1 < cells && (seen += m_cells[cell]) < wanted)
        ++cell;
    return std::chrono::nanoseconds(middleOf(cell));
}

std::size_t LatencyHistogram::cellOf(std::uint64_t value)
{
    constexpr std::uint64_t linear = std::uint64_t(1) << subBits;
    if (value < linear)
        return value;
    const int shift = int(std::bit_width(value)) - 1 - subBits;
    return (std::size_t(shift + 1) << subBits) + ((value >> shift) - linear);
}

std::uint64_t LatencyHistogram::middleOf(std::size_t cell)
{
    constexpr std::uint64_t linear = std::uint64_t(1) << subBits;
    if (cell < linear)
        return cell;
    const auto shift = (cell >> subBits) - 1;
    const std::uint64_t least = (linear + (cell & (linear - 1))) << shift;
    return least + ((std::uint64_t(1) << shift) >> 1);
}

} // namespace clinidesk
