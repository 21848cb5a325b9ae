#pragma once

#include "core/base/Result.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QProcess>

#include <memory>
#include <vector>

namespace CLI {
class App;
}

namespace clinidesk {

class CtlContext;

/// Some more of this program, each with desks of its own at one Redis, told what to do line by
/// line.
class BenchDeskProcesses final
{
public:
    struct Size
    {
        int processes = 1;
        int desksEach = 1;
    };

    /// Ready when every desk is connected and hears what others change. They share what was sealed
    /// with @p sealKey.
    [[nodiscard]] static Result<std::unique_ptr<BenchDeskProcesses>> start(
        quint16 redisPort, Size size, const QByteArray &sealKey);
    ~BenchDeskProcesses();
    Q_DISABLE_COPY_MOVE(BenchDeskProcesses)

    /// Tells all of them at once and returns.
    void tell(const QByteArray &order);
    /// One object from each, in answer to the last order.
    [[nodiscard]] Result<QJsonArray> answers();

private:
    BenchDeskProcesses() = default;

    std::vector<std::unique_ptr<QProcess>> m_processes;
};

/// The other side: `bench desks`, which only the above starts.
void addDeskProcessCommand(CLI::App &bench, CtlContext &context);

} // namespace clinidesk
