#pragma once

#include "core/base/Clock.h"
#include "core/booking/AppointmentBook.h"
#include "core/booking/FreeSlots.h"

#include <map>
#include <optional>

namespace clinidesk::memoryrules {
struct MemoryDepartment;
struct MemoryDoctor;
} // namespace clinidesk::memoryrules

namespace clinidesk {

/// Who asks. One with a doctor's id is that doctor, one without is a receptionist.
struct MemoryStaff
{
    QString name;
    DoctorId doctor;
    QStringList rights;
};

/// The Riverside Clinic of the small clinic, kept in memory by the server's rules: the contract
/// suites hold it to them. It knows Dr Weber and Dr Okafor, Sara Müller, Nguyễn Thị Hương and John
/// Doe.
///
/// Left out: absences, rooms, the limit of bookings a patient, other clinics, and the lanes of a
/// double booking when a change is taken back. One thread.
class MemoryClinic final
{
public:
    explicit MemoryClinic(const Clock &clock);
    Q_DISABLE_COPY_MOVE(MemoryClinic)

    [[nodiscard]] Result<Change> book(const MemoryStaff &who, const Booking &booking);
    [[nodiscard]] Result<Change> move(const MemoryStaff &who, Seen seen, const Move &to);
    [[nodiscard]] Result<Change> resize(const MemoryStaff &who, Seen seen,
                                        std::chrono::minutes length);
    [[nodiscard]] Result<Change> act(const MemoryStaff &who, Seen seen, Action action,
                                     const QString &why);
    [[nodiscard]] Result<Change> undo(const MemoryStaff &who, EventId event);

    [[nodiscard]] Result<Appointment> appointment(const MemoryStaff &who, AppointmentId id) const;
    [[nodiscard]] Result<QList<AppointmentEvent>> eventsOf(const MemoryStaff &who,
                                                           AppointmentId id) const;
    [[nodiscard]] Result<QString> takenBy(AppointmentId id) const;
    /// By start, then by id.
    [[nodiscard]] QList<Appointment> dayOf(const MemoryStaff &who, QDate date) const;
    [[nodiscard]] Result<QList<Slot>> freeSlots(const SlotQuery &query) const;

    [[nodiscard]] QDateTime now() const { return m_clock.now(); }
    [[nodiscard]] QDate today() const;

    /// Which appointments belong together, by the number of their series.
    std::map<AppointmentId, int> series;

private:
    struct Record
    {
        Appointment row;
        int seat = 0; ///< From 1; 0 with a doctor.
        Booking::Lane lane = Booking::Lane::Free;
    };
    struct Event
    {
        AppointmentEvent row;
        AppointmentId appointment;
        std::optional<Record> before; ///< None for a booking.
        bool isUndone = false;
    };
    enum class Against { Everybody, Lane };

public:
    /// All that is in the book.
    struct State
    {
        std::map<AppointmentId, Record> records;
        QList<Event> events;
    };
    [[nodiscard]] State state() const { return {m_records, m_events}; }
    void restore(const State &state)
    {
        m_records = state.records;
        m_events = state.events;
    }

private:
    [[nodiscard]] Result<Record> toChange(const MemoryStaff &who, Seen seen) const;
    [[nodiscard]] Appointment shown(const MemoryStaff &who, const Appointment &row) const;
    [[nodiscard]] bool maySee(const MemoryStaff &who, const Appointment &row) const;
    [[nodiscard]] std::optional<Error> badTime(const QDateTime &startsAt,
                                               std::chrono::minutes length,
                                               const MemoryStaff &who) const;
    /// What stands in the way of @p wanted; gives it its seat where it needs one.
    [[nodiscard]] std::optional<Error> taken(Record &wanted, Against against) const;
    [[nodiscard]] QList<Slot> freeTimesOf(const memoryrules::MemoryDoctor &doctor,
                                          const memoryrules::MemoryDepartment &department,
                                          const SlotQuery &query) const;
    [[nodiscard]] int freeSeat(const Record &wanted) const;
    [[nodiscard]] Change finish(const MemoryStaff &who, const AppointmentEvent &what,
                                const std::optional<Record> &before, Record after);
    [[nodiscard]] const Event *lastEventOf(AppointmentId id) const;

    const Clock &m_clock;
    std::map<AppointmentId, Record> m_records;
    QList<Event> m_events; ///< Oldest first; an event's id is its place, from 1.
};

} // namespace clinidesk
