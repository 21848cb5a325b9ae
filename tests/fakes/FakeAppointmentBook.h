#pragma once

#include "core/booking/AppointmentBook.h"
#include "tests/fakes/FakeCall.h"

namespace clinidesk {

class FakeAppointmentBook final : public AppointmentBook
{
public:
    struct BookQuestion
    {
        RequestId request;
        Booking booking;
    };
    struct MoveQuestion
    {
        RequestId request;
        Seen seen;
        Move to;
    };
    struct ResizeQuestion
    {
        RequestId request;
        Seen seen;
        std::chrono::minutes length;
    };
    struct ActQuestion
    {
        RequestId request;
        Seen seen;
        Action action;
        QString why;
    };
    struct UndoQuestion
    {
        RequestId request;
        EventId event;
    };

    Async<Change> book(RequestId request, const Booking &booking) override
    {
        return bookCall.ask({request, booking});
    }
    Async<Change> move(RequestId request, Seen seen, const Move &to) override
    {
        return moveCall.ask({request, seen, to});
    }
    Async<Change> resize(RequestId request, Seen seen, std::chrono::minutes length) override
    {
        return resizeCall.ask({request, seen, length});
    }
    Async<Change> act(RequestId request, Seen seen, Action action, const QString &why) override
    {
        return actCall.ask({request, seen, action, why});
    }
    Async<Change> undo(RequestId request, EventId event) override
    {
        return undoCall.ask({request, event});
    }
    Async<Appointment> appointment(AppointmentId id) override { return appointmentCall.ask(id); }
    Async<QList<AppointmentEvent>> eventsOf(AppointmentId id) override
    {
        return eventsCall.ask(id);
    }
    Async<QString> takenBy(AppointmentId id) override { return takenByCall.ask(id); }

    FakeCall<Change, BookQuestion> bookCall;
    FakeCall<Change, MoveQuestion> moveCall;
    FakeCall<Change, ResizeQuestion> resizeCall;
    FakeCall<Change, ActQuestion> actCall;
    FakeCall<Change, UndoQuestion> undoCall;
    FakeCall<Appointment, AppointmentId> appointmentCall;
    FakeCall<QList<AppointmentEvent>, AppointmentId> eventsCall;
    FakeCall<QString, AppointmentId> takenByCall;
};

} // namespace clinidesk
