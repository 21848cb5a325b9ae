#include "tests/e2e/ProcessFigures.h"

#include <QFile>
#include <QList>

#include <time.h>
#include <unistd.h>

namespace clinidesk {

namespace {

QList<QByteArray> wordsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().split(' ');
}

} // namespace

double residentMegabytes()
{
    const auto words = wordsOf(QStringLiteral("/proc/self/statm"));
    return words.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

std::chrono::milliseconds processAge()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    // Field 22 of proc(5)'s stat: ticks after boot. Our name in field 2 holds no blanks.
    const auto words = wordsOf(QStringLiteral("/proc/self/stat"));
    const auto startedMs = words.value(21).toLongLong() * 1000 / sysconf(_SC_CLK_TCK);
    return std::chrono::milliseconds(now.tv_sec * 1000 + now.tv_nsec / 1000000 - startedMs);
}

} // namespace clinidesk
