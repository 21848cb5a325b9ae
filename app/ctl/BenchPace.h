#pragma once

#include "app/ctl/BenchFigures.h"
#include "core/base/Async.h"

#include <QEventLoop>

#include <functional>

namespace clinidesk {

/// How requests were answered: the time of every one, and how many a second.
struct BenchPace
{
    BenchFigures figures;
    double perSecond = 0;
    qint64 failed = 0;
};

/// Puts @p runs requests, @p width of them at a time, the next one when one is answered; each by
/// @p ask with its number, each awaited as a view model does, by deliver().
template <typename T>
[[nodiscard]] BenchPace paceOf(int runs, int width, const std::function<Async<T>(int)> &ask)
{
    using std::chrono::steady_clock;

    BenchPace pace;
    QEventLoop loop;
    int asked = 0;
    int answered = 0;
    const std::function<void()> next = [&] {
        if (asked == runs)
            return;
        const auto start = steady_clock::now();
        deliver(ask(asked++), &loop, [&, start](const Result<T> &answer) {
            pace.figures.add(steady_clock::now() - start);
            pace.failed += answer ? 0 : 1;
            if (++answered == runs)
                loop.quit();
            else
                next();
        });
    };
    const auto start = steady_clock::now();
    for (int i = 0; i < qMin(width, runs); ++i)
        next();
    loop.exec();
    pace.perSecond = runs / std::chrono::duration<double>(steady_clock::now() - start).count();
    return pace;
}

} // namespace clinidesk
