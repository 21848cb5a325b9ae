#pragma once

#include "core/base/Result.h"
#include "core/standalone/ServerPrograms.h"
#include "core/standalone/StandalonePlace.h"

namespace clinidesk {

/// A Redis of our own in a StandalonePlace, reached by a socket only; no port. Every call blocks.
/// Where Redis is not installed nothing happens, and nothing is missing but speed.
class PrivateRedis final
{
public:
    PrivateRedis(ServerPrograms programs, StandalonePlace place);

    [[nodiscard]] bool isInstalled() const { return !m_programs.redisServer.isEmpty(); }

    /// Starts it or adopts the one that runs; returns when it answers.
    [[nodiscard]] Result<Done> start();
    [[nodiscard]] Result<Done> stop();

    /// Does it answer now?
    [[nodiscard]] bool isRunning() const;

    [[nodiscard]] QString socket() const { return m_place.sockets + QStringLiteral("/redis.sock"); }

private:
    /// One command's first line of answer; empty when nothing answers.
    [[nodiscard]] QByteArray ask(const QByteArray &command) const;

    ServerPrograms m_programs;
    StandalonePlace m_place;
};

} // namespace clinidesk
