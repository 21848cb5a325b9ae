#include "core/booking/Status.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace clinidesk {

Status resultOf(Action action)
{
    switch (action) {
    case Action::CheckIn:
        return Status::Arrived;
    case Action::Start:
        return Status::InProgress;
    case Action::Complete:
        return Status::Completed;
    case Action::MarkNoShow:
        return Status::NoShow;
    case Action::Cancel:
        return Status::Cancelled;
    case Action::Accept:
        return Status::Booked;
    case Action::Reject:
        return Status::Rejected;
    }
    Q_UNREACHABLE();
}

bool isAllowed(const QList<StatusStep> &steps, Status status, Action action)
{
    return std::any_of(steps.begin(), steps.end(), [&](const StatusStep &step) {
        return step.from == status && step.to == resultOf(action) && step.action != u"undo"_s;
    });
}

QString fhirCode(Status status)
{
    switch (status) {
    case Status::Pending:
        return u"pending"_s;
    case Status::Booked:
        return u"booked"_s;
    case Status::Arrived:
        return u"arrived"_s;
    case Status::InProgress:
        return u"checked-in"_s;
    case Status::Completed:
        return u"fulfilled"_s;
    case Status::Rejected:
    case Status::Cancelled:
        return u"cancelled"_s;
    case Status::NoShow:
        return u"noshow"_s;
    }
    Q_UNREACHABLE();
}

} // namespace clinidesk
