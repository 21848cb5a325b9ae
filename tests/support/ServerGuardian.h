#pragma once

#include <QString>
#include <QtGlobal>

namespace clinidesk {

/// A process that waits for the end of this one, by whatever way it ends, then kills the PostgreSQL
/// below a folder and removes the folder.
class ServerGuardian final
{
public:
    explicit ServerGuardian(const QString &home);
    /// Sets it to work and waits until it is done.
    ~ServerGuardian();
    Q_DISABLE_COPY_MOVE(ServerGuardian)

private:
    int m_pipe = -1;
    int m_process = -1;
};

/// The processes that @p parent started and that still live.
[[nodiscard]] QList<qint64> childrenOf(qint64 parent);

} // namespace clinidesk
