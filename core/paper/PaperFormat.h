#pragma once

#include <QLocale>

namespace clinidesk {

enum class PaperFormat { A4, Letter };

/// What printers of @p country are filled with, after CLDR.
[[nodiscard]] PaperFormat paperFormatOf(QLocale::Territory country);

} // namespace clinidesk
