#include "core/booking/BookingService.h"

#include <QSignalSpy>
#include <QTest>

#include <list>

using namespace clinidesk;
using namespace Qt::StringLiterals;

namespace {

/// A book whose answers to changes the test writes down in advance.
class ScriptedBook final : public AppointmentBook
{
public:
    QList<Result<Change>> answers;
    QList<QUuid> requests;
    QList<EventId> undone;

    Async<Change> book(RequestId request, const Booking &) override { return next(request); }
    Async<Change> move(RequestId request, Seen, const Move &) override { return next(request); }
    Async<Change> resize(RequestId request, Seen, std::chrono::minutes) override
    {
        return next(request);
    }
    Async<Change> act(RequestId request, Seen, Action, const QString &) override
    {
        return next(request);
    }
    Async<Change> undo(RequestId request, EventId event) override
    {
        undone.append(event);
        return next(request);
    }
    Async<Appointment> appointment(AppointmentId) override { return ready<Appointment>(gone()); }
    Async<QList<AppointmentEvent>> eventsOf(AppointmentId) override
    {
        return ready<QList<AppointmentEvent>>(gone());
    }
    Async<QString> takenBy(AppointmentId) override { return ready<QString>(gone()); }

private:
    static Error gone() { return Error{Error::Code::NotFound, {}, {}}; }

    Async<Change> next(RequestId request)
    {
        requests.append(request.uuid());
        return ready<Change>(answers.takeFirst());
    }
};

Change changeWithEvent(qint64 event)
{
    Change change;
    change.appointment = AppointmentId(1);
    change.event = EventId(event);
    return change;
}

Error lost(Error::Code code)
{
    return Error{code, {}, {}};
}

struct Desk
{
    ScriptedBook book;
    BookingService service{book};
    std::optional<Result<Change>> answer;

    void deliverTo(const Async<Change> &asked)
    {
        answer.reset();
        deliver(asked, &service, [this](const Result<Change> &result) { answer = result; });
    }
};

} // namespace

class TestBookingService final : public QObject
{
    Q_OBJECT

private slots:
    void success_isAnnouncedAndCanBeUndone()
    {
        Desk desk;
        const QSignalSpy changed(&desk.service, &BookingService::changed);
        desk.book.answers = {changeWithEvent(5)};

        desk.deliverTo(desk.service.book({}));

        QTRY_VERIFY(desk.answer);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(desk.service.canUndo());
    }

    void lostAnswer_isAskedForAgainWithTheSameRequestId()
    {
        Desk desk;
        const QSignalSpy resolving(&desk.service, &BookingService::resolvingChanged);
        desk.book.answers = {lost(Error::Code::Unknown), changeWithEvent(5)};

        desk.deliverTo(desk.service.book({}));

        QTRY_VERIFY(desk.answer);
        QVERIFY(desk.answer->has_value());
        QCOMPARE(desk.book.requests.size(), 2);
        QCOMPARE(desk.book.requests.at(0), desk.book.requests.at(1));
        QCOMPARE(resolving.count(), 2);
        QCOMPARE(resolving.at(0).at(0).toBool(), true);
        QCOMPARE(resolving.at(1).at(0).toBool(), false);
    }

    void unavailableAfterALostAnswer_isNotTakenForNothingChanged()
    {
        Desk desk;
        desk.book.answers
            = {lost(Error::Code::Unknown), lost(Error::Code::Unavailable), changeWithEvent(5)};

        desk.deliverTo(desk.service.book({}));

        QTRY_VERIFY_WITH_TIMEOUT(desk.answer, 10'000);
        QVERIFY(desk.answer->has_value());
        QCOMPARE(desk.book.requests.size(), 3);
    }

    void failureToAskAgain_isNotTakenForNothingChanged()
    {
        // At once, since each waits before it asks for the last time.
        std::list<Desk> desks;
        for (const auto code : {Error::Code::Busy, Error::Code::ReadOnly, Error::Code::Insecure,
                                Error::Code::WrongPassword, Error::Code::SchemaTooOld,
                                Error::Code::Broken, Error::Code::Denied}) {
            Desk &desk = desks.emplace_back();
            Error failure = lost(code);
            failure.facts.insert(u"layer"_s, u"sign-in"_s);
            desk.book.answers = {lost(Error::Code::Unknown), failure, changeWithEvent(5)};
            desk.deliverTo(desk.service.book({}));
        }
        for (Desk &desk : desks) {
            QTRY_VERIFY_WITH_TIMEOUT(desk.answer, 10'000);
            QVERIFY(desk.answer->has_value());
        }
    }

    void refusalAfterALostAnswer_isTheTruth()
    {
        Desk desk;
        desk.book.answers = {lost(Error::Code::Unknown), lost(Error::Code::Conflict)};
        desk.deliverTo(desk.service.book({}));
        QTRY_VERIFY(desk.answer);
        QCOMPARE(desk.answer->error().code, Error::Code::Conflict);
    }

    void unavailableAtOnce_isFinal()
    {
        Desk desk;
        desk.book.answers = {lost(Error::Code::Unavailable)};

        desk.deliverTo(desk.service.book({}));

        QTRY_VERIFY(desk.answer);
        QCOMPARE(desk.answer->error().code, Error::Code::Unavailable);
        QCOMPARE(desk.book.requests.size(), 1);
        QVERIFY(!desk.service.canUndo());
    }

    void undo_takesBackTheLatestFirst()
    {
        Desk desk;
        desk.book.answers
            = {changeWithEvent(5), changeWithEvent(6), changeWithEvent(7), changeWithEvent(8)};
        desk.deliverTo(desk.service.book({}));
        QTRY_VERIFY(desk.answer);
        desk.deliverTo(desk.service.act({}, Action::CheckIn));
        QTRY_VERIFY(desk.answer);

        desk.deliverTo(desk.service.undoLast());
        QTRY_VERIFY(desk.answer);
        desk.deliverTo(desk.service.undoLast());
        QTRY_VERIFY(desk.answer);

        QCOMPARE(desk.book.undone, (QList{EventId(6), EventId(5)}));
        QVERIFY(!desk.service.canUndo()); // An undo is not itself undone.
    }

    void fiftyChanges_areTakenBackInARow_withTheKeyHeldDown()
    {
        Desk desk;
        constexpr int made = BookingService::undoDepth + 10;
        for (int event = 1; event <= made; ++event) {
            desk.book.answers = {changeWithEvent(event)};
            desk.deliverTo(desk.service.book({}));
            QTRY_VERIFY(desk.answer);
        }
        for (int press = 0; press <= BookingService::undoDepth; ++press)
            desk.book.answers.append(changeWithEvent(made + 1 + press));
        int refused = 0;
        for (int press = 0; press < BookingService::undoDepth + 5; ++press) {
            deliver(desk.service.undoLast(), &desk.service,
                    [&refused](const Result<Change> &answer) { refused += answer ? 0 : 1; });
        }
        QTRY_COMPARE(refused, 5);
        QList<EventId> latestFirst;
        for (int event = made; event > made - BookingService::undoDepth; --event)
            latestFirst.append(EventId(event));
        QTRY_COMPARE(desk.book.undone, latestFirst);
        QVERIFY(!desk.service.canUndo());
    }

    void undoThatDidNotReachTheServer_canBeTriedAgain()
    {
        Desk desk;
        desk.book.answers
            = {changeWithEvent(5), lost(Error::Code::Unavailable), changeWithEvent(6)};
        desk.deliverTo(desk.service.book({}));
        QTRY_VERIFY(desk.answer);

        desk.deliverTo(desk.service.undoLast());
        QTRY_VERIFY(desk.answer);
        QTRY_VERIFY(desk.service.canUndo());
        desk.deliverTo(desk.service.undoLast());
        QTRY_VERIFY(desk.answer);

        QVERIFY(desk.answer->has_value());
        QCOMPARE(desk.book.undone, (QList{EventId(5), EventId(5)}));
    }

    void undoThatFoundTheServerBusy_canBeTriedAgain()
    {
        Desk desk;
        desk.book.answers = {changeWithEvent(5), lost(Error::Code::Busy)};
        desk.deliverTo(desk.service.book({}));
        QTRY_VERIFY(desk.answer);

        desk.deliverTo(desk.service.undoLast());

        QTRY_VERIFY(desk.answer);
        QTRY_VERIFY(desk.service.canUndo());
    }

    void nothingToUndo_isSaid()
    {
        Desk desk;
        desk.deliverTo(desk.service.undoLast());
        QTRY_VERIFY(desk.answer);
        QCOMPARE(desk.answer->error().code, Error::Code::NotFound);
    }

    void signOut_forgetsWhatCouldBeUndone()
    {
        Desk desk;
        desk.book.answers = {changeWithEvent(5)};
        desk.deliverTo(desk.service.book({}));
        QTRY_VERIFY(desk.answer);

        desk.service.forget();

        QVERIFY(!desk.service.canUndo());
    }

    void signOut_endsTheSearchForALostAnswerInsteadOfAskingAsTheNextPerson()
    {
        Desk desk;
        const QSignalSpy resolving(&desk.service, &BookingService::resolvingChanged);
        desk.book.answers = {lost(Error::Code::Unknown)};
        desk.deliverTo(desk.service.book({}));
        QTRY_COMPARE(resolving.count(), 1);

        desk.service.forget();

        QTRY_VERIFY(desk.answer);
        QCOMPARE(desk.answer->error().code, Error::Code::Cancelled);
        QCOMPARE(desk.book.requests.size(), 1);
        QCOMPARE(resolving.count(), 2);
    }

    void changeThatEndsAfterSignOut_isNotTheNextPersonsToUndo()
    {
        Desk desk;
        desk.book.answers = {changeWithEvent(5)};
        desk.deliverTo(desk.service.book({}));

        desk.service.forget();

        QTRY_VERIFY(desk.answer);
        QVERIFY(desk.answer->has_value());
        QVERIFY(!desk.service.canUndo());
    }
};

QTEST_GUILESS_MAIN(TestBookingService)
#include "tst_BookingService.moc"
