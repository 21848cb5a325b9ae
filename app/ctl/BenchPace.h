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

/// How to put one request, by its number, and what to call with the answer.
template <typename T>
using BenchAsk = std::function<void(int, const std::function<void(const Result<T> &)> &)>;

/// Puts @p runs requests, @p width of them at a time, the next one when one is answered.
template <typename T> [[nodiscard]] BenchPace paceOf(int runs, int width, const BenchAsk<T> &ask)
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
        ask(asked++, [&, start](const Result<T> &answer) {
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

/// The same where each is awaited as a view model does, by deliver().
template <typename T>
[[nodiscard]] BenchPace paceOf(int runs, int width, const std::function<Async<T>(int)> &ask)
{
    QObject receiver;
    const BenchAsk<T> delivered
        = [&](int i, const auto &answered) { deliver(ask(i), &receiver, answered); };
    return paceOf<T>(runs, width, delivered);
}

} // namespace clinidesk
