#include "core/demo/DemoLife.h"

#include <algorithm>

namespace clinidesk {

namespace {

constexpr int reviewer = 2; // The doctor among demoAccounts().

const char *reasonToCancel(qint64 id)
{
    static constexpr std::array reasons{
        "Called: has to work", "Feels well again", "Called: ill, will call back",
        "Goes elsewhere",      "Asked by e-mail",  ""};
    return reasons[size_t(id) % reasons.size()];
}

} // namespace

DemoLife::DemoLife(const DemoVisit &visit, const DemoDepartment &department)
{
    const bool isReviewed = department.needsReview;
    add("book", isReviewed ? Status::Pending : Status::Booked, visit.createdAt, visit.bookedBy);
    if (visit.status == Status::Pending)
        return;
    if (visit.status == Status::Rejected) {
        add("review", Status::Rejected, visit.finishedAt, reviewer, "Please see your doctor first");
        return;
    }
    const qint64 next = visit.arrivedAt ? visit.arrivedAt : qMax(visit.finishedAt, visit.createdAt);
    if (isReviewed)
        add("review", Status::Booked, visit.createdAt + (next - visit.createdAt) / 2, reviewer);
    if (visit.status == Status::Cancelled) {
        add("cancel", Status::Cancelled, visit.finishedAt, visit.bookedBy,
            reasonToCancel(visit.id));
    } else if (visit.status == Status::NoShow) {
        add("mark_no_show", Status::NoShow, visit.finishedAt, visit.bookedBy);
    } else if (visit.status >= Status::Arrived) {
        add("check_in", Status::Arrived, visit.arrivedAt, visit.bookedBy);
        if (visit.status >= Status::InProgress)
            add("start", Status::InProgress, visit.startedAt, visit.bookedBy);
        if (visit.status == Status::Completed)
            add("complete", Status::Completed, visit.finishedAt, visit.bookedBy);
    }
}

int DemoLife::scheduleVersion() const
{
    return 1 + int(std::count_if(begin() + 1, end(), [](const DemoStep &step) {
               return step.to == Status::Booked || step.to == Status::Rejected
                   || step.to == Status::Cancelled;
           }));
}

void DemoLife::add(const char *action, Status to, qint64 at, int by, const char *why)
{
    const Status from = m_count == 0 ? to : m_steps[size_t(m_count) - 1].to;
    m_steps[size_t(m_count++)] = {action, from, to, at, by, why};
}

} // namespace clinidesk
