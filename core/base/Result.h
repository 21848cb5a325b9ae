#pragma once

#include "core/base/Error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace clinidesk {

/// Nothing to say but that it worked: `Result<Done>`.
struct Done
{
    friend bool operator==(const Done &, const Done &) = default;
};

/// A value or the Error that stands in its place; the names are std::expected's, which C++20 lacks.
template <typename T> class [[nodiscard]] Result
{
    static_assert(!std::is_same_v<T, Error>);

public:
    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the point.
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Only with has_value().
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// Only without has_value().
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

    friend bool operator==(const Result &, const Result &) = default;

private:
    std::variant<T, Error> m_state;
};

} // namespace clinidesk
