#pragma once

#include <QJsonObject>
#include <QMetaType>
#include <QString>

namespace clinidesk {

/// Why a request failed. Few codes, and each decides what the program does next.
struct Error
{
    enum class Code {
        Cancelled, ///< Nobody waits for the answer any more; show nothing.
        Unavailable, ///< The server can't be reached or is too slow; nothing was changed.
        Unknown, ///< A change was sent and its answer never came: ask again with its request id.
        Busy, ///< Reached, but no room: too many connections, or a lock was held too long.
        NotFound, ///< No such row, or none this person may see.
        Conflict, ///< The time is taken; facts: taken, appointment.
        Limit, ///< Too many; facts: limit, window_s, retry_after_s.
        Transition, ///< The appointment's status doesn't allow the step; facts: appointment,
                    ///< status.
        RequestReused, ///< A request id came back with other arguments: a fault of ours.
        Stale, ///< Changed by someone else meanwhile; facts: the row's id and current version.
        Denied, ///< This person may not.
        Invalid, ///< A bad value; facts: field, problem, and limit where there is one.
        WrongPassword, ///< Name or password not accepted; the server doesn't tell which.
        PasswordExpired, ///< Signed in, but a new password has to be chosen first.
        SchemaTooOld, ///< The database has not been migrated for this program.
        SchemaTooNew, ///< The database was migrated for a newer program.
        ReadOnly, ///< The server takes no changes now: a standby, or facts: problem disk_full.
        Insecure, ///< The connection could not be made as safe as settings demand; facts: tls.
        Broken, ///< A fault of ours or of the server's; only the log can tell.
    };

    Code code = Code::Broken;
    QString detail; ///< For the log: never patient data. Postgres: SQLSTATE and primary text.
    QJsonObject facts; ///< Identifiers and numbers for the sentence, as listed in docs/database.md.

    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Error)
