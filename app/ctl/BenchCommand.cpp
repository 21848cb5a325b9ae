#include "app/ctl/BenchDeskProcesses.h"
#include "app/ctl/BenchFigures.h"
#include "app/ctl/BenchRuns.h"
#include "app/ctl/Commands.h"
#include "app/ctl/CtlContext.h"

#include <CLI/CLI.hpp>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// One bench: what it measures, and the clinic it wants unless another is asked for.
struct Bench
{
    const char *name;
    const char *purpose;
    int appointments;
    int patients;
    Result<Done> (*run)(const BenchClinic &, const BenchOutput &);
};

constexpr Bench benches[]{
    {"history", "Pages of the history, first and deep", 2'000'000, 0, benchHistory},
    {"booking", "Bookings, alone and many desks at once", 1'000'000, 0, benchBooking},
    {"days", "The list of a day, one day after the other", 1'000'000, 0, benchDays},
    {"slots", "The next free time among 60 full doctors", 50'000, 0, benchSlots},
    {"patients", "The patient search, key by key", 1'000'000, 1'000'000, benchPatients},
};

void measure(const Bench &bench, BenchRequest request, CtlContext &context)
{
    if (request.size.appointments == 0)
        request.size.appointments = bench.appointments;
    if (request.size.patients == 0)
        request.size.patients = bench.patients;
    if (request.isPinned)
        pinToOneCore();
    const auto clinic = BenchClinic::open(request, context);
    if (!clinic)
        return context.fail(clinic.error());
    const auto done = bench.run(**clinic,
                                {.rows = (*clinic)->appointments(),
                                 .isPinned = request.isPinned,
                                 .isJson = context.isJson()});
    if (!done)
        return context.fail(done.error());
}

} // namespace

void addBenchCommand(CLI::App &app, CtlContext &context)
{
    auto *command = app.add_subcommand("bench", "Measure how fast this machine serves a clinic");
    command->require_subcommand(1);
    for (const Bench &bench : benches) {
        auto request = std::make_shared<BenchRequest>();
        auto *part = command->add_subcommand(bench.name, bench.purpose);
        part->add_option("--appointments", request->size.appointments, "How many the clinic has")
            ->check(CLI::Range(10'000, 50'000'000))
            ->default_str(std::to_string(bench.appointments));
        part->add_option("--patients", request->size.patients, "How many the clinic has")
            ->check(CLI::Range(4'000, 10'000'000));
        part->add_option("--dir", request->folder,
                         "Keep the private servers here for the next bench")
            ->type_name("DIR");
        part->add_flag("--pin", request->isPinned,
                       "Bench and servers on one core, for the time of one operation");
        part->callback([request, &bench, &context] { measure(bench, *request, context); });
    }
    addCacheBench(*command, context);
    addLimiterBench(*command, context);
    addDayBench(*command, context);
    addDeskProcessCommand(*command, context);
}

} // namespace clinidesk
