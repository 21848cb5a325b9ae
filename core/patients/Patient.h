#pragma once

#include "core/base/Id.h"

#include <QDate>
#include <QMetaType>
#include <QString>

#include <optional>

namespace clinidesk {

enum class Sex { Unknown, Female, Male, Other };

struct Patient
{
    PatientId id;
    QString mrn;
    QString title;
    QString family;
    QString given;
    QDate birthDate; ///< Invalid: not known.
    QDate diedOn; ///< Invalid: alive, as far as the clinic knows.
    Sex sex = Sex::Unknown;
    QString phone;
    QString email;
    QString language;
    int version = 0;

    friend bool operator==(const Patient &, const Patient &) = default;
};

/// "OKAFOR, Nadia": how a patient is named wherever one is identified.
[[nodiscard]] QString listName(const QString &family, const QString &given);

/// Whether @p name holds what can't be seen or turns the reading round, so that it reads otherwise
/// than what it is: direction marks and overrides, spaces without a width, letters without a shape.
/// The joiners that Persian and Indian names need don't count. The same as the server's rule.
[[nodiscard]] bool holdsInvisible(const QString &name);

/// "05-Nov-1977", never in the desk's own language: dates that identify look the same everywhere.
/// "Not known" is the caller's to say for an invalid date.
[[nodiscard]] QString identifyingDate(QDate date);

/// Whole years on @p day; nothing when the birth date isn't known or lies after @p day.
[[nodiscard]] std::optional<int> ageOn(QDate day, QDate birthDate);

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Patient)
