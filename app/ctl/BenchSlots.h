#pragma once

#include "app/ctl/BenchClinic.h"
#include "core/booking/AppointmentBook.h"

#include <QList>

#include <array>
#include <atomic>
#include <memory>
#include <optional>

namespace clinidesk {

class LibpqConnection;

/// A booking that could be made, but for its patient.
struct FreeBooking
{
    Booking booking;
    QDate day; ///< The clinic's local one.
};

/// At most @p most of the free times of the next 90 days, in no order. @p condition may name the
/// clinic as c and the local day as x.day. Two of one doctor may overlap where he works for two
/// departments.
[[nodiscard]] Result<QList<FreeBooking>> freeBookings(LibpqConnection &connection,
                                                      const QString &condition, int most);

/// Bookings that can be made, each handed out once: a free slot of a doctor and a patient of the
/// clinic. Any thread.
class BenchSlots final
{
public:
    /// Finds @p most of them, spread over doctors and days.
    [[nodiscard]] static Result<std::shared_ptr<BenchSlots>> find(const BenchClinic &clinic,
                                                                  int most);

    /// One that nobody else gets; nothing when they are used up.
    [[nodiscard]] std::optional<Booking> next();

    /// One that @p rivals callers get, each for another patient; nothing when they are used up.
    [[nodiscard]] std::optional<Booking> nextContested(int rivals);

private:
    [[nodiscard]] PatientId nextPatient(ClinicId clinic);

    struct OfClinic
    {
        QList<PatientId> patients;
        std::atomic<int> next = 0;
    };

    QList<Booking> m_slots;
    std::atomic<int> m_nextFree = 0; ///< From the front.
    std::atomic<int> m_asked = 0; ///< Contested ones come from the back.
    std::array<OfClinic, 3> m_clinics;
};

} // namespace clinidesk
