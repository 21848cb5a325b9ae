#pragma once

#include "core/base/Async.h"

#include <QEventLoop>

#include <functional>
#include <optional>

namespace clinidesk {

/// What @p answer ends with; the event loop runs until it does.
template <typename T> [[nodiscard]] Result<T> awaited(const Async<T> &answer)
{
    QEventLoop loop;
    std::optional<Result<T>> outcome;
    deliver(answer, &loop, [&](const Result<T> &given) {
        outcome = given;
        loop.quit();
    });
    loop.exec();
    return *std::move(outcome);
}

/// Runs the event loop until @p condition holds; false when it doesn't in good time.
[[nodiscard]] bool waitUntil(const std::function<bool()> &condition);

} // namespace clinidesk
