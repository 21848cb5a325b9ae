#include "app/ctl/RedisFloor.h"

#include <hiredis/hiredis.h>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int runs = 10'000;
constexpr int writes = 60;
constexpr timeval patience{5, 0};

using Context = std::unique_ptr<redisContext, decltype(&redisFree)>;

struct Freed
{
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, Freed>; ///< Null when there was none.

Context connected(quint16 port)
{
    Context redis(redisConnectWithTimeout("127.0.0.1", port, patience), &redisFree);
    if (redis && redis->err == 0)
        redisSetTimeout(redis.get(), patience);
    return redis;
}

Reply ask(const Context &redis, std::initializer_list<QByteArray> words)
{
    if (!redis || redis->err != 0)
        return {};
    std::vector<const char *> texts;
    std::vector<size_t> sizes;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        sizes.push_back(size_t(word.size()));
    }
    return Reply(static_cast<redisReply *>(
        redisCommandArgv(redis.get(), int(texts.size()), texts.data(), sizes.data())));
}

/// Two connections, as a desk has them: what would be said to the one is said to the other.
struct Listener
{
    Context data;
    Context news;

    explicit Listener(quint16 port)
        : data(connected(port))
        , news(connected(port))
    {
    }
    [[nodiscard]] bool listen() const
    {
        const Reply id = ask(news, {"CLIENT", "ID"});
        return id && ask(news, {"SUBSCRIBE", "__redis__:invalidate"})
            && ask(data,
                   {"CLIENT", "TRACKING", "ON", "REDIRECT", QByteArray::number(id->integer),
                    "BCAST", "PREFIX", "cd:bench:news"});
    }
    [[nodiscard]] bool hear() const
    {
        void *message = nullptr;
        const bool isHeard = redisGetReply(news.get(), &message) == REDIS_OK;
        const Reply owned(static_cast<redisReply *>(message));
        return isHeard;
    }
};

Error noAnswer()
{
    return {Error::Code::Unavailable, {}, {{u"layer"_s, u"redis"_s}}};
}

} // namespace

Result<double> hiredisFloor(quint16 port, int bytes)
{
    const Context redis = connected(port);
    const QByteArray key = "cd:bench:floor";
    BenchFigures figures;
    bool isGood = ask(redis, {"SET", key, QByteArray(bytes, 'x')}) != nullptr;
    for (int run = 0; isGood && run < runs; ++run) {
        const auto start = steady_clock::now();
        isGood = ask(redis, {"GET", key}) != nullptr;
        figures.add(steady_clock::now() - start);
    }
    if (!isGood)
        return noAnswer();
    return figures.microseconds(0.5);
}

Result<BenchFigures> hiredisNewsFloor(quint16 port, int listeners)
{
    const Context writer = connected(port);
    std::vector<Listener> all;
    for (int i = 0; i < listeners; ++i) {
        if (!all.emplace_back(port).listen())
            return noAnswer();
    }
    BenchFigures figures;
    for (int write = 0; write < writes; ++write) {
        const auto start = steady_clock::now();
        if (!ask(writer, {"SET", "cd:bench:news", QByteArray::number(write)}))
            return noAnswer();
        for (const Listener &listener : all) {
            if (!listener.hear())
                return noAnswer();
            figures.add(steady_clock::now() - start);
        }
    }
    return figures;
}

} // namespace clinidesk
