#pragma once

#include "ui/theme/Colour.h"

#include <QFont>
#include <QIcon>
#include <QString>

class QWidget;

namespace clinidesk {

/// How large and heavy a text is, relative to the window's font.
enum class TextStyle { Body, Small, Strong, Heading, Title };

/// Sizes, fonts and icons for widgets. All of it follows the widget's own font, so that everything
/// grows together from 100 to 200 %.
namespace Theme {

/// @p ems times the height of @p widget's letters, in its pixels: the only measure of lengths.
[[nodiscard]] int em(const QWidget *widget, qreal ems = 1);

[[nodiscard]] QFont font(const QFont &base, TextStyle style);

/// One of resources/icons/<name>.svg, drawn in the palette's text colour, sharp at every size;
/// arrows turn round in right-to-left layouts. An unknown name is a fault and gives an empty icon.
[[nodiscard]] QIcon icon(const QString &name);
/// The same in the colour of @p role.
[[nodiscard]] QIcon icon(const QString &name, Colour role);

} // namespace Theme

} // namespace clinidesk
