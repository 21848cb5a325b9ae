#include "ui/viewmodels/waitlist/WaitlistWording.h"

#include "ui/viewmodels/Sentence.h"
#include "ui/viewmodels/Wording.h"

#include <QLocale>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QString hours(const WaitingWish &wish)
{
    const QString from = wish.from.toString(u"HH:mm"_s);
    const QString until = wish.until.toString(u"HH:mm"_s);
    if (wish.from.isValid() && wish.until.isValid())
        return WaitlistWording::tr("%1 to %2").arg(from, until);
    if (wish.from.isValid())
        return WaitlistWording::tr("not before %1").arg(from);
    return wish.until.isValid() ? WaitlistWording::tr("until %1").arg(until) : QString();
}

QString days(const WaitingWish &wish)
{
    if (wish.firstDay.isValid() && wish.lastDay.isValid())
        return WaitlistWording::tr("from %1 to %2")
            .arg(Wording::date(wish.firstDay), Wording::date(wish.lastDay));
    if (wish.firstDay.isValid())
        return WaitlistWording::tr("from %1 on").arg(Wording::date(wish.firstDay));
    return wish.lastDay.isValid() ? WaitlistWording::tr("by %1").arg(Wording::date(wish.lastDay))
                                  : QString();
}

QString weekdays(const WaitingWish &wish)
{
    QStringList names;
    for (const Qt::DayOfWeek day : wish.weekdays)
        names.append(QLocale().dayName(day, QLocale::ShortFormat));
    return names.join(u' ');
}

/// When it is wanted and for how long; what doesn't matter is left out.
QStringList conditions(const Waiting &waiting)
{
    QStringList parts{weekdays(waiting.wish), hours(waiting.wish), days(waiting.wish)};
    if (waiting.wish.length)
        parts.append(Wording::waiting(*waiting.wish.length));
    parts.removeAll(QString());
    return parts;
}

QString countdown(std::chrono::seconds left)
{
    return Wording::leftToRight(
        u"%1:%2"_s.arg(left / 1min).arg(qint64((left % 1min).count()), 2, 10, QChar(u'0')));
}

QString ended(const QString &outcome, const QString &who)
{
    if (outcome == u"accepted"_s)
        return WaitlistWording::tr("This offer has been accepted already: %1 is booked.").arg(who);
    if (outcome == u"declined"_s)
        return WaitlistWording::tr("A colleague has noted already that %1 said no.").arg(who);
    if (outcome == u"taken"_s)
        return WaitlistWording::tr("This time has been taken meanwhile, so the offer has ended. "
                                   "%1 stays on the waitlist.")
            .arg(who);
    if (outcome == u"withdrawn"_s)
        return WaitlistWording::tr("A colleague has taken this offer back. %1 stays on the "
                                   "waitlist.")
            .arg(who);
    return WaitlistWording::tr("The offer has run out. Nothing was booked: offer the time to %1 "
                               "once more, or to the next.")
        .arg(who);
}

} // namespace

QString WaitlistWording::urgency(WaitingWish::Urgency urgency)
{
    switch (urgency) {
    case WaitingWish::Urgency::WheneverItSuits:
        return tr("Whenever it suits");
    case WaitingWish::Urgency::Soon:
        return tr("Soon");
    case WaitingWish::Urgency::Urgent:
        return tr("Urgent");
    }
    Q_UNREACHABLE();
}

QString WaitlistWording::identity(const Waiting &waiting)
{
    return Wording::identity(waiting.family, waiting.given, waiting.birthDate);
}

QString WaitlistWording::whom(const Waiting &waiting)
{
    return waiting.doctorName.isEmpty() ? tr("%1, anybody").arg(waiting.departmentName)
                                        : waiting.doctorName;
}

QString WaitlistWording::wants(const Waiting &waiting)
{
    QStringList parts{whom(waiting)};
    parts += conditions(waiting);
    if (!waiting.wish.remark.isEmpty())
        parts.append(tr("“%1”").arg(waiting.wish.remark));
    return parts.join(u", "_s);
}

QString WaitlistWording::since(const Waiting &waiting)
{
    if (waiting.days <= 0)
        return tr("Today");
    return waiting.days == 1 ? tr("1 day") : tr("%n days", nullptr, waiting.days);
}

QString WaitlistWording::state(const Waiting &waiting)
{
    if (waiting.offer) {
        const QString what = place({{}, {}, waiting.offer->doctor, waiting.offer->startsAt},
                                   waiting.offer->doctor.isNull() ? waiting.departmentName
                                                                  : waiting.offer->doctorName,
                                   waiting.zone);
        return tr("▶ Offered until %1: %2")
            .arg(Wording::time(waiting.offer->expiresAt, waiting.zone), what);
    }
    if (!waiting.canBeReached())
        return tr("✕ No phone number and no e-mail");
    if (waiting.hasAppointment.isValid())
        return tr("○ Waits; has %1").arg(Wording::when(waiting.hasAppointment, waiting.zone));
    return tr("○ Waits");
}

QString WaitlistWording::reasons(const Candidate &candidate)
{
    const Waiting &waiting = candidate.waiting;
    QStringList parts{waiting.days <= 0       ? tr("waiting since today")
                          : waiting.days == 1 ? tr("waiting 1 day")
                                              : tr("waiting %n days", nullptr, waiting.days)};
    if (waiting.wish.urgency == WaitingWish::Urgency::Urgent)
        parts.prepend(tr("urgent"));
    if (waiting.wish.urgency == WaitingWish::Urgency::WheneverItSuits)
        parts.append(tr("whenever it suits"));
    parts.append(waiting.doctorName.isEmpty() ? tr("any doctor will do")
                                              : tr("wants %1").arg(waiting.doctorName));
    parts += conditions(waiting);
    if (waiting.hasAppointment.isValid())
        parts.append(tr("has %1").arg(Wording::when(waiting.hasAppointment, waiting.zone)));
    if (!waiting.canBeReached())
        parts.append(tr("no phone number and no e-mail"));
    if (!waiting.wish.remark.isEmpty())
        parts.append(tr("“%1”").arg(waiting.wish.remark));
    return parts.join(u", "_s);
}

QString WaitlistWording::contact(const Waiting &waiting)
{
    const QString &way = waiting.phone.isEmpty() ? waiting.email : waiting.phone;
    return way.isEmpty() ? tr("Not known") : Wording::leftToRight(way);
}

QString WaitlistWording::state(const Candidate &candidate, std::chrono::seconds left)
{
    const Waiting &waiting = candidate.waiting;
    if (waiting.offer)
        return tr("▶ Offered by %1, %2 left")
            .arg(waiting.offer->offeredBy, countdown(std::max(left, 0s)));
    switch (candidate.asked) {
    case Candidate::Asked::NotYet:
        return tr("○ Not asked yet");
    case Candidate::Asked::SaidNo:
        return tr("✕ Said no at %1").arg(Wording::time(candidate.askedAt, waiting.zone));
    case Candidate::Asked::DidNotAnswer:
        return tr("✕ No answer by %1").arg(Wording::time(candidate.askedAt, waiting.zone));
    }
    Q_UNREACHABLE();
}

QString WaitlistWording::freed(const FreedTime &freed)
{
    const QString what = place(freed.time, freed.name, freed.zone);
    return freed.waiting == 1 ? tr("A time is free: %1. One patient waits for it.").arg(what)
                              : tr("A time is free: %1. %2 patients wait for it.")
                                    .arg(what, QString::number(freed.waiting));
}

QString WaitlistWording::place(const FreeTime &time, const QString &name, const QByteArray &zone)
{
    return tr("%1, %2").arg(Wording::when(time.startsAt, zone), name);
}

QString WaitlistWording::notSaved(const Error &error, const QString &who)
{
    switch (error.code) {
    case Error::Code::Conflict:
        return tr("%1 waits for the same already, so nothing was added. Change that entry in the "
                  "list instead.")
            .arg(who);
    case Error::Code::Stale:
        return tr("A colleague has changed this entry meanwhile. Nothing was changed: go back and "
                  "read the list again (F5).");
    case Error::Code::Transition:
    case Error::Code::NotFound:
        return tr("A colleague has taken %1 off the waitlist meanwhile. Nothing was changed.")
            .arg(who);
    case Error::Code::Unknown:
        return tr("The connection was lost before the answer came. Do it again: it is done once, "
                  "however often it is asked for.");
    default:
        break;
    }
    const QString problem = error.facts.value("problem"_L1).toString();
    if (error.code == Error::Code::Invalid && problem == u"reversed"_s)
        return tr("The end is not after the beginning. Type a later end, or leave one of them "
                  "empty.");
    if (error.code == Error::Code::Invalid && problem == u"too_short"_s)
        return tr("Between these hours there is no room for an appointment this long. Choose "
                  "other hours or a shorter one.");
    if (error.code == Error::Code::Invalid && problem == u"past"_s)
        return tr("The last day is over already. Type a later one, or leave it empty.");
    if (error.code == Error::Code::Invalid && error.facts.value("field"_L1) == "last_day"_L1)
        return tr("This is too far ahead: two years at most. Type an earlier day.");
    return Sentence::of(error, Sentence::Task::Changing);
}

QString WaitlistWording::notOffered(const Error &error, const QString &who)
{
    const QString taken = error.facts.value("taken"_L1).toString();
    if (error.code == Error::Code::Conflict && taken == u"offer"_s)
        return tr("A colleague is offering this time to somebody else just now. Wait for the "
                  "answer, or choose another time for %1.")
            .arg(who);
    if (error.code == Error::Code::Conflict && taken == u"entry"_s)
        return tr("A colleague is offering %1 another time just now. Choose the next patient.")
            .arg(who);
    if (error.code == Error::Code::Conflict && taken == u"patient"_s)
        return tr("%1 has another appointment at this time. Nothing was booked: choose the next "
                  "patient.")
            .arg(who);
    if (error.code == Error::Code::Conflict)
        return tr("This time has been taken meanwhile. Nothing was booked, and %1 stays on the "
                  "waitlist.")
            .arg(who);
    if (error.code == Error::Code::Transition && error.facts.contains("outcome"_L1))
        return ended(error.facts.value("outcome"_L1).toString(), who);
    if (error.code == Error::Code::Transition || error.code == Error::Code::NotFound)
        return tr("%1 is no longer on the waitlist. Nothing was changed.").arg(who);
    if (error.code == Error::Code::Stale)
        return tr("A colleague has changed what %1 waits for. The list is as it is now: look "
                  "again before you offer the time.")
            .arg(who);
    if (error.code == Error::Code::Unknown)
        return tr("The connection was lost before the answer came. Do it again: it is done once, "
                  "however often it is asked for.");
    return Sentence::of(error, Sentence::Task::Changing);
}

} // namespace clinidesk
