#include "ui/viewmodels/absence/AbsenceWording.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"
#include "ui/viewmodels/absence/AbsenceTable.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

bool isThere(const Appointment &appointment)
{
    return appointment.status == Status::Arrived || appointment.status == Status::InProgress;
}

QString left(const AffectedRow &row)
{
    if (isThere(row.affected.appointment))
        return AbsenceWording::tr("– Is in the clinic already: speak to the patient");
    if (row.affected.proposals.isEmpty())
        return AbsenceWording::tr("– No free time found: left where it is for now");
    if (row.isLate)
        return AbsenceWording::tr("– Booked meanwhile: left where it is until you choose");
    return AbsenceWording::tr("– Left where it is for now");
}

} // namespace

QString AbsenceWording::fate(const AffectedRow &row)
{
    const Slot *slot = row.chosen();
    const QString to = slot ? Wording::slot(*slot, row.affected.appointment.zone) : QString();
    switch (row.fate) {
    case AffectedRow::Fate::Open:
        return slot ? tr("→ %1").arg(to) : left(row);
    case AffectedRow::Fate::Moving:
        return tr("… Moving to %1").arg(to);
    case AffectedRow::Fate::Moved:
        return tr("✓ Moved to %1").arg(to);
    case AffectedRow::Fate::Taken:
        return slot ? tr("✕ Taken meanwhile. Next: %1").arg(to)
                    : tr("✕ Taken meanwhile: left where it is for now");
    case AffectedRow::Fate::Refused:
        return tr("✕ %1").arg(row.note);
    }
    Q_UNREACHABLE();
}

QString AbsenceWording::forTheDesk(const AffectedRow &row)
{
    return isThere(row.affected.appointment)
        ? left(row)
        : tr("Stays where it is until the front desk moves it");
}

QString AbsenceWording::standing(const Absence &absence, const QByteArray &zone)
{
    const QString when = tr("%1, %2 to %3")
                             .arg(absence.name, Wording::when(absence.span.startsAt, zone),
                                  Wording::when(absence.span.endsAt, zone));
    if (absence.affected == 0)
        return tr("%1, nobody affected").arg(when);
    return tr("%1, %2 still affected").arg(when, QString::number(absence.affected));
}

QString AbsenceWording::refusal(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr("This absence lies within one that has been entered already, so it was not "
                  "entered again. Choose that one above to see who is still affected.");
    if (error.code == Error::Code::NotFound)
        return tr("Somebody else has taken this absence away already. Nothing was changed.");
    if (error.code == Error::Code::Unknown)
        return tr("The connection was lost before the answer came. Press the button again: the "
                  "absence is entered once, however often it is asked for.");
    const QString why = fault(error);
    return why.isEmpty() ? Sentence::of(error, Sentence::Task::Changing) : why;
}

QString AbsenceWording::fault(const Error &error)
{
    if (error.code != Error::Code::Invalid)
        return {};
    const QString problem = error.facts.value("problem"_L1).toString();
    if (problem == u"past"_s)
        return tr("This absence is over already. Type an end that is still to come.");
    if (problem == u"reversed"_s)
        return tr("The end is not after the beginning. Type a later end.");
    if (problem == u"range"_s && error.facts.contains("limit"_L1))
        return tr("An absence lasts a year at most. Type an earlier end, and enter the rest as "
                  "another one.");
    if (problem == u"range"_s)
        return tr("This is too far ahead. Type an earlier day.");
    return Sentence::of(error, Sentence::Task::Changing);
}

QString AbsenceWording::notMoved(const Error &error)
{
    if (error.code == Error::Code::Stale || error.code == Error::Code::NotFound
        || error.code == Error::Code::Transition)
        return tr("Changed by somebody else meanwhile, so it was not moved. Read the list again "
                  "(F5) to see it as it is now.");
    return Sentence::of(error, Sentence::Task::Changing);
}

QString AbsenceWording::moved(int moved, int left)
{
    const QString done = moved == 0 ? tr("No appointment was moved")
        : moved == 1                ? tr("One appointment was moved")
                                    : tr("%n appointments were moved", nullptr, moved);
    if (left == 0)
        return tr("%1. Nobody is affected any more.").arg(done);
    return left == 1 ? tr("%1. One stays where it is.").arg(done)
                     : tr("%1. %2 stay where they are.").arg(done, QString::number(left));
}

} // namespace clinidesk
