#include "app/ctl/BenchStampede.h"

#include "app/ctl/BenchCacheDesk.h"
#include "app/ctl/BenchPace.h"

#include <QTimer>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

constexpr int callers = 1000;
constexpr auto loadTime = 20ms;

} // namespace

Stampede stampede(Cache &cache, int number)
{
    using Rows = BenchCacheDesk::Rows;

    Stampede outcome;
    const Rows rows = benchRows();
    const auto load = [&outcome, &rows]() -> Async<Rows> {
        ++outcome.loads;
        auto promise = std::make_shared<QPromise<Result<Rows>>>();
        promise->start();
        QTimer::singleShot(loadTime, [promise, rows] {
            promise->addResult(rows);
            promise->finish();
        });
        return promise->future();
    };
    const BenchPace pace = paceOf<Cached<Rows>>(callers, callers, [&](int) {
        return cache.get<Rows>(benchKey(number), benchTags(), load);
    });
    outcome.failed = int(pace.failed);
    outcome.tookUs = callers / pace.perSecond * 1e6;
    return outcome;
}

} // namespace clinidesk
