#include "ui/viewmodels/Sentence.h"

#include "core/booking/Status.h"
#include "ui/viewmodels/Wording.h"

#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

class FieldName
{
    Q_DECLARE_TR_FUNCTIONS(FieldName)

public:
    /// How the screen calls the database's @p field.
    static QString of(const QString &field)
    {
        const QHash<QString, QString> names{
            {u"family"_s, tr("Family name")},
            {u"given"_s, tr("Given names")},
            {u"title"_s, tr("Title")},
            {u"birth_date"_s, tr("Birth date")},
            {u"died_on"_s, tr("Date of death")},
            {u"sex"_s, tr("Sex")},
            {u"phone"_s, tr("Phone")},
            {u"email"_s, tr("E-mail")},
            {u"language"_s, tr("Language")},
            {u"patient"_s, tr("Patient")},
            {u"clinic"_s, tr("Clinic")},
            {u"clinics"_s, tr("Clinic")},
            {u"department"_s, tr("Department")},
            {u"departments"_s, tr("Department")},
            {u"doctor"_s, tr("Doctor")},
            {u"doctors"_s, tr("Doctor")},
            {u"starts_at"_s, tr("Time")},
            {u"ends_at"_s, tr("End")},
            {u"local"_s, tr("Time")},
            {u"minutes"_s, tr("Length")},
            {u"day"_s, tr("Day")},
            {u"on_day"_s, tr("Day")},
            {u"weekdays"_s, tr("Weekdays")},
            {u"first_day"_s, tr("From")},
            {u"last_day"_s, tr("To")},
            {u"reason"_s, tr("Reason")},
            {u"why"_s, tr("Reason")},
            {u"query"_s, tr("Search")},
            {u"search_text"_s, tr("Search")},
            {u"page_number"_s, tr("Page")},
            {u"page_size"_s, tr("Page size")},
            {u"login"_s, tr("Name")},
            {u"password"_s, tr("Password")},
            {u"verifier"_s, tr("Password")},
            {u"display_name"_s, tr("Display name")},
            {u"hours"_s, tr("Working hours")},
            {u"event"_s, tr("Change")},
            {u"role"_s, tr("Role")},
            {u"rights"_s, tr("Right")},
            {u"expires_at"_s, tr("Expiry")},
            {u"accept"_s, tr("Answer")},
        };
        return names.value(field, tr("This entry"));
    }

    /// What to type instead, where a word more helps.
    static QString example(const QString &field)
    {
        if (field == u"phone"_s)
            return tr("Type digits, for example +49 30 901820.");
        if (field == u"email"_s)
            return tr("Type an address such as name@example.org.");
        if (field == u"birth_date"_s || field == u"died_on"_s)
            return tr("Type a date such as 19.12.1977 or 19 dec 1977.");
        if (field == u"first_day"_s || field == u"last_day"_s || field == u"day"_s)
            return tr("Type a date such as 19.12.2026, or a word such as today.");
        if (field == u"page_number"_s)
            return tr("Type a whole number.");
        return tr("Please look at it and type it again.");
    }
};

QString unavailable(const Error &error, Sentence::Task task)
{
    const QString layer = error.facts.value("layer"_L1).toString();
    if (layer == u"dns"_s)
        return Sentence::tr("The server's name is not known on this network. Nothing was changed. "
                            "Check the server's name and the network cable or Wi-Fi.");
    if (layer == u"tcp"_s)
        return Sentence::tr("The server does not answer. Nothing was changed. Check that it is "
                            "running and that this computer is on the clinic's network.");
    if (layer == u"tls"_s)
        return Sentence::tr("The server answers, but not over a safe connection. Nothing was sent "
                            "to it. Ask your administrator to check its certificate.");
    if (layer == u"sign-in"_s)
        return Sentence::tr("The server answers but lets nobody in at the moment. Nothing was "
                            "changed. Try again in a minute; if it stays so, tell your "
                            "administrator.");
    return task == Sentence::Task::Reading
        ? Sentence::tr(
            "The server cannot be reached, so this cannot be read now. Nothing was lost. "
            "Try again in a moment.")
        : Sentence::tr("The server cannot be reached. Nothing was changed, and what you typed is "
                       "still here. Try again when the connection is back.");
}

/// Nothing but the beginning of a connection was sent in any of these.
QString insecure(const Error &error)
{
    const QHash<QString, QString> sentences{
        {u"none"_s,
         Sentence::tr("The server offers no encryption, so nothing was sent to it. Ask your "
                      "administrator to switch TLS on there.")},
        {u"old"_s,
         Sentence::tr("The server offers only an encryption that is no longer safe, so nothing was "
                      "sent to it. Ask your administrator to allow TLS 1.2 or newer there.")},
        {u"host"_s,
         Sentence::tr("The server's certificate is for another name, so nothing was sent to it. "
                      "Check the server's name; if it is right, ask your administrator for a "
                      "certificate with that name.")},
        {u"expired"_s,
         Sentence::tr("The server's certificate has expired, so nothing was sent to it. Ask your "
                      "administrator to renew it.")},
        {u"not_yet"_s,
         Sentence::tr("The server's certificate is not valid yet, so nothing was sent to it. Check "
                      "the date and time of this computer; if they are right, ask your "
                      "administrator.")},
        {u"unknown"_s,
         Sentence::tr("The CA file does not vouch for this server's certificate, so nothing was "
                      "sent to it: it may not be your clinic's server. Ask your administrator for "
                      "the right CA file.")},
        {u"revoked"_s,
         Sentence::tr("The server's certificate has been revoked, so nothing was sent to it. Do "
                      "not use this server until your administrator has replaced it.")},
        {u"ca_file"_s,
         Sentence::tr("The CA file is missing or is none, so the server cannot be checked and "
                      "nothing was sent to it. Choose the CA file that your administrator gave "
                      "you.")},
        {u"password"_s,
         Sentence::tr("The server wants the password in a way that is not safe, so it was not "
                      "sent. Ask your administrator to set the server to SCRAM.")},
        {u"binding"_s,
         Sentence::tr("Something stands between this computer and the server and can read along. "
                      "You are not signed in, and your password was not given away. Tell your "
                      "administrator before you try again.")},
        {u"plain"_s,
         Sentence::tr("Without encryption only a server on this computer may be used, so nothing "
                      "was sent. Choose an encrypted connection for this server.")},
    };
    return sentences.value(
        error.facts.value("tls"_L1).toString(),
        Sentence::tr("The connection to the server is not as safe as your settings demand. "
                     "Nothing was sent. Ask your administrator to check its certificate."));
}

QString readOnly(const Error &error, Sentence::Task task)
{
    const bool isFull = error.facts.value("problem"_L1).toString() == u"disk_full"_s;
    // Reading writes too: who looked at whom is kept.
    if (task == Sentence::Task::Reading)
        return isFull
            ? Sentence::tr("The server's disk is full, so this cannot be read now. Nothing was "
                           "lost. Tell your administrator; it works again once there is room.")
            : Sentence::tr("The server takes no changes at the moment, so this cannot be read "
                           "now. Nothing was lost. Tell your administrator, then try again.");
    return isFull
        ? Sentence::tr("The server's disk is full. Nothing was changed, and what you typed is "
                       "still here. Tell your administrator; try again once there is room.")
        : Sentence::tr("The server takes no changes at the moment. Nothing was changed, and what "
                       "you typed is still here. Tell your administrator, then try again.");
}

QString conflict(const Error &error)
{
    const QString taken = error.facts.value("taken"_L1).toString();
    if (taken == u"patient"_s)
        return Sentence::tr("The patient already has an appointment at this time. Nothing was "
                            "booked. Choose another time.");
    if (taken == u"room"_s)
        return Sentence::tr("The room has been taken for this time. Nothing was booked. Choose "
                            "another time.");
    if (taken == u"seat"_s || taken == u"capacity"_s)
        return Sentence::tr("The department is full at this time. Nothing was booked. Choose "
                            "another time.");
    return Sentence::tr("This time has just been taken. Nothing was booked. Choose another time.");
}

QString limit(const Error &error)
{
    const int most = error.facts.value("limit"_L1).toInt();
    const auto window = std::chrono::seconds(error.facts.value("window_s"_L1).toInt());
    const auto wait = std::chrono::seconds(error.facts.value("retry_after_s"_L1).toInt());
    const QString what = most > 0 && window.count() > 0
        ? Sentence::tr("The limit of %1 within %2 is reached.")
              .arg(QLocale().toString(most), Sentence::duration(window))
        : Sentence::tr("The limit is reached.");
    const QString next = wait.count() > 0
        ? Sentence::tr("Try again in %1.").arg(Sentence::duration(wait))
        : Sentence::tr("Try again later.");
    return Sentence::tr("%1 Nothing was changed. %2").arg(what, next);
}

QString transition(const Error &error)
{
    const int status = error.facts.value("status"_L1).toInt(-1);
    if (status < 0 || status >= statusCount)
        return Sentence::tr("The appointment is no longer in a state that allows this. Nothing was "
                            "changed. Look at it as it is now.");
    return Sentence::tr("The appointment is now “%1”, which does not allow this. Nothing was "
                        "changed. Look at it as it is now.")
        .arg(Wording::status(Status(status)));
}

QString ofServer(Error::Code code)
{
    switch (code) {
    case Error::Code::WrongPassword:
        return Sentence::tr("The name or the password is not right. You are not signed in. Type "
                            "both again; mind capital letters.");
    case Error::Code::PasswordExpired:
        return Sentence::tr("Your password has expired. Nothing was lost. Choose a new one to go "
                            "on.");
    case Error::Code::SchemaTooOld:
        return Sentence::tr("The clinic's database is older than this program. Nothing was "
                            "changed. Ask your administrator to bring it up to date.");
    case Error::Code::SchemaTooNew:
        return Sentence::tr("The clinic's database is newer than this program. Nothing was "
                            "changed. Install the newer CliniDesk on this computer.");
    default:
        return Sentence::tr("Something went wrong that should not have. Nothing more will happen "
                            "by itself. Try again; if it comes back, tell your administrator.");
    }
}

} // namespace

QString Sentence::of(const Error &error, Task task)
{
    switch (error.code) {
    case Error::Code::Cancelled:
        return {};
    case Error::Code::Unavailable:
        return unavailable(error, task);
    case Error::Code::Unknown:
        return tr("The connection broke while this was being saved, and the server has not said "
                  "whether it was. What you typed is still here. Look at the list before you do it "
                  "again.");
    case Error::Code::Busy:
        return tr("The server has too much to do just now. Nothing was changed. Try again in a "
                  "moment.");
    case Error::Code::NotFound:
        return tr("This is no longer there, or it is not yours to see. Nothing was changed. Read "
                  "the list again.");
    case Error::Code::Conflict:
        return conflict(error);
    case Error::Code::Limit:
        return limit(error);
    case Error::Code::Transition:
        return transition(error);
    case Error::Code::RequestReused:
        return tr("The server took this for something it has already done. Nothing was changed. Do "
                  "it once more.");
    case Error::Code::Stale:
        return tr("Someone else has changed this meanwhile. Your change was not made, and theirs "
                  "was kept. Look at it as it is now and decide again.");
    case Error::Code::Denied:
        return tr(
            "Your account is not allowed to do this. Nothing was changed. If you need it, ask "
            "your administrator.");
    case Error::Code::Invalid:
        return about(error.facts.value("field"_L1).toString(),
                     error.facts.value("problem"_L1).toString(),
                     error.facts.value("limit"_L1).toInt());
    case Error::Code::Insecure:
        return insecure(error);
    case Error::Code::ReadOnly:
        return readOnly(error, task);
    default:
        return ofServer(error.code);
    }
}

QString Sentence::about(const QString &field, const QString &problem, int limit)
{
    const QString name = FieldName::of(field);
    if (problem == u"missing"_s)
        return tr("%1 is missing. Please fill it in.").arg(name);
    if (problem == u"too_long"_s)
        return limit > 0 ? tr("%1 is too long. At most %2 characters fit; please shorten it.")
                               .arg(name, QLocale().toString(limit))
                         : tr("%1 is too long. Please shorten it.").arg(name);
    if (problem == u"future"_s)
        return field == u"birth_date"_s || field == u"died_on"_s
            ? tr("%1 lies in the future. Please type it again.").arg(name)
            : tr("%1 lies too far ahead. Choose an earlier one.").arg(name);
    if (problem == u"taken"_s)
        return tr("%1 is already in use. Choose another one.").arg(name);
    if (problem == u"past"_s && field == u"patient"_s)
        return tr("The patient has died before this day, so nothing was booked. Look at who is "
                  "chosen.");
    if (problem == u"past"_s)
        return tr("%1 lies in the past. Choose one that is still to come.").arg(name);
    if (problem == u"missing_hour"_s)
        return tr("On this day the clocks go forward and this time does not exist. Choose an "
                  "earlier or a later one.");
    if (problem == u"reversed"_s)
        return tr("%1 is before the beginning. Swap the two.").arg(name);
    if (problem == u"malformed"_s)
        return tr("%1 cannot be read. %2").arg(name, FieldName::example(field));
    if (problem == u"unprintable"_s)
        return tr("%1 contains a character that cannot be kept. Please remove it.").arg(name);
    if (problem == u"invisible"_s)
        return tr("%1 holds a character that cannot be seen, so it could be read as another name. "
                  "Nothing was changed. Delete it and type it by hand.")
            .arg(name);
    if (problem == u"range"_s)
        return limit > 0 ? tr("%1 must be between 1 and %2.").arg(name, QLocale().toString(limit))
                         : tr("%1 is outside what is possible. Please type it again.").arg(name);
    if (problem == u"unknown"_s)
        return tr("%1 is not known here. Choose one from the list.").arg(name);
    if (problem == u"closed"_s)
        return tr("There are no working hours at this time. Choose one of the free times.");
    if (problem == u"absent"_s)
        return tr("The doctor is away at this time. Choose another time or another doctor.");
    if (problem == u"nothing_to_undo"_s)
        return tr(
            "There is nothing left to take back: it has been changed again since. Nothing was "
            "changed. Look at it as it is now.");
    return tr("%1 cannot be accepted. %2").arg(name, FieldName::example(field));
}

QString Sentence::duration(std::chrono::seconds length)
{
    const qint64 seconds = length.count();
    if (seconds < 60)
        return tr("%1 s").arg(QLocale().toString(seconds));
    const qint64 minutes = (seconds + 59) / 60;
    if (minutes < 60)
        return tr("%1 min").arg(QLocale().toString(minutes));
    return minutes % 60 == 0
        ? tr("%1 h").arg(QLocale().toString(minutes / 60))
        : tr("%1 h %2 min").arg(QLocale().toString(minutes / 60), QLocale().toString(minutes % 60));
}

} // namespace clinidesk
