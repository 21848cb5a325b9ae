#include "core/booking/BookingService.h"

#include <QDeadlineTimer>
#include <QTimer>

#include <optional>
#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

// A lost answer is asked for again until the server is back: often, since the person waits for it,
// and for half a minute.
constexpr auto pauseAfterLoss = 1s;
constexpr auto longestDoubt = 30s;

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
    case Error::Code::ReadOnly: // A full disk stops the writing, which comes after the looking up.
        return error.facts.value(u"problem"_s) == u"disk_full"_s
            && !error.facts.contains(u"layer"_s);
    default:
        return false;
    }
}

/// Whether a change that failed with @p error may still be there to be made: it was not refused.
bool mayBeTriedAgain(const Error &error)
{
    return error.code == Error::Code::Unavailable || error.code == Error::Code::Unknown
        || error.code == Error::Code::Busy || error.code == Error::Code::ReadOnly;
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
    deliver(undone, this, [this, event, session = m_session](const Result<Change> &answer) {
        if (!answer && session == m_session && mayBeTriedAgain(answer.error()))
            keepUndoable(event);
    });
    return undone;
}

void BookingService::forget()
{
    ++m_session;
    m_undoable.clear();
    emit canUndoChanged(false);
}

struct BookingService::Errand
{
    Attempt attempt;
    Kind kind = Kind::Change;
    int session = 0;
    std::optional<QDeadlineTimer> doubt; ///< Since an answer was lost: how long to ask again.
    QPromise<Result<Change>> answer;
};

Async<Change> BookingService::settle(Attempt attempt, Kind kind)
{
    auto errand = std::make_shared<Errand>();
    errand->attempt = std::move(attempt);
    errand->kind = kind;
    errand->session = m_session;
    errand->answer.start();
    send(errand);
    return errand->answer.future();
}

void BookingService::send(const std::shared_ptr<Errand> &errand)
{
    if (errand->session != m_session) {
        finish(*errand, Error{Error::Code::Cancelled, {}, {}});
        return;
    }
    deliver(errand->attempt(), this,
            [this, errand](const Result<Change> &answer) { hear(errand, answer); });
}

void BookingService::hear(const std::shared_ptr<Errand> &errand, const Result<Change> &answer)
{
    const bool isFirst = !errand->doubt;
    const bool isOpen = !answer
        && (isFirst ? answer.error().code == Error::Code::Unknown : !isDecided(answer.error()));
    if (!isOpen) {
        finish(*errand, answer);
        return;
    }
    if (isFirst) {
        errand->doubt.emplace(longestDoubt);
        setResolving(1);
    } else if (errand->doubt->hasExpired()) {
        finish(*errand, Error{Error::Code::Unknown, {}, {}});
        return;
    }
    QTimer::singleShot(isFirst ? 250ms : pauseAfterLoss, this, [this, errand] { send(errand); });
}

void BookingService::finish(Errand &errand, const Result<Change> &answer)
{
    if (errand.doubt)
        setResolving(-1);
    if (answer && errand.session == m_session)
        remember(*answer, errand.kind);
    errand.answer.addResult(answer);
    errand.answer.finish();
    if (answer)
        emit changed(*answer);
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
