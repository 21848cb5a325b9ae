#include "core/paper/PaperFormat.h"

namespace clinidesk {

PaperFormat paperFormatOf(QLocale::Territory country)
{
    switch (country) {
    case QLocale::Belize:
    case QLocale::Canada:
    case QLocale::Chile:
    case QLocale::Colombia:
    case QLocale::CostaRica:
    case QLocale::ElSalvador:
    case QLocale::Guatemala:
    case QLocale::Mexico:
    case QLocale::Nicaragua:
    case QLocale::Panama:
    case QLocale::Philippines:
    case QLocale::PuertoRico:
    case QLocale::UnitedStates:
    case QLocale::Venezuela:
        return PaperFormat::Letter;
    default:
        return PaperFormat::A4;
    }
}

} // namespace clinidesk
