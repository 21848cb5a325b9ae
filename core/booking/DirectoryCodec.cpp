#include "core/booking/DirectoryCodec.h"

namespace clinidesk {

namespace {

// The least a row takes.
constexpr qsizetype clinicWidth = 24;
constexpr qsizetype departmentWidth = 25;
constexpr qsizetype doctorWidth = 28;
constexpr qsizetype stepWidth = 6;

void writeTime(CacheWriter &writer, QTime time)
{
    writer.number32(time.isValid() ? time.msecsSinceStartOfDay() : -1);
}

QTime timeFrom(CacheReader &reader)
{
    return QTime::fromMSecsSinceStartOfDay(reader.number32());
}

Status statusFrom(CacheReader &reader)
{
    const int number = reader.byte();
    if (number >= statusCount)
        reader.spoil();
    return Status(number);
}

QList<DepartmentId> departmentsFrom(CacheReader &reader)
{
    QList<DepartmentId> departments;
    for (qsizetype left = reader.count(sizeof(qint64)); left > 0; --left)
        departments.append(DepartmentId(reader.number()));
    return departments;
}

} // namespace

void CacheCodec<QList<Clinic>>::write(CacheWriter &writer, const QList<Clinic> &clinics)
{
    writer.count(clinics.size());
    for (const Clinic &clinic : clinics) {
        writer.number(clinic.id.value());
        writer.text(clinic.name);
        writer.bytes(clinic.zone);
        writeTime(writer, clinic.opens);
        writeTime(writer, clinic.closes);
    }
}

std::optional<QList<Clinic>> CacheCodec<QList<Clinic>>::read(CacheReader &reader)
{
    return reader.rows<Clinic>(clinicWidth, [&reader] {
        return Clinic{.id = ClinicId(reader.number()),
                      .name = reader.text(),
                      .zone = reader.bytes(),
                      .opens = timeFrom(reader),
                      .closes = timeFrom(reader),
                      .today = {}};
    });
}

void CacheCodec<QList<Department>>::write(CacheWriter &writer, const QList<Department> &departments)
{
    writer.count(departments.size());
    for (const Department &department : departments) {
        writer.number(department.id.value());
        writer.text(department.name);
        writer.number32(qint32(department.slotLength.count()));
        writer.number32(department.capacity);
        writer.byte(department.needsReview ? 1 : 0);
        writer.text(department.colour);
    }
}

std::optional<QList<Department>> CacheCodec<QList<Department>>::read(CacheReader &reader)
{
    return reader.rows<Department>(departmentWidth, [&reader] {
        return Department{.id = DepartmentId(reader.number()),
                          .name = reader.text(),
                          .slotLength = std::chrono::minutes(reader.number32()),
                          .capacity = reader.number32(),
                          .needsReview = reader.byte() != 0,
                          .colour = reader.text()};
    });
}

void CacheCodec<QList<Doctor>>::write(CacheWriter &writer, const QList<Doctor> &doctors)
{
    writer.count(doctors.size());
    for (const Doctor &doctor : doctors) {
        writer.number(doctor.id.value());
        writer.text(doctor.title);
        writer.text(doctor.family);
        writer.text(doctor.given);
        writer.text(doctor.specialisation);
        writer.count(doctor.departments.size());
        for (const DepartmentId department : doctor.departments)
            writer.number(department.value());
    }
}

std::optional<QList<Doctor>> CacheCodec<QList<Doctor>>::read(CacheReader &reader)
{
    return reader.rows<Doctor>(doctorWidth, [&reader] {
        return Doctor{.id = DoctorId(reader.number()),
                      .title = reader.text(),
                      .family = reader.text(),
                      .given = reader.text(),
                      .specialisation = reader.text(),
                      .departments = departmentsFrom(reader)};
    });
}

void CacheCodec<QList<StatusStep>>::write(CacheWriter &writer, const QList<StatusStep> &steps)
{
    writer.count(steps.size());
    for (const StatusStep &step : steps) {
        writer.byte(quint8(step.from));
        writer.byte(quint8(step.to));
        writer.text(step.action);
    }
}

std::optional<QList<StatusStep>> CacheCodec<QList<StatusStep>>::read(CacheReader &reader)
{
    return reader.rows<StatusStep>(stepWidth, [&reader] {
        return StatusStep{
            .from = statusFrom(reader), .to = statusFrom(reader), .action = reader.text()};
    });
}

} // namespace clinidesk
