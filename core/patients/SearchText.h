#pragma once

#include <QString>

namespace clinidesk {

/// The most characters a search for patients takes.
inline constexpr int longestSearch = 200;

/// What can be done with what somebody typed to find a patient.
enum class SearchText {
    TooShort, ///< Names nobody: one Latin letter. One Chinese or Korean character is enough.
    TooLong, ///< More than longestSearch.
    Unprintable, ///< Holds U+0000, at which a statement would end.
    Askable, ///< Goes to the server as it is.
};

/// Spaces around @p typed don't count.
[[nodiscard]] SearchText judgedSearch(const QString &typed);

} // namespace clinidesk
