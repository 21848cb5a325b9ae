#pragma once

#include "core/monitor/Monitor.h"

namespace clinidesk {

/// Figures as the test says.
class FakeMonitor final : public Monitor
{
public:
    [[nodiscard]] CacheFigures figures() const override
    {
        ++asked;
        return shown;
    }

    CacheFigures shown;
    mutable int asked = 0;
};

} // namespace clinidesk
