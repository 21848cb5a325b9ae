#include "app/ctl/RedisPace.h"

#include <QEventLoop>

using namespace std::chrono;

namespace clinidesk {

namespace {

/// One walk through all the commands.
class Walk final
{
public:
    Walk(RedisClient &redis, int runs, const std::function<RedisCommand(int)> &command)
        : m_redis(redis)
        , m_runs(runs)
        , m_command(command)
    {
    }

    RedisPace run(int width)
    {
        const auto start = steady_clock::now();
        for (int i = 0; i < qMin(width, m_runs); ++i)
            next();
        m_loop.exec();
        m_pace.perSecond = m_runs / duration<double>(steady_clock::now() - start).count();
        return std::move(m_pace);
    }

private:
    void next()
    {
        if (m_sent == m_runs)
            return;
        const RedisCommand command = m_command(m_sent++);
        const auto start = steady_clock::now();
        m_redis.send(command, [this, start](const Result<RedisReply> &reply) {
            m_pace.figures.add(steady_clock::now() - start);
            m_pace.refused += reply && !reply->isFailure() ? 0 : 1;
            if (++m_answered == m_runs)
                m_loop.quit();
            else
                next();
        });
    }

    RedisClient &m_redis;
    const int m_runs;
    const std::function<RedisCommand(int)> &m_command;
    QEventLoop m_loop;
    RedisPace m_pace;
    int m_sent = 0;
    int m_answered = 0;
};

} // namespace

RedisPace paceOf(RedisClient &redis, int runs, int width,
                 const std::function<RedisCommand(int)> &command)
{
    static_cast<void>(Walk(redis, qMax(width, runs / 10), command).run(width));
    return Walk(redis, runs, command).run(width);
}

} // namespace clinidesk
