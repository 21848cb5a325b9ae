#include "core/patients/Patient.h"

#include <QLocale>
#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString listName(const QString &family, const QString &given)
{
    const QString upper = QLocale::c().toUpper(family);
    return given.isEmpty() ? upper : QString(upper % u", "_s % given);
}

bool holdsInvisible(const QString &name)
{
    static const QRegularExpression unseen(
        u"[\\x{AD}\\x{34F}\\x{61C}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{200B}"
        "\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2060}-\\x{206F}\\x{3164}\\x{FE00}-\\x{FE0F}"
        "\\x{FEFF}\\x{FFA0}\\x{FFF0}-\\x{FFFB}\\x{E0000}-\\x{E0FFF}]"_s);
    // Between letters of their own scripts only.
    static const QRegularExpression strayJoiner(
        u"(^|[\\x{01}-\\x{7F}])[\\x{200C}\\x{200D}]"
        "|[\\x{200C}\\x{200D}]([\\x{01}-\\x{7F}\\x{200C}\\x{200D}]|$)"_s);
    return name.contains(unseen) || name.contains(strayJoiner);
}

QString identifyingDate(QDate date)
{
    return QLocale::c().toString(date, u"dd-MMM-yyyy"_s);
}

std::optional<int> ageOn(QDate day, QDate birthDate)
{
    if (!birthDate.isValid() || birthDate > day)
        return std::nullopt;
    const bool isBeforeBirthday
        = std::pair(day.month(), day.day()) < std::pair(birthDate.month(), birthDate.day());
    return day.year() - birthDate.year() - (isBeforeBirthday ? 1 : 0);
}

} // namespace clinidesk
