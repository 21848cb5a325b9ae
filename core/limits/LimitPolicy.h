#pragma once

#include <chrono>

namespace clinidesk {

class Settings;

/// How often something may be done.
struct LimitPolicy
{
    enum class Count {
        Exactly, ///< Never more than the limit in any window of that length.
        /// GCRA: the limit at once, then one each window/limit. One number is kept, and up to twice
        /// the limit passes in a first window.
        Smoothly,
    };

    Count count = Count::Exactly;
    int limit = 1;
    std::chrono::seconds window{60};

    friend bool operator==(const LimitPolicy &, const LimitPolicy &) = default;
};

/// What the limits.* settings say.
struct LimitPolicies
{
    using enum LimitPolicy::Count;

    LimitPolicy signIn{Exactly, 5, std::chrono::minutes(15)}; ///< Of a name, and of a desk.
    LimitPolicy booking{Exactly, 10, std::chrono::hours(1)}; ///< Of a patient.
    LimitPolicy doctorChange{Smoothly, 100, std::chrono::minutes(15)};
    LimitPolicy change{Smoothly, 600, std::chrono::minutes(15)}; ///< Of anybody else.

    friend bool operator==(const LimitPolicies &, const LimitPolicies &) = default;
};

[[nodiscard]] LimitPolicies limitPoliciesFrom(const Settings &settings);

} // namespace clinidesk
