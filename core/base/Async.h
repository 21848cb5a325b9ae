#pragma once

#include "core/base/Result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThread>

#include <memory>
#include <type_traits>

namespace clinidesk {

/// A request in flight. It ends with exactly one Result.
template <typename T> using Async = QFuture<Result<T>>;

/// Hands @p answer to @p handler in @p receiver's thread: exactly once, never before this call
/// returns, and not at all once @p receiver is gone. A cancelled or broken request arrives as
/// Error::Cancelled. Call it from @p receiver's thread.
///
/// QFuture::then(context, …) is no substitute in Qt 6.4: it asserts when the context dies before
/// the future finishes, and a second `then` replaces the first.
template <typename T, typename Handler>
void deliver(const Async<T> &answer, QObject *receiver, Handler handler)
{
    Q_ASSERT(receiver->thread() == QThread::currentThread());

    auto *watcher = new QFutureWatcher<Result<T>>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         const auto future = watcher->future();
                         handler(future.resultCount() > 0
                                     ? future.result()
                                     : Result<T>(Error{Error::Code::Cancelled, {}, {}}));
                     });
    watcher->setFuture(answer);
}

/// Feeds a successful @p answer to @p next, which starts another request; passes an Error through.
/// The chain ends as Cancelled when @p receiver goes.
template <typename T, typename Next, typename Following = std::invoke_result_t<Next, const T &>>
[[nodiscard]] Following andThen(const Async<T> &answer, QObject *receiver, Next next)
{
    using Answer = decltype(std::declval<Following>().result());

    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto finish = [promise](const Answer &last) {
        promise->addResult(last);
        promise->finish();
    };
    deliver(answer, receiver, [finish, receiver, next = std::move(next)](const Result<T> &first) {
        if (first)
            deliver(next(*first), receiver, finish);
        else
            finish(first.error());
    });
    return promise->future();
}

/// A successful @p answer through @p convert; passes an Error through. What is already there is
/// converted at once. Ends as Cancelled when @p receiver goes.
template <typename T, typename Convert,
          typename Converted = std::invoke_result_t<Convert, const T &>>
[[nodiscard]] Async<Converted> mapped(const Async<T> &answer, QObject *receiver, Convert convert)
{
    const auto through = [convert = std::move(convert)](const Result<T> &first) {
        return first ? Result<Converted>(convert(*first)) : Result<Converted>(first.error());
    };
    auto promise = std::make_shared<QPromise<Result<Converted>>>();
    promise->start();
    const auto finish = [promise, through](const Result<T> &first) {
        promise->addResult(through(first));
        promise->finish();
    };
    if (answer.isFinished() && answer.resultCount() > 0)
        finish(answer.result());
    else
        deliver(answer, receiver, finish);
    return promise->future();
}

/// @p value once @p first has ended, however it ended. Ends as Cancelled when @p receiver goes.
template <typename T, typename Value>
[[nodiscard]] Async<Value> afterwards(const Async<T> &first, QObject *receiver, Value value)
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    deliver(first, receiver, [promise, value = std::move(value)](const Result<T> &) {
        promise->addResult(value);
        promise->finish();
    });
    return promise->future();
}

/// An answer that is already there.
template <typename T> [[nodiscard]] Async<T> ready(Result<T> answer)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(answer));
    promise.finish();
    return promise.future();
}

} // namespace clinidesk
