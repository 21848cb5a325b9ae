#pragma once

#include "app/ctl/BenchSlots.h"
#include "app/ctl/WorkingDay.h"
#include "core/demo/DemoRandom.h"

#include <QHash>

namespace clinidesk {

/// Whom an errand is about, with the appointment it is about if there is one.
struct DayGuest
{
    PatientId patient; ///< Null: there is nobody of that sort left.
    Seen seen;
    DoctorId doctor;
    QDate day; ///< Whose list the person stands on; invalid: none that anybody looks at.
};

/// The people and the free time of a clinic that a working day draws from, each handed out once.
class BenchDayPeople final
{
public:
    [[nodiscard]] static Result<BenchDayPeople> find(const BenchClinic &clinic, ClinicId id);

    /// The day that stands for today: the fullest of the next seven.
    [[nodiscard]] QDate today() const { return m_today; }
    /// The open day after it in position @p rank from 0; invalid where there are fewer.
    [[nodiscard]] QDate openDay(int rank) const { return m_openDays.value(rank); }
    [[nodiscard]] DayGuest guest(Visitor visitor, DemoRandom &random);
    [[nodiscard]] DoctorId someDoctor(DemoRandom &random) const;
    /// A free time on that open day, or on the next one that has any; with @p doctor one of his.
    [[nodiscard]] std::optional<FreeBooking> takeFree(int rank, DoctorId doctor = {});

private:
    BenchDayPeople() = default;

    [[nodiscard]] Result<Done> readPeople(LibpqConnection &connection, ClinicId id);
    [[nodiscard]] Result<Done> readFreeTime(LibpqConnection &connection, ClinicId id);

    struct Arrival
    {
        DayGuest guest;
        bool mayBook = false; ///< Nothing else is booked for this person.
    };

    QDate m_today;
    QList<QDate> m_openDays;
    QHash<QDate, QList<FreeBooking>> m_free;
    QList<Arrival> m_arrivals;
    QList<DayGuest> m_rebookable;
    QList<DayGuest> m_callers;
    QList<DoctorId> m_doctors;
    qsizetype m_arrived = 0;
    qsizetype m_followedUp = 0;
};

} // namespace clinidesk
