#include "ui/viewmodels/paper/PaperText.h"

#include "core/paper/CalendarText.h"
#include "core/patients/Patient.h"
#include "ui/viewmodels/Wording.h"

#include <QLocale>
#include <QTextBoundaryFinder>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// "O." of "Okafor"; a letter with its marks counts as one.
QString initial(const QString &name)
{
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, name);
    const auto end = letters.toNextBoundary();
    return end <= 0 ? QString() : QString(name.first(end) % u'.');
}

QString patientName(const Appointment &row, PaperNames names)
{
    const QString name = names == PaperNames::Full
        ? listName(row.family, row.given)
        : QString(initial(row.family) % u' ' % initial(row.given)).trimmed();
    return row.diedOn.isValid() ? PaperText::tr("%1 (died)").arg(name) : name;
}

QString wallTime(const QDateTime &utc, const QByteArray &zone, GridRow::Kind kind)
{
    const QString time = Wording::time(utc, zone);
    if (kind == GridRow::Kind::First)
        return PaperText::tr("%1 first").arg(time);
    return kind == GridRow::Kind::Second ? PaperText::tr("%1 second").arg(time) : time;
}

/// Reads from the earlier to the later in a window of either direction.
QString span(const QString &from, const QString &to)
{
    return Wording::leftToRight(PaperText::tr("%1 to %2").arg(from, to));
}

QString times(const SheetLine &line, const QByteArray &zone)
{
    return span(wallTime(line.startsAt, zone, line.startsOn),
                wallTime(line.endsAt, zone, line.endsOn));
}

PaperRow awayRow(const SheetLine &line, const QByteArray &zone)
{
    const QString when = times(line, zone);
    return {.kind = PaperRow::Kind::Remark,
            .cells = {},
            .note = line.reason.isEmpty() ? PaperText::tr("Away %1").arg(when)
                                          : PaperText::tr("Away %1: %2").arg(when, line.reason)};
}

PaperRow entry(const SheetLine &line, const DaySheet &sheet, PaperNames names)
{
    const Appointment &row = *line.appointment;
    QStringList cells{times(line, sheet.zone), patientName(row, names)};
    if (names == PaperNames::Full)
        cells << Wording::birthDate(row.birthDate);
    cells << row.mrn << Wording::status(row.status);
    if (!sheet.owner.doctor.isNull())
        cells << row.departmentName;
    const bool isOff = row.status == Status::Cancelled || row.status == Status::Rejected;
    return {.kind = PaperRow::Kind::Entry,
            .cells = cells,
            .note = names == PaperNames::Full && !row.reason.isEmpty()
                ? PaperText::tr("Reason: %1").arg(row.reason)
                : QString(),
            .look = isOff ? PaperRow::Look::Struck : PaperRow::Look::Plain};
}

QList<PaperRow> rowsOf(const DaySheet &sheet, PaperNames names)
{
    QList<PaperRow> rows;
    bool isEmpty = true;
    for (const SheetLine &line : sheet.lines) {
        isEmpty = isEmpty && line.kind == SheetLine::Kind::Away;
        rows.append(line.kind == SheetLine::Kind::Away ? awayRow(line, sheet.zone)
                                                       : entry(line, sheet, names));
    }
    if (isEmpty)
        rows.prepend({.kind = PaperRow::Kind::Remark,
                      .cells = {},
                      .note = PaperText::tr("No appointments")});
    return rows;
}

QStringList columns(const SheetOwner &owner, PaperNames names)
{
    QStringList columns{PaperText::tr("Time"), PaperText::tr("Patient")};
    if (names == PaperNames::Full)
        columns << PaperText::tr("Born");
    columns << PaperText::tr("Record no.") << PaperText::tr("Status");
    if (!owner.doctor.isNull())
        columns << PaperText::tr("Department");
    return columns;
}

QString turnRemark(const ClockTurn &turn)
{
    const QString from = turn.from.toString(u"HH:mm"_s);
    const QString to = turn.to.toString(u"HH:mm"_s);
    return turn.from < turn.to
        ? PaperText::tr("The clock is put forward from %1 to %2.").arg(from, to)
        : PaperText::tr("The clock is put back from %1 to %2: the hour comes twice.").arg(from, to);
}

} // namespace

QString PaperText::owner(const SheetOwner &owner)
{
    return owner.doctor.isNull() ? tr("%1, own seats").arg(owner.name) : owner.name;
}

QString PaperText::hours(const DaySheet &sheet)
{
    if (!sheet.hours)
        return tr("Working hours could not be read");
    QStringList spans;
    for (const OpenSpan &open : *sheet.hours)
        spans << span(Wording::time(open.startsAt, sheet.zone),
                      Wording::time(open.endsAt, sheet.zone));
    return spans.isEmpty() ? tr("No working hours")
                           : tr("Working hours %1").arg(spans.join(u", "_s));
}

PaperSection PaperText::day(const DaySheet &sheet, PaperNames names)
{
    PaperSection section{.title = tr("Day sheet: %1").arg(owner(sheet.owner)),
                         .subtitle = Wording::day(sheet.day),
                         .remarks = {hours(sheet)},
                         .columns = columns(sheet.owner, names),
                         .rows = rowsOf(sheet, names)};
    if (sheet.turn)
        section.remarks << turnRemark(*sheet.turn);
    return section;
}

PaperSection PaperText::week(const QList<DaySheet> &days, PaperNames names)
{
    if (days.isEmpty())
        return {};
    const DaySheet &first = days.first();
    PaperSection section{
        .title = tr("Week sheet: %1").arg(owner(first.owner)),
        .subtitle = tr("%1 to %2").arg(Wording::day(first.day), Wording::day(days.last().day)),
        .remarks = {},
        .columns = columns(first.owner, names),
        .rows = {}};
    for (const DaySheet &sheet : days) {
        QString heading = tr("%1: %2").arg(Wording::day(sheet.day), hours(sheet));
        if (sheet.turn)
            heading += u". "_s % turnRemark(*sheet.turn);
        section.rows.append({.kind = PaperRow::Kind::Heading, .cells = {}, .note = heading});
        section.rows.append(rowsOf(sheet, names));
    }
    return section;
}

PaperSlip PaperText::slip(const SlipFacts &facts)
{
    const Appointment &row = facts.appointment;
    const QLocale locale;
    const QTimeZone zone(row.zone);
    const QString with = row.doctorName.isEmpty() ? row.departmentName : row.doctorName;
    QString time = span(Wording::time(row.startsAt, row.zone), Wording::time(row.endsAt, row.zone));
    // A traveller's telephone shows other hours than the clinic's wall.
    if (zone.isValid())
        time = tr("%1 (%2)").arg(time, zone.displayName(row.startsAt, QTimeZone::OffsetName));
    return {.who = listName(row.family, row.given),
            .identifiers
            = tr("Born %1   Record no. %2")
                  .arg(Wording::birthDate(row.birthDate), Wording::leftToRight(row.mrn)),
            .day = locale.toString(row.day, QLocale::LongFormat),
            .time = time,
            .with = with,
            .remark = row.status == Status::Pending
                ? tr("This is a request. It counts once the clinic has confirmed it.")
                : QString(),
            .codeHint = tr("For your telephone's calendar. The code holds the clinic, the time and "
                           "whom you see, and nothing about you."),
            .code = calendarText({.uid = calendarUid(facts.installation, row.id),
                                  .stampedAt = facts.now,
                                  .startsAt = row.startsAt,
                                  .endsAt = row.endsAt,
                                  .summary = with,
                                  .location = facts.clinic})};
}

QString PaperText::origin(const QDateTime &now, const QByteArray &zone, const QString &by)
{
    return tr("Printed %1 by %2").arg(Wording::when(now, zone), by);
}

QString PaperText::oldRemark(const QDateTime &asOf, const QByteArray &zone)
{
    return tr("Not connected: this is the list of %1. It may have changed since.")
        .arg(Wording::when(asOf, zone));
}

} // namespace clinidesk
