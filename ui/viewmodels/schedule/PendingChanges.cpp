#include "ui/viewmodels/schedule/PendingChanges.h"

#include <algorithm>

namespace clinidesk {

namespace {

/// A reading may have been on its way while the change was confirmed; the next one was not.
constexpr int readingsKept = 2;

} // namespace

AppointmentId PendingChanges::add(Appointment becomes)
{
    if (becomes.id.isNull())
        becomes.id = AppointmentId(--m_last);
    takeBack(becomes.id);
    m_pending.append({.id = becomes.id, .becomes = becomes});
    return becomes.id;
}

void PendingChanges::confirm(AppointmentId id, const Change &change)
{
    for (Pending &each : m_pending) {
        if (each.id != id)
            continue;
        each.isConfirmed = true;
        each.id = change.appointment;
        each.becomes.id = change.appointment;
        each.becomes.version = change.version;
        each.becomes.status = change.status;
    }
}

void PendingChanges::takeBack(AppointmentId id)
{
    m_pending.removeIf([id](const Pending &each) { return each.id == id; });
}

bool PendingChanges::isUnderWay(AppointmentId id) const
{
    return std::any_of(m_pending.cbegin(), m_pending.cend(),
                       [id](const Pending &each) { return each.id == id && !each.isConfirmed; });
}

QSet<AppointmentId> PendingChanges::underWay() const
{
    QSet<AppointmentId> ids;
    for (const Pending &each : m_pending) {
        if (!each.isConfirmed)
            ids.insert(each.id);
    }
    return ids;
}

QList<Appointment> PendingChanges::over(const QList<Appointment> &rows, ClinicId clinic,
                                        QDate day) const
{
    QList<Appointment> shown = rows;
    for (const Pending &each : m_pending) {
        shown.removeIf([&](const Appointment &row) { return row.id == each.id; });
        if (each.becomes.clinic == clinic && each.becomes.day == day)
            shown.append(each.becomes);
    }
    return shown;
}

void PendingChanges::seen(const QList<Appointment> &rows, ClinicId clinic)
{
    const auto isShown = [&](const Pending &each) {
        return std::any_of(rows.cbegin(), rows.cend(), [&](const Appointment &row) {
            return row.id == each.id && row.version >= each.becomes.version;
        });
    };
    for (Pending &each : m_pending)
        each.readings += each.isConfirmed && each.becomes.clinic == clinic ? 1 : 0;
    m_pending.removeIf([&](const Pending &each) {
        return each.isConfirmed && (isShown(each) || each.readings >= readingsKept);
    });
}

} // namespace clinidesk
