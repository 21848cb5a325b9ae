#pragma once

#include "core/base/Async.h"

#include <QList>
#include <QString>

#include <chrono>

namespace clinidesk {

/// One dependency, looked at now.
struct HealthReport
{
    enum class State { Ok, Weak, Failed, NotUsed };

    QString dependency; ///< "postgresql", "redis", …
    State state = State::NotUsed;
    QString layer; ///< Which one failed: "dns", "tcp", "tls", "sign-in", "schema"; empty when Ok.
    QString version;
    std::chrono::microseconds latency{0};
    QString advice; ///< What to do, in a sentence; empty when Ok.

    friend bool operator==(const HealthReport &, const HealthReport &) = default;
};

/// Looks at one dependency. Any thread; never fails, a failure is the report.
class HealthProbe
{
public:
    virtual ~HealthProbe() = default;

    [[nodiscard]] virtual Async<HealthReport> look() = 0;

protected:
    HealthProbe() = default;
    Q_DISABLE_COPY_MOVE(HealthProbe)
};

} // namespace clinidesk
