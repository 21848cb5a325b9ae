#include "ui/viewmodels/series/SeriesWording.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString impossible(const Occurrence &occurrence)
{
    switch (occurrence.kind()) {
    case Occurrence::Kind::NoSuchDay:
        return SeriesWording::tr("There is no such day. Leave it out or choose another time.");
    case Occurrence::Kind::NoSuchTime:
        return SeriesWording::tr("The clocks go forward over this time that day. Leave it out or "
                                 "choose another time.");
    case Occurrence::Kind::TwiceThatDay:
        return SeriesWording::tr("The clocks go back and show this time twice that day. Choose "
                                 "which one is meant.");
    case Occurrence::Kind::Usual:
        return {};
    }
    Q_UNREACHABLE();
}

QString obstacle(StartState::Kind kind)
{
    switch (kind) {
    case StartState::Kind::Free:
        return SeriesWording::tr("Free");
    case StartState::Kind::Taken:
        return SeriesWording::tr("Taken. Leave it out or choose another time.");
    case StartState::Kind::PatientBusy:
        return SeriesWording::tr("The patient has another appointment then. Leave it out or choose "
                                 "another time.");
    case StartState::Kind::Overlap:
        return SeriesWording::tr("Overlaps another one of this list. Leave it out or choose "
                                 "another time.");
    case StartState::Kind::Closed:
        return SeriesWording::tr("No working hours then. Leave it out or choose another time.");
    case StartState::Kind::Absent:
        return SeriesWording::tr("The doctor is away then. Leave it out or choose another time.");
    case StartState::Kind::Past:
        return SeriesWording::tr("Already past. Leave it out or choose another time.");
    case StartState::Kind::TooFar:
        return SeriesWording::tr("Too far ahead. Leave it out or choose an earlier time.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString SeriesWording::when(const SeriesRow &row, const QByteArray &zone)
{
    if (row.startsAt.isValid())
        return Wording::when(row.startsAt, zone);
    const Occurrence &wanted = row.occurrence;
    const QString time = Wording::leftToRight(wanted.local.toString(u"HH:mm"_s));
    if (wanted.day().isValid())
        return tr("%1 %2").arg(Wording::day(wanted.day()), time);
    const QString month
        = QLocale().standaloneMonthName(wanted.month) + u' ' + QString::number(wanted.year);
    return tr("Day %1 of %2, %3").arg(QString::number(wanted.dayOfMonth), month, time);
}

QString SeriesWording::can(const SeriesRow &row)
{
    if (row.isLeftOut)
        return tr("Left out");
    if (!row.startsAt.isValid())
        return impossible(row.occurrence);
    if (!row.state)
        return tr("Not looked up yet");
    if (row.state->kind == StartState::Kind::Free && row.isElsewhere())
        return tr("Free, at a time of its own");
    return obstacle(row.state->kind);
}

QString SeriesWording::sign(const SeriesRow &row)
{
    if (row.isLeftOut)
        return u"–"_s;
    if (!row.state)
        return row.startsAt.isValid() ? u"…"_s : u"✕"_s;
    return row.state->kind == StartState::Kind::Free ? u"✓"_s : u"✕"_s;
}

QString SeriesWording::fault(const Error &error)
{
    const QString field = error.facts.value("field"_L1).toString();
    const QString problem = error.facts.value("problem"_L1).toString();
    if (field == u"until"_s && problem == u"reversed"_s)
        return tr("The last day is before the appointment. Choose a later one.");
    if (field == u"until"_s || field == u"times"_s)
        return problem == u"missing"_s
            ? tr("Say when it ends: type a day such as +12w or 19.12.2026.")
            : tr("A series has at most 100 appointments within 18 months. Choose an earlier end.");
    return Sentence::of(error, Sentence::Task::Changing);
}

QString SeriesWording::booked(int count)
{
    return count == 1 ? tr("One appointment booked") : tr("%n appointments booked", nullptr, count);
}

QString SeriesWording::refusal(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr("Some of these times have just been taken, so none was booked. Leave them out or "
                  "choose other times, then book again.");
    if (error.code == Error::Code::Limit)
        return tr("%1 A series counts as one booking.")
            .arg(Sentence::of(error, Sentence::Task::Changing));
    return Sentence::of(error, Sentence::Task::Changing);
}

QString SeriesWording::cancelled(int count)
{
    return count == 1 ? tr("One appointment cancelled")
                      : tr("%n appointments cancelled", nullptr, count);
}

QString SeriesWording::moved(int count)
{
    return count == 1 ? tr("One appointment moved") : tr("%n appointments moved", nullptr, count);
}

QString SeriesWording::obstacleToMoving(StartState::Kind kind)
{
    switch (kind) {
    case StartState::Kind::Free:
    case StartState::Kind::Taken:
        return tr("The new time is taken.");
    case StartState::Kind::PatientBusy:
        return tr("The patient has another appointment then.");
    case StartState::Kind::Overlap:
        return tr("Would overlap another one of the series.");
    case StartState::Kind::Closed:
        return tr("No working hours then.");
    case StartState::Kind::Absent:
        return tr("The doctor is away then.");
    case StartState::Kind::Past:
        return tr("The new time is already past.");
    case StartState::Kind::TooFar:
        return tr("The new time is too far ahead.");
    }
    Q_UNREACHABLE();
}

QString SeriesWording::refusedChange(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr("Not all of them can be at the new time, so none was moved. Choose another time, "
                  "or move the others one by one.");
    if (error.code == Error::Code::Stale)
        return tr("Somebody else has changed one of them meanwhile. Nothing was changed here. Look "
                  "at the list as it is now and decide again.");
    return Sentence::of(error, Sentence::Task::Changing);
}

} // namespace clinidesk
