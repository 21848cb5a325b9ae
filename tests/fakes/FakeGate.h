#pragma once

#include "core/staff/Gate.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeGate final : public Gate
{
public:
    struct SignInQuestion
    {
        ServerProfile server;
        Credentials credentials;
    };

    Async<Session> signIn(const ServerProfile &server, const Credentials &credentials) override
    {
        return signInCall.ask({server, credentials});
    }
    Async<Session> confirm() override { return confirmCall.ask({}); }
    void signOut() override { ++signOutCount; }
    Async<Done> changePassword(const QString &newPassword) override
    {
        return changePasswordCall.ask(newPassword);
    }

    FakeCall<Session, SignInQuestion> signInCall;
    FakeCall<Session, NoQuestion> confirmCall;
    FakeCall<Done, QString> changePasswordCall;
    int signOutCount = 0;
};

} // namespace clinidesk
