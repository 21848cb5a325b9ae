#pragma once

#include "core/base/RequestId.h"
#include "core/booking/ClinicDirectory.h"
#include "core/postgres/DatabasePool.h"

#include <QTime>

namespace clinidesk {

struct NewDoctor
{
    ClinicId clinic;
    QString title;
    QString family;
    QString given;
    QString registrationNo;
    QString specialisation;
    QString email;
    QList<DepartmentId> departments;
};

/// A span on one day of every week, in the clinic's local time.
struct WeeklyHours
{
    int weekday = 1; ///< ISO: 1 is Monday.
    QTime starts;
    QTime ends;

    friend bool operator==(const WeeklyHours &, const WeeklyHours &) = default;
};

/// Whose hours: a doctor's at one clinic or, without a doctor, a department's own seats.
struct HoursOf
{
    ClinicId clinic;
    DoctorId doctor;
    DepartmentId department;
};

/// What an administrator, or a server's superuser, sets a clinic up with. Any thread. Fails with
/// Denied, Invalid, Unavailable.
class PostgresClinicSetUp final
{
public:
    explicit PostgresClinicSetUp(DatabasePool &pool);

    /// Of @p clinic the name, zone and hours are used; invalid hours are the server's usual ones.
    [[nodiscard]] Async<ClinicId> addClinic(const Clinic &clinic, const QString &address);
    [[nodiscard]] Async<DepartmentId> addDepartment(ClinicId clinic, const Department &department);
    [[nodiscard]] Async<DoctorId> addDoctor(const NewDoctor &doctor);
    /// Replaces the hours from today on.
    [[nodiscard]] Async<Done> setHours(const RequestId &request, const HoursOf &whose,
                                       const QList<WeeklyHours> &hours);

    // What is there already; unlike the ClinicDirectory also for a superuser, who sees everything.
    [[nodiscard]] Async<QList<Clinic>> clinics();
    [[nodiscard]] Async<QList<Department>> departments(ClinicId clinic);
    [[nodiscard]] Async<QList<Doctor>> doctors(ClinicId clinic);

private:
    DatabasePool &m_pool;
};

} // namespace clinidesk
