#pragma once

#include "core/base/Error.h"
#include "core/booking/AppointmentBook.h"
#include "core/booking/FreeSlots.h"

#include <QTimeZone>

#include <algorithm>
#include <optional>

/// What a MemoryClinic knows of the Riverside Clinic, and the rules that need nobody's
/// appointments.
namespace clinidesk::memoryrules {

struct MemoryDepartment
{
    DepartmentId id;
    QString name;
    std::chrono::minutes slotLength;
    int capacity = 0;
    bool needsReview = false;
};

struct MemoryDoctor
{
    DoctorId id;
    QString name;
    QList<DepartmentId> departments; ///< By name.
};

struct MemoryPatient
{
    PatientId id;
    QString mrn;
    QString family;
    QString given;
    QDate birthDate;
};

extern const QList<MemoryDepartment> departments;
extern const QList<MemoryDoctor> doctors;
extern const QList<MemoryPatient> patients;
extern const QList<StatusStep> steps; ///< Those forward.

/// Null when there is none.
template <typename Row, typename Key> const Row *rowOf(const QList<Row> &rows, Key id)
{
    const auto found
        = std::find_if(rows.begin(), rows.end(), [id](const Row &row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

[[nodiscard]] Error refused(const QString &field, const QString &problem);
[[nodiscard]] Error denied();
[[nodiscard]] Error notFound();
[[nodiscard]] Error conflict(const QString &taken, AppointmentId id);
[[nodiscard]] Error badStep(const Appointment &row);
[[nodiscard]] std::optional<Error> badText(const QString &field, const QString &text);
[[nodiscard]] std::optional<Error> badPlace(const Booking &booking);
[[nodiscard]] std::optional<Error> badQuery(const SlotQuery &query);

[[nodiscard]] bool isGoodLength(std::chrono::minutes length);
[[nodiscard]] bool isOpen(const Appointment &row);
/// On a weekday and within the hours that were wished for.
[[nodiscard]] bool isWished(const SlotQuery &query, const Appointment &row);
[[nodiscard]] bool overlap(const Appointment &one, const Appointment &other);

[[nodiscard]] QTimeZone zone();
[[nodiscard]] QDateTime opening(QDate day);
[[nodiscard]] QDateTime closing(QDate day);
[[nodiscard]] QDateTime after(const QDateTime &start, std::chrono::minutes length);
[[nodiscard]] std::chrono::minutes lengthOf(const Appointment &row);
void place(Appointment &row, const QDateTime &startsAt, std::chrono::minutes length);
void give(Appointment &row, const MemoryDepartment &department);
void give(Appointment &row, const MemoryDoctor &doctor);

[[nodiscard]] QString nameOf(Action action);
/// What an event remembers of an appointment.
[[nodiscard]] QJsonObject factsOf(const Appointment &row);
/// Those of @p facts that are others in @p than.
[[nodiscard]] QJsonObject changed(const QJsonObject &facts, const QJsonObject &than);
[[nodiscard]] QStringList tagsOf(const Appointment &row);

} // namespace clinidesk::memoryrules
