#pragma once

#include "core/booking/CachedAppointmentBook.h"
#include "core/booking/CachedDayList.h"
#include "core/booking/CachedFreeSlots.h"
#include "core/booking/CachedSeriesBook.h"
#include "core/history/CachedAppointmentHistory.h"
#include "core/patients/CachedPatientDirectory.h"
#include "core/postgres/PostgresGate.h"
#include "core/postgres/PostgresReadLog.h"
#include "tests/fakes/FakeCacheStore.h"
#include "tests/postgres/Reception.h"

namespace clinidesk {

/// One person's desk on a real server with every port behind what it keeps; desks on one
/// FakeCacheServer share it.
struct KeptReception
{
    KeptReception(PrivateServer &where, FakeCacheServer &shared,
                  const QString &login = logins::receptionist)
        : store(shared)
    {
        days.tellLoaded(
            [this](const Clinic &clinic, QDate day, const QList<Appointment> &appointments) {
                patients.prepare(clinic, day, appointments);
            });
        noteSchemaVersion(where); // Or signing in is refused.
        const auto session = settled(gate.signIn(where.profile(), {login, logins::password}));
        if (!session)
            return;
        viewer.open(*session);
        cache.unlock(session->sealKeys);
    }

    Reception source;
    PostgresGate gate{source.desk.pool};
    FakeCacheStore store;
    CacheViewer viewer;
    Cache cache{store, source.desk.clock};
    PostgresReadLog log{source.desk.pool};
    ReadReports reports{log, source.desk.clock};
    CachedClinicDirectory directory{source.directory, cache, viewer, source.desk.clock};
    CachedDayList days{source.days, directory, cache, viewer, reports};
    CachedAppointmentBook book{source.book, days, cache, viewer};
    CachedSeriesBook series{source.series, cache};
    CachedFreeSlots freeTime{source.freeTime, directory, cache, viewer, source.desk.clock};
    CachedAppointmentHistory history{source.history, directory, cache, viewer, reports};
    CachedPatientDirectory patients{source.patients, directory, cache, viewer, reports};
};

} // namespace clinidesk
