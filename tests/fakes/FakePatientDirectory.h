#pragma once

#include "core/patients/PatientDirectory.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakePatientDirectory final : public PatientDirectory
{
public:
    struct SearchQuestion
    {
        QString typed;
        int most;
    };
    struct CreateQuestion
    {
        RequestId request;
        ClinicId clinic;
        Patient draft;
    };
    struct UpdateQuestion
    {
        RequestId request;
        Patient edited;
    };

    Async<QList<PatientMatch>> search(const QString &typed, int most) override
    {
        return searchCall.ask({typed, most});
    }
    Async<Patient> patient(PatientId id) override { return patientCall.ask(id); }
    Async<QList<Patient>> cards(const QList<PatientId> &ids) override { return cardsCall.ask(ids); }
    Async<QList<Patient>> likelyDuplicates(const Patient &draft) override
    {
        return duplicatesCall.ask(draft);
    }
    Async<PatientChange> create(RequestId request, ClinicId clinic, const Patient &draft) override
    {
        return createCall.ask({request, clinic, draft});
    }
    Async<PatientChange> update(RequestId request, const Patient &edited) override
    {
        return updateCall.ask({request, edited});
    }

    FakeCall<QList<PatientMatch>, SearchQuestion> searchCall;
    FakeCall<Patient, PatientId> patientCall;
    FakeCall<QList<Patient>, QList<PatientId>> cardsCall;
    FakeCall<QList<Patient>, Patient> duplicatesCall;
    FakeCall<PatientChange, CreateQuestion> createCall;
    FakeCall<PatientChange, UpdateQuestion> updateCall;
};

} // namespace clinidesk
