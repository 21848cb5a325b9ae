#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace clinidesk {

/// Counts durations so that percentiles come out within 4 %, in a fixed room, at a few nanoseconds
/// each.
class LatencyHistogram
{
public:
    void add(std::chrono::nanoseconds duration);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// The duration that @p percent of all did not exceed; 0 when there is none.
    [[nodiscard]] std::chrono::nanoseconds percentile(double percent) const;

private:
    static constexpr int subBits = 5; ///< 32 steps for each doubling.
    static constexpr std::size_t cells = std::size_t(64 - subBits + 1) << subBits;

    [[nodiscard]] static std::size_t cellOf(std::uint64_t value);
    [[nodiscard]] static std::uint64_t middleOf(std::size_t cell);

    std::array<std::uint32_t, cells> m_cells{};
    std::uint64_t m_count = 0;
};

} // namespace clinidesk
