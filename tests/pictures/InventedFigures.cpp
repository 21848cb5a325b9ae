#include "tests/pictures/InventedClinic.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk::invented {

CacheFigures figures()
{
    CacheFigures figures;
    const auto add = [&figures](const char *name, quint64 memory, quint64 redis, quint64 joined,
                                quint64 loads) {
        figures.kinds.append({.name = QString::fromLatin1(name),
                              .memoryHits = memory,
                              .redisHits = redis,
                              .loads = loads,
                              .waits = joined,
                              .staleAnswers = 0,
                              .errors = 0});
    };
    add("clinics", 2'431, 1, 2, 1);
    add("departments", 212, 3, 1, 0);
    add("doctors", 209, 3, 1, 0);
    add("status_steps", 18, 1, 0, 0);
    add("history_page", 148, 31, 4, 22);
    add("day", 1'620, 97, 12, 61);
    add("free_slots", 96, 20, 0, 31);
    add("patient", 40, 11, 0, 9);
    add("day_hours", 388, 12, 0, 6);
    figures.kinds[5].staleAnswers = 2;
    figures.kinds[5].errors = 1;
    figures.memory = {.count = 299, .p50 = 43ns, .p95 = 96ns, .p99 = 410ns};
    figures.redis = {.count = 167, .p50 = 212us, .p95 = 730us, .p99 = 2'140us};
    figures.database = {.count = 124, .p50 = 2'610us, .p95 = 9'400us, .p99 = 31ms};
    figures.entries = 214;
    figures.bytes = 1'310'720;
    figures.mostBytes = 33'554'432;
    figures.invalidations = 386;
    figures.refreshes = 57;
    figures.leaseWaits = 3;
    figures.isListening = true;
    figures.breaker = u"closed"_s;
    figures.redisMemory = 2'726'298;
    figures.redisRoundTrip = 184us;
    return figures;
}

} // namespace clinidesk::invented
