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

    /// A change that another book makes of one appointment: found out, remembered and taken back as
    /// any other. @p attempt is asked each time with the same request id.
    [[nodiscard]] Async<Change> makeOne(
        const std::function<Async<Change>(RequestId request)> &attempt);

    using Changes = QList<Change>;
    /// Changes of several appointments by one call, which make one step of undo.
    struct Several
    {
        std::function<Async<Changes>()> make; ///< Each time with the same request id.
        /// Takes those events back, all or none.
        std::function<Async<Changes>(RequestId, const QList<EventId> &)> undo;
    };
    [[nodiscard]] Async<Changes> make(const Several &several);

    [[nodiscard]] bool canUndo() const { return !m_undoable.isEmpty(); }
    /// Forgets whose changes they were; called at sign-out. A lost answer is not asked for again
    /// under the next person's name: it ends as Cancelled.
    void forget();

signals:
    void changed(const clinidesk::Change &change);
    void canUndoChanged(bool canUndo);
    /// A change was sent and its answer never came: true while it is being found out.
    void resolvingChanged(bool resolving);

private:
    using Attempt = std::function<Async<Changes>()>;
    using TakeBack = std::function<Async<Changes>(RequestId, const QList<EventId> &)>;
    enum class Kind { Change, Undo };

    /// What one press of undo takes back.
    struct Step
    {
        QList<EventId> events;
        TakeBack takeBack;
    };
    /// One change on its way, until what became of it is known.
    struct Errand;

    [[nodiscard]] Async<Change> settleOne(std::function<Async<Change>()> attempt);
    [[nodiscard]] Async<Changes> settle(Attempt attempt, Kind kind, const TakeBack &takeBack);
    [[nodiscard]] Async<Changes> listed(const Async<Change> &change);
    [[nodiscard]] Async<Change> firstOf(const Async<Changes> &changes);
    void send(const std::shared_ptr<Errand> &errand);
    void hear(const std::shared_ptr<Errand> &errand, const Result<Changes> &answer);
    void finish(Errand &errand, const Result<Changes> &answer);
    void remember(const Changes &changes, const Errand &errand);
    void keepUndoable(const Step &step);
    void setResolving(int difference);

    AppointmentBook &m_book;
    QList<Step> m_undoable; ///< The latest last.
    int m_resolving = 0;
    int m_session = 0; ///< Rises at every sign-out.
};

} // namespace clinidesk
