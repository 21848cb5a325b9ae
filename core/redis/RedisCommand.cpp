#include "core/redis/RedisCommand.h"

#include <hiredis/hiredis.h>

namespace clinidesk {

void RedisCommand::appendTo(QByteArray &out) const
{
    QVarLengthArray<const char *, 8> words;
    QVarLengthArray<size_t, 8> sizes;
    for (const QByteArray &word : m_words) {
        words.append(word.constData());
        sizes.append(size_t(word.size()));
    }
    char *text = nullptr;
    const auto size = redisFormatCommandArgv(&text, int(words.size()), words.data(), sizes.data());
    Q_CHECK_PTR(text);
    out.append(text, qsizetype(size));
    redisFreeCommand(text);
}

} // namespace clinidesk
