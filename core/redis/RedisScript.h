#pragma once

#include "core/redis/RedisClient.h"

#include <QByteArrayList>

namespace clinidesk {

/// A Lua script of resources/lua. It travels to a server once; then its digest is enough.
class RedisScript final
{
public:
    /// @p name is the file's, without ".lua".
    explicit RedisScript(const QString &name);

    struct Arguments
    {
        QByteArrayList keys;
        QByteArrayList values; ///< Texts: Lua would pass a long number on inexactly.
    };

    /// As RedisClient::send(); the script runs once, or not at all.
    void run(RedisClient &client, const Arguments &arguments, RedisClient::Handler handler,
             std::chrono::milliseconds patience = {}) const;

private:
    [[nodiscard]] static RedisCommand command(const QByteArray &how, const QByteArray &script,
                                              const Arguments &arguments);

    QByteArray m_text;
    QByteArray m_digest;
};

} // namespace clinidesk
