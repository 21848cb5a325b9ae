#pragma once

#include "core/booking/ClinicDirectory.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeClinicDirectory final : public ClinicDirectory
{
public:
    Async<QList<Clinic>> clinics() override { return clinicsCall.ask({}); }
    Async<QList<Department>> departments(ClinicId clinic) override
    {
        return departmentsCall.ask(clinic);
    }
    Async<QList<Doctor>> doctors(ClinicId clinic) override { return doctorsCall.ask(clinic); }
    Async<QList<StatusStep>> statusSteps() override { return stepsCall.ask({}); }

    FakeCall<QList<Clinic>, NoQuestion> clinicsCall;
    FakeCall<QList<Department>, ClinicId> departmentsCall;
    FakeCall<QList<Doctor>, ClinicId> doctorsCall;
    FakeCall<QList<StatusStep>, NoQuestion> stepsCall;
};

} // namespace clinidesk
