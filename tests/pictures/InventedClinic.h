#pragma once

#include "core/booking/DayHours.h"
#include "core/monitor/CacheFigures.h"
#include "tests/fakes/Samples.h"

#include <QStringList>

/// A clinic invented to be hard to draw: long names, other scripts, every status, two patients of
/// one doctor at once, people who are easily mixed up, unknown birth dates, and one who has died.
namespace clinidesk::invented {

[[nodiscard]] QList<Clinic> clinics();
[[nodiscard]] QList<Department> departments();
[[nodiscard]] QList<Doctor> doctors();

/// 09:40 at the clinic, on samples::today.
[[nodiscard]] QDateTime now();

/// samples::today from 08:00 to 16:00, by start.
[[nodiscard]] Day today();
/// The same people and a reason each, as a doctor sees his own.
[[nodiscard]] Day todayOfDoctor();

/// When the doctors work on @p day, 08:00 to 12:00 and 13:00 to 16:00, and the paediatric seats. Dr
/// Lindqvist is away from 11:00 to 12:00; Dr Rasmussen has no hours.
[[nodiscard]] QList<SeatHours> hours(QDate day);

/// Page 3 of 48,213 appointments.
[[nodiscard]] HistoryPage historyPage();

/// Ten free times over three days, of several doctors.
[[nodiscard]] QList<Slot> freeTimes();

/// Who is found for "mül".
[[nodiscard]] QList<PatientMatch> matches();
[[nodiscard]] Patient deceased();

/// A morning's figures of a desk with a Redis.
[[nodiscard]] CacheFigures figures();

/// What happened to the appointment of the second row of today().
[[nodiscard]] QList<AppointmentEvent> events();

} // namespace clinidesk::invented
