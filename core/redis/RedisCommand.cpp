#include "core/redis/RedisCommand.h"

#include <array>
#include <charconv>

namespace clinidesk {

namespace {

/// "$12\r\n": how many there are of what follows.
void appendCount(QByteArray &out, char mark, qsizetype count)
{
    std::array<char, 24> text{mark};
    char *end = std::to_chars(text.data() + 1, text.data() + text.size() - 2, count).ptr;
    *end++ = '\r';
    *end++ = '\n';
    out.append(text.data(), end - text.data());
}

} // namespace

// As redisFormatCommandArgv() does, which makes room anew and calls printf for every word.
void RedisCommand::appendTo(QByteArray &out) const
{
    appendCount(out, '*', m_words.size());
    for (const QByteArray &word : m_words) {
        appendCount(out, '$', word.size());
        out.append(word).append("\r\n", 2);
    }
}

} // namespace clinidesk
