#pragma once

#include "core/monitor/CacheFigures.h"

#include <QtGlobal>

namespace clinidesk {

/// How the desk's memory, Redis and the database are doing, in figures that say nothing about any
/// patient: everybody may see them. GUI thread.
class Monitor
{
public:
    virtual ~Monitor() = default;

    /// Since the program was started; never waits.
    [[nodiscard]] virtual CacheFigures figures() const = 0;

protected:
    Monitor() = default;
    Q_DISABLE_COPY_MOVE(Monitor)
};

} // namespace clinidesk
