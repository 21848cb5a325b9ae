#include "core/redis/RedisLimiter.h"

#include "core/redis/LimitKeys.h"
#include "core/redis/RedisError.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

Error unavailable(const QString &detail)
{
    return {Error::Code::Unavailable, detail, {}};
}

/// Decisions that wait for one run of the script; Redis does nothing else meanwhile.
constexpr qsizetype mostAtOnce = 64;
constexpr qsizetype partsOfOne = 5;
/// Letters stand for the policies.
constexpr qsizetype mostPolicies = 'Z' - 'A' + 1;

QByteArray keyOf(const LimitAsk &ask)
{
    return limitkeys::limits + ask.key.toText();
}

QByteArray bytesOf(RequestId request)
{
    return request.uuid().toRfc4122();
}

void append(QByteArrayList &words, const LimitPolicy &policy)
{
    using namespace std::chrono;
    const bool isExact = policy.count == LimitPolicy::Count::Exactly;
    words << (isExact ? "log"_qba : "gcra"_qba) << QByteArray::number(policy.limit)
          << QByteArray::number(qint64(microseconds(policy.window).count()))
          << QByteArray::number(qint64(milliseconds(policy.window).count()));
}

Result<LimitDecision> decisionIn(const RedisReplyView &reply, qsizetype first,
                                 const LimitAsks &asks)
{
    const qsizetype decisive = reply.at(first + 1).number() - 1;
    if (decisive < 0 || decisive >= asks.size())
        return unavailable(u"not the answer to the script"_s);
    const LimitAsk &ask = asks.at(decisive);
    return LimitDecision{.isAllowed = reply.at(first).number() == 1,
                         .standing
                         = {.kind = ask.key.kind(),
                            .limit = ask.policy.limit,
                            .window = ask.policy.window,
                            .remaining = int(reply.at(first + 2).number()),
                            .retryAfter = std::chrono::microseconds(reply.at(first + 3).number()),
                            .resetAfter = std::chrono::microseconds(reply.at(first + 4).number())}};
}

} // namespace

RedisLimiter::RedisLimiter(const RedisOptions &options, std::chrono::milliseconds patience)
    : m_patience(patience)
    , m_client(options)
{
    m_probe.setSingleShot(true);
    m_probe.setTimerType(Qt::PreciseTimer); // Too early would be in vain.
    m_probe.setInterval(CircuitBreaker::rest + 10ms);
    m_client.setGatherer([this] { sendWaiting(); });
    QObject::connect(&m_probe, &QTimer::timeout, &m_client, [this] { probe(); });
    QObject::connect(&m_client, &RedisClient::stateChanged, &m_client,
                     [this](RedisClient::State state) {
                         if (state == RedisClient::State::Ready)
                             m_breaker.reset();
                     });
}

bool RedisLimiter::isAvailable() const
{
    return m_client.isReady() && m_breaker.state() == CircuitBreaker::State::Closed;
}

void RedisLimiter::decide(RequestId request, const LimitAsks &asks, Handler handler)
{
    wait({bytesOf(request), asks, std::move(handler)});
}

void RedisLimiter::look(const LimitAsk &ask, Handler handler)
{
    wait({{}, {ask}, std::move(handler)});
}

void RedisLimiter::wait(Question question)
{
    if (isAvailable() && !question.asks.isEmpty()) {
        m_waiting.push_back(std::move(question));
        m_client.gather();
        return;
    }
    QMetaObject::invokeMethod(
        &m_client,
        [handler = std::move(question.handler)] { handler(unavailable(u"Redis is not asked"_s)); },
        Qt::QueuedConnection);
}

/// All decisions of a turn in one run of the script: it costs as much as deciding twice.
void RedisLimiter::sendWaiting()
{
    const std::vector<Question> waiting = std::exchange(m_waiting, {});
    Batch batch;
    for (const Question &question : waiting) {
        if (!batch.add(question)) {
            send(std::exchange(batch, {}));
            (void)batch.add(question);
        }
    }
    if (!batch.questions.empty())
        send(std::move(batch));
}

bool RedisLimiter::Batch::add(const Question &question)
{
    if (qsizetype(questions.size()) == mostAtOnce)
        return false;
    QList<LimitPolicy> known = policies;
    QByteArray letters;
    for (const LimitAsk &ask : question.asks) {
        qsizetype place = known.indexOf(ask.policy);
        if (place < 0) {
            place = known.size();
            known << ask.policy;
        }
        letters += char('A' + place);
    }
    if (known.size() > mostPolicies && !questions.empty())
        return false;
    for (const LimitAsk &ask : question.asks)
        keys << keyOf(ask);
    policies = known;
    words << question.request << letters;
    questions.push_back(question);
    return true;
}

void RedisLimiter::send(Batch batch)
{
    RedisScript::Arguments arguments{.keys = batch.keys, .values = {}};
    arguments.values.reserve(1 + 4 * batch.policies.size() + batch.words.size());
    arguments.values << QByteArray::number(batch.policies.size());
    for (const LimitPolicy &policy : batch.policies)
        append(arguments.values, policy);
    arguments.values << batch.words;
    m_script.run(
        m_client, arguments,
        [this, questions = std::move(batch.questions)](const Result<RedisReply> &reply) {
            judge(reply);
            answer(questions, reply);
        },
        m_patience);
}

void RedisLimiter::answer(const std::vector<Question> &questions, const Result<RedisReply> &reply)
{
    if (reply && reply->isFailure() && questions.size() > 1) {
        // One key that is broken may be to blame. What was let through already is so once more.
        for (const Question &question : questions) {
            Batch alone;
            (void)alone.add(question);
            send(std::move(alone));
        }
        return;
    }
    const bool isWhole = reply && reply->size() == qsizetype(questions.size()) * partsOfOne;
    qsizetype first = 0;
    for (const Question &question : questions) {
        if (!reply)
            question.handler(reply.error());
        else if (reply->isFailure())
            question.handler(unavailable(errorFrom(*reply).detail));
        else if (!isWhole)
            question.handler(unavailable(u"not the answer to the script"_s));
        else
            question.handler(decisionIn(*reply, first, question.asks));
        first += partsOfOne;
    }
}

void RedisLimiter::giveBack(RequestId request, const LimitAsks &asks)
{
    sendWaiting(); // Which were there before.
    for (const LimitAsk &ask : asks) {
        if (ask.policy.count == LimitPolicy::Count::Exactly && isAvailable())
            m_client.send({"ZREM", keyOf(ask), bytesOf(request)},
                          [this](const Result<RedisReply> &reply) { judge(reply); });
    }
}

void RedisLimiter::judge(const Result<RedisReply> &reply)
{
    const auto now = CircuitBreaker::TimePoint::clock::now();
    if (reply && !reply->isFailure())
        m_breaker.succeeded();
    else if (!reply && isRedisTimeOut(reply.error()))
        m_breaker.timedOut(now);
    else
        m_breaker.failed(now);
    if (m_breaker.state() == CircuitBreaker::State::Open && !m_probe.isActive())
        m_probe.start();
}

void RedisLimiter::probe()
{
    if (m_breaker.admits(CircuitBreaker::TimePoint::clock::now()))
        m_client.send(
            {"PING"}, [this](const Result<RedisReply> &reply) { judge(reply); }, m_patience);
}

} // namespace clinidesk
