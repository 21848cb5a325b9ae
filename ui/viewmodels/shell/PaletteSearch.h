#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace clinidesk {

/// How well @p typed names @p text, the higher the better; nothing when it doesn't. Every typed
/// word has to be found, in any order: as a whole, as a beginning, inside, or with a slip of the
/// finger (one wrong, missing, extra or swapped letter from four letters on, two from eight).
/// Accents and case don't count.
[[nodiscard]] std::optional<int> paletteScore(const QString &text, const QString &typed);

/// One thing the palette can do.
struct PaletteAction
{
    QString id; ///< The action's object name.
    QString text;

    friend bool operator==(const PaletteAction &, const PaletteAction &) = default;
};

/// Indexes into @p actions that match @p typed, best first; among equals the more recently used
/// first
/// (@p recent holds ids, the latest first), then as given. Everything matches an empty text.
[[nodiscard]] QList<int> paletteOrder(const QList<PaletteAction> &actions, const QString &typed,
                                      const QStringList &recent);

} // namespace clinidesk
