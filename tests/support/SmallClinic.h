#pragma once

#include "core/base/Id.h"

#include <QString>

namespace clinidesk {

/// Who can sign in to a small clinic. Everybody's password is `password()`.
namespace logins {
inline const QString receptionist = QStringLiteral("rita"); ///< Riverside only.
inline const QString chief
    = QStringLiteral("ruth"); ///< A receptionist of both clinics, every right.
inline const QString doctor = QStringLiteral("jonas"); ///< Doctor 1.
inline const QString admin = QStringLiteral("alma");
inline const QString worker = QStringLiteral("wanda");
inline const QString expired
    = QStringLiteral("elsa"); ///< A receptionist; her password has expired.
inline const QString password = QStringLiteral("correct horse");
} // namespace logins

/// An invented clinic, the same in every test: open every day 08:00 to 18:00.
namespace smallclinic {
inline constexpr ClinicId riverside{1}; ///< Europe/Berlin.
inline constexpr ClinicId harbour{2}; ///< America/New_York.

inline constexpr DepartmentId cardiology{1}; ///< Riverside; slots of 20 minutes.
inline constexpr DepartmentId vaccination{2}; ///< Riverside; 10 minutes, two seats, no doctor.
inline constexpr DepartmentId dermatology{3}; ///< Riverside; 30 minutes, needs review.
inline constexpr DepartmentId paediatrics{4}; ///< Harbour; 15 minutes.

inline constexpr DoctorId weber{1}; ///< Jonas Weber; cardiology and dermatology.
inline constexpr DoctorId okafor{2}; ///< Ada Okafor; cardiology.
inline constexpr DoctorId tran{3}; ///< Minh Tran; paediatrics.

inline constexpr PatientId sara{1}; ///< Sara Müller, born 1977-12-19, Riverside.
inline constexpr PatientId nguyen{2}; ///< Nguyễn Thị Hương, Riverside.
inline constexpr PatientId wang{3}; ///< 王 小明, Riverside.
inline constexpr PatientId haddad{4}; ///< حداد ليلى, Riverside and Harbour.
inline constexpr PatientId oneill{5}; ///< Siobhán O’Neill-Fernández, Harbour.
inline constexpr PatientId doe{6}; ///< John Doe, Riverside, without a birth date.
} // namespace smallclinic

/// The statements that make it in a freshly migrated database, run as clinidesk_boot.
[[nodiscard]] QString smallClinicSql();

/// The statements that make its login roles, once a cluster.
[[nodiscard]] QString smallClinicLoginsSql();

} // namespace clinidesk
