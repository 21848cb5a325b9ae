#include "core/patients/PatientCodec.h"

namespace clinidesk {

void CacheCodec<Patient>::write(CacheWriter &writer, const Patient &patient)
{
    writer.number(patient.id.value());
    writer.text(patient.mrn);
    writer.text(patient.title);
    writer.text(patient.family);
    writer.text(patient.given);
    writer.date(patient.birthDate);
    writer.date(patient.diedOn);
    writer.byte(quint8(patient.sex));
    writer.text(patient.phone);
    writer.text(patient.email);
    writer.text(patient.language);
    writer.number32(patient.version);
}

std::optional<Patient> CacheCodec<Patient>::read(CacheReader &reader)
{
    Patient patient{.id = PatientId(reader.number()),
                    .mrn = reader.text(),
                    .title = reader.text(),
                    .family = reader.text(),
                    .given = reader.text(),
                    .birthDate = reader.date(),
                    .diedOn = reader.date(),
                    .sex = Sex(reader.byte()),
                    .phone = reader.text(),
                    .email = reader.text(),
                    .language = reader.text(),
                    .version = reader.number32()};
    if (!reader.isGood() || patient.sex > Sex::Other)
        return {};
    return patient;
}

} // namespace clinidesk
