#pragma once

#include "core/booking/AppointmentBook.h"

#include <QObject>

#include <functional>
#include <memory>

namespace clinidesk {

/// Every change of an appointment goes through here: it names the request, finds out what became of
/// one whose answer was lost, remembers one's own changes for undo, and says what has changed.
/// Lives in the GUI thread.
class BookingService final : public QObject
{
    Q_OBJECT

public:
    static constexpr int undoDepth = 50;

    explicit BookingService(AppointmentBook &book, QObject *parent = nullptr);

    [[nodiscard]] Async<Change> book(const Booking &booking);
    [[nodiscard]] Async<Change> move(Seen seen, const Move &to);
    [[nodiscard]] Async<Change> resize(Seen seen, std::chrono::minutes length);
    [[nodiscard]] Async<Change> act(Seen seen, Action action, const QString &why = {});
    /// Takes back the latest of one's own changes that can still be taken back. Fails with NotFound
    /// when there is none.
    [[nodiscard]] Async<Change> undoLast();

    [[nodiscard]] bool canUndo() const { return !m_undoable.isEmpty(); }
    /// Forgets whose changes they were; called at sign-out.
    void forget();

signals:
    void changed(const clinidesk::Change &change);
    void canUndoChanged(bool canUndo);
    /// A change was sent and its answer never came: true while it is being found out.
    void resolvingChanged(bool resolving);

private:
    using Attempt = std::function<Async<Change>()>;
    enum class Kind { Change, Undo };

    [[nodiscard]] Async<Change> settle(Attempt attempt, Kind kind);
    void tryAgain(const Attempt &attempt, std::shared_ptr<QPromise<Result<Change>>> promise,
                  Kind kind, int attemptsLeft);
    void remember(const Change &change, Kind kind);
    void keepUndoable(EventId event);
    void setResolving(int difference);

    AppointmentBook &m_book;
    QList<EventId> m_undoable; ///< The latest last.
    int m_resolving = 0;
};

} // namespace clinidesk
