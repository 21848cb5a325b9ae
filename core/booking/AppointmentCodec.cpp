#include "core/booking/AppointmentCodec.h"

namespace clinidesk {

namespace {

/// Becomes an appointment where a list wants one: moving 300 bytes with five times in them takes
/// longer than reading them.
struct Row
{
    CacheReader &reader;

    // NOLINTNEXTLINE(google-explicit-constructor): becoming one unasked is the point.
    operator Appointment() const { return readAppointment(reader); }
};

} // namespace

void write(CacheWriter &writer, const Appointment &appointment)
{
    writer.number(appointment.id.value());
    writer.number(appointment.clinic.value());
    writer.bytes(appointment.zone);
    writer.number(appointment.department.value());
    writer.text(appointment.departmentName);
    writer.number(appointment.doctor.value());
    writer.text(appointment.doctorName);
    writer.number(appointment.patient.value());
    writer.ownText(appointment.mrn);
    writer.ownText(appointment.family);
    writer.text(appointment.given);
    writer.date(appointment.birthDate);
    writer.date(appointment.diedOn);
    writer.moment(appointment.startsAt);
    writer.moment(appointment.endsAt);
    writer.date(appointment.day);
    writer.byte(quint8(appointment.status));
    writer.number32(appointment.version);
    writer.text(appointment.reason);
    writer.moment(appointment.arrivedAt);
    writer.moment(appointment.startedAt);
}

Appointment readAppointment(CacheReader &reader)
{
    // A list in braces is read in its order.
    Appointment appointment{
        .id = AppointmentId(reader.number()),
        .clinic = ClinicId(reader.number()),
        .zone = reader.bytes(),
        .department = DepartmentId(reader.number()),
        .departmentName = reader.text(),
        .doctor = DoctorId(reader.number()),
        .doctorName = reader.text(),
        .patient = PatientId(reader.number()),
        .mrn = reader.ownText(),
        .family = reader.ownText(),
        .given = reader.text(),
        .birthDate = reader.date(),
        .diedOn = reader.date(),
        .startsAt = reader.moment(),
        .endsAt = reader.moment(),
        .day = reader.date(),
        .status = Status(reader.byte()),
        .version = reader.number32(),
        .reason = reader.text(),
        .arrivedAt = reader.moment(),
        .startedAt = reader.moment(),
    };
    if (int(appointment.status) >= statusCount)
        reader.spoil();
    return appointment;
}

void CacheCodec<QList<Appointment>>::write(CacheWriter &writer,
                                           const QList<Appointment> &appointments)
{
    writer.count(appointments.size());
    for (const Appointment &appointment : appointments)
        clinidesk::write(writer, appointment);
}

std::optional<QList<Appointment>> CacheCodec<QList<Appointment>>::read(CacheReader &reader)
{
    return reader.rows<Appointment>(appointmentWidth, [&reader] { return Row{reader}; });
}

} // namespace clinidesk
