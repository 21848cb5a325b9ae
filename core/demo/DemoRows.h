#pragma once

#include "core/booking/Status.h"
#include "core/patients/Patient.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QTime>

namespace clinidesk {

// Rows of the demo clinic as the tables hold them. Identifiers count from 1 in each table; 0 is
// none.

struct DemoBranch
{
    int id = 0;
    QString name;
    QString address;
    QByteArray zone; ///< IANA.
    QTime opens;
    QTime closes;

    friend bool operator==(const DemoBranch &, const DemoBranch &) = default;
};

struct DemoDepartment
{
    /// Who comes here.
    enum class Visitors { Adults, Children, Women, Everybody };

    int id = 0;
    int branch = 0;
    QString name;
    int slotMinutes = 20;
    int seats = 0; ///< Above 0: booked without a doctor.
    bool needsReview = false;
    QString colour;
    Visitors visitors = Visitors::Adults;
    QStringList reasons;

    friend bool operator==(const DemoDepartment &, const DemoDepartment &) = default;
};

struct DemoDoctor
{
    int id = 0;
    int branch = 0;
    int department = 0;
    int room = 0;
    QString family;
    QString given;
    QString registrationNo;
    QString specialisation;
    QString email;

    friend bool operator==(const DemoDoctor &, const DemoDoctor &) = default;
};

struct DemoRoom
{
    int id = 0;
    int branch = 0;
    QString name;

    friend bool operator==(const DemoRoom &, const DemoRoom &) = default;
};

/// One row of working hours, of a doctor or of a department's seats. Local times.
struct DemoHours
{
    int branch = 0;
    int doctor = 0;
    int department = 0; ///< Only without a doctor.
    int weekday = 1; ///< ISO: 1 is Monday.
    QTime starts;
    QTime ends;
    QDate validFrom; ///< Invalid: always.
    QDate validUntil; ///< Included; invalid: for ever.

    friend bool operator==(const DemoHours &, const DemoHours &) = default;
};

/// Whole local days away.
struct DemoAbsence
{
    int branch = 0;
    int doctor = 0;
    int department = 0; ///< Only without a doctor.
    QDate firstDay;
    QDate lastDay; ///< Included.
    QString reason;

    friend bool operator==(const DemoAbsence &, const DemoAbsence &) = default;
};

struct DemoPatient
{
    Patient person; ///< Everything but the version.
    int homeBranch = 0;
    int otherBranch = 0; ///< 0: comes to one branch only.
    QDateTime registeredAt; ///< UTC.

    friend bool operator==(const DemoPatient &, const DemoPatient &) = default;
};

/// One appointment. Instants are UTC seconds since 1970, 0 for none: millions of them are made.
struct DemoVisit
{
    qint64 id = 0;
    int branch = 0;
    int department = 0;
    int doctor = 0; ///< 0: a seat.
    int seat = 0;
    int room = 0;
    qint64 patient = 0;
    qint64 startsAt = 0;
    qint64 endsAt = 0;
    qint64 day = 0; ///< Julian day, local to the branch.
    Status status = Status::Completed;
    qint64 createdAt = 0;
    qint64 arrivedAt = 0;
    qint64 startedAt = 0;
    qint64 finishedAt = 0; ///< When it reached its last status; not after now.
    int bookedBy = 0; ///< Position in demoAccounts().
    int reason = 0; ///< Position in the department's reasons.

    friend bool operator==(const DemoVisit &, const DemoVisit &) = default;
};

} // namespace clinidesk
