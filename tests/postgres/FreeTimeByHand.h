#pragma once

#include <QDate>
#include <QList>
#include <QRandomGenerator>
#include <QString>
#include <QTimeZone>

#include <set>

/// Free time found without the product: by asking a wall clock at each five minutes.
namespace clinidesk::byhand {

inline constexpr int cell = 300; ///< Seconds; every time in these tests is a multiple.

struct Hours
{
    int weekday = 1; ///< 0: every day.
    int starts = 0; ///< Minutes of the local day.
    int ends = 0;
};

struct Span
{
    qint64 starts = 0; ///< Seconds since 1970.
    qint64 ends = 0;
};

/// The week of one doctor, or of one seat, as a test made it up.
struct Plan
{
    QTimeZone zone;
    int opens = 0; ///< Minutes of the local day.
    int closes = 0;
    int step = 20; ///< Minutes of the department's grid.
    int length = 20;
    QList<Hours> hours;
    QList<Span> absences;
    QList<Span> bookings;
};

/// When somebody can come; nothing: at any time.
struct Wish
{
    QList<int> weekdays;
    QList<Hours> hours;
};

[[nodiscard]] bool isOpen(const Plan &plan, qint64 second, QDate first, QDate last);
[[nodiscard]] bool isFree(const Plan &plan, qint64 second);

/// Every slot: hours that touch are one stretch, the grid starts with the stretch, a slot needs all
/// its five minutes open, free and wished for. Stretches end with the local day.
[[nodiscard]] std::set<qint64> slotsByHand(const Plan &plan, QDate first, QDate last,
                                           const Wish &wish = {});

// Made up.

[[nodiscard]] QTimeZone anyZone(QRandomGenerator &random);
[[nodiscard]] Plan randomPlan(QRandomGenerator &random, const QTimeZone &zone);
[[nodiscard]] Wish randomWish(QRandomGenerator &random);
/// By turns an ordinary day, the day of the next change of the clocks, and of the one after it.
[[nodiscard]] QDate interestingDay(const QTimeZone &zone, int round);
/// Absences and bookings from the evening before @p first on.
void fillTime(Plan &plan, QRandomGenerator &random, QDate first);

// As SQL.

[[nodiscard]] QString timeText(int minutes);
[[nodiscard]] QString instantText(qint64 second);
/// Hours and absences of "doctor_id" or "department_id" @p id at clinic 1.
[[nodiscard]] QString weekSql(const Plan &plan, const QString &column, int id);
/// The bookings; @p doctor and @p seat as SQL, one of them NULL. @p lane is the patient's, and the
/// doctor's, so that they may lie above one another.
[[nodiscard]] QString bookingsSql(const Plan &plan, int department, const QString &doctor,
                                  const QString &seat, int lane);

} // namespace clinidesk::byhand
