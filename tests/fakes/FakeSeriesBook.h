#pragma once

#include "core/booking/SeriesBook.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeSeriesBook final : public SeriesBook
{
public:
    struct ConflictsQuestion
    {
        SeriesPlace place;
        QList<QDateTime> starts;
    };
    struct BookQuestion
    {
        RequestId request;
        SeriesBooking booking;
    };
    struct CancelQuestion
    {
        RequestId request;
        SeriesPart part;
        QString why;
    };
    struct MoveQuestion
    {
        RequestId request;
        SeriesPart part;
        QList<QDateTime> starts;
    };
    struct UndoQuestion
    {
        RequestId request;
        QList<EventId> events;
    };

    Async<QList<StartState>> conflicts(const SeriesPlace &place,
                                       const QList<QDateTime> &starts) override
    {
        return conflictsCall.ask({place, starts});
    }
    Async<QList<SeriesMember>> membersOf(AppointmentId appointment) override
    {
        return membersCall.ask(appointment);
    }
    Async<SeriesChanges> book(RequestId request, const SeriesBooking &booking) override
    {
        return bookCall.ask({request, booking});
    }
    Async<SeriesChanges> cancel(RequestId request, const SeriesPart &part,
                                const QString &why) override
    {
        return cancelCall.ask({request, part, why});
    }
    Async<SeriesChanges> move(RequestId request, const SeriesPart &part,
                              const QList<QDateTime> &starts) override
    {
        return moveCall.ask({request, part, starts});
    }
    Async<SeriesChanges> undo(RequestId request, const QList<EventId> &events) override
    {
        return undoCall.ask({request, events});
    }

    FakeCall<QList<StartState>, ConflictsQuestion> conflictsCall;
    FakeCall<QList<SeriesMember>, AppointmentId> membersCall;
    FakeCall<SeriesChanges, BookQuestion> bookCall;
    FakeCall<SeriesChanges, CancelQuestion> cancelCall;
    FakeCall<SeriesChanges, MoveQuestion> moveCall;
    FakeCall<SeriesChanges, UndoQuestion> undoCall;
};

} // namespace clinidesk
