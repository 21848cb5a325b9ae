#pragma once

#include "core/base/Result.h"
#include "core/demo/DemoClinic.h"
#include "core/postgres/ConnectOptions.h"

#include <chrono>
#include <functional>

namespace clinidesk {

struct DemoLoad
{
    /// What to do with a clinic that is there already.
    enum class Existing {
        Refuse,
        Replace, ///< Everything goes: patients, appointments, audit, staff and their logins.
    };

    DemoSize size;
    quint64 seed = 1;
    Existing existing = Existing::Refuse;
};

struct DemoReport
{
    int doctors = 0;
    qint64 patients = 0;
    qint64 appointments = 0;
    qint64 events = 0;
    std::chrono::milliseconds took{0};

    friend bool operator==(const DemoReport &, const DemoReport &) = default;
};

/// What is being done, in a few words of English, and how much of the whole is done, 0 to 1.
using DemoProgress = std::function<void(const QString &step, double share)>;

/// Fills a migrated database with a DemoClinic around the server's own now, and makes the logins of
/// demoAccounts(). All or nothing, but for the statistics gathered at the end. Blocks; needs a
/// superuser.
///
/// Fails with Invalid (facts: field "database", problem "not_empty") where a clinic is already,
/// Denied, Unavailable, SchemaTooOld.
[[nodiscard]] Result<DemoReport> loadDemo(const ConnectTarget &target, const DemoLoad &load,
                                          const DemoProgress &progress = {});

} // namespace clinidesk
