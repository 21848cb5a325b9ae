#include "app/ctl/CacheWarming.h"

#include "app/ctl/Awaited.h"
#include "app/ctl/CachedDesk.h"
#include "app/ctl/CtlContext.h"

#include <CLI/CLI.hpp>

#include <QElapsedTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

/// Departments, doctors and today's list of one clinic.
Result<Done> warmClinic(CachedDesk &desk, ClinicId clinic)
{
    const auto departments = awaited(desk.places.departments(clinic));
    if (!departments)
        return departments.error();
    const auto doctors = awaited(desk.places.doctors(clinic));
    if (!doctors)
        return doctors.error();
    const auto today = awaited(desk.days.day(clinic, {}));
    if (!today)
        return today.error();
    return Done{};
}

Result<qsizetype> warmAll(CachedDesk &desk)
{
    const auto steps = awaited(desk.places.statusSteps());
    if (!steps)
        return steps.error();
    const auto clinics = awaited(desk.places.clinics());
    if (!clinics)
        return clinics.error();
    for (const Clinic &clinic : *clinics) {
        const auto done = warmClinic(desk, clinic.id);
        if (!done)
            return done.error();
    }
    return clinics->size();
}

void warm(CtlContext &context)
{
    const auto redis = context.redis();
    if (!redis)
        return context.fail(redis.error());
    const auto target = context.target();
    if (!target)
        return context.fail(target.error());
    QElapsedTimer timer;
    timer.start();
    CachedDesk desk(*redis, {});
    const auto session = desk.open(*target);
    if (!session) {
        const bool isNobody = session.error().code == Error::Code::Denied;
        return context.fail(
            session.error(),
            isNobody ? u"This login is nobody at the desks, and people only share what they "
                       "may all see. Nothing was loaded; name a receptionist with --user."_s
                     : QString());
    }
    const auto clinics = warmAll(desk);
    desk.close();
    if (!clinics)
        return context.fail(clinics.error());
    const CacheFigures figures = desk.cache.figures();
    context.succeed(
        u"Departments, doctors and today of %1 clinics are in Redis, for all who see what %2 sees. "
        "%3 answers came from the database, in %4 ms."_s.arg(
            QString::number(*clinics), session->login, QString::number(figures.loads()),
            QString::number(timer.elapsed())),
        {{u"clinics"_s, *clinics},
         {u"loads"_s, qint64(figures.loads())},
         {u"took_ms"_s, timer.elapsed()}});
}

} // namespace

void addCacheWarming(CLI::App &cache, CtlContext &context)
{
    auto *warming = cache.add_subcommand(
        "warm", "Load departments, doctors and today of every clinic that --user sees");
    warming->callback([&context] { warm(context); });
}

} // namespace clinidesk
