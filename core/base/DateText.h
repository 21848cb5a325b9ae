#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>

namespace clinidesk {

/// The words of typed dates, in small letters: English, until a translation puts its own in their
/// place.
struct DateWords
{
    QStringList months{
        QStringLiteral("january"), QStringLiteral("february"), QStringLiteral("march"),
        QStringLiteral("april"),   QStringLiteral("may"),      QStringLiteral("june"),
        QStringLiteral("july"),    QStringLiteral("august"),   QStringLiteral("september"),
        QStringLiteral("october"), QStringLiteral("november"), QStringLiteral("december")};
    QStringList weekdays{QStringLiteral("monday"),    QStringLiteral("tuesday"),
                         QStringLiteral("wednesday"), QStringLiteral("thursday"),
                         QStringLiteral("friday"),    QStringLiteral("saturday"),
                         QStringLiteral("sunday")};
    QString today = QStringLiteral("today");
    QString tomorrow = QStringLiteral("tomorrow");
    QString yesterday = QStringLiteral("yesterday");
    QString nextFree = QStringLiteral("next free");
    QString morning = QStringLiteral("morning");
    QString afternoon = QStringLiteral("afternoon");
    QString after = QStringLiteral("after");
    QString before = QStringLiteral("before");

    [[nodiscard]] static const DateWords &english();
};

/// A known date as a person types it: 1977-12-19, 19771219, 19.12.1977, 19.12.77, 19/12/1977,
/// 19 dec 1977, dec 19 1977. Day before month. Two-digit years fall in the hundred years that end
/// with @p today. Nothing when it can't be read as exactly one date, and before 1850 or more than a
/// hundred years from @p today.
[[nodiscard]] std::optional<QDate> dateFromText(const QString &text, QDate today,
                                                const DateWords &words = DateWords::english());

/// A day to come as a person types it: everything dateFromText() reads, and "today", "tomorrow",
/// "+3", "+2w", "+1m", "thu" or more of a weekday's name (the next one after @p today), "19.12."
/// (the next one).
[[nodiscard]] std::optional<QDate> dayFromText(const QString &text, QDate today,
                                               const DateWords &words = DateWords::english());

} // namespace clinidesk
