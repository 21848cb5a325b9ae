#pragma once

#include "core/base/Async.h"
#include "core/base/Id.h"
#include "core/booking/Status.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTime>

#include <chrono>

namespace clinidesk {

struct Clinic
{
    ClinicId id;
    QString name;
    QByteArray zone; ///< IANA.
    QTime opens; ///< Local.
    QTime closes; ///< Local.
    QDate today; ///< The clinic's local day by the server's clock.

    friend bool operator==(const Clinic &, const Clinic &) = default;
};

struct Department
{
    DepartmentId id;
    QString name;
    std::chrono::minutes slotLength{20};
    int capacity = 0; ///< Seats for bookings without a doctor.
    bool needsReview = false; ///< Bookings start as pending until a doctor accepts them.
    QString colour; ///< "#rrggbb"

    friend bool operator==(const Department &, const Department &) = default;
};

struct Doctor
{
    DoctorId id;
    QString title;
    QString family;
    QString given;
    QString specialisation;
    QList<DepartmentId> departments;

    friend bool operator==(const Doctor &, const Doctor &) = default;
};

/// The clinics a person may see, and who works there. Any thread. Fails with Unavailable or Denied.
class ClinicDirectory
{
public:
    virtual ~ClinicDirectory() = default;

    [[nodiscard]] virtual Async<QList<Clinic>> clinics() = 0;
    [[nodiscard]] virtual Async<QList<Department>> departments(ClinicId clinic) = 0;
    [[nodiscard]] virtual Async<QList<Doctor>> doctors(ClinicId clinic) = 0;
    [[nodiscard]] virtual Async<QList<StatusStep>> statusSteps() = 0;

protected:
    ClinicDirectory() = default;
    Q_DISABLE_COPY_MOVE(ClinicDirectory)
};

} // namespace clinidesk
