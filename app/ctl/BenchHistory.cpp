#include "app/ctl/BenchRuns.h"

#include "app/ctl/BenchFigures.h"
#include "core/postgres/PostgresAppointmentHistory.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace clinidesk {

namespace {

constexpr int pageSize = 50;
constexpr int runs = 500;
constexpr int warmUps = 50;

struct Walk
{
    QString bench;
    Role role = Role::Receptionist;
    HistoryQuery query; ///< Of the list; its page is chosen here.
    double depth = 0; ///< 0: the first page; 0.7: a good two thirds down.
};

/// Reads pages one after the other, each another one, as nobody's cache could have kept them.
Result<Done> walk(const BenchClinic &clinic, const Walk &wanted, const BenchOutput &output)
{
    BenchDesk desk(clinic.as(wanted.role));
    PostgresAppointmentHistory history(desk.pool);
    HistoryQuery query = wanted.query;
    query.pageSize = pageSize;
    const auto first = history.page(query).result();
    if (!first)
        return first.error();

    const int middle = int(first->page.count() * wanted.depth);
    BenchFigures figures;
    for (int run = -warmUps; run < runs; ++run) {
        if (middle > 0)
            query.pageNumber = qBound(1, middle + (run * 37) % 200, first->page.count());
        const auto start = steady_clock::now();
        const auto page = history.page(query).result();
        const auto took = steady_clock::now() - start;
        if (!page)
            return page.error();
        if (run >= 0)
            figures.add(took);
    }
    QJsonObject facts = figures.percentiles();
    facts.insert(u"rows"_s, output.rows);
    facts.insert(u"listed"_s, first->page.total);
    facts.insert(u"page_size"_s, pageSize);
    output.print(wanted.bench, facts);
    return Done{};
}

} // namespace

Result<Done> benchHistory(const BenchClinic &clinic, const BenchOutput &output)
{
    HistoryQuery ofOneClinic;
    ofOneClinic.clinics = {ClinicId(1)};
    const QList<Walk> walks{
        {u"history.first_page"_s, Role::Receptionist, ofOneClinic, 0},
        {u"history.deep_page"_s, Role::Doctor, {}, 0.7},
        {u"history.clinic_deep_page"_s, Role::Receptionist, ofOneClinic, 0.7},
        {u"history.zones_deep_page"_s, Role::Receptionist, {}, 0.7},
    };
    for (const Walk &wanted : walks) {
        const auto done = walk(clinic, wanted, output);
        if (!done)
            return done;
    }
    return Done{};
}

} // namespace clinidesk
