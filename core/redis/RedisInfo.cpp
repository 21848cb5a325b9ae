#include "core/redis/RedisInfo.h"

namespace clinidesk {

QByteArray redisInfo(QByteArrayView info, QByteArrayView name)
{
    for (qsizetype at = 0; at < info.size();) {
        const qsizetype end = info.indexOf('\n', at);
        const QByteArrayView line = info.sliced(at, (end < 0 ? info.size() : end) - at);
        if (line.size() > name.size() && line.startsWith(name) && line[name.size()] == ':')
            return line.sliced(name.size() + 1).trimmed().toByteArray();
        at += line.size() + 1;
    }
    return {};
}

} // namespace clinidesk
