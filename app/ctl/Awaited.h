#pragma once

#include "core/base/Async.h"

#include <QEventLoop>

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

} // namespace clinidesk
