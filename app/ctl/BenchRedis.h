#pragma once

#include "core/base/Result.h"
#include "core/redis/RedisOptions.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace clinidesk {

/// A Redis of a bench's own, empty, on a spare port of this machine, gone with it. Keeps nothing on
/// disk.
class BenchRedis final
{
public:
    [[nodiscard]] static Result<std::unique_ptr<BenchRedis>> start();
    ~BenchRedis();
    Q_DISABLE_COPY_MOVE(BenchRedis)

    [[nodiscard]] RedisOptions options() const;
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    BenchRedis() = default;

    QTemporaryDir m_folder;
    QProcess m_server;
    quint16 m_port = 0;
};

} // namespace clinidesk
