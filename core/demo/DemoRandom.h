#pragma once

#include <QtGlobal>

namespace clinidesk {

/// SplitMix64. The standard library's distributions differ between compilers; a demo clinic must
/// not.
class DemoRandom
{
public:
    constexpr explicit DemoRandom(quint64 seed)
        : m_state(seed)
    {
    }

    /// An own stream for each pair, so that one doctor's day doesn't depend on another's.
    [[nodiscard]] constexpr DemoRandom fork(quint64 first, quint64 second = 0) const
    {
        DemoRandom other(m_state ^ (first * 0x9e3779b97f4a7c15ULL));
        other.m_state = other.next() ^ (second * 0xc2b2ae3d27d4eb4fULL);
        (void)other.next();
        return other;
    }

    constexpr quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }

    /// 0 to @p count - 1; @p count is at least 1.
    constexpr int below(int count) { return int(((next() >> 32) * quint64(count)) >> 32); }

    /// @p first to @p last, both included.
    constexpr int between(int first, int last) { return first + below(last - first + 1); }

    /// 0 to just under 1.
    constexpr double unit() { return double(next() >> 11) * 0x1p-53; }

    /// True in @p share of the cases, 0 to 1.
    constexpr bool chance(double share) { return unit() < share; }

private:
    quint64 m_state;
};

} // namespace clinidesk
