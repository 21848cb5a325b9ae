#pragma once

#include "core/demo/DemoRows.h"

#include <QByteArray>

#include <array>

namespace clinidesk {

/// One entry of a visit's life, as the database's functions would have left it.
struct DemoStep
{
    const char *action = ""; ///< The database function's name.
    Status from = Status::Pending; ///< The same as `to` for "book".
    Status to = Status::Pending;
    qint64 at = 0; ///< UTC seconds.
    int by = 0; ///< Position in demoAccounts().
    const char *why = "";

    friend bool operator==(const DemoStep &, const DemoStep &) = default;
};

/// Everything that happened to a visit so far, oldest first; never empty.
class DemoLife
{
public:
    DemoLife(const DemoVisit &visit, const DemoDepartment &department);

    [[nodiscard]] const DemoStep *begin() const { return m_steps.data(); }
    [[nodiscard]] const DemoStep *end() const { return m_steps.data() + m_count; }
    [[nodiscard]] int count() const { return m_count; }

    /// Rises with every step.
    [[nodiscard]] int version() const { return m_count; }
    /// Rises with those that concern who holds an invitation.
    [[nodiscard]] int scheduleVersion() const;

private:
    void add(const char *action, Status to, qint64 at, int by, const char *why = "");

    std::array<DemoStep, 6> m_steps;
    int m_count = 0;
};

} // namespace clinidesk
