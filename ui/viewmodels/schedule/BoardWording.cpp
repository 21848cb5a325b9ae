#include "ui/viewmodels/schedule/BoardWording.h"

#include "core/patients/Patient.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/schedule/BoardHolds.h"

#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

std::chrono::seconds between(const QDateTime &from, const QDateTime &until)
{
    return std::chrono::seconds(from.secsTo(until));
}

const Away *awayAt(const BoardColumn &column, const QDateTime &moment)
{
    const auto found
        = std::find_if(column.away.cbegin(), column.away.cend(), [&](const Away &away) {
              return away.startsAt <= moment && away.endsAt > moment;
          });
    return found == column.away.cend() ? nullptr : &*found;
}

bool isOpenAt(const BoardColumn &column, const QDateTime &moment)
{
    return std::any_of(column.hours.cbegin(), column.hours.cend(), [&](const OpenSpan &span) {
        return span.startsAt <= moment && span.endsAt > moment;
    });
}

QString holderOf(const SlotHold &hold)
{
    return hold.who.isEmpty() ? BoardWording::tr("A colleague") : hold.who;
}

QString untilOf(const SlotHold &hold, const QByteArray &zone)
{
    return hold.until.toTimeZone(QTimeZone(zone)).toString(u"HH:mm:ss"_s);
}

} // namespace

QString BoardWording::line(const GridRow &row)
{
    const QString wall = row.local.toString(u"HH:mm"_s);
    switch (row.kind) {
    case GridRow::Kind::Usual:
    case GridRow::Kind::Missing:
    case GridRow::Kind::Elsewhere:
        return wall;
    case GridRow::Kind::First:
        return tr("%1 first").arg(wall);
    case GridRow::Kind::Second:
        return tr("%1 second").arg(wall);
    }
    Q_UNREACHABLE();
}

QString BoardWording::day(QDate day)
{
    return QLocale().toString(day, u"dddd d MMMM yyyy"_s);
}

QString BoardWording::week(QDate monday)
{
    const QDate sunday = monday.addDays(6);
    const QLocale locale;
    const bool isOneYear = monday.year() == sunday.year();
    return tr("%1 to %2")
        .arg(locale.toString(monday, isOneYear ? tr("dd-MMM") : tr("dd-MMM-yyyy")),
             locale.toString(sunday, tr("dd-MMM-yyyy")));
}

QString BoardWording::column(const BoardColumn &column)
{
    QStringList parts{column.doctor.isNull() ? tr("%1, seats").arg(column.name) : column.name,
                      column.departmentName, column.clinicName};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

std::pair<QString, QString> BoardWording::head(const BoardSheet &sheet, int column,
                                               const QDateTime &now)
{
    const BoardColumn &shown = sheet.columns.at(column);
    if (!sheet.days.isEmpty())
        return {QLocale().toString(sheet.dayOf(column), tr("ddd dd-MMM")),
                dayInBrief(sheet, column, now)};
    if (!shown.clinicName.isEmpty())
        return {shown.name, shown.clinicName};
    if (!shown.doctor.isNull())
        return {shown.name, shown.departmentName};
    return {shown.name, shown.seats == 1 ? tr("1 seat") : tr("%n seats", nullptr, shown.seats)};
}

QString BoardWording::dayInBrief(const BoardSheet &sheet, int column, const QDateTime &now)
{
    const BoardColumn &shown = sheet.columns.at(column);
    QStringList parts;
    if (now.toTimeZone(QTimeZone(sheet.zone)).date() == sheet.dayOf(column))
        parts << tr("today");
    if (const int count = int(shown.entries.size()); count > 0)
        parts << (count == 1 ? tr("1 appointment") : tr("%n appointments", nullptr, count));
    else if (shown.areHoursKnown && shown.hours.isEmpty())
        parts << (shown.away.isEmpty() ? tr("closed") : tr("away"));
    return parts.join(u", "_s);
}

QString BoardWording::cell(const BoardSheet &sheet, const BoardCursor &at, const QDateTime &now)
{
    const BoardColumn *column = sheet.column(at.column);
    if (!column || at.row < 0 || at.row >= sheet.rows())
        return {};
    const GridRow &row = sheet.gridOf(at.column).rows().at(at.row);
    QStringList parts{BoardWording::column(*column), BoardWording::day(sheet.dayOf(at.column))};
    if (const BoardEntry *entry = sheet.find(at.appointment)) {
        const Appointment &on = entry->appointment;
        parts << tr("%1 to %2")
                     .arg(Wording::time(on.startsAt, sheet.zone),
                          Wording::time(on.endsAt, sheet.zone))
              << (entry->isUnderWay ? tr("being saved") : Wording::status(on.status))
              << Wording::identity(on.family, on.given, on.birthDate);
        if (on.status == Status::Arrived && on.arrivedAt.isValid())
            parts << tr("waiting %1").arg(Wording::waiting(between(on.arrivedAt, now)));
        return parts.join(u", "_s);
    }
    if (!row.startsAt.isValid()) {
        parts << line(row) << shade(sheet, at.column, at.row);
        return parts.join(u", "_s);
    }
    const QDateTime start = sheet.startAt(at.column, at.row);
    const QString begins = start == row.startsAt ? line(row) : Wording::time(start, sheet.zone);
    parts << tr("%1 to %2").arg(begins, Wording::time(row.endsAt, sheet.zone));
    const QString shade = BoardWording::shade(sheet, at.column, at.row);
    parts << (shade.isEmpty() ? tr("free") : shade);
    if (const BoardGhost *ghost = ghostIn(*column, start, row.endsAt))
        parts << BoardWording::ghost(*ghost, now);
    return parts.join(u", "_s);
}

QString BoardWording::shade(const BoardSheet &sheet, int column, int row)
{
    const BoardColumn *within = sheet.column(column);
    const QDateTime start = sheet.startAt(column, row);
    const QList<GridRow> &rows = sheet.gridOf(column).rows();
    if (row >= 0 && row < rows.size() && rows.at(row).kind == GridRow::Kind::Elsewhere)
        return tr("not on this day: the clocks go back on another");
    if (!start.isValid())
        return tr("does not exist: the clocks go forward");
    if (!within || !within->areHoursKnown)
        return tr("working hours not known");
    if (const Away *away = awayAt(*within, start))
        return away->reason.isEmpty() ? tr("away") : tr("away: %1").arg(away->reason);
    return isOpenAt(*within, start) ? QString() : tr("closed");
}

QStringList BoardWording::entry(const BoardEntry &entry, const QDateTime &now)
{
    const Appointment &on = entry.appointment;
    QString state = entry.isUnderWay ? tr("Saving…") : Wording::status(on.status);
    if (!entry.isUnderWay && on.status == Status::Arrived && on.arrivedAt.isValid())
        state = tr("%1, %2").arg(state, Wording::waiting(between(on.arrivedAt, now)));
    QStringList lines{listName(on.family, on.given),
                      tr("%1 %2").arg(Wording::time(on.startsAt, on.zone), state),
                      tr("born %1").arg(Wording::birthDate(on.birthDate))};
    if (!on.reason.isEmpty())
        lines << on.reason;
    return lines;
}

QString BoardWording::ghost(const BoardGhost &ghost, const QDateTime &now)
{
    const qint64 left = std::max<qint64>(0, now.secsTo(ghost.until));
    const QString countdown = u"%1:%2"_s.arg(left / 60).arg(left % 60, 2, 10, QChar(u'0'));
    return ghost.who.isEmpty() ? tr("A colleague is booking here, %1").arg(countdown)
                               : tr("%1 is booking here, %2").arg(ghost.who, countdown);
}

QString BoardWording::held(const BoardSheet &sheet, const BoardTime &time, const SlotHold &by)
{
    return tr("%1 has %2 open and holds it until %3. Choose another time, or press Enter once more "
              "to open it all the same.")
        .arg(holderOf(by), BoardWording::time(sheet, time), untilOf(by, sheet.zone));
}

QString BoardWording::open(const BoardSheet &sheet, const BoardHolds &holds)
{
    if (const auto by = holds.beside())
        return tr("%1 has this time open, too, and holds it until %2. Who books first has it.")
            .arg(holderOf(*by), untilOf(*by, sheet.zone));
    return holds.isUntold() ? tr("Other desks don't see that you have this time open.") : QString();
}

QString BoardWording::notBooked()
{
    return tr("Nothing was booked.");
}

QString BoardWording::notMoved()
{
    return tr("The appointment stays where it was.");
}

QString BoardWording::notChanged()
{
    return tr("Its length stays as it was.");
}

QString BoardWording::length(std::chrono::minutes length)
{
    return Wording::waiting(length);
}

QString BoardWording::time(const BoardSheet &sheet, const BoardTime &time)
{
    const BoardColumn *column = sheet.column(time.column);
    const QString when = Wording::when(time.startsAt, sheet.zone);
    return column ? tr("%1, %2").arg(when, column->name) : when;
}

QString BoardWording::hindrance(const BoardSheet &sheet, const BoardTime &time, Hindrance hindrance,
                                const QString &deed, AppointmentId besides)
{
    const BoardColumn *column = sheet.column(time.column);
    const QString who = column ? column->name : QString();
    const QString when = Wording::time(time.startsAt, sheet.zone);
    switch (hindrance) {
    case Hindrance::None:
        return {};
    case Hindrance::Missing:
        return tr("On this day the clocks go forward and this time does not exist. %1 Choose an "
                  "earlier or a later one.")
            .arg(deed);
    case Hindrance::Past:
        return tr("%1 is over. %2 Choose a time that is still to come.").arg(when, deed);
    case Hindrance::Closed:
        return tr("%1 has no working hours at %2. %3 Choose a time on the plain ground.")
            .arg(who, when, deed);
    case Hindrance::Away:
        return tr("%1 is away at %2. %3 Choose another time or another column.")
            .arg(who, when, deed);
    case Hindrance::Taken:
        return tr("%1 is taken for %2. %3 Choose a free time.").arg(when, who, deed);
    case Hindrance::TooLong: {
        const QString free = length(freeLength(sheet, time, besides));
        return tr("Only %1 are free from %2, and %3 are needed. %4 Make it shorter with “−”, or "
                  "choose another time.")
            .arg(free, when, length(time.length), deed);
    }
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
