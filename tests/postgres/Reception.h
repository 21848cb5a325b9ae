#pragma once

#include "core/postgres/PostgresAppointmentBook.h"
#include "core/postgres/PostgresAppointmentHistory.h"
#include "core/postgres/PostgresClinicDirectory.h"
#include "core/postgres/PostgresDayHours.h"
#include "core/postgres/PostgresDayList.h"
#include "core/postgres/PostgresDayLoads.h"
#include "core/postgres/PostgresFreeSlots.h"
#include "core/postgres/PostgresPatientDirectory.h"
#include "core/postgres/PostgresSeriesBook.h"
#include "core/postgres/PostgresStaffRegister.h"
#include "tests/postgres/PoolDesk.h"

namespace clinidesk {

/// One person's desk with every port.
struct Reception
{
    Reception() = default; ///< Nobody is signed in.
    explicit Reception(const PrivateServer &where, const QString &login = logins::receptionist)
    {
        desk.open(where, login);
    }

    [[nodiscard]] QList<Slot> freeSlots(int most, DepartmentId department = smallclinic::cardiology)
    {
        SlotQuery query;
        query.clinic = smallclinic::riverside;
        query.department = department;
        query.doctors = {smallclinic::weber};
        query.most = most;
        const auto found = settled(freeTime.find(query));
        return found ? *found : QList<Slot>();
    }
    [[nodiscard]] Slot freeSlot(DepartmentId department = smallclinic::cardiology)
    {
        return freeSlots(1, department).value(0);
    }
    [[nodiscard]] Booking bookingAt(const Slot &slot) const
    {
        return {.clinic = smallclinic::riverside,
                .department = slot.department,
                .doctor = smallclinic::weber,
                .patient = smallclinic::sara,
                .startsAt = slot.startsAt,
                .length = std::chrono::minutes(20),
                .reason = QStringLiteral("O'Neill said: \"100 %\" 🫀")};
    }

    PoolDesk desk;
    PostgresAppointmentBook book{desk.pool};
    PostgresSeriesBook series{desk.pool};
    PostgresAppointmentHistory history{desk.pool};
    PostgresClinicDirectory directory{desk.pool};
    PostgresDayList days{desk.pool};
    PostgresDayHours hours{desk.pool};
    PostgresDayLoads loads{desk.pool};
    PostgresFreeSlots freeTime{desk.pool};
    PostgresPatientDirectory patients{desk.pool};
    PostgresStaffRegister staff{desk.pool};
};

} // namespace clinidesk
