#pragma once

#include "core/base/Id.h"
#include "core/cache/CacheSeals.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace clinidesk {

enum class Role { Receptionist, Doctor, Administrator, Worker };

/// The database's word for @p role: receptionist, doctor, admin, worker.
[[nodiscard]] QString roleWord(Role role);
[[nodiscard]] std::optional<Role> roleFromWord(const QString &word);

/// Who is signed in, from sign-in to sign-out.
struct Session
{
    StaffId staff;
    QString login;
    QString displayName;
    Role role = Role::Receptionist;
    DoctorId doctor; ///< Null unless the role is Doctor.
    QStringList rights; ///< "double_book", "over_limit", "past"
    int rightsVersion = 0; ///< Rises when the account's rights change.
    quint64 installation = 0; ///< The database's own number; 0: not known.
    SealKeys sealKeys; ///< Wiped by whoever makes seals of them; in no log, on no disk.
    QDateTime serverTime; ///< UTC, when the server answered.
    int schemaVersion = 0;

    friend bool operator==(const Session &, const Session &) = default;
};

} // namespace clinidesk

Q_DECLARE_METATYPE(clinidesk::Session)
