#pragma once

#include "core/demo/DemoPatients.h"

#include <vector>

namespace clinidesk {

/// Fills the house's days: who comes when, and how far each visit has got by now. A day is the same
/// whichever others are asked for, except for its patients, which visitsOn() takes from @p isFree.
class DemoDiary
{
public:
    DemoDiary(const DemoHouse &house, quint64 seed, int futureDays);

    /// How many visits start on the day @p offset days from today, in all branches.
    [[nodiscard]] int countOn(int offset) const;
    /// Those visits in order of start, without id and patient.
    [[nodiscard]] std::vector<DemoVisit> visitsOn(int offset) const;

private:
    /// One doctor, or one seat of a department, on one day.
    struct Desk
    {
        int branch = 0;
        int department = 0;
        int doctor = 0;
        int seat = 0;
        int room = 0;
        int slotMinutes = 20;
    };
    struct Slot
    {
        int starts = 0; ///< Minutes after local midnight.
        int minutes = 0;
    };

    [[nodiscard]] std::vector<Slot> takenSlots(const Desk &desk, int offset) const;
    [[nodiscard]] double fillOf(const Desk &desk, int offset, QDate day) const;
    void settle(std::vector<DemoVisit> &ofOneDesk, const DemoDepartment &department,
                DemoRandom &random) const;
    void settleToday(DemoVisit &visit, bool &isDoctorBusy, DemoRandom &random) const;
    void settlePast(DemoVisit &visit, bool needsReview, DemoRandom &random) const;
    void settleFuture(DemoVisit &visit, bool needsReview, DemoRandom &random) const;
    void book(DemoVisit &visit, DemoRandom &random) const;
    void attend(DemoVisit &visit, Status status, DemoRandom &random) const;

    const DemoHouse &m_house;
    DemoRandom m_source;
    qint64 m_now; // UTC seconds
    int m_futureDays;
    std::vector<Desk> m_desks;
};

} // namespace clinidesk
