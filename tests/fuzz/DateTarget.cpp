#include "core/base/DateText.h"
#include "core/booking/TypedTime.h"
#include "core/patients/Patient.h"
#include "tests/fuzz/Targets.h"

#include <array>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Days on which a calendar may stumble; the first byte chooses.
constexpr std::array<std::array<int, 3>, 4> todays{
    {{2026, 11, 22}, {2024, 2, 29}, {2000, 1, 1}, {1999, 12, 31}}};

QString brokenByKnownDate(const QString &typed, QDate today)
{
    const auto date = dateFromText(typed, today);
    if (dateFromText(u"  "_s + typed + u"\t"_s, today) != date)
        return u"spaces around a date change it"_s;
    if (!date)
        return {};
    if (!date->isValid() || date->year() < 1850 || date->year() > today.year() + 100)
        return u"a date lies out of bounds"_s;
    if (dateFromText(identifyingDate(*date), today) != date)
        return u"a date is not read again as it is shown"_s;
    if (dateFromText(date->toString(Qt::ISODate), today) != date)
        return u"a date is not read again in its ISO form"_s;
    if (dayFromText(typed, today) != date)
        return u"a full date is another day where a day to come is asked"_s;
    return {};
}

QString brokenByWish(const SlotWish &wish)
{
    for (const QString &name : wish.whom) {
        if (name.isEmpty() || name != name.simplified() || name.contains(u','))
            return u"a name is none, or keeps its spaces"_s;
    }
    for (const WallHours &hours : wish.hours) {
        const bool isToTheEnd = hours.until == QTime(0, 0);
        if (!hours.from.isValid() || (!isToTheEnd && !(hours.from < hours.until)))
            return u"hours are out of order"_s;
    }
    SlotQuery query;
    query.weekdays = wish.weekdays;
    query.hours = wish.hours;
    const SlotQuery same = canonical(query);
    return canonical(same) == same ? QString() : u"a question in order is put in another order"_s;
}

QString brokenByTypedTime(const QString &typed, QDate today)
{
    const QDate shown = today.addDays(8);
    const auto read = typedTime(typed, today, shown);
    if (const auto day = dayFromText(typed, today); day && read != TypedTime(TypedDay{*day}))
        return u"a day to come is no day where a time may follow"_s;
    if (!read)
        return {};
    if (const auto *free = std::get_if<TypedNextFree>(&*read))
        return brokenByWish(free->wish);
    const auto *moment = std::get_if<TypedDayAndTime>(&*read);
    const QDate day = moment ? moment->day : std::get<TypedDay>(*read).day;
    if (!day.isValid() || day.year() < 1850 || day.year() > today.year() + 100)
        return u"a typed day lies out of bounds"_s;
    if (!moment)
        return {};
    const QString again = identifyingDate(day) + moment->time.toString(u" HH:mm"_s);
    return typedTime(again, today, shown) == read ? QString()
                                                  : u"a time is not read again as it is shown"_s;
}

} // namespace

QString brokenByDate(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return {};
    const auto &parts = todays.at(static_cast<unsigned char>(bytes.front()) % todays.size());
    const QDate today(parts[0], parts[1], parts[2]);
    const QString typed = QString::fromUtf8(bytes.sliced(1));

    if (const QString broken = brokenByKnownDate(typed, today); !broken.isEmpty())
        return broken;
    if (const QString broken = brokenByTypedTime(typed, today); !broken.isEmpty())
        return broken;
    const auto day = dayFromText(typed, today);
    if (!day)
        return {};
    if (!day->isValid() || day->year() < 1850 || day->year() > today.year() + 100)
        return u"a day lies out of bounds"_s;
    if (!dateFromText(typed, today) && *day < today)
        return u"a day to come is past"_s;
    if (dayFromText(identifyingDate(*day), today) != day)
        return u"a day is not read again as it is shown"_s;
    return {};
}

} // namespace clinidesk
