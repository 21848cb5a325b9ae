#pragma once

#include <QtGlobal>

#include <chrono>
#include <vector>

namespace clinidesk {

/// One thing a receptionist does, as far as it can be said without knowing the clinic.
struct DayStep
{
    enum class Kind {
        LookAtDay,
        LookAtToday,
        ReadHistory,
        FindPatient,
        Book,
        CheckIn,
        Move,
        Cancel
    };
    /// Whose history.
    enum class History { Patient, Doctor, Clinic };

    std::chrono::milliseconds at{0}; ///< Since the doors opened.
    int desk = 0;
    int errand = 0; ///< Index in WorkingDay::errands(): who it is about.
    Kind kind = Kind::LookAtDay;
    int day = 0; ///< Which of the coming open days, 0 the first; of a look, a booking or a move.
    History history = History::Patient;
    int page = 1;

    friend bool operator==(const DayStep &, const DayStep &) = default;
};

/// Who stands at the desk or calls.
enum class Visitor {
    Nobody,
    Arriving, ///< The next of today's list.
    FollowingUp, ///< One of today's list who has been checked in.
    Calling, ///< Somebody without an appointment.
    Rebooking, ///< Somebody with an appointment on one of the coming days.
    Asking, ///< Any of today's list.
};

/// What the desks of a clinic do on an invented working day, in order of time; the same for the
/// same numbers. Each desk's hour is made of 12 bookings, 10 arrivals, 2 moves, 2 cancellations and
/// what is looked at on the way: 40 days, 20 times today, 12 history pages, 30 patients.
class WorkingDay
{
public:
    struct Size
    {
        int desks = 12;
        int hours = 8;
    };
    /// Days ahead that anybody looks at, as open days.
    static constexpr int openDays = 40;
    /// Of them those of the coming two weeks.
    static constexpr int nearDays = 10;

    WorkingDay(Size size, quint64 seed);

    [[nodiscard]] const std::vector<DayStep> &steps() const { return m_steps; }
    /// In the order in which people come.
    [[nodiscard]] const std::vector<Visitor> &errands() const { return m_errands; }
    [[nodiscard]] static bool isChange(DayStep::Kind kind);

private:
    std::vector<DayStep> m_steps;
    std::vector<Visitor> m_errands;
};

} // namespace clinidesk
