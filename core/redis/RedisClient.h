#pragma once

#include "core/base/Backoff.h"
#include "core/base/Result.h"
#include "core/redis/RedisCommand.h"
#include "core/redis/RedisLink.h"
#include "core/redis/RedisOptions.h"
#include "core/redis/RedisReader.h"
#include "core/redis/RedisReply.h"

#include <QBasicTimer>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace clinidesk {

class RedisSentinel;

/// One connection to a Redis, kept open: signs in, beats, and comes back by itself after a loss.
/// Lives in one thread with an event loop. All that is sent in one turn of it goes out as one
/// write.
class RedisClient final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Result<RedisReply> &)>;
    using MessageHandler = std::function<void(const RedisReplyView &)>;
    using Clock = std::chrono::steady_clock;

    enum class State {
        Closed, ///< Nobody asked for a connection.
        Connecting,
        Ready,
        Waiting, ///< Lost or refused; the next attempt comes by itself.
    };

    explicit RedisClient(RedisOptions options, QObject *parent = nullptr);
    ~RedisClient() override;

    void open();
    /// What is on its way ends as Cancelled.
    void close();
    /// Treats the connection as lost, as when the server hangs up, and makes another one.
    void reconnect(const Error &why);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isReady() const { return m_state == State::Ready; }
    /// Why the last connection was lost or refused.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    /// How long the last beat took; 0 before the first one.
    [[nodiscard]] std::chrono::microseconds roundTrip() const { return m_roundTrip; }
    /// Answers that are waited for.
    [[nodiscard]] qsizetype inFlight() const { return qsizetype(m_pending.size()); }

    /// @p handler is called exactly once, never before this call returns: with the reply, be it the
    /// server's refusal, or with the Error that stands in its place. Unavailable when there is no
    /// connection, when it is lost or when the answer takes longer than @p patience (0: the
    /// options'); then the server may have carried the command out. Not called once the client is
    /// destroyed.
    void send(const RedisCommand &command, Handler handler,
              std::chrono::milliseconds patience = {});

    /// @p gather is called whenever a turn's commands are about to go out, and may send more; it is
    /// asked for with gather().
    void setGatherer(std::function<void()> gatherer) { m_gatherer = std::move(gatherer); }
    void gather() { wake(); }

    /// Hands what was sent in this turn to the system now: there may be no end of it.
    void push() { flush(); }

    /// From now on what channels say goes to @p handler: the "message" part of each. The connection
    /// has to be one that only subscribes.
    void setMessageHandler(MessageHandler handler) { m_message = std::move(handler); }

signals:
    void stateChanged(clinidesk::RedisClient::State state);

protected:
    void timerEvent(QTimerEvent *event) override;
    void customEvent(QEvent *event) override;

private:
    struct Pending
    {
        Handler handler; ///< Empty once it was answered: its reply is dropped.
        Clock::time_point due;
        QByteArray name;
    };
    struct Refused
    {
        Handler handler;
        Error why;
    };

    void connectNow();
    void openLink(const RedisEndpoint &endpoint);
    void greet();
    void expectOk(const RedisCommand &command);
    void expectMaster();
    void becomeReady();
    void lose(const Error &why);
    void setState(State state);
    void beat();

    void queue(const RedisCommand &command, Handler handler, std::chrono::milliseconds patience);
    void wake();
    void flush();
    void takeReplies();
    void dispatch(const Result<RedisReply> &reply);
    void answerLate();
    /// Ends everything in flight with @p why.
    void abandon(const Error &why);

    const RedisOptions m_options;
    std::unique_ptr<RedisSentinel> m_sentinel;
    RedisLink m_link;
    RedisReader m_reader;
    std::deque<Pending> m_pending;
    std::deque<Refused> m_refused; ///< Answered in the next turn.
    QByteArray m_unsent;
    MessageHandler m_message;
    std::function<void()> m_gatherer;

    State m_state = State::Closed;
    std::optional<Error> m_problem;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_connectLimit;
    QTimer m_heartbeat;
    QBasicTimer m_tick; ///< Runs while answers are waited for.
    Clock::time_point m_ticked;
    std::chrono::microseconds m_roundTrip{0};
    quint64 m_connection = 0; ///< Rises with every attempt.
    qsizetype m_nextEndpoint = 0;
    bool m_isWoken = false;
    bool m_isReading = false;
};

} // namespace clinidesk
