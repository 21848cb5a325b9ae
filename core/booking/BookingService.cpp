#include "core/booking/BookingService.h"

#include <QTimer>

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

// A lost answer is asked for again until the server is back: ten times within half a minute.
constexpr int attemptsAfterLoss = 10;
constexpr auto pauseAfterLoss = 3s;

/// Whether @p error of a later attempt was decided by the database's function, which knows what
/// became of the first. Any other says only that asking failed: the first may have been done.
bool isDecided(const Error &error)
{
    switch (error.code) {
    case Error::Code::NotFound:
    case Error::Code::Conflict:
    case Error::Code::Limit:
    case Error::Code::Transition:
    case Error::Code::RequestReused:
    case Error::Code::Stale:
    case Error::Code::Invalid:
    case Error::Code::Cancelled: // Nobody waits for it any more.
        return true;
    case Error::Code::Denied:
        return !error.facts.contains(u"layer"_s); // With a layer nobody was even let in.
    default:
        return false;
    }
}

} // namespace

BookingService::BookingService(AppointmentBook &book, QObject *parent)
    : QObject(parent)
    , m_book(book)
{
}

Async<Change> BookingService::book(const Booking &booking)
{
    return settle(
        [this, request = RequestId::create(), booking] { return m_book.book(request, booking); },
        Kind::Change);
}

Async<Change> BookingService::move(Seen seen, const Move &to)
{
    return settle(
        [this, request = RequestId::create(), seen, to] { return m_book.move(request, seen, to); },
        Kind::Change);
}

Async<Change> BookingService::resize(Seen seen, std::chrono::minutes length)
{
    return settle([this, request = RequestId::create(), seen,
                   length] { return m_book.resize(request, seen, length); },
                  Kind::Change);
}

Async<Change> BookingService::act(Seen seen, Action action, const QString &why)
{
    return settle([this, request = RequestId::create(), seen, action,
                   why] { return m_book.act(request, seen, action, why); },
                  Kind::Change);
}

Async<Change> BookingService::undoLast()
{
    if (m_undoable.isEmpty())
        return ready<Change>(Error{Error::Code::NotFound, u"nothing to undo"_s, {}});

    const EventId event = m_undoable.takeLast();
    if (m_undoable.isEmpty())
        emit canUndoChanged(false);
    const Async<Change> undone = settle(
        [this, request = RequestId::create(), event] { return m_book.undo(request, event); },
        Kind::Undo);
    deliver(undone, this, [this, event](const Result<Change> &answer) {
        if (!answer && answer.error().code == Error::Code::Unavailable)
            keepUndoable(event); // Nothing was taken back: it still can be.
    });
    return undone;
}

void BookingService::forget()
{
    m_undoable.clear();
    emit canUndoChanged(false);
}

Async<Change> BookingService::settle(Attempt attempt, Kind kind)
{
    auto promise = std::make_shared<QPromise<Result<Change>>>();
    promise->start();
    tryAgain(attempt, promise, kind, attemptsAfterLoss);
    return promise->future();
}

void BookingService::tryAgain(const Attempt &attempt,
                              std::shared_ptr<QPromise<Result<Change>>> promise, Kind kind,
                              int attemptsLeft)
{
    deliver(attempt(), this, [=, this](const Result<Change> &answer) {
        const bool isFirst = attemptsLeft == attemptsAfterLoss;
        const bool isOpen = !answer
            && (isFirst ? answer.error().code == Error::Code::Unknown : !isDecided(answer.error()));
        if (isOpen && attemptsLeft > 0) {
            if (isFirst)
                setResolving(1);
            QTimer::singleShot(isFirst ? 250ms : pauseAfterLoss, this,
                               [=, this] { tryAgain(attempt, promise, kind, attemptsLeft - 1); });
            return;
        }
        if (!isFirst)
            setResolving(-1);
        if (answer)
            remember(*answer, kind);
        promise->addResult(isOpen ? Result<Change>(Error{Error::Code::Unknown, {}, {}}) : answer);
        promise->finish();
        if (answer)
            emit changed(*answer);
    });
}

void BookingService::remember(const Change &change, Kind kind)
{
    if (kind == Kind::Change && !change.event.isNull())
        keepUndoable(change.event);
}

void BookingService::keepUndoable(EventId event)
{
    m_undoable.append(event);
    if (m_undoable.size() > undoDepth)
        m_undoable.removeFirst();
    if (m_undoable.size() == 1)
        emit canUndoChanged(true);
}

void BookingService::setResolving(int difference)
{
    const bool was = m_resolving > 0;
    m_resolving += difference;
    if (was != (m_resolving > 0))
        emit resolvingChanged(m_resolving > 0);
}

} // namespace clinidesk
