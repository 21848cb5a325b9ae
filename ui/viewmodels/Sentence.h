#pragma once

#include "core/base/Error.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>

namespace clinidesk {

/// The one place where an Error becomes what a person reads: what happened, whether anything was
/// lost, what to do next. Never a code, never the log's detail.
class Sentence
{
    Q_DECLARE_TR_FUNCTIONS(Sentence)

public:
    /// What was being done when it failed: reading loses nothing, a change may.
    enum class Task { Reading, Changing };

    /// Empty for Cancelled: nobody waits for it.
    [[nodiscard]] static QString of(const Error &error, Task task = Task::Reading);

    /// For beside the field: @p field and @p problem are the words of docs/database.md; @p limit
    /// goes with `too_long` and `range`.
    [[nodiscard]] static QString about(const QString &field, const QString &problem, int limit = 0);

    /// "4 min", "40 s", "2 h 5 min".
    [[nodiscard]] static QString duration(std::chrono::seconds length);
};

} // namespace clinidesk
