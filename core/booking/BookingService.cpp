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
    return settleOne(
        [this, request = RequestId::create(), booking] { return m_book.book(request, booking); });
}

Async<Change> BookingService::move(Seen seen, const Move &to)
{
    return settleOne(
        [this, request = RequestId::create(), seen, to] { return m_book.move(request, seen, to); });
}

Async<Change> BookingService::resize(Seen seen, std::chrono::minutes length)
{
    return settleOne([this, request = RequestId::create(), seen, length] {
        return m_book.resize(request, seen, length);
    });
}

Async<Change> BookingService::act(Seen seen, Action action, const QString &why)
{
    return settleOne([this, request = RequestId::create(), seen, action, why] {
        return m_book.act(request, seen, action, why);
    });
}

Async<Change> BookingService::makeOne(const std::function<Async<Change>(RequestId)> &attempt)
{
    return settleOne([attempt, request = RequestId::create()] { return attempt(request); });
}

Async<BookingService::Changes> BookingService::make(const Several &several)
{
    return settle(several.make, Kind::Change, several.undo);
}

Async<Change> BookingService::undoLast()
{
    if (m_undoable.isEmpty())
        return ready<Change>(Error{Error::Code::NotFound, u"nothing to undo"_s, {}});

    const Step step = m_undoable.takeLast();
    if (m_undoable.isEmpty())
        emit canUndoChanged(false);
    const Async<Changes> undone = settle(
        [step, request = RequestId::create()] { return step.takeBack(request, step.events); },
        Kind::Undo, {});
    deliver(undone, this, [this, step, session = m_session](const Result<Changes> &answer) {
        if (!answer && session == m_session && mayBeTriedAgain(answer.error()))
            keepUndoable(step);
    });
    return firstOf(undone);
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
    TakeBack takeBack;
    int session = 0;
    std::optional<QDeadlineTimer> doubt; ///< Since an answer was lost: how long to ask again.
    QPromise<Result<Changes>> answer;
};

Async<BookingService::Changes> BookingService::listed(const Async<Change> &change)
{
    return mapped(change, this, [](const Change &made) { return Changes{made}; });
}

Async<Change> BookingService::firstOf(const Async<Changes> &changes)
{
    return mapped(changes, this, [](const Changes &made) { return made.value(0); });
}

Async<Change> BookingService::settleOne(std::function<Async<Change>()> attempt)
{
    return firstOf(settle([this, attempt = std::move(attempt)] { return listed(attempt()); },
                          Kind::Change,
                          [this](RequestId request, const QList<EventId> &events) {
                              return listed(m_book.undo(request, events.value(0)));
                          }));
}

Async<BookingService::Changes> BookingService::settle(Attempt attempt, Kind kind,
                                                      const TakeBack &takeBack)
{
    auto errand = std::make_shared<Errand>();
    errand->attempt = std::move(attempt);
    errand->kind = kind;
    errand->takeBack = takeBack;
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
            [this, errand](const Result<Changes> &answer) { hear(errand, answer); });
}

void BookingService::hear(const std::shared_ptr<Errand> &errand, const Result<Changes> &answer)
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

void BookingService::finish(Errand &errand, const Result<Changes> &answer)
{
    if (errand.doubt)
        setResolving(-1);
    if (answer && errand.session == m_session)
        remember(*answer, errand);
    errand.answer.addResult(answer);
    errand.answer.finish();
    if (answer) {
        for (const Change &change : *answer)
            emit changed(change);
    }
}

void BookingService::remember(const Changes &changes, const Errand &errand)
{
    Step step{.events = {}, .takeBack = errand.takeBack};
    for (const Change &change : changes) {
        if (!change.event.isNull())
            step.events.append(change.event);
    }
    if (errand.kind == Kind::Change && !step.events.isEmpty())
        keepUndoable(step);
}

void BookingService::keepUndoable(const Step &step)
{
    m_undoable.append(step);
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
