#pragma once

#include "core/booking/AbsenceBook.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeAbsenceBook final : public AbsenceBook
{
public:
    struct EnterQuestion
    {
        RequestId request;
        AbsenceSpan span;
        QString reason;
    };
    struct RemoveQuestion
    {
        RequestId request;
        AbsenceId absence;
    };

    Async<AffectedList> affected(const AbsenceSpan &span) override
    {
        return affectedCall.ask(span);
    }
    Async<QList<Absence>> standing(ClinicId clinic) override { return standingCall.ask(clinic); }
    Async<EnteredAbsence> enter(RequestId request, const AbsenceSpan &span,
                                const QString &reason) override
    {
        return enterCall.ask({request, span, reason});
    }
    Async<QStringList> remove(RequestId request, AbsenceId absence) override
    {
        return removeCall.ask({request, absence});
    }

    FakeCall<AffectedList, AbsenceSpan> affectedCall;
    FakeCall<QList<Absence>, ClinicId> standingCall;
    FakeCall<EnteredAbsence, EnterQuestion> enterCall;
    FakeCall<QStringList, RemoveQuestion> removeCall;
};

} // namespace clinidesk
