#pragma once

#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <chrono>

namespace clinidesk {

/// A wall clock that is wrong, or jumps, for a program that is started with environment(): by
/// libfaketime. Clocks that never jump stay as they are.
class SkewedClock final
{
public:
    SkewedClock();

    /// Why there is none, for QSKIP; empty when there is.
    [[nodiscard]] QByteArray problem() const;
    /// This process's environment with the clock in it, and a @p zone to live in.
    [[nodiscard]] QProcessEnvironment environment(const QByteArray &zone) const;

    /// From here on the program's clock is @p ahead of the machine's.
    void set(std::chrono::seconds ahead);
    /// The same from inside the program.
    static void jump(std::chrono::seconds ahead);

private:
    QTemporaryDir m_folder;
};

} // namespace clinidesk
