#pragma once

#include "core/settings/IniFile.h"

namespace clinidesk {

class AbsenceBook;
class AppointmentBook;
class AppointmentHistory;
class BookingService;
class ClinicDirectory;
class Clock;
class Connection;
class DayHours;
class DayList;
class DayLoads;
class FreeSlots;
class Gate;
class LimitWatch;
class Monitor;
class PaperPress;
class PatientDirectory;
class ReadReports;
class SeriesService;
class SharedLayer;
class SlotHolds;
class Waitlist;

/// What the window works with. Owned by the program's wiring, which outlives every view model.
struct Ports
{
    Gate &gate;
    Connection &connection;
    ClinicDirectory &clinics;
    DayList &days;
    AppointmentBook &book;
    BookingService &booking; ///< Changes go through it; `book` is for reading one appointment.
    FreeSlots &freeSlots;
    AppointmentHistory &history;
    PatientDirectory &patients;
    const Clock &clock;
    IniFile choices{{}}; ///< What was chosen last at this desk; nothing is kept without a path.
    DayHours *hours = nullptr; ///< Null: nobody's working hours can be read.
    DayLoads *loads = nullptr; ///< Null: nobody can say how full days are.
    SlotHolds *holds = nullptr; ///< Null: desks can't tell one another what they are about to book.
    SeriesService *series = nullptr; ///< Null: nothing can be repeated.
    AbsenceBook *absences = nullptr; ///< Null: no absence can be entered.
    Waitlist *waitlist = nullptr; ///< Null: nobody can be put on a waitlist.
    const SharedLayer *shared = nullptr; ///< Null where nothing is kept at all.
    const LimitWatch *limits = nullptr; ///< Null where nothing is limited.
    const Monitor *monitor = nullptr; ///< Null where nothing is counted.
    ReadReports *reads = nullptr; ///< Of what is printed or saved; null: nobody is told.
    PaperPress *press = nullptr; ///< Null: nothing is put on paper here.
};

} // namespace clinidesk
