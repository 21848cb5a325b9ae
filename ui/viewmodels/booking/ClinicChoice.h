#pragma once

#include "core/booking/ClinicDirectory.h"
#include "core/monitor/Connection.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace clinidesk {

/// The clinics a person works in, the one the desk looks at, who works there, and the steps an
/// appointment may take: read once, shared by the pages. Read again when the connection is back.
class ClinicChoice final : public QObject
{
    Q_OBJECT

public:
    ClinicChoice(ClinicDirectory &directory, Connection &connection, QObject *parent = nullptr);

    /// Reads everything; does nothing while that is on its way. Whatever cannot be read is asked
    /// for again with the next call.
    void load();
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    /// Why the clinics are not there; nothing while loading or loaded.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    [[nodiscard]] const QList<Clinic> &clinics() const { return m_clinics; }
    /// The one in front; null id before the first answer.
    [[nodiscard]] const Clinic &current() const { return m_current; }
    [[nodiscard]] const Clinic *find(ClinicId clinic) const;
    /// Of the clinic in front.
    [[nodiscard]] QList<Department> departments() const
    {
        return m_departments.value(m_current.id);
    }
    [[nodiscard]] QList<Doctor> doctors() const { return m_doctors.value(m_current.id); }
    [[nodiscard]] QList<Department> departmentsOf(ClinicId clinic) const
    {
        return m_departments.value(clinic);
    }
    [[nodiscard]] QList<Doctor> doctorsOf(ClinicId clinic) const { return m_doctors.value(clinic); }
    /// Of every clinic, once read; each id once.
    [[nodiscard]] QList<Department> allDepartments() const;
    [[nodiscard]] QList<Doctor> allDoctors() const;
    [[nodiscard]] const QList<StatusStep> &steps() const { return m_steps; }

public slots:
    void choose(clinidesk::ClinicId clinic);

signals:
    /// Lists or failure() are new.
    void loaded();
    void currentChanged(const clinidesk::Clinic &clinic);

private:
    void takeClinics(const QList<Clinic> &clinics);
    void readPeople(ClinicId clinic);
    void finish(const std::optional<Error> &failure);

    ClinicDirectory &m_directory;
    QList<Clinic> m_clinics;
    Clinic m_current;
    QHash<ClinicId, QList<Department>> m_departments;
    QHash<ClinicId, QList<Doctor>> m_doctors;
    QList<StatusStep> m_steps;
    std::optional<Error> m_failure;
    int m_open = 0;
    bool m_isLoaded = false;
};

/// "Dr Chidi Okafor"
[[nodiscard]] QString doctorName(const Doctor &doctor);

} // namespace clinidesk
