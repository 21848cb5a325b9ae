#pragma once

#include <QStringList>

namespace clinidesk {

/// What somebody could type, paste or import to break out of the place a text is meant for: SQL,
/// markup, formulas, shells, formats, patterns, and letters that aren't what they look like. Always
/// the same 10,000 texts in the same order, each once.
[[nodiscard]] const QStringList &hostileTexts();

/// @p amount of them, a different stretch for each @p turn; all of them when @p amount is as many.
[[nodiscard]] QStringList hostileTexts(int turn, int amount);

/// The ones that say something only to a reader of markup.
[[nodiscard]] QStringList markupTexts();

} // namespace clinidesk
