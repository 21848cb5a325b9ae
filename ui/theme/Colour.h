#pragma once

#include <QColor>
#include <QPalette>

namespace clinidesk {

/// The three palettes. Each states every Colour and every status anew.
enum class Look { Light, Dark, HighContrast };

/// What a colour is for. Text roles read at 4.5:1 or better on every ground; Line, Focus, Accent
/// and the signs reach 3:1 there too. Hairline is ornament and carries no meaning.
enum class Colour {
    Window, ///< Ground of pages.
    Surface, ///< Ground of lists, fields, cards.
    Rail, ///< Ground of the navigation rail and the bars.
    Hover, ///< Ground of what the pointer is over.
    Selection, ///< Ground of the chosen row; OnSelection stands on it.
    OnSelection,
    Text,
    TextWeak, ///< Labels, hints, what is less important than the value beside it.
    Hairline,
    Line, ///< Borders of controls.
    Focus,
    Accent, ///< The one main action; OnAccent stands on it.
    OnAccent,
    Link,
    Good, ///< Signs: icons and short text.
    Warning,
    Danger,
    GoodFill, ///< Grounds of messages; Text and the sign of the same name stand on them.
    WarningFill,
    DangerFill,
    InfoFill,
    DeceasedFill,
};

inline constexpr int colourCount = 22;

[[nodiscard]] QColor colour(Look look, Colour role);

/// The look @p palette was made for: widgets ask with their own palette(), so nothing has to know
/// which theme is chosen.
[[nodiscard]] Look lookOf(const QPalette &palette);
[[nodiscard]] QColor colour(const QPalette &palette, Colour role);

[[nodiscard]] QPalette paletteFor(Look look);

/// WCAG 2.2's contrast of two opaque colours: 1 to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

} // namespace clinidesk
