#pragma once

#include "core/staff/StaffRegister.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeStaffRegister final : public StaffRegister
{
public:
    struct AddQuestion
    {
        StaffMember member;
        QString password;
    };
    struct ResetQuestion
    {
        QString login;
        QString password;
        QDateTime expiresAt;
    };

    Async<QList<StaffMember>> members() override { return membersCall.ask({}); }
    Async<StaffId> add(const StaffMember &member, const QString &password) override
    {
        return addCall.ask({member, password});
    }
    Async<Done> disable(const QString &login) override { return disableCall.ask(login); }
    Async<Done> resetPassword(const QString &login, const QString &password,
                              const QDateTime &expiresAt) override
    {
        return resetCall.ask({login, password, expiresAt});
    }

    FakeCall<QList<StaffMember>, NoQuestion> membersCall;
    FakeCall<StaffId, AddQuestion> addCall;
    FakeCall<Done, QString> disableCall;
    FakeCall<Done, ResetQuestion> resetCall;
};

} // namespace clinidesk
