#pragma once

#include "core/booking/AppointmentBook.h"
#include "core/staff/Session.h"
#include "ui/viewmodels/Ports.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace clinidesk {

/// Appointments put aside to be moved somewhere else: to another day, once the patient has called
/// back. A person finds them again after a restart. On the disk are their numbers alone.
class Pinboard final : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 12;

    Pinboard(const Ports &ports, const Session &session, QObject *parent = nullptr);

    /// As they were last seen, the first one pinned first; those not read yet are left out.
    [[nodiscard]] QList<Appointment> pinned() const;
    [[nodiscard]] std::optional<Appointment> find(AppointmentId id) const;
    [[nodiscard]] bool isPinned(AppointmentId id) const { return m_ids.contains(id); }
    [[nodiscard]] bool isFull() const { return m_ids.size() >= most; }

    /// Does nothing when it is full.
    void pin(const Appointment &appointment);
    void unpin(AppointmentId id);
    /// Reads again what may have changed elsewhere.
    void read();

signals:
    void changed();

private:
    void take(AppointmentId id, const Result<Appointment> &answer);
    void hear(const Change &change);
    void keep(const Appointment &appointment);
    void remember();
    [[nodiscard]] QString key() const;

    AppointmentBook &m_book;
    const IniFile m_choices;
    const StaffId m_staff;
    QList<AppointmentId> m_ids;
    QHash<AppointmentId, Appointment> m_rows;
    QSet<AppointmentId> m_asked;
};

} // namespace clinidesk
