#include "app/ctl/WorkingDay.h"

#include "core/demo/DemoRandom.h"

#include <algorithm>

using namespace std::chrono;
using namespace std::chrono_literals;

namespace clinidesk {

namespace {

using Kind = DayStep::Kind;
using History = DayStep::History;

/// A step of an errand, so long after its beginning.
struct Part
{
    seconds after{0};
    Kind kind = Kind::LookAtDay;
    History history = History::Patient;
};

/// What a receptionist does for one visitor, and how often in an hour.
struct Errand
{
    int anHour = 0;
    Visitor visitor = Visitor::Nobody;
    std::vector<Part> parts;
};

/// The figures of an hour add up to the ones that WorkingDay's contract names. Who books looks at
/// two days and takes one of the second; of half of them it is read what they had before. Half of
/// those who book leave today's visit and want the next one, the others call.
const std::vector<Errand> &errandsOfAnHour()
{
    static const std::vector<Part> booking{
        {0s, Kind::FindPatient}, {25s, Kind::LookAtDay}, {40s, Kind::LookAtDay}, {70s, Kind::Book}};
    static const std::vector<Part> bookingWithHistory{{0s, Kind::FindPatient},
                                                      {10s, Kind::ReadHistory, History::Patient},
                                                      {25s, Kind::LookAtDay},
                                                      {40s, Kind::LookAtDay},
                                                      {70s, Kind::Book}};
    static const std::vector<Errand> errands{
        {3, Visitor::Calling, bookingWithHistory},
        {3, Visitor::Calling, booking},
        {3, Visitor::FollowingUp, bookingWithHistory},
        {3, Visitor::FollowingUp, booking},
        {10,
         Visitor::Arriving,
         {{0s, Kind::LookAtToday}, {8s, Kind::FindPatient}, {20s, Kind::CheckIn}}},
        {2,
         Visitor::Rebooking,
         {{0s, Kind::FindPatient},
          {15s, Kind::LookAtDay},
          {35s, Kind::LookAtDay},
          {60s, Kind::Move}}},
        {2,
         Visitor::Rebooking,
         {{0s, Kind::FindPatient},
          {15s, Kind::LookAtDay},
          {35s, Kind::LookAtDay},
          {60s, Kind::Cancel}}},
        {4, Visitor::Asking, {{0s, Kind::FindPatient}}},
        {8, Visitor::Nobody, {{0s, Kind::LookAtDay}}},
        {10, Visitor::Nobody, {{0s, Kind::LookAtToday}}},
        {3, Visitor::Nobody, {{0s, Kind::ReadHistory, History::Doctor}}},
        {3, Visitor::Nobody, {{0s, Kind::ReadHistory, History::Clinic}}},
    };
    return errands;
}

/// Nine in ten of the coming two weeks, the sooner the likelier; else any later one.
int someDay(DemoRandom &random)
{
    if (!random.chance(0.9))
        return random.between(WorkingDay::nearDays, WorkingDay::openDays - 1);
    // The nearer of two: the first day is nineteen times as likely as the tenth.
    return std::min(random.below(WorkingDay::nearDays), random.below(WorkingDay::nearDays));
}

/// A patient's first page; of a longer list one in three among the first three, else a deeper one.
int somePage(History history, DemoRandom &random)
{
    if (history == History::Patient)
        return 1;
    return random.chance(1.0 / 3) ? random.between(1, 3) : random.between(4, 20);
}

} // namespace

WorkingDay::WorkingDay(Size size, quint64 seed)
{
    struct Begun
    {
        milliseconds at{0};
        int desk = 0;
        const Errand *errand = nullptr;
    };
    DemoRandom random(seed);
    std::vector<Begun> begun;
    constexpr int hourMs = 3'600'000;
    for (int hour = 0; hour < size.hours; ++hour) {
        for (int desk = 0; desk < size.desks; ++desk) {
            for (const Errand &errand : errandsOfAnHour()) {
                for (int i = 0; i < errand.anHour; ++i)
                    begun.push_back(
                        {milliseconds(hour * hourMs + random.below(hourMs)), desk, &errand});
            }
        }
    }
    std::ranges::stable_sort(begun, {}, &Begun::at);

    for (const Begun &each : begun) {
        for (const Part &part : each.errand->parts) {
            DayStep step{.at = each.at + part.after,
                         .desk = each.desk,
                         .errand = int(m_errands.size()),
                         .kind = part.kind,
                         .history = part.history};
            if (part.kind == Kind::ReadHistory)
                step.page = somePage(part.history, random);
            else if (part.kind == Kind::Book || part.kind == Kind::Move)
                step.day = m_steps.back().day; // The one just looked at.
            else
                step.day = someDay(random);
            m_steps.push_back(step);
        }
        m_errands.push_back(each.errand->visitor);
    }
    std::ranges::stable_sort(m_steps, {}, &DayStep::at);
}

bool WorkingDay::isChange(DayStep::Kind kind)
{
    return kind == Kind::Book || kind == Kind::CheckIn || kind == Kind::Move
        || kind == Kind::Cancel;
}

} // namespace clinidesk
