#include "ui/viewmodels/monitor/FigureWording.h"

#include "ui/viewmodels/Wording.h"

#include <QHash>
#include <QLocale>

#include <cmath>

using namespace std::chrono;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace clinidesk {

namespace {

const QString dash = u"–"_s;

/// Thousands apart also where the system's language is none.
QLocale locale()
{
    QLocale usual;
    usual.setNumberOptions({});
    return usual;
}

/// Two digits where they mean something: "0.42", "4.2", "42".
QString small(double value)
{
    return locale().toString(value, 'f', value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2);
}

/// @p text from left to right in any window, the sign at its end with it.
QString inOrder(const QString &text)
{
    return Wording::leftToRight(text) + QChar(0x200E);
}

struct Sums
{
    quint64 memory = 0;
    quint64 redis = 0;
    quint64 joined = 0;
    quint64 database = 0;
};

Sums sumsOf(const CacheFigures &figures)
{
    Sums sums;
    for (const CacheFigures::Kind &kind : figures.kinds) {
        sums.memory += kind.memoryHits;
        sums.redis += kind.redisHits;
        sums.joined += kind.waits;
        sums.database += kind.loads;
    }
    return sums;
}

} // namespace

QString FigureWording::count(quint64 count)
{
    return locale().toString(count);
}

QString FigureWording::share(quint64 part, quint64 whole)
{
    if (whole == 0)
        return dash;
    // Rounded down: only all of them are 100 %, and a few are more than none.
    const quint64 percent = part * 100 / whole;
    return inOrder(percent == 0 && part > 0 ? tr("< 1 %") : tr("%1 %").arg(percent));
}

QString FigureWording::time(nanoseconds time)
{
    const auto ns = double(time.count());
    if (time < 0ns)
        return dash;
    if (time < 1us)
        return inOrder(tr("%1 ns").arg(time.count()));
    if (time < 100us)
        return inOrder(tr("%1 µs").arg(small(ns / 1e3)));
    if (time < 1s)
        return inOrder(tr("%1 ms").arg(small(ns / 1e6)));
    return inOrder(tr("%1 s").arg(small(ns / 1e9)));
}

QString FigureWording::bytes(qint64 bytes)
{
    if (bytes < 0)
        return dash;
    const double kilobytes = double(bytes) / 1024;
    if (bytes < 1024)
        return inOrder(tr("%1 B").arg(bytes));
    if (kilobytes < 1000)
        return inOrder(tr("%1 KB").arg(small(kilobytes)));
    return inOrder(tr("%1 MB").arg(small(kilobytes / 1024)));
}

quint64 FigureWording::questions(const CacheFigures &figures)
{
    return figures.queriesSaved() + figures.loads();
}

QString FigureWording::sentence(const CacheFigures &figures, SharedLayer::State shared)
{
    QString redis;
    if (shared == SharedLayer::State::NotUsed)
        redis = tr("No Redis is set up.");
    else if (shared == SharedLayer::State::Away)
        redis = tr("Redis is away.");
    else if (figures.redisRoundTrip >= 0us)
        redis = tr("Redis answers in %1.").arg(time(figures.redisRoundTrip));
    else
        redis = tr("Redis is there.");
    const Sums sums = sumsOf(figures);
    const quint64 all = questions(figures);
    return tr("%1 Memory answered %2 of %3 questions since the program was started.")
        .arg(redis, share(sums.memory, all), count(all));
}

QStringList FigureWording::layerHeadings()
{
    return {tr("Answered by"),
            tr("Answers"),
            tr("Share"),
            tr("Half within"),
            tr("%1 within").arg(share(95, 100)),
            tr("%1 within").arg(share(99, 100))};
}

QList<QStringList> FigureWording::layerRows(const CacheFigures &figures)
{
    const Sums sums = sumsOf(figures);
    const quint64 all = questions(figures);
    const auto row = [all](const QString &name, quint64 answers, const CacheFigures::Times &times) {
        const auto shown
            = [&times](nanoseconds each) { return times.count == 0 ? dash : time(each); };
        return QStringList{name,
                           count(answers),
                           share(answers, all),
                           shown(times.p50),
                           shown(times.p95),
                           shown(times.p99)};
    };
    return {row(tr("Memory"), sums.memory, figures.memory),
            row(tr("Redis"), sums.redis, figures.redis),
            row(tr("A question already on its way"), sums.joined, {}),
            row(tr("Database"), sums.database, figures.database)};
}

QStringList FigureWording::kindHeadings()
{
    return {tr("Asked for"), tr("Memory"),      tr("Redis"), tr("On its way"),
            tr("Database"),  tr("Old answers"), tr("Failed")};
}

QList<QStringList> FigureWording::kindRows(const CacheFigures &figures)
{
    QList<QStringList> rows;
    for (const CacheFigures::Kind &each : figures.kinds) {
        rows.append({kind(each.name), count(each.memoryHits), count(each.redisHits),
                     count(each.waits), count(each.loads), count(each.staleAnswers),
                     count(each.errors)});
    }
    return rows;
}

QStringList FigureWording::storeHeadings()
{
    return {tr("Figure"), tr("Value")};
}

QList<QStringList> FigureWording::storeRows(const CacheFigures &figures, SharedLayer::State shared)
{
    return {
        {tr("Database questions saved"), count(figures.queriesSaved())},
        {tr("Answers in memory"), count(quint64(figures.entries))},
        {tr("Room in memory"), tr("%1 of %2").arg(bytes(figures.bytes), bytes(figures.mostBytes))},
        {tr("Put out for want of room"), count(figures.evictions)},
        {tr("Changes that made answers invalid"), count(figures.invalidations)},
        {tr("Read again before they ran out"), count(figures.refreshes)},
        {tr("Waited for another desk's question"), count(figures.leaseWaits)},
        {tr("Redis"), redisState(shared)},
        {tr("Way to Redis"), breaker(figures.breaker)},
        {tr("Round trip to Redis"), time(figures.redisRoundTrip)},
        {tr("Memory of Redis"), bytes(figures.redisMemory)},
        {tr("Other desks' changes"), figures.isListening ? tr("heard") : tr("not heard")},
        {tr("Questions Redis didn't answer"), count(figures.redisErrors)},
        {tr("Unreadable answers in Redis"), count(figures.unreadable)},
        {tr("Changes Redis has yet to be told"), count(quint64(figures.owedBumps))},
    };
}

QString FigureWording::kind(const QString &name)
{
    const QHash<QString, QString> words{{u"clinics"_s, tr("Clinics")},
                                        {u"departments"_s, tr("Departments")},
                                        {u"doctors"_s, tr("Doctors")},
                                        {u"status_steps"_s, tr("Steps of a visit")},
                                        {u"history_page"_s, tr("Pages of the history")},
                                        {u"day"_s, tr("Days")},
                                        {u"day_hours"_s, tr("Opening hours of days")},
                                        {u"day_loads"_s, tr("How full days are")},
                                        {u"free_slots"_s, tr("Free times")},
                                        {u"patient"_s, tr("Patients")}};
    return words.value(name, name);
}

QString FigureWording::redisState(SharedLayer::State shared)
{
    switch (shared) {
    case SharedLayer::State::NotUsed:
        return tr("not set up");
    case SharedLayer::State::Working:
        return tr("working");
    case SharedLayer::State::Away:
        return tr("away");
    }
    Q_UNREACHABLE();
}

QString FigureWording::breaker(const QString &word)
{
    if (word == u"closed")
        return tr("open", "the way to Redis");
    if (word == u"open")
        return tr("spared for a moment");
    if (word == u"probing")
        return tr("being tried");
    return dash;
}

} // namespace clinidesk
