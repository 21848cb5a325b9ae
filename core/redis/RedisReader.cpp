#include "core/redis/RedisReader.h"

#include <hiredis/hiredis.h>

namespace clinidesk {

namespace {

constexpr qint64 mostParts = 100'000;
constexpr size_t mostBytes = 64 << 20;

using Functions = redisReplyObjectFunctions;

const Functions &usualFunctions()
{
    static const Functions functions = [] {
        redisReader *reader = redisReaderCreate();
        const Functions found = *reader->fn;
        redisReaderFree(reader);
        return found;
    }();
    return functions;
}

/// A list costs memory as soon as it is announced, before any of it has come: who announces too
/// much is not listened to. The count's type is another one in each version of hiredis.
template <typename Count> void *boundedList(const redisReadTask *task, Count parts)
{
    auto &announced = *static_cast<qint64 *>(task->privdata);
    announced += qint64(parts);
    return announced > mostParts ? nullptr : usualFunctions().createArray(task, parts);
}

} // namespace

void RedisReader::Freed::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RedisReader::RedisReader()
    : m_functions(std::make_unique<Functions>(usualFunctions()))
{
    m_functions->createArray = boundedList;
    restart();
}

RedisReader::~RedisReader() = default;

void RedisReader::restart()
{
    m_reader.reset(redisReaderCreateWithFunctions(m_functions.get()));
    m_reader->privdata = &m_parts;
    m_parts = 0;
    m_isBroken = false;
}

void RedisReader::feed(QByteArrayView bytes)
{
    if (m_isBroken)
        return;
    m_isBroken = m_reader->len - m_reader->pos + size_t(bytes.size()) > mostBytes
        || redisReaderFeed(m_reader.get(), bytes.data(), size_t(bytes.size())) != REDIS_OK;
}

std::optional<RedisReply> RedisReader::next()
{
    if (m_isBroken)
        return {};
    void *reply = nullptr;
    m_isBroken = redisReaderGetReply(m_reader.get(), &reply) != REDIS_OK;
    if (!reply)
        return {};
    m_parts = 0;
    return RedisReply(static_cast<redisReply *>(reply));
}

} // namespace clinidesk
