#pragma once

#include "core/demo/DemoDiary.h"
#include "core/demo/DemoHouse.h"
#include "core/demo/DemoPatients.h"

#include <functional>

namespace clinidesk {

/// A whole invented hospital: the house, its patients and exactly as many appointments as asked
/// for, from years ago to six weeks ahead, today in full swing. The same size, seed and now give
/// the same clinic on every machine.
class DemoClinic
{
public:
    DemoClinic(const DemoSize &size, quint64 seed, const QDateTime &now);
    Q_DISABLE_COPY_MOVE(DemoClinic)

    [[nodiscard]] const DemoHouse &house() const { return m_house; }
    [[nodiscard]] const DemoPatients &patients() const { return m_patients; }
    [[nodiscard]] int appointments() const { return m_appointments; }

    /// Hands out every appointment once, ids from 1 in order of day and start, until @p take says
    /// false. No two that are live overlap for a doctor, seat, room or patient.
    void eachVisit(const std::function<bool(const DemoVisit &)> &take) const;

private:
    int m_appointments;
    DemoHouse m_house;
    DemoPatients m_patients;
    int m_futureDays;
    DemoDiary m_diary;
    quint64 m_seed;
    int m_firstOffset = 0; // Days from today; negative is the past.
    int m_skipped = 0; // Visits of the first day that would be too many.
};

} // namespace clinidesk
