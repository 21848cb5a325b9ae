#pragma once

#include "core/limits/LocalLimiter.h"
#include "core/settings/IniFile.h"

namespace clinidesk {

/// The failed sign-ins of this desk, beyond the end of the program: starting it anew gives nobody
/// more tries. Only when they were, never of whom. GUI thread.
class KeptSignIns final
{
public:
    /// @p desk is the desk's limit. Both objects outlive it.
    KeptSignIns(IniFile file, const LimitAsk &desk, LocalLimiter &limiter, const Clock &clock);

    /// Those that still count do so from here on.
    void restore();
    /// Writes down what counts now. A disk that takes nothing is told of in the log only.
    void keep();

private:
    const IniFile m_file;
    const LimitAsk m_desk;
    LocalLimiter &m_limiter;
    const Clock &m_clock;
};

} // namespace clinidesk
