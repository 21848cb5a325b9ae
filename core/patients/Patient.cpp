#include "core/patients/Patient.h"

#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace clinidesk {

QString listName(const QString &family, const QString &given)
{
    const QString upper = QLocale::c().toUpper(family);
    return given.isEmpty() ? upper : QString(upper % u", "_s % given);
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
