#include "core/staff/LimitedGate.h"

#include "core/limits/LimitError.h"

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Whether @p error leaves open that name and password were a guess.
bool isWrongTry(const Error &error)
{
    using Code = Error::Code;
    return error.code == Code::WrongPassword || error.code == Code::Denied
        || error.code == Code::Cancelled;
}

Error withTriesLeft(Error error, const LimitStanding &standing)
{
    const QJsonObject facts = limitFacts(standing);
    for (const QString &name : {u"limit"_s, u"remaining"_s, u"window_s"_s})
        error.facts.insert(name, facts.value(name));
    return error;
}

} // namespace

LimitedGate::LimitedGate(Gate &source, const Limits &limits)
    : m_source(source)
    , m_limits(limits)
{
}

Async<Session> LimitedGate::signIn(const ServerProfile &server, const Credentials &credentials)
{
    const RequestId request = RequestId::create();
    const LimitAsks asks{{LimitKey::signInName(credentials.login), m_limits.policy},
                         {m_limits.desk, m_limits.policy}};
    return andThen(m_limits.limiter.decide(request, asks), this,
                   [this, server, credentials, request](const LimitDecision &decision) {
                       if (decision.isAllowed)
                           return tryOnce(server, credentials, request, decision.standing);
                       m_limits.watch.note(decision);
                       return ready<Session>(limitError(decision.standing));
                   });
}

Async<Session> LimitedGate::tryOnce(const ServerProfile &server, const Credentials &credentials,
                                    RequestId request, const LimitStanding &standing)
{
    auto promise = std::make_shared<QPromise<Result<Session>>>();
    promise->start();
    deliver(m_source.signIn(server, credentials), this,
            [this, promise, request, standing,
             login = credentials.login](const Result<Session> &answer) {
                const bool isWrong = !answer && isWrongTry(answer.error());
                if (!isWrong)
                    m_limits.limiter.giveBack(request,
                                              {{LimitKey::signInName(login), m_limits.policy},
                                               {m_limits.desk, m_limits.policy}});
                if (answer)
                    emit entered(*answer);
                promise->addResult(
                    isWrong ? Result<Session>(withTriesLeft(answer.error(), standing)) : answer);
                promise->finish();
            });
    return promise->future();
}

Async<Session> LimitedGate::confirm()
{
    return mapped(m_source.confirm(), this, [this](const Session &session) {
        emit entered(session);
        return session;
    });
}

void LimitedGate::signOut()
{
    emit left();
    m_source.signOut();
}

Async<Done> LimitedGate::changePassword(const QString &newPassword)
{
    return m_source.changePassword(newPassword);
}

} // namespace clinidesk
