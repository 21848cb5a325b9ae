#include "app/ctl/BenchFigures.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iostream>

#ifdef Q_OS_LINUX
#include <sched.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

using namespace Qt::StringLiterals;

namespace clinidesk {

void BenchFigures::add(const BenchFigures &others)
{
    m_samples.insert(m_samples.end(), others.m_samples.begin(), others.m_samples.end());
    m_isSorted = false;
}

double BenchFigures::microseconds(double share) const
{
    if (m_samples.empty())
        return 0;
    if (!m_isSorted)
        std::ranges::sort(m_samples);
    m_isSorted = true;
    const auto place = std::min(m_samples.size() - 1, size_t(double(m_samples.size()) * share));
    return std::chrono::duration<double, std::micro>(m_samples[place]).count();
}

QJsonObject BenchFigures::percentiles() const
{
    return {{u"p50_us"_s, rounded(microseconds(0.5))}, {u"p99_us"_s, rounded(microseconds(0.99))}};
}

double rounded(double number)
{
    if (number == 0)
        return 0;
    const double scale = std::pow(10.0, 3 - std::floor(std::log10(std::abs(number))));
    return std::round(number * scale) / scale;
}

void printFigures(const QString &bench, const QJsonObject &facts, bool isJson)
{
    if (isJson) {
        // Written by hand at the front: readers look for these two first.
        const QByteArray rest = QJsonDocument(facts).toJson(QJsonDocument::Compact).mid(1);
        const QByteArray line
            = "{\"bench\":\"" + bench.toUtf8() + "\",\"peer\":\"clinidesk\"," + rest;
        std::cout << line.constData() << std::endl;
        return;
    }
    QString line = bench.leftJustified(28);
    for (auto fact = facts.begin(); fact != facts.end(); ++fact) {
        const QString value = fact->isDouble() ? QLocale::c().toString(fact->toDouble(), 'f', 0)
                                               : fact->toVariant().toString();
        line += u"  %1 %2"_s.arg(fact.key(), value);
    }
    std::cout << line.toStdString() << std::endl;
}

void pinToOneCore()
{
#ifdef Q_OS_LINUX
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(0, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
#elif defined(Q_OS_WIN)
    SetProcessAffinityMask(GetCurrentProcess(), 1);
#endif
}

} // namespace clinidesk
