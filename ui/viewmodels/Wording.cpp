#include "ui/viewmodels/Wording.h"

#include "core/patients/Patient.h"

#include <QHash>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

QDateTime atClinic(const QDateTime &utc, const QByteArray &zone)
{
    // Looking a zone up costs more than the sum; a desk knows few of them.
    thread_local QHash<QByteArray, QTimeZone> known;
    auto found = known.constFind(zone);
    if (found == known.cend())
        found = known.insert(zone, QTimeZone(zone));
    const QTimeZone &there = *found;
    return there.isValid() ? utc.toTimeZone(there) : utc.toUTC();
}

// A name written from right to left must not reorder the words around it.
QString isolated(const QString &name)
{
    return QChar(0x2068) % name % QChar(0x2069);
}

QString eventName(const QString &action)
{
    if (action == u"book"_s)
        return Wording::tr("Booked");
    if (action == u"move"_s)
        return Wording::tr("Moved");
    if (action == u"resize"_s)
        return Wording::tr("Length changed");
    if (action == u"cancel"_s)
        return Wording::tr("Cancelled");
    if (action == u"check_in"_s)
        return Wording::tr("Checked in");
    if (action == u"start"_s)
        return Wording::tr("Started");
    if (action == u"complete"_s)
        return Wording::tr("Completed");
    if (action == u"mark_no_show"_s)
        return Wording::tr("Marked as no-show");
    if (action == u"review"_s)
        return Wording::tr("Reviewed");
    if (action == u"undo"_s)
        return Wording::tr("Taken back");
    return Wording::tr("Changed");
}

QString valueText(const QString &key, const QJsonValue &value, const QByteArray &zone)
{
    if (key == u"status"_s) {
        const int status = value.toInt(-1);
        return status >= 0 && status < statusCount ? Wording::status(Status(status))
                                                   : Wording::tr("Not known");
    }
    if (key == u"starts_at"_s || key == u"ends_at"_s)
        return Wording::when(QDateTime::fromString(value.toString(), Qt::ISODateWithMs), zone);
    return value.isNull() || value.toString().isEmpty() ? Wording::tr("none") : value.toString();
}

} // namespace

QString Wording::status(Status status)
{
    switch (status) {
    case Status::Pending:
        return tr("To be reviewed");
    case Status::Booked:
        return tr("Booked");
    case Status::Arrived:
        return tr("Arrived");
    case Status::InProgress:
        return tr("In progress");
    case Status::Completed:
        return tr("Completed");
    case Status::Rejected:
        return tr("Rejected");
    case Status::Cancelled:
        return tr("Cancelled");
    case Status::NoShow:
        return tr("No-show");
    }
    Q_UNREACHABLE();
}

QString Wording::action(Action action)
{
    switch (action) {
    case Action::CheckIn:
        return tr("Check in");
    case Action::Start:
        return tr("Start");
    case Action::Complete:
        return tr("Complete");
    case Action::MarkNoShow:
        return tr("No-show");
    case Action::Cancel:
        return tr("Cancel appointment");
    case Action::Accept:
        return tr("Accept");
    case Action::Reject:
        return tr("Reject");
    }
    Q_UNREACHABLE();
}

QString Wording::leftToRight(const QString &text)
{
    return QChar(0x200E) % text;
}

QString Wording::toolTip(const QString &text)
{
    if (!text.contains(u'<') && !text.contains(u'&'))
        return text;
    return u"<p style=\"white-space:pre-wrap\">"_s % text.toHtmlEscaped() % u"</p>"_s;
}

QString Wording::date(QDate date)
{
    return leftToRight(identifyingDate(date));
}

QString Wording::birthDate(QDate date)
{
    return date.isValid() ? Wording::date(date) : tr("Not known");
}

QString Wording::identity(const QString &family, const QString &given, QDate birthDate)
{
    return tr("%1, born %2").arg(isolated(listName(family, given)), Wording::birthDate(birthDate));
}

QString Wording::age(QDate today, QDate birthDate)
{
    const auto years = ageOn(today, birthDate);
    if (!years)
        return tr("Not known");
    if (*years >= 2)
        return tr("%n year(s)", nullptr, *years);
    const int months = (today.year() - birthDate.year()) * 12 + today.month() - birthDate.month()
        - (today.day() < birthDate.day() ? 1 : 0);
    return tr("%n month(s)", nullptr, months);
}

QString Wording::day(QDate day)
{
    return QLocale().toString(day, u"ddd"_s) % u' ' % date(day);
}

QString Wording::time(const QDateTime &utc, const QByteArray &zone)
{
    return utc.isValid() ? atClinic(utc, zone).toString(u"HH:mm"_s) : tr("Not known");
}

QString Wording::when(const QDateTime &utc, const QByteArray &zone)
{
    return utc.isValid() ? QString(day(atClinic(utc, zone).date()) % u' ' % time(utc, zone))
                         : tr("Not known");
}

QString Wording::waiting(std::chrono::seconds length)
{
    const qint64 minutes = std::max<qint64>(0, length.count() / 60);
    if (minutes < 60)
        return tr("%1 min").arg(minutes);
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString Wording::event(const AppointmentEvent &event, const QByteArray &zone)
{
    const QList<QPair<QString, QString>> labels{{u"status"_s, tr("status")},
                                                {u"starts_at"_s, tr("start")},
                                                {u"ends_at"_s, tr("end")},
                                                {u"doctor"_s, tr("doctor")},
                                                {u"department"_s, tr("department")}};
    QStringList parts;
    for (const auto &[key, label] : labels) {
        if (!event.became.contains(key) && !event.was.contains(key))
            continue;
        const QString became = valueText(key, event.became.value(key), zone);
        parts << (event.was.contains(key)
                      ? tr("%1 from %2 to %3")
                            .arg(label, valueText(key, event.was.value(key), zone), became)
                      : tr("%1 %2").arg(label, became));
    }
    const QString name = eventName(event.action);
    return parts.isEmpty() ? name : tr("%1: %2").arg(name, parts.join(u"; "_s));
}

QString Wording::slot(const Slot &slot, const QByteArray &zone)
{
    const QString start = when(slot.startsAt, zone);
    return slot.doctorName.isEmpty() ? start : tr("%1, %2").arg(start, slot.doctorName);
}

QString Wording::unwritten(const Error &error)
{
    const QString problem = error.facts.value(u"problem"_s).toString();
    if (problem == u"no_room"_s)
        return tr("the disk of this computer is full");
    if (problem == u"not_allowed"_s || problem == u"no_folder"_s)
        return tr("you may not write in the settings folder");
    return tr("the settings file can't be written");
}

} // namespace clinidesk
