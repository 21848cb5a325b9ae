#include "app/ctl/BenchRuns.h"

#include "app/ctl/BenchFigures.h"
#include "core/postgres/PostgresDayList.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int runs = 500;
constexpr int warmUps = 20;

/// From one day to another and back, over sixty days on both sides of today.
Result<Done> switchDays(const BenchClinic &clinic, Role role, const BenchOutput &output)
{
    BenchDesk desk(clinic.as(role));
    PostgresDayList days(desk.pool);
    const ClinicId place(1);
    const auto today = days.day(place, {}).result();
    if (!today)
        return today.error();

    BenchFigures figures;
    qint64 listed = 0;
    qsizetype most = 0;
    for (int run = -warmUps; run < runs; ++run) {
        const QDate date = today->date.addDays((run + warmUps) * 37 % 121 - 60);
        const auto start = steady_clock::now();
        const auto day = days.day(place, date).result();
        const auto took = steady_clock::now() - start;
        if (!day)
            return day.error();
        if (run < 0)
            continue;
        figures.add(took);
        listed += day->appointments.size();
        most = qMax(most, day->appointments.size());
    }
    QJsonObject facts = figures.percentiles();
    facts.insert(u"rows"_s, output.rows);
    facts.insert(u"listed_a_day"_s, listed / runs);
    facts.insert(u"listed_most"_s, most);
    output.print(role == Role::Doctor ? u"days.switch_doctor"_s : u"days.switch"_s, facts);
    return Done{};
}

} // namespace

Result<Done> benchDays(const BenchClinic &clinic, const BenchOutput &output)
{
    for (const Role role : {Role::Receptionist, Role::Doctor}) {
        const auto done = switchDays(clinic, role, output);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace clinidesk
