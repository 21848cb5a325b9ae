#pragma once

#include "core/booking/BookingService.h"
#include "core/booking/SeriesService.h"
#include "core/monitor/Connection.h"
#include "core/monitor/SharedLayer.h"
#include "tests/fakes/FakeAbsenceBook.h"
#include "tests/fakes/FakeAppointmentBook.h"
#include "tests/fakes/FakeAppointmentHistory.h"
#include "tests/fakes/FakeClinicDirectory.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeDayHours.h"
#include "tests/fakes/FakeDayList.h"
#include "tests/fakes/FakeDayLoads.h"
#include "tests/fakes/FakeFreeSlots.h"
#include "tests/fakes/FakeGate.h"
#include "tests/fakes/FakeMonitor.h"
#include "tests/fakes/FakePaperPress.h"
#include "tests/fakes/FakePatientDirectory.h"
#include "tests/fakes/FakeSeriesBook.h"
#include "tests/fakes/FakeSlotHolds.h"
#include "tests/fakes/FakeWaitlist.h"
#include "ui/viewmodels/Ports.h"

namespace clinidesk {

/// A desk without a server: every port, answered by the test. Connected, until the test says not.
struct FakePorts
{
    Q_DISABLE_COPY_MOVE(FakePorts)

    /// @p choices is the file of what the person chose last; empty: nothing is kept.
    explicit FakePorts(const QString &choices = {});
    ~FakePorts();

    void connect();
    void disconnect();

    FakeClock clock;
    FakeGate gate;
    Connection connection;
    FakeClinicDirectory clinics;
    FakeDayList days;
    FakeDayHours hours;
    FakeDayLoads loads;
    FakeAppointmentBook book;
    BookingService booking{book};
    FakeSeriesBook seriesBook;
    SeriesService series{seriesBook, booking}; ///< Among the ports where the test puts it.
    FakeAbsenceBook absences; ///< Among the ports where the test puts it.
    FakeWaitlist waitlist; ///< Among the ports where the test puts it.
    FakeFreeSlots freeSlots;
    FakeAppointmentHistory history;
    FakePatientDirectory patients;
    FakeSlotHolds holds;
    SharedLayer shared;
    FakeMonitor monitor;
    FakePaperPress press;
    Ports ports{gate,    connection, clinics, days,     book,
                booking, freeSlots,  history, patients, clock};
};

} // namespace clinidesk
