#pragma once

#include "tests/fakes/FakePorts.h"
#include "tests/fakes/Samples.h"
#include "ui/viewmodels/booking/ClinicChoice.h"

namespace clinidesk {

/// A desk whose clinic, with Dr Okafor and Dr Lindqvist, is read.
struct FindTimeDesk
{
    FindTimeDesk()
    {
        ports.clinics.clinicsCall.always(QList<Clinic>{samples::berlin()});
        ports.clinics.departmentsCall.always(samples::departments());
        ports.clinics.doctorsCall.always(samples::doctors());
        ports.clinics.stepsCall.always(samples::steps());
        clinics.load();
    }

    [[nodiscard]] auto &search() { return ports.freeSlots.findCall; }

    FakePorts ports;
    ClinicChoice clinics{ports.clinics, ports.connection};
};

} // namespace clinidesk
