#include "app/ctl/RedisFloor.h"

#include "app/ctl/BenchFigures.h"

#include <hiredis/hiredis.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int runs = 10'000;

using Context = std::unique_ptr<redisContext, decltype(&redisFree)>;

/// Whether it was answered.
bool ask(const Context &redis, std::initializer_list<QByteArray> words)
{
    std::vector<const char *> texts;
    std::vector<size_t> sizes;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        sizes.push_back(size_t(word.size()));
    }
    const std::unique_ptr<void, decltype(&freeReplyObject)> reply(
        redisCommandArgv(redis.get(), int(texts.size()), texts.data(), sizes.data()),
        &freeReplyObject);
    return reply != nullptr;
}

} // namespace

Result<double> hiredisFloor(quint16 port, int bytes)
{
    const Context redis(redisConnect("127.0.0.1", port), &redisFree);
    const QByteArray key = "cd:bench:floor";
    BenchFigures figures;
    bool isGood = redis && redis->err == 0 && ask(redis, {"SET", key, QByteArray(bytes, 'x')});
    for (int run = 0; isGood && run < runs; ++run) {
        const auto start = steady_clock::now();
        isGood = ask(redis, {"GET", key});
        figures.add(steady_clock::now() - start);
    }
    if (!isGood)
        return Error{Error::Code::Unavailable, {}, {{u"layer"_s, u"redis"_s}}};
    return figures.microseconds(0.5);
}

} // namespace clinidesk
