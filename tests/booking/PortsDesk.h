#pragma once

#include "core/booking/CachedAppointmentBook.h"
#include "core/booking/CachedFreeSlots.h"
#include "core/history/CachedAppointmentHistory.h"
#include "core/patients/CachedPatientDirectory.h"
#include "tests/fakes/FakeAppointmentBook.h"
#include "tests/fakes/FakeAppointmentHistory.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/fakes/FakeClinicDirectory.h"
#include "tests/fakes/FakeClock.h"
#include "tests/fakes/FakeDayList.h"
#include "tests/fakes/FakeFreeSlots.h"
#include "tests/fakes/FakePatientDirectory.h"
#include "tests/fakes/SealKeySamples.h"

#include <QTest>

namespace clinidesk {

inline constexpr ClinicId berlin{1};
inline constexpr ClinicId tokyo{2};

class FakeReadLog final : public ReadLog
{
public:
    Async<Done> write(const QList<KeptRead> &reads) override { return writeCall.ask(reads); }

    FakeCall<Done, QList<KeptRead>> writeCall;
};

/// A desk whose ports keep answers, on sources that the test answers.
struct PortsDesk
{
    explicit PortsDesk(FakeCacheServer &server, Role role = Role::Receptionist)
        : store(server)
    {
        Session session;
        session.staff = StaffId(7);
        session.role = role;
        session.doctor = role == Role::Doctor ? DoctorId(1) : DoctorId();
        session.rightsVersion = 1;
        session.installation = 42;
        viewer.open(session);
        cache.unlock(sampleSealKeys());
        Clinic west;
        west.id = berlin;
        west.zone = "Europe/Berlin";
        Clinic east;
        east.id = tokyo;
        east.zone = "Asia/Tokyo";
        clinics.clinicsCall.always(QList<Clinic>{west, east});
        Doctor weber;
        weber.id = DoctorId(1);
        weber.departments = {DepartmentId(1)};
        clinics.doctorsCall.always(QList<Doctor>{weber});
        clinics.departmentsCall.always(QList<Department>());
        clinics.stepsCall.always(
            QList<StatusStep>{{Status::Booked, Status::Arrived, QStringLiteral("x")}});
        days.dayCall.always([](const FakeDayList::Question &asked) {
            return Day{.date = asked.date, .appointments = {}, .freshness = {}};
        });
        readLog.writeCall.always(Done{});
    }

    template <typename T> static Result<T> settled(const Async<T> &answer)
    {
        (void)QTest::qWaitFor([&] { return answer.isFinished(); }, 5000);
        return answer.resultCount() > 0 ? answer.result()
                                        : Result<T>(Error{Error::Code::Cancelled, {}, {}});
    }

    FakeClock clock; // 08:00 UTC: 09:00 in Berlin, 17:00 in Tokyo.
    FakeClinicDirectory clinics;
    FakeDayList days;
    FakeAppointmentBook book;
    FakeFreeSlots freeSlots;
    FakeAppointmentHistory history;
    FakePatientDirectory patients;
    FakeReadLog readLog;
    FakeCacheStore store;
    CacheViewer viewer;
    Cache cache{store, clock};
    ReadReports reports{readLog, clock};
    CachedClinicDirectory cachedClinics{clinics, cache, viewer, clock};
    CachedDayList cachedDays{days, cachedClinics, cache, viewer, reports};
    CachedAppointmentBook cachedBook{book, cachedDays, cache, viewer};
    CachedFreeSlots cachedSlots{freeSlots, cachedClinics, cache, viewer, clock};
    CachedAppointmentHistory cachedHistory{history, cachedClinics, cache, viewer, reports};
    CachedPatientDirectory cachedPatients{patients, cachedClinics, cache, viewer, reports};
};

} // namespace clinidesk
