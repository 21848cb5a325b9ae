#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QtGlobal>

#include <compare>

namespace clinidesk {

/// A row's identifier that can't be taken for another table's. Zero means none.
template <typename Entity> class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value)
        : m_value(value)
    {
    }

    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr bool isNull() const { return m_value == 0; }

    friend constexpr auto operator<=>(const Id &, const Id &) = default;
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using ClinicId = Id<struct Clinic>;
using DepartmentId = Id<struct Department>;
using DoctorId = Id<struct Doctor>;
using PatientId = Id<struct Patient>;
using AppointmentId = Id<struct Appointment>;
using EventId = Id<struct AppointmentEvent>;
using StaffId = Id<struct StaffMember>;

} // namespace clinidesk
