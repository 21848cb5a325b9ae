#include "core/redis/RedisClient.h"

#include "core/base/Log.h"
#include "core/redis/RedisError.h"
#include "core/redis/RedisSentinel.h"

#include <QCoreApplication>
#include <QPointer>
#include <QTimerEvent>

#include <array>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr auto tick = 50ms;

QEvent::Type wakeUp()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

bool isMessage(const RedisReplyView &reply)
{
    return reply.size() == 3 && reply.at(0).text() == "message";
}

} // namespace

RedisClient::RedisClient(RedisOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    if (!m_options.sentinelMaster.isEmpty())
        m_sentinel = std::make_unique<RedisSentinel>(m_options);
    m_retry.setSingleShot(true);
    m_connectLimit.setSingleShot(true);
    m_heartbeat.setInterval(m_options.heartbeat);
    connect(&m_retry, &QTimer::timeout, this, &RedisClient::connectNow);
    connect(&m_connectLimit, &QTimer::timeout, this, [this] {
        // A server that doesn't encrypt waits for the rest of what it takes for a command.
        const QString layer = m_link.isEncrypting() ? u"tls"_s : u"tcp"_s;
        lose({Error::Code::Unavailable, u"no connection in time"_s, {{u"layer"_s, layer}}});
    });
    connect(&m_heartbeat, &QTimer::timeout, this, &RedisClient::beat);
    connect(&m_link, &RedisLink::opened, this, &RedisClient::greet);
    connect(&m_link, &RedisLink::arrived, this, &RedisClient::takeReplies);
    connect(&m_link, &RedisLink::closed, this, &RedisClient::lose);
}

RedisClient::~RedisClient() = default;

void RedisClient::open()
{
    if (m_state == State::Closed && m_options.isUsed())
        connectNow();
}

void RedisClient::close()
{
    ++m_connection;
    m_link.close();
    for (QTimer *timer : {&m_retry, &m_connectLimit, &m_heartbeat})
        timer->stop();
    setState(State::Closed);
    abandon({Error::Code::Cancelled, u"the connection was closed here"_s, {}});
}

void RedisClient::reconnect(const Error &why)
{
    if (m_state == State::Connecting || m_state == State::Ready)
        lose(why);
}

void RedisClient::connectNow()
{
    const quint64 connection = ++m_connection;
    setState(State::Connecting);
    m_connectLimit.start(m_options.connectPatience);
    if (m_sentinel) {
        m_sentinel->findMaster([this, connection](const Result<RedisEndpoint> &master) {
            if (connection != m_connection)
                return;
            if (master)
                openLink(*master);
            else
                lose(master.error());
        });
    } else {
        const auto count = std::max<qsizetype>(1, m_options.endpoints.size());
        openLink(m_options.endpoints.value(m_nextEndpoint++ % count));
    }
}

void RedisClient::openLink(const RedisEndpoint &endpoint)
{
    m_reader.restart();
    m_link.open(m_options, endpoint);
}

void RedisClient::greet()
{
    if (!m_options.password.isEmpty()) {
        RedisCommand auth{"AUTH"};
        if (!m_options.user.isEmpty())
            auth.add(m_options.user.toUtf8());
        expectOk(auth.add(m_options.password.toUtf8()));
    }
    if (m_options.database != 0)
        expectOk({"SELECT", QByteArray::number(m_options.database)});
    if (m_sentinel)
        expectMaster();
    queue(
        {"PING"},
        [this](const Result<RedisReply> &reply) {
            if (reply && !reply->isFailure())
                becomeReady();
            else if (reply && m_link.isOpen())
                lose(errorFrom(*reply));
        },
        m_options.connectPatience);
    flush();
}

void RedisClient::expectOk(const RedisCommand &command)
{
    queue(
        command,
        [this](const Result<RedisReply> &reply) {
            if (reply && !reply->isOk() && m_link.isOpen())
                lose(errorFrom(*reply));
        },
        m_options.connectPatience);
}

void RedisClient::expectMaster()
{
    queue(
        {"ROLE"},
        [this](const Result<RedisReply> &reply) {
            if (reply && reply->at(0).text() != "master" && m_link.isOpen())
                lose({Error::Code::ReadOnly, u"no master any more"_s, {}});
        },
        m_options.connectPatience);
}

void RedisClient::becomeReady()
{
    m_connectLimit.stop();
    m_backoff.reset();
    m_problem.reset();
    if (m_options.heartbeat > 0ms)
        m_heartbeat.start();
    qCInfo(lcRedis, "connected");
    setState(State::Ready);
}

void RedisClient::lose(const Error &why)
{
    if (m_state != State::Connecting && m_state != State::Ready)
        return;
    ++m_connection;
    if (!m_problem || *m_problem != why)
        qCInfo(lcRedis, "no connection: %s", qPrintable(why.detail));
    m_problem = why;
    m_link.close();
    m_connectLimit.stop();
    m_heartbeat.stop();
    m_retry.start(m_backoff.next());
    const QPointer<RedisClient> self(this);
    setState(State::Waiting);
    if (self)
        abandon({Error::Code::Unavailable, why.detail, why.facts});
}

void RedisClient::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void RedisClient::beat()
{
    const auto sent = Clock::now();
    queue(
        {"PING"},
        [this, sent](const Result<RedisReply> &reply) {
            if (reply)
                m_roundTrip
                    = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - sent);
            else if (isRedisTimeOut(reply.error()))
                lose({Error::Code::Unavailable, u"silent"_s, {{u"layer"_s, u"tcp"_s}}});
        },
        m_options.heartbeatPatience);
    flush();
}

void RedisClient::send(const RedisCommand &command, Handler handler,
                       std::chrono::milliseconds patience)
{
    if (isReady()) {
        queue(command, std::move(handler), patience > 0ms ? patience : m_options.commandPatience);
    } else {
        const QString detail = m_problem ? m_problem->detail : u"not connected"_s;
        m_refused.push_back({std::move(handler), {Error::Code::Unavailable, detail, {}}});
    }
    wake();
}

void RedisClient::queue(const RedisCommand &command, Handler handler,
                        std::chrono::milliseconds patience)
{
    const auto now = Clock::now();
    if (!m_tick.isActive()) {
        m_tick.start(int(tick.count()), this);
        m_ticked = now;
    }
    command.appendTo(m_unsent);
    m_pending.push_back({std::move(handler), now + patience, command.name()});
}

void RedisClient::wake()
{
    // While replies are read, the end of that writes.
    if (m_isWoken || (m_isReading && m_refused.empty()))
        return;
    m_isWoken = true;
    QCoreApplication::postEvent(this, new QEvent(wakeUp()));
}

void RedisClient::customEvent(QEvent *event)
{
    if (event->type() != wakeUp())
        return;
    m_isWoken = false;
    const QPointer<RedisClient> self(this);
    const std::deque<Refused> refused = std::exchange(m_refused, {});
    for (const Refused &each : refused) {
        each.handler(each.why);
        if (!self)
            return;
    }
    flush();
}

void RedisClient::flush()
{
    if (m_gatherer) {
        const bool wasWoken = std::exchange(m_isWoken, true); // We are at it.
        m_gatherer();
        m_isWoken = wasWoken;
        if (!m_refused.empty())
            wake();
    }
    if (m_unsent.isEmpty())
        return;
    const QByteArray bytes = std::exchange(m_unsent, {});
    m_link.write(bytes);
}

void RedisClient::takeReplies()
{
    // An encrypted socket announces more while it is being read or written.
    if (m_isReading)
        return;
    m_isReading = true;
    const quint64 connection = m_connection;
    const QPointer<RedisClient> self(this);
    std::array<char, RedisReader::portion> bytes;
    bool isMore = true;
    while (connection == m_connection && isMore) {
        const qint64 size = m_link.read(bytes.data(), bytes.size());
        if (size <= 0)
            break;
        isMore = size == qint64(bytes.size()) || m_link.hasMore();
        m_reader.feed({bytes.data(), qsizetype(size)});
        while (connection == m_connection) {
            auto reply = m_reader.next();
            if (!reply)
                break;
            dispatch(std::move(*reply));
            if (!self)
                return;
        }
        if (connection == m_connection && m_reader.isBroken())
            lose({Error::Code::Unavailable, u"what answers is no Redis"_s, {}});
        if (!self)
            return;
    }
    m_isReading = false;
    flush();
}

void RedisClient::dispatch(const Result<RedisReply> &reply)
{
    if (m_message && isMessage(*reply)) {
        m_message(reply->at(2));
        return;
    }
    if (m_pending.empty()) {
        lose({Error::Code::Unavailable, u"an answer that nobody asked for"_s, {}});
        return;
    }
    const Handler handler = std::move(m_pending.front().handler);
    m_pending.pop_front();
    // A master that was demoted says so only when it is asked to write.
    const bool isDemoted = m_sentinel && reply->isFailure("READONLY");
    const quint64 connection = m_connection;
    const QPointer<RedisClient> self(this);
    if (handler)
        handler(reply);
    if (isDemoted && self && connection == m_connection)
        lose({Error::Code::Unavailable, u"no master any more"_s, {}});
}

void RedisClient::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_tick.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    const auto now = Clock::now();
    const bool wasAsleep = now - m_ticked > 4 * tick;
    m_ticked = now;
    if (m_pending.empty())
        m_tick.stop();
    else if (!wasAsleep) // Else we were the slow ones: what has come meanwhile is read first.
        answerLate();
}

void RedisClient::answerLate()
{
    const auto now = Clock::now();
    std::vector<std::pair<Handler, QByteArray>> late;
    for (Pending &each : m_pending) {
        if (each.handler && each.due <= now)
            late.emplace_back(std::exchange(each.handler, {}), each.name);
    }
    const QPointer<RedisClient> self(this);
    for (const auto &[handler, name] : late) {
        handler(redisTimeOut(name));
        if (!self)
            return;
    }
    flush();
}

void RedisClient::abandon(const Error &why)
{
    m_tick.stop();
    m_unsent.clear();
    const QPointer<RedisClient> self(this);
    const std::deque<Pending> pending = std::exchange(m_pending, {});
    for (const Pending &each : pending) {
        if (each.handler)
            each.handler(why);
        if (!self)
            return;
    }
}

} // namespace clinidesk
