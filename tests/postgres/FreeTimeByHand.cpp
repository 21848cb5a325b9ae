#include "tests/postgres/FreeTimeByHand.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk::byhand {

namespace {

bool isWithin(const QList<Hours> &hours, const QDateTime &local)
{
    const int minute = local.time().hour() * 60 + local.time().minute();
    return std::any_of(hours.begin(), hours.end(), [&](const Hours &each) {
        return (each.weekday == 0 || each.weekday == local.date().dayOfWeek())
            && minute >= each.starts && minute < each.ends;
    });
}

bool isWished(const Wish &wish, const QDateTime &local)
{
    return (wish.weekdays.isEmpty() || wish.weekdays.contains(local.date().dayOfWeek()))
        && (wish.hours.isEmpty() || isWithin(wish.hours, local));
}

} // namespace

bool isOpen(const Plan &plan, qint64 second, QDate first, QDate last)
{
    const QDateTime local = QDateTime::fromSecsSinceEpoch(second, plan.zone);
    const int minute = local.time().hour() * 60 + local.time().minute();
    return local.date() >= first && local.date() <= last && minute >= plan.opens
        && minute < plan.closes && isWithin(plan.hours, local);
}

bool isFree(const Plan &plan, qint64 second)
{
    const auto covers
        = [second](const Span &span) { return span.starts <= second && second < span.ends; };
    return std::none_of(plan.absences.begin(), plan.absences.end(), covers)
        && std::none_of(plan.bookings.begin(), plan.bookings.end(), covers);
}

std::set<qint64> slotsByHand(const Plan &plan, QDate first, QDate last, const Wish &wish)
{
    std::set<qint64> found;
    const qint64 from = QDateTime(first, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() - 16 * 3600;
    const qint64 until = QDateTime(last, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() + 40 * 3600;
    qint64 stretch = 0;
    QDate stretchDay;
    for (qint64 at = from; at < until; at += cell) {
        const QDate day = QDateTime::fromSecsSinceEpoch(at, plan.zone).date();
        if (!isOpen(plan, at, first, last)) {
            stretch = 0;
            continue;
        }
        if (stretch == 0 || day != stretchDay) {
            stretch = at;
            stretchDay = day;
        }
        bool fits = (at - stretch) % (plan.step * 60) == 0;
        for (qint64 part = at; fits && part < at + plan.length * 60; part += cell) {
            const QDateTime local = QDateTime::fromSecsSinceEpoch(part, plan.zone);
            fits = isOpen(plan, part, first, last) && isFree(plan, part)
                && local.date() == stretchDay && isWished(wish, local);
        }
        if (fits)
            found.insert(at);
    }
    return found;
}

QTimeZone anyZone(QRandomGenerator &random)
{
    static const QList<QByteArray> names = QTimeZone::availableTimeZoneIds();
    for (;;) {
        const QTimeZone zone(names.at(random.bounded(int(names.size()))));
        // Those that a clinic may be in: names of places, also known to the database.
        if (zone.id().contains('/') && !zone.id().startsWith("Etc/") && zone.isValid())
            return zone;
    }
}

Plan randomPlan(QRandomGenerator &random, const QTimeZone &zone)
{
    Plan plan{.zone = zone, .hours = {}, .absences = {}, .bookings = {}};
    plan.opens = random.bounded(0, 3) * 60;
    plan.closes = random.bounded(20, 25) * 60;
    plan.step = QList<int>{5, 10, 15, 20, 30, 45}.at(random.bounded(6));
    plan.length = random.bounded(1, 9) * 10;
    for (int weekday = 1; weekday <= 7; ++weekday) {
        int at = random.bounded(0, 30) * 5;
        while (at < 24 * 60 - 60) {
            const int ends = qMin(at + random.bounded(6, 60) * 5, 24 * 60 - 5);
            plan.hours << Hours{weekday, at, ends};
            at = ends + random.bounded(0, 25) * 5;
        }
    }
    return plan;
}

Wish randomWish(QRandomGenerator &random)
{
    Wish wish;
    for (int weekday = 1; weekday <= 7; ++weekday) {
        if (random.bounded(2) == 0)
            wish.weekdays << weekday;
    }
    int at = random.bounded(0, 12 * 12) * 5;
    for (int i = random.bounded(4); i > 0 && at < 24 * 60; --i) {
        const int ends = qMin(at + random.bounded(3, 80) * 5, 24 * 60);
        wish.hours << Hours{0, at, ends};
        at = ends + random.bounded(0, 30) * 5; // Some touch.
    }
    return wish;
}

QDate interestingDay(const QTimeZone &zone, int round)
{
    const QDateTime soon = QDateTime::currentDateTimeUtc().addDays(4);
    const auto next = zone.nextTransition(soon);
    const auto second = zone.nextTransition(next.atUtc);
    const QDateTime at = round % 2 == 0 ? next.atUtc : second.atUtc;
    if (round % 4 == 0 || !at.isValid() || at < soon || at > soon.addDays(400))
        return soon.date().addDays(round % 300);
    return at.toTimeZone(zone).date().addDays(-(round % 3));
}

void fillTime(Plan &plan, QRandomGenerator &random, QDate first)
{
    const qint64 midnight = QDateTime(first, QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
    for (int i = random.bounded(5); i > 0; --i) {
        const qint64 starts = midnight + random.bounded(0, 700) * cell;
        plan.absences << Span{starts, starts + random.bounded(1, 40) * cell};
    }
    qint64 at = midnight - 6 * 3600;
    for (int i = 0; i < 25; ++i) {
        at += random.bounded(0, 20) * cell;
        const qint64 ends = at + random.bounded(1, 12) * cell;
        plan.bookings << Span{at, ends};
        at = ends;
    }
}

QString timeText(int minutes)
{
    return minutes == 24 * 60 ? u"24:00"_s : QTime(minutes / 60, minutes % 60).toString(u"hh:mm"_s);
}

QString instantText(qint64 second)
{
    return u"to_timestamp(%1)"_s.arg(second);
}

QString weekSql(const Plan &plan, const QString &column, int id)
{
    QString sql = u"DELETE FROM working_hours WHERE %1 = %2;"_s.arg(column).arg(id);
    for (const Hours &hours : plan.hours) {
        sql += u"INSERT INTO working_hours (clinic_id, %1, weekday, starts, ends)"
               " VALUES (1, %2, %3, '%4', '%5');"_s.arg(
                   column, QString::number(id), QString::number(hours.weekday),
                   timeText(hours.starts), timeText(hours.ends));
    }
    for (qsizetype i = 0; i < plan.absences.size(); ++i) {
        sql += u"INSERT INTO absence (clinic_id, %1, starts_at, ends_at)"
               " VALUES (%2, %3, %4, %5);"_s.arg(
                   column, i % 2 == 0 ? u"NULL"_s : u"1"_s, QString::number(id),
                   instantText(plan.absences[i].starts), instantText(plan.absences[i].ends));
    }
    return sql;
}

QString bookingsSql(const Plan &plan, int department, const QString &doctor, const QString &seat,
                    int lane)
{
    QString sql;
    for (qsizetype i = 0; i < plan.bookings.size(); ++i) {
        sql += u"INSERT INTO appointment (clinic_id, department_id, doctor_id, seat, patient_id,"
               " during, starts_at, ends_at, day, status, doctor_lane, patient_lane, created_by)"
               " VALUES (1, %1, %2, %3, 6, tstzrange(%4, %5), %4, %5, '2027-01-01', %6, %7, %7,"
               " 1);"_s.arg(QString::number(department), doctor, seat,
                            instantText(plan.bookings[i].starts),
                            instantText(plan.bookings[i].ends), QString::number(i % 4),
                            QString::number(lane + i));
    }
    return sql;
}

} // namespace clinidesk::byhand
