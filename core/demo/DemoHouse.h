#pragma once

#include "core/demo/DemoRows.h"

#include <QDateTime>

#include <span>
#include <vector>

namespace clinidesk {

/// How big a demo clinic is.
struct DemoSize
{
    int appointments = 150'000;
    int patients
        = 0; ///< 0: 4,000, in bigger clinics one per 20 appointments. At least 160 a doctor.
    int branches = 2; ///< 1 to 3.

    friend bool operator==(const DemoSize &, const DemoSize &) = default;
};

/// The invented hospital without its visitors: branches, departments, doctors, rooms, hours and
/// absences, the same for the same seed and day. 24 doctors, with the appointments up to 200.
class DemoHouse
{
public:
    DemoHouse(const DemoSize &size, quint64 seed, const QDateTime &now);

    [[nodiscard]] const QList<DemoBranch> &branches() const { return m_branches; }
    [[nodiscard]] const QList<DemoDepartment> &departments() const { return m_departments; }
    [[nodiscard]] const QList<DemoDoctor> &doctors() const { return m_doctors; }
    [[nodiscard]] const QList<DemoRoom> &rooms() const { return m_rooms; }
    [[nodiscard]] const QList<DemoHours> &hours() const { return m_hours; }
    [[nodiscard]] const QList<DemoAbsence> &absences() const { return m_absences; }

    /// The branch's local day now.
    [[nodiscard]] QDate today(int branch) const { return m_todays.at(branch - 1); }
    [[nodiscard]] const QDateTime &now() const { return m_now; }

    /// A stretch of work on one day, in minutes after local midnight.
    struct Shift
    {
        int starts = 0;
        int ends = 0;
    };
    /// What a doctor (or, with doctor 0, a department's seats) works on @p day; nothing when away.
    [[nodiscard]] std::vector<Shift> shiftsOn(int doctor, int department, QDate day) const;

private:
    struct Weekly
    {
        std::vector<DemoHours> hours;
        std::vector<DemoAbsence> absences;
    };

    void addBranches(int count);
    void addDepartments(int doctors);
    void addDoctors(int doctors, quint64 seed);
    void addHours(DemoHours row, bool onWeekendDuty);
    void addDoctorsHours();
    void addSeatsHours();
    void addHolidays(int branch, QDate first, QDate last);
    void addLeave(const DemoDoctor &doctor, QDate first, QDate last, quint64 seed);
    void addAbsence(const DemoAbsence &absence);
    [[nodiscard]] QList<int> doctorsOf(int department) const;

    QDateTime m_now;
    QList<QDate> m_todays;
    QList<DemoBranch> m_branches;
    QList<DemoDepartment> m_departments;
    QList<DemoDoctor> m_doctors;
    QList<DemoRoom> m_rooms;
    QList<DemoHours> m_hours;
    QList<DemoAbsence> m_absences;
    std::vector<Weekly> m_ofDoctor; // by doctor id - 1
    std::vector<Weekly> m_ofDepartment; // by department id - 1
};

} // namespace clinidesk
